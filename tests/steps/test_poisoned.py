"""What cannot be loaded, opened or saved costs only itself: it is kept, screened and told of, and nobody
behind it waits."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlmodel import col
from structlog.testing import capture_logs

from records import effects as fx
from records import tables as t
from records.kinds import InboxOutcome, Standing
from records.sealing import person_key
from records.writing import WRITERS
from tests.world.world import Phone, World

URGENT = "i want to kill myself"
Damage = Callable[[World, Phone], None]


def unknown_value(world: World, phone: Phone) -> None:
    """A standing that only a later version knows."""
    person_id = phone.id
    world.change(
        lambda c: c.execute(update(t.Person).where(col(t.Person.id) == person_id).values(standing="asleep"))
    )


def unknown_role(world: World, phone: Phone) -> None:
    """A membership that only a later version knows."""
    person_id = phone.id
    mine = col(t.Membership.person_id) == person_id
    world.change(lambda c: c.execute(update(t.Membership).where(mine).values(role="sponsor")))


def missing_key(world: World, phone: Phone) -> None:
    """An older key store was put back."""
    keys, person_id = world.house.sealer.keys, phone.id
    with keys._engine.begin() as connection:
        connection.execute(delete(person_key).where(person_key.c.person_id == person_id))
    keys._open.pop(person_id, None)


@pytest.mark.parametrize(
    ("table", "column"),
    [(t.Person, "country"), (t.Person, "language"), (t.Person, "timezone"), (t.Programme, "quiet_start")],
)
def test_a_place_that_is_not_known_here_leaves_nobody_without_an_answer(
    make_world: Any, table: Any, column: str
) -> None:
    """The programme's holds, or the usual one, also for what is on its way out."""
    world = make_world()
    mine = table.id == (world.mentee.id if table is t.Person else world.programme_id)
    world.change(lambda c: c.execute(update(table).where(mine).values({column: "QQ"})))
    assert world.mentee.says("could somebody ring me about the room") == [InboxOutcome.FOR_A_PERSON]
    assert world.mentee.hears()
    assert world.mentee.says(URGENT) == [InboxOutcome.SAFETY]
    assert any("988" in text for text in world.mentee.hears())


@pytest.mark.parametrize("channel", ["sms", "telegram"])
@pytest.mark.parametrize("damage", [unknown_value, unknown_role, missing_key])
def test_whoever_cannot_be_loaded_is_kept_and_heard_and_nobody_waits(
    make_world: Any, channel: str, damage: Damage
) -> None:
    world = make_world(channel=channel)
    dee, terry, robin = world.mentee, world.mentor, world.coordinator
    damage(world, dee)
    results = world.receive(
        terry.inbound("STEP rest"),
        dee.inbound(URGENT),
        dee.inbound("GOAL a place"),
        terry.inbound("STEP walk"),
    )
    assert [results[0].outcome, results[3].outcome] == [InboxOutcome.COMMAND] * 2
    assert results[1].outcome is InboxOutcome.SAFETY
    assert "988" in dee.hears()[0]
    assert any("needs a person" in said for said in robin.hears())
    assert len(terry.hears()) == 2
    again = world.receive(dee.inbound("are you there", provider_id="in-again"))
    assert world.receive(dee.inbound("are you there", provider_id="in-again"))[0].repeat
    assert not again[0].repeat


@pytest.mark.parametrize("damage", [unknown_value, missing_key])
def test_a_colleague_who_cannot_be_loaded_deafens_nobody(make_world: Any, damage: Damage) -> None:
    """Everybody's case has the staff in it. So it is made of what can be read, and the others are alerted."""
    world = make_world(more_staff=("Kim",))
    dee, kim = world.mentee, world.more_staff[0]
    before = dee.id
    damage(world, world.coordinator)
    assert dee.says(URGENT) == [InboxOutcome.SAFETY]
    assert "988" in dee.hears()[0]
    assert any("needs a person" in said for said in kim.hears())
    assert dee.says("can somebody call me about thursday") != []
    assert dee.id == before, "nobody is made a stranger for it"


