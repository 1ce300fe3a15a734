"""Where a mentor's text goes: a text for each row of the table, and what the signs are read from."""

import pytest

from conversations.mentor_routes import TABLE, Last, Route, route, row_of
from conversations.mentor_speech import Sign, is_ours, mended, signs, takes_up

W, N, Z = Last.WORDS, Last.NUDGE, Last.NOTHING


def shows(text: str, last: Last = N) -> frozenset[Sign]:
    """As after "ok", where the mentee's words came last."""
    taken = {Sign.TAKES_UP} if last is W and takes_up(text, "ok") else set()
    return signs(text, "Dee", ["Luz"], ["Robin"]) | taken


# One text for each row, in the order of the table: what was on the phone last, the text, where it goes.
ROWS = (
    (W, "supervison pls", Route.STAFF),
    (W, "dont tell her but im off in june", Route.ASK),
    (N, "dont tell dee but im off in june", Route.STAFF),
    (Z, "Robin, can you call me. Dee, see you at 4", Route.ASK),
    (W, "can i talk to robin", Route.STAFF),
    (W, "robin said 3 works", Route.ASK),
    (Z, "Dee: are you at the training on monday?", Route.ASK),
    (W, "how do i claim the bus", Route.ASK),
    (N, "could you get me some supervision", Route.ASK),
    (N, "who do i tell about my expenses", Route.STAFF),
    (W, "luz never said that", Route.ASK),
    (N, "could you check on dee", Route.ASK),
    (N, "dee didnt turn up", Route.STAFF),
    (Z, "Dee, how did it go with her?", Route.ASK),
    (W, "she seemed fine", Route.ASK),
    (N, "hope you see her soon", Route.ASK),
    (Z, "he was not at the cafe", Route.STAFF),
    (N, "45 min at the library", Route.ASK),
    (Z, "Dee 4pm works", Route.SEND),
    (W, "im outside", Route.SEND),
    (W, "that must have been really hard for you", Route.SEND),
    (W, "the whole thing is getting heavier every week", Route.ASK),
    (N, "good luck today!", Route.SEND),
    (N, "running a bit late", Route.ASK),
    (Z, "see you thursday", Route.SEND),
    (Z, "running a bit late", Route.STAFF),
)


def test_every_row_has_a_text() -> None:
    assert [row_of(shows(text, last), last) for last, text, _ in ROWS] == list(TABLE)


@pytest.mark.parametrize(("last", "text", "to"), ROWS)
def test_a_text_for_each_row(last: Last, text: str, to: Route) -> None:
    assert route(shows(text, last), last) is to


@pytest.mark.parametrize("last", list(Last))
@pytest.mark.parametrize(
    "text",
    [
        *("supervison", "super vision pls", "need supervision", "supervicion por favor", "SUPERVISON"),
        *(
            "can i talk to robin",
            "Robin u there?",
            "seen",
            "seeen",
            "share",
            "SHARE pls",
            "sharee",
            "note",
            "nota",
        ),
        *(
            "note: went well",
            "expenses for may",
            "i want to complain",
            "quiero poner una queja",
            "burnt out tbh",
        ),
        *(
            "she was using again",
            "no vino otra vez",
            "creo que esta tomando otra vez",
            "me pidio dinero",
            "not dee",
        ),
        *(
            "whats dees surname",
            "dont tell dee",
            "my mentee asked for cash",
            "they seem really low",
            "luz seems low",
        ),
    ],
)
def test_these_never_go_to_a_mentee_by_themselves(last: Last, text: str) -> None:
    assert route(shows(text, last), last) is not Route.SEND


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("supervison pls", "supervision pls"),
        ("Super vision please", "Supervision please"),
        ("need a supervicion", "need a supervision"),
        ("not", "not"),
        ("no", "no"),
        ("seem", "seem"),
    ],
)
def test_slips_in_our_words_are_mended_and_other_words_left_alone(text: str, meant: str) -> None:
    assert mended(text).casefold() == meant.casefold()


@pytest.mark.parametrize("text", ["not", "no", "yes", "sure", "4pm", "ok", "seem", "over", "nope", "si"])
def test_these_are_no_words_of_ours(text: str) -> None:
    assert not is_ours(text)


@pytest.mark.parametrize(
    "text",
    [
        *("hey dee u still good for thurs?", "no worries mate see you at 3", "How did it go at the doctor?"),
        *(
            "hola dee como te fue",
            "animo, tu puedes",
            "dee nos vemos el jueves a las 3?",
            "Ha! I knew you could do it",
        ),
        *(
            "Sorry I missed you today Dee. Same time next week?",
            "did you ring them?",
            "thats brilliant, well done",
        ),
    ],
)
def test_words_to_a_mentee_go_after_theirs(text: str) -> None:
    assert route(shows(text, W), W) is Route.SEND
