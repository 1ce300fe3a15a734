"""What is said in a call: to a member of staff whom we rang, and to anybody who rings us.

Whoever was called for an alert presses 1 and has it; any other key, or none, is asked for once more, and
then the call ends and the ladder goes on. Nothing that is said names anybody.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from bot.wiring import House
from channels.voice import KEY, ask_for_key, say_and_hang_up
from conversations import calls as say
from records import tables as t
from records.kinds import Channel, MessageClass
from safety import signposts

NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


@dataclass(frozen=True, slots=True)
class _Alert:
    """A call that we placed."""

    words: str
    language: str
    drill: bool


def somebody_rings(house: House) -> str:
    """TwiML for anybody who rings the number: nobody can answer, but these people can."""
    with house.read() as connection:
        programme = connection.execute(
            select(t.core(t.Programme)).order_by(col(t.Programme.id)).limit(1)
        ).first()
    if programme is None:
        return NOTHING
    spoken = signposts.spoken(programme.country, programme.language, house.now())
    return say_and_hang_up(spoken, programme.language, times=2)


async def key_pressed(house: House, outbox_id: str, digits: str, *, again: bool) -> str:
    """TwiML for a call of ours: what came of the key that was pressed, "" where none was."""
    alert = _alert(house, outbox_id)
    if alert is None:
        return NOTHING  # Twilio hangs up
    if digits == KEY:
        taken = say.DRILL_TAKEN if alert.drill else say.TAKEN
        line = taken if await house.pressed(outbox_id) else say.NOT_YOURS
        return say_and_hang_up([house.wording.render(alert.language, line)], alert.language)
    if again and digits:
        return say_and_hang_up([], alert.language)
    answer_to = f"{house.settings.public_url}/sms/voice?outbox={outbox_id}"
    return ask_for_key(alert.words, alert.language, answer_to, again=False)


def _alert(house: House, outbox_id: str) -> _Alert | None:
    row = t.core(t.Outbox)
    with house.read() as connection:
        found = connection.execute(
            select(row, col(t.Person.language), col(t.Flag.drill))
            .join(t.Person, col(t.Person.id) == row.c.person_id)
            .join(t.Flag, col(t.Flag.id) == row.c.flag_id)
            .where(
                row.c.id == outbox_id,
                row.c.channel == Channel.VOICE,
                row.c.message_class == MessageClass.STAFF_ALERT,
            )
        ).first()
    if found is None:
        return None
    words = house.sealer.open(found.about_id, "outbox", "body", found.id, found.body)
    return _Alert(words, found.language, found.drill)
