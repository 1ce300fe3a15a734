"""A draft: the effects of one event while they are being decided.

It gives ids (derived from the event's id, so that deciding twice gives the same), finds the
address, words a line in the person's language, cuts what is longer than the channel takes into several
messages, and counts segments. It knows the case and nothing else: no database, clock or channel.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from channels.port import CAN
from conversations import listing, segments, splitting
from conversations.wording import Composed, Wording
from handlers.deciding import brakes
from handlers.deciding.senders import can_be_answered
from records import effects as fx
from records.cases import Address, Case, Person
from records.kinds import Channel, Lane, MessageClass, RecordKind
from rules import sending
from safety.directory import EMERGENCY, SIGNPOSTS

_NAMED = 4  # more names than these make a sentence that nobody reads


@dataclass
class Draft:
    """Effects in the making.

    Attributes:
        case: the people concerned.
        wording: every sentence, in every language, as the programme of the case's person says it.
        now: the time of the event, UTC.
        base: the event's id; the ids of its effects begin with it.
        reply_to: the inbox id that is being answered, where there is one.
        here: the address the message came from; answers go back there.
        before: lines to stand before whatever is said next to the case's person.
        console_url: where the console is, for the link in an alert.
        ours: numbers of our own.
        codes: those given to flags so far.
        needs_person: whether what came of a message has to be seen to by a human.
    """

    case: Case
    wording: Wording
    now: datetime
    base: str
    reply_to: str | None = None
    here: Address | None = None
    before: list[str] = field(default_factory=list)
    console_url: str = ""
    ours: frozenset[str] = frozenset()
    effects: list[fx.Effect] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    needs_person: bool = False
    _count: int = 0

    def __post_init__(self) -> None:
        """The programme of the person may have sentences of its own."""
        self.wording = self.wording.of(self.case.person.programme.id)

    def new_id(self) -> str:
        """The next id below this event's own."""
        self._count += 1
        return f"{self.base}-{self._count:02d}"

    def add(self, *effects: fx.Effect) -> None:
        """Add effects in order."""
        self.effects.extend(effects)

    @property
    def coordinator(self) -> str:
        """Whom a message is kept for: the first coordinator's name, or the programme's."""
        staff = [member for member in self.case.on_duty if member.name]
        return staff[0].name if staff else self.case.person.programme.name

    @property
    def readers(self) -> str:
        """Everybody who can open what the case's person writes, by name; of a large team, how many they are.

        Where a programme has no accounts yet: whom a message is kept for.
        """
        reading = self.case.readers
        team = {member.id for member in self.case.staff if member.id != self.case.person.id}
        if len(reading) > _NAMED and {one.person_id for one in reading} == team:
            return self.words(listing.TEAM, None, number=len(reading))
        return self.listed([one.name for one in reading if one.name]) or self.coordinator

    @property
    def mentor_names(self) -> str:
        """Their mentors; "" where there is none."""
        return self.listed([mentor.name for mentor in self.case.mentors if mentor.name])

    def listed(self, names: Sequence[str]) -> str:
        """Names one after another, as the person's language does it."""
        if len(names) < 2:
            return "".join(names)
        return self.words(listing.AND, None, names=", ".join(names[:-1]), last=names[-1])

    @property
    def emergency(self) -> str:
        """The emergency number where the case's person is."""
        country = self.case.person.country
        return next(one.number for one in SIGNPOSTS if one.country == country and one.way == EMERGENCY)

    @property
    def turn(self) -> int:
        """A number that moves on by itself, so that one sentence is not said over and over."""
        return len(self.case.heard) + len(self.case.person.steps) + self.now.toordinal() // 7

    def link(self, record_id: str) -> str:
        """Where a member of staff reads that record."""
        return f"{self.console_url}/records/{record_id}"

    def address_of(self, person: Person) -> Address | None:
        """Where to write to: the address just heard from, else the usual one."""
        return self.here if self.here and person is self.case.person else person.address

    def buttons(self, person: Person) -> bool:
        """Whether what we say to this person can carry buttons."""
        address = self.address_of(person)
        return address is not None and CAN[address.channel].buttons

    def open_record(self, kind: RecordKind, person: Person | None = None, with_id: str | None = None) -> str:
        """Begin a meeting record; returns its id."""
        person = person or self.case.person
        address = self.address_of(person)
        record_id = self.new_id()
        channel = address.channel if address else Channel.SMS
        self.add(fx.OpenRecord(record_id, person.programme.id, person.id, kind, channel, with_id))
        return record_id

    def note(self, record_id: str, kind: str, label: str, text: str = "") -> None:
        """Append an entry about the case's person to a record."""
        self.add(fx.Note(record_id, self.case.person.id, kind, label, text))

    def words(self, wording_id: str, person: Person | None = None, **variables: str | int) -> str:
        """A line in that person's language."""
        return self.wording.render((person or self.case.person).language, wording_id, **variables)

    def say(
        self,
        wording_id: str,
        record_id: str | None,
        message_class: MessageClass = MessageClass.ANSWER,
        **variables: str | int,
    ) -> str | None:
        """Queue one line to the case's person; returns the outbox id, None without an address."""
        return self.send(
            self.case.person, self.words(wording_id, None, **variables), message_class, record_id
        )

    def send(
        self,
        to: Person,
        message: str | Composed,
        message_class: MessageClass,
        record_id: str | None,
        *,
        about: Person | None = None,
        lane: Lane | None = None,
        staff_id: str | None = None,
        flag_id: str | None = None,
    ) -> str | None:
        """Queue a message; returns the outbox id, None where there is no address to send to.

        What is longer than the channel takes goes as several, in order; the id is that of the last, which
        carries the buttons: a question has been put when all of it is there.
        `about` is the person whose words it carries, whose key seals it; by default the recipient.
        """
        address = self.address_of(to)
        if address is not None and not can_be_answered(address, self.ours):
            address = None
        if to is self.case.person and brakes.is_spent(self.case, message_class):
            return None
        text, buttons = (message, ()) if isinstance(message, str) else (message.text, message.buttons)
        if to is self.case.person and self.before:
            text = "\n\n".join([*self.before, text])
            self.before.clear()
        if address is None:
            if record_id:
                self.add(fx.Note(record_id, self.case.person.id, "event", "no-address"))
            return None
        parts = in_parts(address.channel, text)
        outbox_id = None
        for number, part in enumerate(parts, start=1):
            counted = segments.count(part)
            outbox_id = self.new_id()
            carries = number == len(parts) and CAN[address.channel].buttons
            self.add(
                fx.Send(
                    id=outbox_id,
                    to=to.id,
                    about=(about or to).id,
                    address_id=address.id,
                    channel=address.channel,
                    text=part,
                    message_class=message_class,
                    lane=lane or sending.lane_of(message_class),
                    record_id=record_id,
                    encoding=counted.encoding,
                    segments=counted.segments if CAN[address.channel].segments else 1,
                    buttons=tuple(buttons) if carries else (),
                    reply_to=self.reply_to,
                    staff_id=staff_id,
                    valid_seconds=_valid_seconds(message_class),
                    flag_id=flag_id,
                )
            )
        return outbox_id

    def phone_of(self, member: Person) -> Address | None:
        """The number to call a member of staff on, where calls can be made; one that stopped texts counts.

        One they have not said is theirs does not: a key pressed there would answer for them.
        """
        if not self.case.calls:
            return None
        theirs = (one for one in member.addresses if CAN[one.channel].calls and not one.unproven)
        return next(theirs, None)

    def call(self, member: Person, words: str, record_id: str, flag_id: str) -> str | None:
        """Queue a call to a member of staff that says these words; None where they cannot be called."""
        address = self.phone_of(member)
        if address is None:
            return None
        outbox_id = self.new_id()
        self.add(
            fx.Send(
                id=outbox_id,
                to=member.id,
                about=member.id,
                address_id=address.id,
                channel=Channel.VOICE,
                text=words,
                message_class=MessageClass.STAFF_ALERT,
                lane=Lane.SAFETY,
                record_id=record_id,
                encoding="",
                segments=1,
                valid_seconds=_valid_seconds(MessageClass.STAFF_ALERT),
                flag_id=flag_id,
            )
        )
        return outbox_id

    def say_what_is_left(self, record_id: str | None) -> None:
        """A line still waiting for company goes out by itself."""
        if self.before:
            text = "\n\n".join(self.before)
            self.before.clear()
            self.send(self.case.person, text, MessageClass.ANSWER, record_id)


def most_units(channel: Channel) -> int:
    """How long a message may be on a channel, in its own units."""
    return splitting.TWILIO_UNITS if CAN[channel].segments else splitting.TELEGRAM_UNITS


def in_parts(channel: Channel, text: str) -> list[str]:
    """A text as it goes out on a channel: one message, or several where it takes no longer ones."""
    if CAN[channel].segments:
        text = segments.to_gsm7(text)
    return splitting.pieces(text, most_units(channel))


def _valid_seconds(message_class: MessageClass) -> int | None:
    """How long it may wait in the outbox. An invitation waits for as long as the program is not running."""
    if message_class is MessageClass.INVITATION:
        return None
    return int(sending.validity(message_class) / timedelta(seconds=1))
