"""Where a mentor's text goes: one table. The first row that fits decides.

What goes to a mentee has to be plainly *to* the mentee. Whatever speaks of the programme, to the staff, or of
the mentee as of somebody who is not there is never sent unasked: it waits for the coordinator, or the mentor
is asked whom it is for. A wrong question costs a mentor one text; a wrong text cannot be taken back.
"""

from dataclasses import dataclass
from enum import StrEnum

from conversations.mentor_speech import Sign


class Last(StrEnum):
    """What the mentor was answering, as far as one can tell: the newest thing on their phone."""

    WORDS = "words"  # the mentee's own words
    NUDGE = "nudge"  # our nudge about the mentee
    NOTHING = "nothing"  # neither, or the staff


class Route(StrEnum):
    """Where a text goes."""

    SEND = "send"  # to the mentee
    ASK = "ask"  # "Is this for Dee, or for Robin?"
    STAFF = "staff"  # to the coordinator, and the mentor is told so


@dataclass(frozen=True, slots=True)
class Row:
    """A text with all of `shows` and none of `lacks`, after one of `last`, goes that way."""

    why: str
    shows: frozenset[Sign]
    lacks: frozenset[Sign]
    last: frozenset[Last]
    to: Route

    def fits(self, signs: frozenset[Sign], last: Last) -> bool:
        """Whether the row speaks of this text."""
        return self.shows <= signs and not self.lacks & signs and last in self.last


_ANY = frozenset(Last)
_W, _N, _0 = (frozenset({one}) for one in (Last.WORDS, Last.NUDGE, Last.NOTHING))
S = Sign


def _row(
    why: str, to: Route, *shows: Sign, lacks: tuple[Sign, ...] = (), last: frozenset[Last] = _ANY
) -> Row:
    return Row(why, frozenset(shows), frozenset(lacks), last, to)


TABLE: tuple[Row, ...] = (
    _row("a word of ours is nobody else's", Route.STAFF, S.OURS),
    _row("somebody is not to be told, in an answer to the mentee's words", Route.ASK, S.HUSH, last=_W),
    _row("somebody is not to be told", Route.STAFF, S.HUSH),
    _row("spoken to the staff, with the mentee named as if spoken to", Route.ASK, S.TO_STAFF, S.NAMED),
    _row("spoken to the staff", Route.STAFF, S.TO_STAFF),
    _row("the staff are named in words to the mentee", Route.ASK, S.OF_STAFF),
    _row("the programme, in words to the mentee by name", Route.ASK, S.MATTER, S.NAMED),
    _row("the programme, in an answer to the mentee's words", Route.ASK, S.MATTER, last=_W),
    _row("the programme, and a 'you' who may be the staff", Route.ASK, S.MATTER, S.TO_YOU, last=_N),
    _row("the programme", Route.STAFF, S.MATTER),
    _row("about the mentee, in an answer to their words", Route.ASK, S.ABOUT, last=_W),
    _row("about the mentee, and a 'you' who may be the staff", Route.ASK, S.ABOUT, S.TO_YOU),
    _row("about the mentee", Route.STAFF, S.ABOUT, last=_N | _0),
    _row("he or she, in words to the mentee by name", Route.ASK, S.THIRD, S.NAMED),
    _row("he or she, in an answer to the mentee's words", Route.ASK, S.THIRD, last=_W),
    _row("he or she, and a 'you' who may be the staff", Route.ASK, S.THIRD, S.TO_YOU),
    _row("he or she", Route.STAFF, S.THIRD),
    _row("how long it was: perhaps a meeting", Route.ASK, S.MEETING),
    _row("to the mentee by name", Route.SEND, S.NAMED),
    _row("an answer to the mentee's words that takes them up", Route.SEND, S.TAKES_UP, last=_W),
    _row("after the mentee's words, said to somebody", Route.SEND, S.TO_YOU, last=_W),
    _row("after the mentee's words, said to nobody and of something else", Route.ASK, last=_W),
    _row("an answer to a nudge, said to somebody", Route.SEND, S.TO_YOU, last=_N),
    _row("an answer to a nudge, said to nobody", Route.ASK, last=_N),
    _row("out of nothing, said to somebody", Route.SEND, S.TO_YOU, last=_0),
    _row("out of nothing, said to nobody", Route.STAFF, last=_0),
)


def row_of(signs: frozenset[Sign], last: Last) -> Row:
    """The row that decides. The last ones take whatever is left, so there always is one."""
    return next(row for row in TABLE if row.fits(signs, last))


def route(signs: frozenset[Sign], last: Last) -> Route:
    """Where a text goes."""
    return row_of(signs, last).to
