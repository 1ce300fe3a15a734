"""Third step, before STOP, quiet hours and any conversation: words that suggest danger.

`emergency` and `urgent`: the signpost goes out at once, a flag is raised, the staff on duty
are alerted on their phones, and whatever question was waiting is let go. `concern`: a warm
line goes before what we say next, a flag stands in front of the coordinators, and the walk
goes on. Everything asked for here is written in the same transaction as the message.
"""

from collections.abc import Sequence
from datetime import timedelta

from conversations import fixed as say
from conversations import keywords
from conversations.requests import PRIVATE
from handlers import wishes
from handlers.draft import Draft
from handlers.message import Decided, Message
from records import effects as fx
from records.cases import HeardBefore, Person
from records.kinds import InboxOutcome, Lane, MessageClass, RecordKind, Role, Standing
from safety import signposts
from safety.recogniser import Assessment, assess
from safety.tiers import Tier
from scheduler import rules

# Messages this close together are read as one ("i want to" / "kill" / "myself").
_ONE_BREATH = timedelta(minutes=10)
# Within this time a second danger message is answered in other words, and joins the same record.
_SAME_HOUR = timedelta(hours=1)
_ALARMING = (Tier.URGENT, Tier.EMERGENCY)


def step(message: Message) -> Decided | None:
    """Screen the words. Ends the walk for urgent and emergency words, except that STOP still counts."""
    assessment = _screen(message)
    message.tier = assessment.tier
    if assessment.tier is Tier.NONE:
        return None
    if assessment.tier is Tier.CONCERN:
        _concern(message, assessment)
        return None
    return _alarm(message, assessment)


def _screen(message: Message) -> Assessment:
    recent = [
        heard.text
        for heard in message.draft.case.heard
        # By when they were written: several may lie at the provider for hours and come together.
        if message.inbound.received_at - heard.at <= _ONE_BREATH and heard.text
    ]
    return assess(message.text, tuple(reversed(recent)))


def _alarm(message: Message, assessment: Assessment) -> Decided:
    draft = message.draft
    person = draft.case.person
    earlier = _earlier(message)
    record_id = _record(message, earlier)
    draft.add(fx.EndConversations(person.id, "safety"))
    alertable = draft.case.to_alert
    text = signposts.reply(
        assessment,
        person.country,
        person.language,
        alerted="someone" if draft.case.somebody_on_duty else "nobody",
        duty_from=_duty_from(draft),
        mentor=bool(draft.case.mentors),
        again=earlier is not None,
        local=rules.local_time(draft.now, person.timezone),
        days_since_release=_days_since_release(draft),
    )
    draft.before.clear()
    # The signpost first: it has the lower id, so it leaves before the alerts.
    draft.send(person, text, MessageClass.SAFETY, record_id)
    code = _flag(draft, message.inbox_id, record_id, assessment)
    alert(draft, alertable, record_id, code)
    off_duty = "alerted-off-duty" if alertable else "nobody-to-alert"
    draft.note(record_id, "event", "alerted" if draft.case.somebody_on_duty else off_duty)
    keyword = keywords.read(message.text, person.language)
    if keyword and keyword.kind is keywords.Command.STOP:
        # Both at once: the signpost goes out once, the opt-out is honoured, a person is told.
        draft.add(fx.SetStanding(person.id, Standing.STOPPED))
    if (keyword and keyword.kind is keywords.Command.COMPLAIN) or _complains(message):
        # Somebody may be in danger, so the staff on duty read it; the lead gets the complaint as well.
        wishes.complain_silently(draft, message.text)
    return Decided(InboxOutcome.SAFETY, record_id, needs_person=True)


def _complains(message: Message) -> bool:
    """Whether the question that waits is what the complaint is about."""
    return message.answerable is not None and message.answerable.name in PRIVATE


def _concern(message: Message, assessment: Assessment) -> None:
    draft = message.draft
    earlier = _earlier(message)
    record_id = _record(message, earlier)
    _flag(draft, message.inbox_id, record_id, assessment)
    if earlier is None:
        person = draft.case.person
        draft.before.append(
            signposts.reply(
                assessment,
                person.country,
                person.language,
                alerted="nobody",  # it stands in front of the coordinators; no phone rings for it
                mentor=bool(draft.case.mentors),
                again=False,
                local=rules.local_time(draft.now, person.timezone),
                days_since_release=_days_since_release(draft),
            )
        )


def _duty_from(draft: Draft) -> str:
    """Where nobody is on duty: from when somebody is, on the person's clock, if that is within the day."""
    start = draft.case.duty_from
    if start is None or start - draft.now >= timedelta(days=1):
        return ""
    local = rules.local_time(start, draft.case.person.timezone)
    return f"{local.hour}:{local.minute:02d}"


def alert(draft: Draft, members: Sequence[Person], record_id: str, code: str) -> None:
    """Tell staff that a message needs a person. Content-free: a lock screen may show it to anybody."""
    for member in members:
        text = draft.words(
            say.STAFF_ALERT, member, programme=member.programme.name, code=code, link=draft.link(record_id)
        )
        draft.send(member, text, MessageClass.STAFF_ALERT, record_id, lane=Lane.SAFETY)


def _flag(draft: Draft, inbox_id: str, record_id: str, assessment: Assessment) -> str:
    """Raise the flag; returns the short code that staff answer with."""
    person = draft.case.person
    flag_id = draft.new_id()
    code = str(1000 + sum(ord(letter) * 31**place for place, letter in enumerate(flag_id[::-1])) % 9000)
    draft.add(
        fx.MarkRecord(record_id, assessment.tier),
        fx.RaiseFlag(
            id=flag_id,
            programme_id=person.programme.id,
            person_id=person.id,
            record_id=record_id,
            inbox_id=inbox_id,
            tier=assessment.tier,
            category=assessment.category,
            rules=assessment.rules,
            words=" / ".join(assessment.words),
            code=code,
        ),
    )
    return code


def _record(message: Message, earlier: HeardBefore | None) -> str:
    """The record it belongs to: the conversation it answered, the exchange an hour ago, or a new one."""
    waiting = message.answerable
    if waiting is not None and not _complains(message):  # a complaint's record is the lead's alone
        message.safety_record = waiting.record_id
    elif earlier is not None and earlier.record_id and earlier.outcome != InboxOutcome.COMPLAINT:
        message.safety_record = earlier.record_id
    else:
        message.safety_record = message.draft.open_record(RecordKind.SAFETY)
    return message.safety_record


def _earlier(message: Message) -> HeardBefore | None:
    """An earlier danger message within the hour."""
    return next(
        (
            heard
            for heard in message.draft.case.heard
            if heard.tier in _ALARMING + ((Tier.CONCERN,) if message.tier is Tier.CONCERN else ())
            and message.inbound.received_at - heard.at <= _SAME_HOUR
        ),
        None,
    )


def _days_since_release(draft: Draft) -> int | None:
    released = draft.case.person.released_on
    if released is None or Role.MENTEE not in draft.case.person.roles:
        return None
    days = (rules.local_time(draft.now, draft.case.person.timezone).date() - released).days
    return days if days >= 0 else None
