"""What the recogniser makes of texts: a table a coordinator can read, and properties that always hold.

The texts are made up. They are hard to read; take a break if you need one.
"""

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.recogniser import assess
from safety.tiers import NOTHING, Tier

NONE, CONCERN, URGENT, EMERGENCY = Tier.NONE, Tier.CONCERN, Tier.URGENT, Tier.EMERGENCY

FOUND = [
    # Plain words, and disguises of them
    (URGENT, "suicide", "honestly I want to die"),
    (URGENT, "suicide", "gonna kill myself tonight"),
    (URGENT, "suicide", "thinkin of toppin meself"),
    (URGENT, "suicide", "gonna off myself"),
    (URGENT, "suicide", "been feeling suicdal all week"),
    (URGENT, "suicide", "sewerslidal tonight"),
    (URGENT, "suicide", "im gonna unalive myself"),
    (URGENT, "suicide", "wanna kms so bad"),
    (URGENT, "suicide", "w a n t  t o  d i e"),
    (URGENT, "suicide", "k1ll mys3lf"),
    (URGENT, "suicide", "I wаnt tо diе"),
    (URGENT, "suicide", "k\u200bi\u200bll mysélf"),
    (URGENT, "suicide", "i wanna dieeeeee"),
    (URGENT, "suicide", "iwanttodie"),
    (URGENT, "suicide", "wan2die"),
    (URGENT, "suicide", "ive thought about how id do it"),
    (URGENT, "suicide", "who would stop me from ending it all. nothing stopping me now"),
    (URGENT, "suicide", "its gonna end. it ends tonight"),
    # Quiet words
    (CONCERN, "suicide", "cba with life"),
    (CONCERN, "suicide", "i dnt wanna b here nemore"),
    (CONCERN, "suicide", "whats the point in living"),
    (CONCERN, "suicide", "kids would be better off without me"),
    (CONCERN, "suicide", "who would even come to my funeral"),
    (CONCERN, "suicide", "worth more dead than alive"),
    (CONCERN, "suicide", "this will be my last text"),
    (CONCERN, "suicide", "nobody cares about me and i feel so empty"),  # two hints
    # Happening
    (EMERGENCY, "suicide", "about to jump"),
    (EMERGENCY, "suicide", "im standing on the bridge"),
    (EMERGENCY, "overdose", "just took 40 pills"),
    (EMERGENCY, "overdose", "ive overdosed"),
    (EMERGENCY, "overdose", "hes not breathing and his lips are blue"),
    (EMERGENCY, "overdose", "i took too much and i feel weird"),
    (EMERGENCY, "danger", "my ex is outside with a knife"),
    (EMERGENCY, "danger", "ive been stabbed"),
    (EMERGENCY, "child", "my boyfriend keeps hitting my son"),
    # Self-harm, voices, danger to others, back inside
    (URGENT, "self-harm", "i keep cutting myself"),
    (URGENT, "danger", "the voices tell me to do it"),
    (URGENT, "danger", "dont trust myself tonight"),
    (CONCERN, "danger", "thoughts of hurting people"),
    (CONCERN, "danger", "honestly rather be back inside than out here"),
    (CONCERN, "danger", "gonna do something that gets me sent back"),
    (CONCERN, "danger", "cant cope on the outside"),
    # Abuse
    (CONCERN, "abuse", "my boyfriend punched me on friday"),
    (CONCERN, "abuse", "my stepdad beats me"),
    (CONCERN, "abuse", "im scared of my husband"),
    (CONCERN, "abuse", "he controls my money"),
    (URGENT, "abuse", "he forced me to have sex with him"),
    # Relapse
    (CONCERN, "relapse", "i relapsed last night"),
    (CONCERN, "relapse", "went and did my old amount"),
    (CONCERN, "relapse", "the cravings are killing me"),
    (CONCERN, "relapse", "back on the gear"),
    # Somebody else
    (URGENT, "other", "my brother wants to kill himself"),
    (URGENT, "other", "my mate is suicidal and idk what to do"),
    (URGENT, "suicide", "how many pills to overdose, asking for a friend"),
    # Spanish, with and without accents, and mixed
    (URGENT, "suicide", "me quiero morir"),
    (URGENT, "suicide", "kiero matarme"),
    (URGENT, "suicide", "quiero die ya"),
    (URGENT, "suicide", "no tengo ganas de seguir viviendo"),
    (URGENT, "suicide", "i dont want to live anymore"),
    (URGENT, "suicide", "he hits me every night. i dont want to live no more"),
    (URGENT, "suicide", "mi esposo me pega y ya no quiero vivir"),
    (CONCERN, "suicide", "i dont want to live like this"),
    (URGENT, "danger", "voy ahorita a su casa con el machete"),
    (URGENT, "other", "mi aprendiz escribe que esta en el puente y no se que hacer"),
    (URGENT, "abuse", "si lo dejo me mata, anda afuera"),
    (CONCERN, "suicide", "no puedo más"),
    (CONCERN, "suicide", "no puedo mas"),
    (CONCERN, "abuse", "mi novio me pegó"),
    (CONCERN, "relapse", "recaí anoche"),
    (EMERGENCY, "overdose", "me tragué un frasco de pastillas"),
    (URGENT, "other", "mi hermano se quiere matar"),
    # The worst part decides
    (URGENT, "suicide", "got the job! still want to die tho"),
    (EMERGENCY, "overdose", "thanks for the bus pass. i took all my pills"),
    (URGENT, "self-harm", "interview at 3, also i cut myself last night on purpose"),
]

