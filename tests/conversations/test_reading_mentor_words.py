"""Which of a mentor's texts is SEEN, CALL, NOTE, SUPERVISION or COVER."""

from datetime import date

import pytest

from conversations.mentor_words import Word, read

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("SEEN", Word.SEEN, ""),
        ("seen, thanks", Word.SEEN, ""),
        ("visto", Word.SEEN, ""),
        ("CALL", Word.CALL, ""),
        ("CALL Dee", Word.CALL, "Dee"),
        ("llamar", Word.CALL, ""),
        ("NOTE he seemed low", Word.NOTE, "he seemed low"),
        ("Note: he seemed low", Word.NOTE, "he seemed low"),
        ("/note he seemed low", Word.NOTE, "he seemed low"),
        ("NOTA: estaba triste", Word.NOTE, "estaba triste"),
        ("supervision please", Word.SUPERVISION, ""),
        ("SUPERVISIÓN", Word.SUPERVISION, ""),
        ("SUPERVISION about boundaries", Word.SUPERVISION, "about boundaries"),
        ("Can I get supervision?", Word.SUPERVISION, ""),
        ("necesito supervisión", Word.SUPERVISION, ""),
        ("COVER", Word.COVER, ""),
        ("relevo", Word.COVER, ""),
        ("cover next week", Word.COVER, "next week"),
        ("I need cover from monday for two weeks", Word.COVER, "I need cover from monday for two weeks"),
        ("RELEVO del 3 al 14 de diciembre", Word.COVER, "del 3 al 14 de diciembre"),
        ("met", Word.MET, ""),
    ],
)
def test_these_are(text: str, word: Word, rest: str) -> None:
    said = read(text, "en-US", TODAY)
    assert said is not None
    assert (said.word, said.rest) == (word, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Seen?",
        "have you seen the letter",
        "call me when you can",
        "call Dee",
        "note to self buy milk",
        "when is supervision",
        "supervision was good today",
        "I covered for him",
        "can you cover the bus fare",
        "need a cover letter",
        "cover up",
        "met you at 5",
        "",
        "?",
    ],
)
def test_these_are_for_somebody(text: str) -> None:
    assert read(text, "en-US", TODAY) is None
