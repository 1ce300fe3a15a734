"""Why two were matched, what came of it, and what stands against it, in words."""

from collections.abc import Mapping

REASON_KINDS: Mapping[str, str] = {
    "needs": "What they need",
    "goals": "Goals",
    "experience": "Shared experience",
    "interests": "Interests",
    "language": "Language",
    "wishes": "What they asked for",
}
MATCH_ENDS: Mapping[str, str] = {
    "moved": "moved to another mentor",
    "finished": "finished",
    "left": "one of them left",
    "moved_away": "moved away",
    "custody": "back in custody",
    "died": "ended by a death",
}
MOMENTS: Mapping[str, str] = {
    "fit_2": "was asked how it goes after 2 weeks",
    "fit_6": "was asked how it goes after 6 weeks",
    "fit_12": "was asked how it goes after 12 weeks",
    "told": "was told of the last day",
    "told_anew": "was told of another last day",
    "goes_on": "was told that they go on",
    "look_back": "looked back",
    "parting": "was asked for words in parting",
    "onward": "was told what comes after",
    "closed": "was told that it has come to its close",
    "afterwards": "was asked how it goes on",
    "left_early": "was asked what could have gone better",
}
CLASHES: Mapping[str, str] = {
    "match": "They walk with {}, whom they may have no contact with. Match them with somebody else, or end "
    "the match and make it anew with who approved it.",
    "curfew": "Something is asked of them at {}, inside their curfew. Choose another time.",
    "app": "The only way to them is an app that is not allowed. Nothing reaches them: add a number.",
}