QUIET = [
    "dying for a cuppa",
    "my feet are killing me",
    "killed the interview!!",
    "could murder a curry",
    "im dead lol 😂",
    "phone died sorry",
    "shoot me a text",
    "hit me up later",
    "they cut my hours again",
    "cut my hair short",
    "send it to me when u can",
    "studied all night",
    "feeling stable",
    "the syllabus is long",
    "over my dead body",
    "dead tired after work",
    "jump in the shower first",
    "jump on the bus at 5",
    "stuck in traffic on the bridge",
    "took my meds with breakfast",
    "took 2 ibuprofen for my back",
    "he beat me at pool",
    "my brother beat me at fifa",
    "end it with her mate she aint worth it",
    "dont want to be here at this job",
    "tired of living with my nan",
    "whats the point of that form",
    "im giving up smoking",
    "craving a burger",
    "relapse prevention class at 3",
    "meeting was good, no cravings",
    "reading about suicide prevention for the course",
    "my son beat me at chess",
    "my boss is gonna kill me if im late",
    "goodbye see you tuesday",
    "six months clean today",
    "never going back inside",
    "going to finish it tonight, its just the last form",
    "will you be free tomorrow",
    "i have nothing to wear",
    "she is not responding to my texts",
    "me muero de hambre",
    "ya no puedo mas del calor",
    "mi jefe me va a matar",
    "me corté el pelo",
    "ok",
    "",
]


@pytest.mark.parametrize(("tier", "category", "text"), FOUND)
def test_danger_is_found(tier: Tier, category: str, text: str) -> None:
    found = assess(text)
    assert (found.tier, found.category) == (tier, category)
    assert found.rules
    assert len(found.words) == len(found.rules)


@pytest.mark.parametrize("text", QUIET)
def test_everyday_talk_is_left_alone(text: str) -> None:
    assert assess(text) == NOTHING


@pytest.mark.parametrize(
    "text",
    [
        "not suicidal, just tired",
        "im not going to kill myself",
        "never wanted to kill myself",
        "i dont want to kill myself",
        "years ago i tried to kill myself",
        "i used to cut myself",
        "when i was 15 i wanted to die",
        "lost my brother to suicide",
        "my mate hung himself last year",
        "gonna kill myself if i lose this game",
        "i overdosed in 2018",
        "survived an overdose, im clean now",
        "before rehab i wanted to die every day",
        "at 16 i cut myself a lot",
        "last time i was inside i tried to hang myself",
        "so glad i never killed myself",
    ],
)
def test_past_negated_bereaved_and_in_a_game_is_never_urgent(text: str) -> None:
    assert assess(text).tier in {NONE, CONCERN}


@pytest.mark.parametrize(
    "text",
    [
        "not suicidal but i dont want to live",
        "not gonna lie i want to die",
        "dont know if i want to die or sleep",
        "i dont want to be alive",
    ],
)
def test_traps_of_negation(text: str) -> None:
    assert assess(text).tier is not NONE


