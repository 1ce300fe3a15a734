"""Third step, before STOP, quiet hours and any conversation: words that suggest danger.

    urgent or emergency   about themselves    the signpost at once, the ladder, prompts held
                          about a mentee      guidance to the mentor, the ladder, on the mentee's record,
                                              the mentee's prompts held
    concern               about themselves    a warm line, a flag that climbs by day; a question rests or goes
                                              on gently (`handlers.deciding.resting`)
                          about a mentee      the flag, on the mentee's record
    a need for tonight    whoever writes      places to turn to, and a flag that climbs at once

A stranger is answered, and alerted about, like anybody. Everything asked for here is written in the same
transaction as the message.
"""

from dataclasses import replace
from datetime import timedelta

from conversations import automatic_texts, keywords
from conversations import sentences as say
from conversations.kept_apart import OWN, PRIVATE, THOUGHTS
from handlers.alarm import ladder
from handlers.deciding import brakes, danger_about, intents, needs, own_plan, resting
from handlers.deciding.draft import Draft
from handlers.deciding.message import Decided, Message
from handlers.deciding.senders import can_be_answered
from handlers.steps import consent
from records import effects as fx
from records.cases import HeardBefore, OpenFlag, Person
from records.kinds import InboxOutcome, Lane, MessageClass, RecordKind, Role, Standing
from rules import times
from safety import signposts
from safety.recogniser import Assessment, assess
from safety.tiers import NEEDS, Category, Tier

# Messages this close together are read as one ("i want to" / "kill" / "myself").
ONE_BREATH = timedelta(minutes=10)
# Within this time a second danger message is answered in other words, and joins the same record.
_SAME_HOUR = timedelta(hours=1)
ALARMING = (Tier.URGENT, Tier.EMERGENCY)


def step(message: Message) -> Decided | None:
    """Screen the words. Ends the walk for urgent and emergency words, except that STOP still counts."""
    assessment = _screen(message)
    message.tier = assessment.tier
    if assessment.tier is Tier.NONE or _answers_an_alert(message):
        return None
    about = danger_about.about(message.draft.case, message.text, assessment)
    if assessment.tier is Tier.CONCERN:
        return _concern(message, assessment, about)
    return _alarm(message, assessment, about)


def plainly(message: Message) -> Decided | None:
    """The same with next to nothing that can fail: used only where `step` itself has failed.

    Whoever is in danger hears of help, a flag is raised, and every member of staff is alerted. Where even
    the words of help cannot be found, the rest is done all the same, and the record says so.
    """
    draft = message.draft
    person = draft.case.person
    assessment = assess(message.text)
    message.tier = assessment.tier
    if assessment.tier not in ALARMING:
        return None
    record_id, flag_id = draft.open_record(RecordKind.SAFETY), draft.new_id()
    try:
        text = signposts.reply(assessment, person.country, person.language, alerted="nobody")
        draft.send(person, text, MessageClass.SAFETY, record_id, flag_id=flag_id)
    except Exception:
        draft.note(record_id, "event", "signpost-blocked")
    code = str(1000 + sum(map(ord, flag_id)) % 9000)
    draft.add(
        fx.MarkRecord(record_id, assessment.tier),
        fx.RaiseFlag(
            id=flag_id,
            programme_id=person.programme.id,
            person_id=person.id,
            record_id=record_id,
            inbox_id=message.inbox_id,
            tier=assessment.tier,
            category=assessment.category,
            rules=assessment.rules,
            words=" / ".join(assessment.words),
            code=code,
            rises_at=draft.now + timedelta(minutes=3),
        ),
    )
    for member in draft.case.everybody_to_alert:
        alert = draft.words(
            say.STAFF_ALERT, member, programme=person.programme.name, code=code, link=draft.link(record_id)
        )
        draft.send(member, alert, MessageClass.STAFF_ALERT, record_id, lane=Lane.SAFETY, flag_id=flag_id)
    return Decided(InboxOutcome.SAFETY, record_id, needs_person=True)


