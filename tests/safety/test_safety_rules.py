"""Every rule does what its own examples say, and the list for coordinators is up to date."""

from pathlib import Path

import pytest

from language.phrases import BadPhrase
from safety.listing import listing
from safety.normalise import mend, mended_words
from safety.phrases import compile_phrase
from safety.recogniser import assess
from safety.rulebook import BOOK, BadRule, Rule, build_rulebook
from safety.tiers import Category, Tier

ROOT = Path(__file__).parents[2]
RULES = [pytest.param(rule, id=rule.id) for rule in BOOK.rules]
LISTS = {"want": ("want to", "need to")}
RULE = """
[defaults]
tier = "urgent"
category = "suicide"
about = "self"
negated = "concern"
past = "concern"
laugh = "lower"
[[rule]]
id = "one"
reason = "A reason."
phrases = ["{want} fly"]
yes = ["i want to fly"]
no = ["a fly on the wall"]
"""


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_reason_and_examples(rule: Rule) -> None:
    assert rule.reason.endswith(".")
    assert rule.yes
    assert rule.no
    assert rule.category is not Category.NONE


@pytest.mark.parametrize("rule", RULES)
def test_examples_fire_or_stay_silent(rule: Rule) -> None:
    for text in rule.yes:
        found = assess(text)
        if rule.tier is None:  # a hint says something only beside another
            assert any(phrase.regex.search(mend(text)) for phrase in rule.phrases), text
        else:
            assert rule.id in found.rules, text
        assert found.tier is not Tier.NONE, text
    for text in rule.no:
        assert rule.id not in assess(text).rules, text


@pytest.mark.parametrize("rule", RULES)
def test_no_gap_is_without_a_bound(rule: Rule) -> None:
    """Only the ends of words may repeat freely; everything else has a bound, or is one word."""
    for phrase in (*rule.phrases, *rule.unless):
        free = (
            phrase.regex.pattern.replace("[^| ]+ ", "").replace("[a-z0-9]*", "").replace("[0-9]+[a-z]*", "")
        )
        assert "+" not in free.replace("\\+", ""), phrase.source
        assert "*" not in free, phrase.source


def test_the_list_in_the_docs_is_the_rules() -> None:
    page = ROOT / "docs" / "reference" / "safety-rules.md"
    assert page.read_text(encoding="utf-8") == listing(), (
        "run: python -m safety rules > docs/reference/safety-rules.md"
    )


def test_the_list_names_every_rule_with_its_tier_and_examples() -> None:
    text = listing()
    for rule in BOOK.rules:
        assert f"### {rule.id}\n" in text
        assert rule.reason in text
        assert rule.yes[0] in text


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("{want} fly", " i want to fly away ", "want to fly"),
        ("(red|dark blue) car", " my dark blue car ", "dark blue car"),
        ("[old] car", " my car ", "car"),
        ("[old] car", " my old car ", "old car"),
        ("lost .. car", " lost my only red car ", "lost my only red car"),
        ("lost .. car", " lost a b c d car ", None),
        ("lost ... car", " lost a b c d car ", "lost a b c d car"),
        ("lost .. car", " lost it | the car ", None),
        ("carr*", " the carriage ", "carriage"),
        ("took # trains", " took 12 trains ", "took 12 trains"),
        ("took ## trains", " took 3 trains ", None),
        ("^ bye", " well bye ", None),
        ("^ bye", " bye then ", "bye"),
        ("bye $", " so bye ", "bye"),
        ("bye $", " bye then ", None),
        ("my mother", " my mum ", "my mum"),
        ("really do not go", " dont go ", "dont go"),
        ("art", " the cart ", None),
    ],
)
def test_the_phrase_language(phrase: str, text: str, found: str | None) -> None:
    match = compile_phrase(phrase, LISTS).regex.search(text)
    assert (match.group().strip() if match else None) == found


@pytest.mark.parametrize(
    "phrase", ["(red|blue car", "red) car", "[red car", "{unknown} car", "[red]", ".. ", "réd", ""]
)
def test_a_wrong_phrase_is_refused_in_words(phrase: str) -> None:
    with pytest.raises(BadPhrase, match="phrase"):
        compile_phrase(phrase, LISTS)


def test_a_phrase_knows_a_word_it_cannot_do_without() -> None:
    assert compile_phrase("i want to [really] yodel (loudly|at .. night)", LISTS).anchors == {"yodel"}
    assert compile_phrase("(yodel|hum) a tune", LISTS).anchors == {"tune"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "one"', 'id = "one"\ncolour = "red"', "unknown key colour"),
        ('reason = "A reason."', "", "reason missing"),
        ('no = ["a fly on the wall"]', "no = []", "no missing"),
        ('about = "self"', 'about = "everybody"', "about must be one of any, self"),
        ("{want} fly", "{wish} fly", "names the list {wish}"),
        ("{want} fly", "fly (now", "bracket"),
        ("{want} fly", "fl*", "too short a beginning"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_file_and_name(old: str, new: str, message: str) -> None:
    words = 'want = ["want to"]'
    build_rulebook({"words.toml": words, "sky.toml": RULE})
    with pytest.raises(BadRule, match=r"sky\.toml, rule “one”") as refused:
        build_rulebook({"words.toml": words, "sky.toml": RULE.replace(old, new)})
    assert message in str(refused.value)


def test_two_rules_may_not_share_an_id() -> None:
    with pytest.raises(BadRule, match="same id: one"):
        build_rulebook({"words.toml": 'want = ["want to"]', "a.toml": RULE, "b.toml": RULE})


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("I'm NOT ok", "im not ok"),
        ("i am", "im"),
        ("do not / don't / dont / don’t", "dont dont dont dont"),
        ("cannot can not can't cant", "cant cant cant cant"),
        ("soooo happyyyy", "happy"),
        ("reaaally nooo", "no"),
        ("k i l l", "kill"),
        ("k.i.l.l", "kill"),
        ("k1ll d!e su1c1de", "kill die suicide"),
        ("s*icide", "suicide"),
        ("ki\u200bll", "kill"),
        ("ѕuіcіdе", "suicide"),
        ("mé mató", "me mato"),
        ("one. two! three? four", "one | two | three | four"),
        ("one... two… three", "one two three"),
        ("gonna cba 2nite", "going to cant be arsed tonight"),
        ("hahahaha lol 😂 jajaja", "<laugh> <laugh> <laugh> <laugh>"),
        ("really fucking just tired", "tired"),
        ("suicidle sucidal suicdal suisidal", "suicidal suicidal suicidal suicidal"),
        ("nothng", "nothing"),
        ("exiting the bus", "exiting the bus"),
        ("shhh", "sh"),
        ("not gonna lie it rains", "it rains"),
        ("a b c", "a be see"),
        ("", ""),
        ("!!! ...", ""),
    ],
)
def test_spelling_is_mended(text: str, mended: str) -> None:
    assert " ".join(mended_words(text)) == mended