def test_a_no_does_not_reach_over_a_full_stop() -> None:
    assert assess("no. i want to die").tier is URGENT
    assert assess("im ok, not hungry. i want to kill myself").tier is URGENT


@pytest.mark.parametrize(
    "text",
    [
        "last night i tried to kill myself",
        "used to be ok. now i want to die",
        "in 10 minutes ill kill myself",
    ],
)
def test_what_is_near_is_not_past(text: str) -> None:
    assert assess(text).tier.rank >= URGENT.rank


def test_you_and_people_are_nobody_at_risk() -> None:
    assert assess("do you want to die").tier is NONE
    assert assess("she makes me want to die").category == "suicide"
    assert assess("my mum said she is suicidal").category == "other"


@pytest.mark.parametrize(
    ("messages", "tiers"),
    [
        (["im going to", "end", "my life"], [NONE, NONE, URGENT]),
        (["cant", "go on like this"], [NONE, CONCERN]),
        (["no quiero", "vivir"], [NONE, URGENT]),
        (["i could murder", "a curry"], [NONE, NONE]),
        (["wish i was deaf", "*dead"], [NONE, URGENT]),
        (["wish i was dxxd", "dead*"], [NONE, URGENT]),
        (["wish i was daed", "dead*"], [URGENT, URGENT]),
        (["running lat", "*late"], [NONE, NONE]),
    ],
)
def test_messages_in_pieces(messages: list[str], tiers: list[Tier]) -> None:
    assert [assess(text, messages[:at]).tier for at, text in enumerate(messages)] == tiers


def test_what_was_said_before_is_not_reported_again() -> None:
    assert assess("whats for tea", ["i want to die"]) == NOTHING


def test_it_says_why() -> None:
    found = assess("Honestly I WANNA d!e. Also I relapsed")
    assert found.rules == ("want-to-die", "relapsed")
    assert found.words == ("want to die", "relapsed")


def test_tiers_have_an_order() -> None:
    assert NONE.rank < CONCERN.rank < URGENT.rank < EMERGENCY.rank


# Whatever arrives.

LOADED = """
i want to die kill myself not never he my boyfriend hit me took all the pills . ! lol no dont cant live better
off without end it ago used of and 💊 é * k d!e suicid gun to head in so really
"""
WORDS = st.sampled_from(LOADED.split())


@given(st.text(max_size=400))
def test_any_text_gets_an_answer_and_always_the_same(text: str) -> None:
    first = assess(text)
    assert assess(text) == first
    assert (first.tier is NONE) == (not first.rules)


@given(st.lists(WORDS, max_size=60), st.lists(st.lists(WORDS, max_size=10), max_size=5))
def test_words_of_danger_in_any_order_get_an_answer(words: list[str], before: list[list[str]]) -> None:
    found = assess(" ".join(words), [" ".join(one) for one in before])
    assert len(found.rules) == len(set(found.rules)) == len(found.words)


@given(st.sampled_from(FOUND), st.randoms(use_true_random=False))
def test_invisible_characters_and_capitals_change_nothing(row: tuple[Tier, str, str], random: Random) -> None:
    text = row[2]
    hidden = "".join(ch + random.choice(["", "", "\u200b", "\u2060", "\u00ad"]) for ch in text)
    assert assess(hidden).tier is assess(text).tier
    if "😂" not in text:
        assert assess(text.upper()).tier is assess(text).tier


def _seconds(text: str) -> float:
    best = 1.0
    for _ in range(3):
        began = time.perf_counter()
        assess(text)
        best = min(best, time.perf_counter() - began)
    return best


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from([" ", "", ". ", "  ", "*", "\n"]))
def test_cost_stays_in_proportion_to_length(words: list[str], between: str) -> None:
    """Ten thousand characters of anything repeated take at most a few milliseconds, four times a quarter."""
    piece = between.join(words) + " "
    whole = (piece * (10_000 // len(piece) + 1))[:10_000]
    quarter, full = _seconds(whole[:2_500]), _seconds(whole)
    assert full < 0.25, "10,000 characters took longer than a quarter of a second"
    assert full < 12 * quarter + 0.01, "cost grows faster than length"


def test_a_very_long_text_is_read_at_both_ends() -> None:
    assert assess("i want to die " + "la " * 9_000).tier is URGENT
    assert assess("la " * 9_000 + "i want to die").tier is URGENT