def _screen(message: Message) -> Assessment:
    recent = [
        heard.text
        for heard in message.draft.case.heard
        # By when they were written: several may lie at the provider for hours and come together.
        if message.inbound.received_at - heard.at <= ONE_BREATH and heard.text
        if heard.outcome != InboxOutcome.NOTED or not _by_itself(message, heard.text)
    ]
    found = assess(message.text, tuple(reversed(recent)))
    if recent and found.tier is not Tier.NONE and _by_itself(message, message.text):
        return assess(message.text)
    return found


def _by_itself(message: Message, text: str) -> bool:
    """Whether a phone wrote that by itself: nothing goes on from it, nor it from what a person wrote."""
    said = [one.text for one in message.draft.case.said]
    return automatic_texts.recognise(text, said) is not None


def _answers_an_alert(message: Message) -> bool:
    """ "ACK 4711, he took the pills, I am calling him": a coordinator who already has it in hand."""
    case = message.draft.case
    if Role.COORDINATOR not in case.person.roles:
        return False
    keyword = keywords.read(message.text, case.person.language)
    answers = keyword is not None and keyword.kind is keywords.Command.ACK
    return answers and any(flag.code in message.text for flag in case.to_answer)


def _alarm(message: Message, assessment: Assessment, about: Person) -> Decided:
    draft = message.draft
    person = draft.case.person
    again = _earlier(message) is not None
    record_id, joined = _record(message, about)
    joins = brakes.joins(joined, assessment.tier)
    answered = brakes.gets_signpost(draft.case, draft.now, joined, assessment.tier)
    draft.add(fx.EndConversations(person.id, "safety"))
    text = signposts.reply(
        assessment,
        person.country,
        person.language,
        alerted="someone" if draft.case.somebody_on_duty else "nobody",
        duty_from=_duty_from(draft),
        mentor=bool(draft.case.mentors),
        again=again,
        local=times.local_time(draft.now, person.timezone),
        days_since_release=_days_since_release(draft),
        for_mentor=about is not person,
    )
    draft.before.clear()
    flag_id = joined.id if joins and joined else draft.new_id()
    if not can_be_answered(draft.here, draft.ours):
        draft.add(fx.Note(record_id, about.id, "event", "cannot-be-answered"))
    elif answered:
        # The signpost first: it has the lower id, so it leaves before the alerts.
        draft.send(person, text, MessageClass.SAFETY, record_id, flag_id=flag_id)
    mentor = None  # is asked the next day how they are: once for what belongs together
    if joined is None:
        mentor = person if about is not person else _mentor_told(draft, record_id)
    rings = brakes.rings(draft.case, joined, assessment.tier)
    # One person, one ladder: while it climbs for what they wrote before, this joins it and no more.
    flag = _flag(
        draft,
        message.inbox_id,
        record_id,
        assessment,
        about,
        joined=joined,
        flag_id=flag_id,
        mentor=mentor,
        rises=rings,
    )
    if flag is not None and rings:
        ladder.begin(draft, flag)
        off_duty = "alerted-off-duty" if draft.case.to_alert else "nobody-to-alert"
        noted = "alerted" if draft.case.somebody_on_duty else off_duty
        draft.add(fx.Note(record_id, about.id, "event", noted))
    elif flag is not None:
        draft.add(fx.Note(record_id, about.id, "event", "not-rung-again"))
    if about.roles & {Role.MENTEE, Role.MENTOR}:
        draft.add(fx.HoldPrompts(about.id))
    keyword = keywords.read(message.text, person.language)
    if consent.keyword(message) is keywords.Command.STOP:
        # Both at once: the signpost goes out once, the opt-out is honoured, a person is told.
        draft.add(fx.SetStanding(person.id, Standing.STOPPED))
    if (keyword and keyword.kind is keywords.Command.COMPLAIN) or _complains(message):
        # Somebody may be in danger, so the staff on duty read it; the lead gets the complaint as well.
        intents.complain_silently(draft, message.text)
    return Decided(InboxOutcome.SAFETY, record_id, needs_person=True)


def _complains(message: Message) -> bool:
    """Whether the question that waits is what the complaint is about."""
    return message.answerable is not None and message.answerable.name in PRIVATE


