"""The words replies are made of, without accents and apostrophes, in English and Spanish.

Data for `reading`. A word belongs here only if it cannot change what an answer means.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NUMBERS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "zero cero",
            "one uno",
            "two dos",
            "three tres",
            "four cuatro",
            "five cinco",
            "six seis",
            "seven siete",
            "eight ocho",
            "nine nueve",
            "ten diez",
            "eleven",
            "twelve doce",
            "thirteen trece",
            "fourteen catorce",
            "fifteen quince",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty veinte",
        )
    )
    for word in words.split()
} | {"thirty": 30, "treinta": 30, "forty": 40, "cuarenta": 40, "fifty": 50, "hundred": 100, "cien": 100}
SPANISH_NUMBERS = {"once": 11}

OUT_OF = (("out", "of"), ("of",), ("de",), ("sobre",))
FRACTIONS = {"half", "medio", "media", "point", "punto", "coma", "quarter"}
THANKS = {"thanks", "thank", "thx", "ty", "gracias", "cheers"}

FILLERS = _set(
    """
    i id im ive ill its it is was been be am a an the say guess think thought maybe probably prob
    perhaps about around like just so really very quite pretty kinda sorta bit little feel feeling felt
    doing would give rate rating number better worse tbh lol haha ngl honestly overall yeah yea hmm um
    uh erm oh well please then hi hey hello thanks thank thx ty cheers you today now went going mate bro
    man that thats stars points as also do can creo yo diria un como quizas quiza algo mejor peor poco
    fue ha sido estoy estuvo  gracias pues hoy estrellas puntos hola eso ahora por favor porfa
    seria bastante muy que
    """
)
STARTERS = _set(
    """
    been i im ive id it its this my the we because cause cuz cos bc but still no really just feeling
    felt had got having trying and pretty kinda maybe lots a didnt couldnt havent porque pero ha fue
    estoy estuve he mi la el muy con todavia sigo tuve consegui logre pude por no y
    """
)
TURNS = _set(
    """
    but not except unless if only pero excepto menos
    """
)
"""Words that turn or limit what was said before; a choice beside one of them is unclear."""

BEFORE_ONE = _set(
    """
    a i id guess maybe say probably like just about its hmm um number creo un diria
    """
)
HEDGES_AFTER_ONE = _set(
    """
    i guess think maybe please tbh lol honestly sorry creo gracias
    """
)

AROUND_TIMES = _set(
    """
    on at after around about every each the in of is are works work good best fine ok okay please thanks
    maybe i think id say would be and then oclock o clock h hrs hs like from any time past el los a la
    las de por en cada despues como sobre todos punto favor gracias creo que mejor bien y seria
    """
)

AROUND_RESTS = _set(
    """
    for until till til to about around maybe just please pause the of on only more again so me messages i
    want think need say like por hasta durante favor porfa unos unas como solo mas de del quiero creo que
    this these my it texts em them th st nd rd thanks gracias proximo proxima next dia
    """
)
AROUND_LANGUAGES = _set("in en please por favor porfa speak to a al habla hablar text write me the language")

WEEK_WORDS: dict[int, tuple[str, ...]] = {
    1: (
        "awful",
        "terrible",
        "horrible",
        "horrendous",
        "the worst",
        "worst week",
        "terrible week",
        "awful week",
        "horrible week",
        "semana horrible",
        "semana pesima",
        "semana muy dura",
        "worst",
        "shit",
        "shitty",
        "crap",
        "really bad",
        "very bad",
        "so bad",
        "really hard",
        "very hard",
        "really rough",
        "muy mal",
        "muy mala",
        "muy dura",
        "fatal",
        "pesimo",
        "pesima",
        "😭",
    ),
    2: (
        "bad",
        "bad week",
        "hard week",
        "rough week",
        "tough week",
        "semana dura",
        "semana mala",
        "mala semana",
        "semana dificil",
        "hard",
        "rough",
        "tough",
        "low",
        "struggling",
        "not good",
        "not so good",
        "not too good",
        "not very good",
        "not great",
        "not so great",
        "not ok",
        "not well",
        "mal",
        "mala",
        "malo",
        "dificil",
        "dura",
        "duro",
        "no muy bien",
        "no muy buena",
        "👎",
        "🙁",
        "☹",
        "😞",
        "😔",
        "😢",
    ),
    3: (
        "ok",
        "okay",
        "ok week",
        "okay week",
        "semana normal",
        "semana regular",
        "okey",
        "alright",
        "all right",
        "fine",
        "meh",
        "so so",
        "so-so",
        "average",
        "in between",
        "middle",
        "not bad",
        "not too bad",
        "not so bad",
        "not the worst",
        "not the best",
        "up and down",
        "ups and downs",
        "regular",
        "mas o menos",
        "asi asi",
        "normal",
        "no tan mal",
        "no tan mala",
        "😐",
        "😕",
    ),
    4: (
        "good",
        "pretty good",
        "good week",
        "pretty good week",
        "decent week",
        "buena semana",
        "semana buena",
        "quite good",
        "went well",
        "going well",
        "pretty well",
        "bien",
        "buena",
        "bueno",
        "bastante bien",
        "bastante buena",
        "👍",
        "👌",
        "🙂",
        "😊",
    ),
    5: (
        "great",
        "really good",
        "best week",
        "great week",
        "amazing week",
        "gran semana",
        "muy buena semana",
        "very good",
        "so good",
        "really great",
        "amazing",
        "awesome",
        "excellent",
        "brilliant",
        "fantastic",
        "the best",
        "perfect",
        "muy bien",
        "muy buena",
        "genial",
        "excelente",
        "increible",
        "estupendo",
        "estupenda",
        "😀",
        "😁",
        "😄",
        "🎉",
    ),
    0: (
        "this week",
        "the week",
        "my week",
        "kind of",
        "sort of",
        "for now",
        "for me",
        "me siento",
        "to me",
        "esta semana",
        "la semana",
        "mi semana",
    ),
}
"""What words say about a week from 1 to 5; 0 says nothing.

