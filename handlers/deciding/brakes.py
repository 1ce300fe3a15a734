"""Brakes: what keeps two machines from talking all night, and one sender from using up everybody.

Pure rules, decided from what was heard from somebody and said to them lately; whoever answers, passes on
or alerts asks them. What now holds:

    a copy        The same text within a minute is what a carrier does, not a person: it goes nowhere. Nor
                  does the same sentence for a person within five minutes. Where a new question came between
                  and could have been read by then, nobody can tell a copy from a second "yes": it is asked
                  once. Whoever says it a third time, or wrote something else in between, means it.
    a loop        More answers than anybody types for, or the same sentence again and again: we fall silent
                  until it has been quiet for a while, say so once, and a person is told.
    a stranger    One signpost an hour (and one each time it gets graver), one alert a flag and a few flags
                  that ring a day, a few confirmations of STOP and HELP, two texts to the lead. Everything is
                  kept and screened.
    a flag        What follows while nobody has answered for it joins it, with its words; what is graver is
                  a flag of its own. After somebody has answered for it, new words are a new flag.

Never braked: a danger that has had no answer yet, the effect of STOP, an acknowledgement by staff. A START
that takes back a STOP or a pause is braked only where no person could type so fast.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from records.cases import Case, HeardBefore, OpenFlag, SaidBefore
from records.kinds import InboxOutcome, MessageClass
from safety.tiers import Tier

# --- sameness ----------------------------------------------------------------------------------------

COPY = timedelta(minutes=1)  # within this time a carrier may deliver a text twice
AGAIN = timedelta(minutes=5)  # and within this time a sentence for a person says nothing new
# From handing a question over until somebody can have read and answered it: what comes sooner is no answer.
READ = timedelta(seconds=8)
_SENTENCE = 3  # words; fewer ("yes", "4pm ok") may well be said twice and mean two things


class Sameness(StrEnum):
    """What a text is, beside what the same person wrote before."""

    NEW = "new"
    COPY = "copy"
    UNSURE = "unsure"  # a copy, or the answer to a question that came in between


def key(text: str) -> str:
    """What makes two texts the same: their words and marks, whatever the case and the spaces."""
    return " ".join(text.split()).casefold()


def sameness(
    heard: Sequence[HeardBefore], text: str, at: datetime, *, asked_at: datetime | None, passed_on: bool
) -> Sameness:
    """Whether a text is new.

    Args:
        heard: what the same person wrote lately, newest first. Whoever wrote something else in between
            is a person.
        text: what came, at the time `at`.
        asked_at: when the question that waits, and that this would answer, was handed over; None without.
        passed_on: whether this would go on to a person, and nothing was said to its sender in between.
    """
    wanted = key(text)
    earlier = heard[0] if heard else None
    if not wanted or earlier is None or key(earlier.text) != wanted:
        return Sameness.NEW
    if earlier.outcome in _TAKEN_FOR_COPIES:
        return Sameness.NEW  # they insist; or a stranger, whose allowance is the brake
    apart = abs(at - earlier.at)
    if apart <= COPY and earlier is heard[0]:  # with other words between, it is said again
        if asked_at is None or asked_at < earlier.at:
            return Sameness.COPY
        if earlier.outcome != InboxOutcome.ANSWER:
            return Sameness.NEW  # it asked for something, or began: what came of that is the first question
        return Sameness.UNSURE if asked_at + READ <= at else Sameness.COPY
    again = passed_on and earlier.outcome == InboxOutcome.FOR_A_PERSON and apart <= AGAIN
    return Sameness.COPY if again and len(wanted.split()) >= _SENTENCE else Sameness.NEW


_TAKEN_FOR_COPIES = frozenset({InboxOutcome.NOTED, InboxOutcome.BRAKED, InboxOutcome.STRANGER})

# --- loops -------------------------------------------------------------------------------------------

_TALK = frozenset({InboxOutcome.COMMAND, InboxOutcome.ANSWER, InboxOutcome.CONSENT, InboxOutcome.STALE})
_COMMANDS = frozenset({InboxOutcome.COMMAND, InboxOutcome.CONSENT})
_REPEATED = _TALK - {InboxOutcome.ANSWER} | {InboxOutcome.FOR_A_PERSON}
_REPLIES = (MessageClass.ANSWER, MessageClass.STOP_OR_HELP)
# So many answers of ours within a minute: nobody reads and types that fast.
_ANSWERS_A_MINUTE = 18
# So many texts that we answered within this time: commands and answers, not words between people.
_ROUNDS, _ROUNDS_WITHIN = 20, timedelta(minutes=5)
# So many words of ours in a row and nothing else; or so many of which half were said before.
_COMMANDS_WITHIN, _NOTHING_NEW_WITHIN = timedelta(minutes=20), timedelta(hours=1)
# How often the same sentence is taken, within which time.
_SAME = ((3, timedelta(minutes=10)), (5, timedelta(hours=1)), (8, timedelta(days=1)))
QUIET_AGAIN = timedelta(minutes=5)  # after so long without a text, a brake is off


def loops(
    heard: Sequence[HeardBefore],
    said: Sequence[SaidBefore],
    text: str,
    at: datetime,
    *,
    command: bool,
    turns: bool = False,
    relays: Sequence[tuple[str, datetime]] = (),
) -> bool:
    """Whether somebody is answering us like a machine, or was a moment ago and has not been quiet since.

    Args:
        heard: what they wrote lately, newest first.
        said: what they were sent lately, newest first.
        text: what came, at the time `at`.
        command: whether it is a word of ours.
        turns: whether it takes back a STOP or a pause. People change their minds, more than once, in the same
            word; only a pace that nobody types at is a machine's.
        relays: when other people's words were passed on to them: that is no answer of ours.
    """
    if heard and heard[0].outcome == InboxOutcome.BRAKED and at - heard[0].at < QUIET_AGAIN:
        return True
    between_people = {when for _, when in relays}
    answers = sum(
        one.message_class in _REPLIES
        and one.handed_at is not None
        and one.at not in between_people
        and at - one.handed_at < timedelta(minutes=1)
        for one in said
    )
    rounds = sum(one.outcome in _TALK and at - one.at < _ROUNDS_WITHIN for one in heard)
    if answers >= _ANSWERS_A_MINUTE or rounds >= _ROUNDS:
        return True
    return not turns and (_says_the_same(heard, text, at, command) or _says_nothing_new(heard, at))


def _says_nothing_new(heard: Sequence[HeardBefore], at: datetime) -> bool:
    commands = [one for one in heard if one.outcome in _COMMANDS]
    if sum(at - one.at < _COMMANDS_WITHIN for one in commands) >= _ROUNDS:
        return True
    said = [
        key(one.text)
        for one in heard
        if at - one.at < _NOTHING_NEW_WITHIN
        and (one.outcome in _COMMANDS or (one.outcome in _REPEATED and len(one.text.split()) >= _SENTENCE))
    ]
    return len(said) >= _ROUNDS and 2 * len(set(said)) <= len(said)


def _says_the_same(heard: Sequence[HeardBefore], text: str, at: datetime, command: bool) -> bool:
    wanted = key(text)
    if not command and len(wanted.split()) < _SENTENCE:
        return False
    times = [one.at for one in heard if one.outcome in _REPEATED and key(one.text) == wanted]
    return any(sum(at - one < within for one in times) >= most for most, within in _SAME)


# --- danger ------------------------------------------------------------------------------------------

_SIGNPOSTS, _SIGNPOSTS_WITHIN = 2, timedelta(minutes=5)
_STRANGERS_SIGNPOST = timedelta(hours=1)
_STRANGERS_FLAGS = 6  # so many ring in a day


def joins(flag: OpenFlag | None, tier: Tier) -> bool:
    """Whether new words of danger belong to that flag, so that nobody's phone rings for them again."""
    return flag is not None and flag.acknowledged_at is None and tier.rank <= Tier(flag.tier).rank