def test_a_text_whose_effects_cannot_be_written_is_told_of_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Any:
        raise ZeroDivisionError("secret words")

    for effect in (fx.AddGoal, fx.OpenRecord):
        monkeypatch.setitem(WRITERS, effect, broken)
    assert world.mentee.says("GOAL a place of my own") == [InboxOutcome.SET_ASIDE]
    [row] = [row for row in world.rows(t.Inbox) if row.outcome == InboxOutcome.SET_ASIDE]
    assert row.needs_person
    assert world.house.sealer.read(row.person_id, "inbox", "body", row.id, row.body).startswith("GOAL")


@pytest.mark.parametrize("standing", [Standing.PAUSED, Standing.CUSTODY, Standing.UNKNOWN])
def test_whoever_writes_what_is_set_aside_gets_an_honest_answer(
    world: World, monkeypatch: pytest.MonkeyPatch, standing: Standing
) -> None:
    from handlers import incoming

    def fails(_: object) -> None:
        raise ValueError("odd")

    dee, robin = world.mentee, world.coordinator
    if standing is Standing.UNKNOWN:
        dee = world.stranger()
    else:
        world.effects(fx.SetStanding(dee.id, standing))
    monkeypatch.setattr(incoming, "STEPS", (incoming.STEPS[0], fails, *incoming.STEPS[1:]))
    robin.hears()
    assert dee.says("the library was shut") == [InboxOutcome.SET_ASIDE]
    assert "Robin" in dee.hears()[0]
    assert any("could not be handled" in said for said in robin.hears())


def test_one_colleague_who_cannot_be_told_keeps_nobody_else_from_being_told(
    make_world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handlers import incoming

    def fails(_: object) -> None:
        raise ValueError("odd")

    world = make_world(more_staff=("Kim",))
    robin, kim = world.coordinator, world.more_staff[0]
    robin_id = robin.id
    world.change(
        lambda c: c.execute(update(t.Person).where(col(t.Person.id) == robin_id).values(language="xx"))
    )
    monkeypatch.setattr(incoming, "STEPS", (incoming.STEPS[0], fails, *incoming.STEPS[1:]))
    assert world.mentee.says("the library was shut") == [InboxOutcome.SET_ASIDE]
    assert any("could not be handled" in said for said in kim.hears())
    assert world.mentee.hears()


def test_two_numbers_of_one_person_in_one_group_are_decided_one_after_another(make_world: Any) -> None:
    """Each on what the one before has left behind: the second number's step replaces the first one's."""
    world = make_world()
    dee = world.mentee
    other = world.phone("Dee", 55)
    dee_id = dee.id

    def second_number(connection: Any) -> None:
        sealer = world.house.sealer
        connection.execute(
            t.core(t.Address)
            .insert()
            .values(
                id="second",
                person_id=dee_id,
                channel="sms",
                value=sealer.seal(dee_id, "address", "value", "second", other.address),
                lookup=sealer.lookup("address", "sms", other.address),
                blocked=False,
                since=world.now,
            )
        )

    world.change(second_number)
    results = world.receive(
        dee.inbound("STEP call the clinic"), other.inbound("STEP walk"), dee.inbound("DONE")
    )
    assert [one.outcome for one in results] == [InboxOutcome.COMMAND] * 3
    steps = [
        (world.house.sealer.read(row.person_id, "step", "text", row.id, row.text), row.state)
        for row in world.rows(t.Step)
    ]
    assert len(steps) == 2
    assert sum(state == "open" for _, state in steps) == 0, "one is replaced, and DONE is for the one since"


@pytest.mark.parametrize(
    "texts",
    [
        (URGENT,),
        ("STOP", "START", "HELP"),
        ("COMPLAIN", "you are late"),
        ("STEP call the clinic", "DONE", "GOAL a place of my own", "GOALS"),
        ("PAUSE", "1 week", "TIME", "RECORD", "DELETE"),
        ("somebody please call me", "wrong number", "i feel hopeless"),
    ],
)
def test_the_same_from_several_people_goes_in_one_group(world: World, texts: tuple[str, ...]) -> None:
    """What is changed for several people at once is one statement with several sets of values."""
    with capture_logs() as logs:
        for text in texts:
            world.receive(*(one.inbound(text) for one in (world.mentee, world.mentor, world.stranger())))
    assert [one["event"] for one in logs if one["log_level"] == "error"] == []