Whole phrases, so that "not good" is never "good"."""

YES = (
    "yes",
    "y",
    "yes please",
    "yeah",
    "yea",
    "yep",
    "yup",
    "ya",
    "sure",
    "ok",
    "okay",
    "of course",
    "go ahead",
    "why not",
    "please do",
    "fine",
    "thats fine",
    "fine with me",
    "sounds good",
    "absolutely",
    "definitely",
    "for sure",
    "no problem",
    "tell them",
    "you can",
    "she can",
    "he can",
    "they can",
    "its me",
    "it is me",
    "thats me",
    "this is me",
    "speaking",
    "soy yo",
    "si",
    "sip",
    "claro",
    "claro que si",
    "por supuesto",
    "vale",
    "dale",
    "de acuerdo",
    "esta bien",
    "como no",
    "por que no",
    "sin problema",
    "👍",
    "👌",
    "✅",
    "✔",
)
NO = (
    "no",
    "not me",
    "its not me",
    "thats not me",
    "this isnt me",
    "wrong number",
    "wrong person",
    "no soy yo",
    "no soy",
    "numero equivocado",
    "n",
    "nope",
    "nah",
    "no way",
    "no thanks",
    "no thank you",
    "not now",
    "not yet",
    "not really",
    "not today",
    "not this time",
    "rather not",
    "id rather not",
    "prefer not",
    "id prefer not",
    "of course not",
    "dont",
    "please dont",
    "i dont think so",
    "i dont want to",
    "i do not want to",
    "no gracias",
    "mejor no",
    "prefiero que no",
    "prefiero no",
    "ahora no",
    "todavia no",
    "aun no",
    "esta vez no",
    "claro que no",
    "no quiero",
    "👎",
    "❌",
)
SKIP = frozenset(
    {
        "skip",
        "pass",
        "no",
        "nope",
        "nah",
        "none",
        "nothing",
        "no thanks",
        "not now",
        "not yet",
        "not really",
        "idk",
        "dont know",
        "i dont know",
        "no idea",
        "not sure",
        "dunno",
        "later",
        "na",
        "n/a",
        "paso",
        "pasar",
        "saltar",
        "nada",
        "ninguna",
        "ninguno",
        "no gracias",
        "ahora no",
        "todavia no",
        "no se",
        "no lo se",
        "ni idea",
        "luego",
        "despues",
    }
)