def gets_signpost(case: Case, now: datetime, flag: OpenFlag | None, tier: Tier) -> bool:
    """Whether words of danger are answered with places to turn to.

    At once, always; then in other words; and then as often as somebody goes on, but not for every text.
    A stranger, who may be a machine, is told once an hour. Whatever is graver than before is always answered.

    Args:
        case: whose words they are.
        now: now.
        flag: the open flag of the last hour, where there is one.
        tier: how grave they are.
    """
    if flag is not None and tier.rank > Tier(flag.tier).rank:
        return True
    if case.today is not None:
        last = case.today.signposted_at
        return last is None or now - last >= _STRANGERS_SIGNPOST
    lately = sum(
        one.message_class == MessageClass.SAFETY and now - one.at < _SIGNPOSTS_WITHIN for one in case.said
    )
    return not joins(flag, tier) or lately < _SIGNPOSTS


def rings(case: Case, flag: OpenFlag | None, tier: Tier) -> bool:
    """Whether phones ring for a new flag. Beyond a day's allowance, a stranger's waits at the desk."""
    graver = flag is not None and tier.rank > Tier(flag.tier).rank
    return case.today is None or case.today.flags < _STRANGERS_FLAGS or graver


# --- what else is answered, or told ------------------------------------------------------------------

_CONFIRMATIONS = 4
_STRANGERS_COMPLAINTS = 2
_COMPLAINTS, _COMPLAINTS_WITHIN = 3, timedelta(minutes=30)


def is_spent(case: Case, message_class: MessageClass) -> bool:
    """Whether a stranger has had their day's confirmations of STOP and HELP. STOP counts all the same.

    Their one other answer a day is held to when it is sent: `rules`.
    """
    today = case.today
    return (
        today is not None
        and message_class is MessageClass.STOP_OR_HELP
        and today.confirmations >= _CONFIRMATIONS
    )


def lead_knows(case: Case, now: datetime) -> bool:
    """Whether the lead has been told so often that this person complains that they need not be again."""
    if case.today is not None:
        return case.today.complaints >= _STRANGERS_COMPLAINTS
    lately = [one for one in case.heard if one.outcome == InboxOutcome.COMPLAINT]
    return sum(now - one.at < _COMPLAINTS_WITHIN for one in lately) >= _COMPLAINTS
