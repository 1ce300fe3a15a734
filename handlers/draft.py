"""A draft: the effects of one event while they are being decided.

It gives ids (derived from the event's id, so that deciding twice gives the same), finds the
address, words a line in the person's language, cuts what is longer than the channel takes into several
messages, and counts segments. It knows the case and nothing else: no database, clock or channel.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from conversations import segments, splitting
from conversations.wording import Message, Wording
from records import effects as fx
from records.cases import Address, Case, Person
from records.kinds import Channel, Lane, MessageClass, RecordKind
from safety.directory import EMERGENCY, SIGNPOSTS
from scheduler import rules


@dataclass
class Draft:
    """Effects in the making.

    Attributes:
        case: the people concerned.
        wording: every sentence, in every language.
        now: the time of the event, UTC.
        base: the event's id; the ids of its effects begin with it.
        reply_to: the inbox id that is being answered, where there is one.
        here: the address the message came from; answers go back there.
        before: lines to stand before whatever is said next to the case's person.
        console_url: where the console is, for the link in an alert.
        codes: those given to flags so far.
    """

    case: Case
    wording: Wording
    now: datetime
    base: str
    reply_to: str | None = None
    here: Address | None = None
    before: list[str] = field(default_factory=list)
    console_url: str = ""
    effects: list[fx.Effect] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    _count: int = 0

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
        return address is not None and address.channel != Channel.SMS

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
        message: str | Message,
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
            carries = number == len(parts) and address.channel != Channel.SMS
            self.add(
                fx.Send(
                    id=outbox_id,
                    to=to.id,
                    about=(about or to).id,
                    address_id=address.id,
                    channel=address.channel,
                    text=part,
                    message_class=message_class,
                    lane=lane or rules.lane_of(message_class),
                    record_id=record_id,
                    encoding=counted.encoding,
                    segments=counted.segments if address.channel == Channel.SMS else 1,
                    buttons=tuple(buttons) if carries else (),
                    reply_to=self.reply_to,
                    staff_id=staff_id,
                    valid_seconds=_valid_seconds(message_class),
                    flag_id=flag_id,
                )
            )
        return outbox_id

    def phone_of(self, member: Person) -> Address | None:
        """The number to call a member of staff on, where calls can be made; one that stopped texts counts."""
        if not self.case.calls:
            return None
        callable_ = (Channel.SMS, Channel.PHONES)
        return next((one for one in member.addresses if one.channel in callable_), None)

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
    return splitting.TWILIO_UNITS if channel == Channel.SMS else splitting.TELEGRAM_UNITS


def in_parts(channel: Channel, text: str) -> list[str]:
    """A text as it goes out on a channel: one message, or several where it takes no longer ones."""
    if channel == Channel.SMS:
        text = segments.to_gsm7(text)
    return splitting.pieces(text, most_units(channel))


def _valid_seconds(message_class: MessageClass) -> int | None:
    """How long it may wait in the outbox. An invitation waits for as long as the program is not running."""
    if message_class is MessageClass.INVITATION:
        return None
    return int(rules.validity(message_class) / timedelta(seconds=1))
