"""The rules as a list that a coordinator can read (docs/reference/safety-rules.md)."""

from safety.rulebook import BOOK, Rule

_HEAD = """# What the safety screen looks for

This list is written by `python -m safety rules` from `safety/rules/`; a test fails when the two differ. The
words are hard to read. Take a break if you need one.

How to read it: `(a|b)` is one or the other, `[a]` may be missing, `..` stands for up to three words and `...`
for up to six, `suicid*` for any word that begins so, `#` for a number, `{want}` for a named list (at the
end), `^` and `$` for the beginning and the end of the message. Spelling is mended first. What stands around
a match may lower it: see [how it works](../explanation/safety.md). A *hint* means nothing alone; two
different hints in one message are a concern. A *resolve* means nothing alone either: beside a wish not to
live it makes that urgent.
"""
_WHAT_IS_LEFT = {"same": "the same", "concern": "a concern", "none": "nothing", "lower": "one tier less"}


def listing() -> str:
    """All rules in Markdown."""
    parts = [_HEAD]
    family = ""
    for rule in BOOK.rules:
        if rule.family != family:
            family = rule.family
            parts.append(f"\n## {family.replace('_', ' ').capitalize()}\n")
        parts.append(_entry(rule))
    parts.append("\n## Named lists\n")
    parts.extend(f"- `{{{name}}}`: {', '.join(ways)}\n" for name, ways in BOOK.lists.items())
    return "".join(parts)


def _entry(rule: Rule) -> str:
    tier = rule.tier.value if rule.tier else "resolve" if rule.resolve else "hint"
    whom = "the writer (of “he”, “my friend”: another person at risk)" if rule.about == "self" else "anybody"
    lines = [
        f"\n### {rule.id}",
        f"\n**{tier}, {rule.category.value}.** {rule.reason} Speaks of {whom}.",
        f"After “not”: {_WHAT_IS_LEFT[rule.negated]}; in the past: {_WHAT_IS_LEFT[rule.past]}; "
        f"with laughter or in a game or song: {_WHAT_IS_LEFT[rule.laugh]}.",
        "",
        *(f"- `{phrase.source}`" for phrase in rule.phrases),
    ]
    if rule.unless:
        lines.append("- taken back by: " + ", ".join(f"`{phrase.source}`" for phrase in rule.unless))
    lines.append("- fires on: " + "; ".join(f"“{text}”" for text in rule.yes))
    lines.append("- not on: " + "; ".join(f"“{text}”" for text in rule.no))
    return "\n".join(lines) + "\n"
