"""What cannot be seen makes no difference, wherever words are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import keywords, names, numbers, staff_words
from language.folding import fold_in_place, plain, visible
from language.tokens import tokens
from safety.normalise import mend

# A soft hyphen, zero-width spaces, a word joiner, direction marks, an invisible plus, a byte order mark.
UNSEEN = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202e\u2060\u2062\u2066\u2069\ufeff"


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_sign_between_letters_changes_nothing_anywhere(sign: str) -> None:
    def hides(word: str) -> str:
        return sign + word[0] + sign + word[1:] + sign

    stop = keywords.read(hides("STOP"), "en-US")
    assert stop is not None
    assert stop.kind is keywords.Command.STOP
    assert visible(hides("Dee")) == "Dee"
    assert plain(hides("José")) == "jose"
    assert tokens(hides("four")) == [["four"]]
    assert mend(hides("suicidal")) == " suicidal "
    assert names.first_name(hides("Dee")) == "dee"
    assert numbers.read_word(hides("blue"))[0] == "BLUE"
    assert staff_words.read(hides("list")) is staff_words.StaffCommand.LIST


@pytest.mark.parametrize("sign", "\u2018\u2019\u02bc\u00b4`\u2032")
def test_every_apostrophe_is_one(sign: str) -> None:
    asked = keywords.read(f"don{sign}t text me", "en-US")
    assert asked is not None
    assert asked.kind is keywords.Command.STOP
    assert plain(f"O{sign}Neil") == fold_in_place(f"O{sign}Neil") == "o'neil"


def test_one_emoji_of_several_stays_one() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert visible(f"tell my mentor {family}") == f"tell my mentor {family}"


@given(st.text())
def test_places_in_folded_text_are_places_in_the_text(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


@given(st.text())
def test_what_is_plain_stays_so(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert plain(plain(text)) == plain(text)