def _mentor_told(draft: Draft, record_id: str) -> Person | None:
    """Let the mentor know, where programme and mentee both want that; what it is about stays unsaid."""
    person = draft.case.person
    mentor = draft.case.mentors[0] if draft.case.mentors else None
    if mentor is None or not (person.programme.tells_mentor and person.mentor_may_know):
        return None
    text = draft.words(say.MENTOR_TOLD, mentor, name=person.name, programme=person.programme.name)
    draft.send(mentor, text, MessageClass.PROMPT, record_id, about=person, lane=Lane.NUDGE)
    draft.note(record_id, "event", "mentor-told")
    return mentor


def _concern(message: Message, assessment: Assessment, about: Person) -> Decided | None:
    """A person is told today; what is needed tonight, now. Ends the walk where nothing else is to be said."""
    draft = message.draft
    person = draft.case.person
    earlier = _earlier(message, assessment)
    need = needs.needed(assessment)
    needed_before = earlier is not None and bool(needs.needed(assess(earlier.text)))
    record_id, joined = _record(message, about, assessment)
    climbing = joined is not None and joined.acknowledged_at is None
    rises = not climbing or bool(need and not needed_before)
    found = replace(assessment, category=need or assessment.category)
    joins = None if rises else joined
    flag = _flag(draft, message.inbox_id, record_id, found, about, joined=joins, rises=rises)
    if flag is not None and rises:
        ladder.begin(draft, flag)
    texts = []
    if need:
        texts.append(needs.answer(draft, need, told=rises, again=needed_before))
    if need != assessment.category and about is person and (earlier is None or needed_before):
        texts.append(_warm(draft, assessment, _who_knows(draft, assessment, rises=rises and not need)))
    if texts and assessment.category == Category.RELAPSE and about is person:
        texts = [*texts[:-1], *_with_what_helped(draft, texts[-1])]
    if keywords.read(message.text, person.language) is None:
        if about is person and (going_on := _goes_on(message, assessment, texts)):
            return going_on
        if need or (about is person and resting.rests(message, assessment)):
            if about is person:
                resting.rest(message, assessment)
            for text in texts or [_warm(draft, assessment, "known", again=True)]:
                draft.send(person, text, MessageClass.SAFETY, record_id)
            return Decided(InboxOutcome.SAFETY, record_id, needs_person=True)
    if texts and _answered_today(draft):
        draft.send(person, "\n\n".join(texts), MessageClass.SAFETY, record_id)
    else:
        draft.before.extend(texts)
    return None


def _warm(draft: Draft, assessment: Assessment, alerted: signposts.Alerted, *, again: bool = False) -> str:
    """What answers a concern."""
    person = draft.case.person
    return signposts.reply(
        assessment,
        person.country,
        person.language,
        alerted=alerted,
        name=draft.coordinator,
        mentor=bool(draft.case.mentors),
        again=again,
        local=times.local_time(draft.now, person.timezone),
        days_since_release=_days_since_release(draft),
    )


def _with_what_helped(draft: Draft, text: str) -> list[str]:
    """Behind what answers a relapse: what they wrote down, for themselves, that helped them before."""
    helped = own_plan.what_helped(draft)
    return ["\n\n".join((text, helped))] if helped else [text]


def _goes_on(message: Message, assessment: Assessment, texts: list[str]) -> Decided | None:
    """A relapse told as the mood: the warm line, then what comes after a hard week, in one message."""
    message.draft.before.extend(texts)
    going_on = resting.go_on(message, assessment)
    if going_on is None:
        message.draft.before.clear()
    return going_on


def _who_knows(draft: Draft, assessment: Assessment, *, rises: bool) -> signposts.Alerted:
    """The truth about who is told of a concern."""
    if not draft.case.to_alert:
        return "nobody"
    if not rises:
        return "known"
    return "today" if ladder.told_at(draft, assessment.category) <= draft.now else "morning"


def _answered_today(draft: Draft) -> bool:
    """Whether a stranger, or somebody invited, has had the one answer of the day: no other would leave."""
    return draft.case.person.standing in (Standing.UNKNOWN, Standing.INVITED) and any(
        said.message_class == MessageClass.ANSWER and draft.now - said.at <= timedelta(days=1)
        for said in draft.case.said
    )


def _duty_from(draft: Draft) -> str:
    """Where nobody is on duty: from when somebody is, on the person's clock, if that is within the day."""
    start = draft.case.duty_from
    if start is None or start - draft.now >= timedelta(days=1):
        return ""
    local = times.local_time(start, draft.case.person.timezone)
    return f"{local.hour}:{local.minute:02d}"


def _flag(
    draft: Draft,
    inbox_id: str,
    record_id: str,
    assessment: Assessment,
    about: Person,
    *,
    joined: OpenFlag | None = None,
    flag_id: str = "",
    mentor: Person | None = None,
    rises: bool = True,
) -> ladder.Raised | None:
    """Raise a flag; None where the words join one that is open, and whose ladder climbs for both."""
    draft.add(fx.MarkRecord(record_id, assessment.tier))
    words = " / ".join(assessment.words)
    if joined is not None and brakes.joins(joined, assessment.tier):
        draft.add(fx.AddToFlag(joined.id, joined.person_id, assessment.rules, words))
        return None
    return ladder.raise_flag(
        draft,
        about,
        record_id,
        inbox_id,
        assessment.tier,
        flag_id=flag_id,
        category=assessment.category,
        found=assessment.rules,
        words=words,
        mentor=mentor,
        rises=rises,
    )


def _record(
    message: Message, about: Person, assessment: Assessment | None = None
) -> tuple[str, OpenFlag | None]:
    """The record it stands in: of the flag it joins, of what it answered, of a flag an hour ago, a new one.

    Also the flag of the last hour, where there is one; of a stranger any that is open. A concern joins none
    about something else (`assessment`): each kind is told and answered.
    """
    draft = message.draft
    mine = about is draft.case.person
    earlier = next(
        (
            flag
            for flag in draft.case.open_flags
            if flag.person_id == about.id
            and not flag.drill
            and Tier(flag.tier) in _alike(message.tier)
            and (draft.now - flag.raised_at <= _SAME_HOUR or draft.case.today is not None)
            and (draft.case.today is not None or _same_matter(flag.tier, flag.category, assessment))
        ),
        None,
    )
    waiting = message.answerable if mine else None
    if earlier is not None and brakes.joins(earlier, message.tier):
        record_id = earlier.record_id  # where whoever answers for it reads
    elif waiting is not None and waiting.name not in PRIVATE | OWN | THOUGHTS:  # not for everybody's eyes
        record_id = waiting.record_id
    elif earlier is not None:
        record_id = earlier.record_id
    elif mine:
        record_id = draft.open_record(RecordKind.SAFETY)
    else:
        record_id = draft.open_record(RecordKind.SAFETY, about, with_id=draft.case.person.id)
    message.safety_record = record_id if mine else None  # what the mentor says next is about other things
    return record_id, earlier


def _alike(tier: Tier) -> tuple[Tier, ...]:
    """Tiers whose flags of the last hour belong to the same exchange."""
    return (*ALARMING, Tier.CONCERN) if tier is Tier.CONCERN else ALARMING


def _same_matter(tier: str, category: str, assessment: Assessment | None) -> bool:
    """Whether a concern is about what an earlier concern was about; to anything graver it belongs anyway."""
    if assessment is None or tier != Tier.CONCERN or category == assessment.category:
        return True
    return category in NEEDS and bool(needs.needed(assessment))


def _earlier(message: Message, assessment: Assessment | None = None) -> HeardBefore | None:
    """An earlier danger message within the hour; for a concern, one about the same."""
    return next(
        (
            heard
            for heard in message.draft.case.heard
            if heard.tier in _alike(message.tier)
            and message.inbound.received_at - heard.at <= _SAME_HOUR
            and _same_matter(heard.tier, assess(heard.text).category, assessment)
        ),
        None,
    )


def _days_since_release(draft: Draft) -> int | None:
    released = draft.case.person.released_on
    if released is None or Role.MENTEE not in draft.case.person.roles:
        return None
    days = (times.local_time(draft.now, draft.case.person.timezone).date() - released).days
    return days if days >= 0 else None
