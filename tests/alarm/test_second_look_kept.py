"""The second look: read after it was handled, marked or raised for the staff, and said to nobody else."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select, update

from bot.second_looks import SecondLooks
from handlers.alarm import second_look
from handlers.desk.staff import NotFound
from records import tables as t
from records.reading import View
from records.reading_looks import marked_in, unread_in_records, worth_reading
from safety.tiers import Category, Level, Look
from tests.world.world import World

ALIKE = ("who wants my dog", "you can have my tools", "wont be needing the flat")


class Reader:
    """An encoder that finds what it is told to find, and remembers what it read."""

    def __init__(self, **levels: Level) -> None:
        self.levels = levels
        self.read: list[str] = []

    def look(self, texts: Sequence[str]) -> list[Look]:
        self.read += texts
        return [self._look(text) for text in texts]

    def _look(self, text: str) -> Look:
        level = next((level for word, level in self.levels.items() if word in text), Level.NOTHING)
        if level is Level.NOTHING:
            return Look(level, -3.0, Category.NONE)
        return Look(level, 2.0 + len(text) / 100, Category.SUICIDE, ALIKE)


def looks(world: World, reader: Reader) -> SecondLooks:
    house = world.house
    return SecondLooks(house.engine, house.writer, house.tools, house.now, house.wake, load=lambda: reader)


def view(world: World) -> View:
    connection = world.house.engine.connect()
    return View(connection, world.house.sealer, world.programme_id, now=world.house.now())


def unread(world: World) -> int:
    with world.house.read() as connection:
        return len(second_look.unread(connection, world.house.sealer, 100))


def test_what_has_arrived_is_read_once_and_what_is_marked_stands_first(world: World) -> None:
    reader = Reader(dog=Level.MARKED)
    second = looks(world, reader)
    while second.look():
        pass
    reader.read.clear()
    world.mentee.says("my dog likes terry more than me")
    world.mentee.says("who could have my dog, do you think, from friday on")
    world.mentee.says("bus was late")
    assert second.look() == 3
    assert second.look() == 0
    assert sorted(reader.read) == sorted(
        [
            "my dog likes terry more than me",
            "who could have my dog, do you think, from friday on",
            "bus was late",
        ]
    )
    found = worth_reading(view(world))
    assert [row.alike for row in found] == [ALIKE, ALIKE]
    assert found[0].score > found[1].score, "the most like danger stands first"
    assert {row.record_id for row in found} == unread_in_records(view(world))
    assert set(marked_in(view(world), found[0].record_id)) >= {found[0].inbox_id}


def test_it_says_nothing_to_anybody(world: World) -> None:
    world.mentee.says("who could have my dog")
    for phone in (world.mentee, world.mentor):
        phone.hears()
    looks(world, Reader(dog=Level.MARKED)).look()
    world.deliver()
    assert world.mentee.hears() == []
    assert world.mentor.hears() == []
    assert world.rows(t.Flag) == []


def test_what_is_very_like_danger_is_a_concern(world: World) -> None:
    world.mentee.says("who could have my dog")
    world.mentee.hears()
    looks(world, Reader(dog=Level.RAISED)).look()
    world.deliver()
    (flag,) = world.rows(t.Flag)
    assert (flag.tier, flag.category, flag.rules) == ("concern", "suicide", "second-look")
    assert world.mentee.hears() == [], "it never answers"
    (row,) = world.rows(t.SecondLook)
    assert row.level == "raised"
    assert worth_reading(view(world)) == [], "it stands among the flags"
    assert row.record_id == flag.record_id


def test_what_the_rules_saw_is_not_raised_again(world: World) -> None:
    world.mentee.says("i want to die")
    before = len(world.rows(t.Flag))
    reader = Reader(die=Level.RAISED)
    looks(world, reader).look()
    assert "i want to die" not in reader.read
    assert len(world.rows(t.Flag)) == before
    assert worth_reading(view(world)) == []


def test_a_restart_loses_nothing(world: World) -> None:
    world.mentee.says("who could have my dog")
    world.restart()
    reader = Reader(dog=Level.MARKED)
    assert looks(world, reader).look() > 0
    assert "who could have my dog" in reader.read


def test_where_it_cannot_be_loaded_the_first_page_says_so_and_nothing_is_lost(world: World) -> None:
    def broken() -> Reader:
        raise OSError("no such file")

    house = world.house
    second = SecondLooks(house.engine, house.writer, house.tools, house.now, house.wake, load=broken)
    world.mentee.says("who could have my dog")
    waiting = unread(world)
    with pytest.raises(OSError, match="no such"):
        second.look()
    assert "cannot be loaded" in second.broken
    assert world.mentee.hears(), "everything else goes on"
    assert unread(world) == waiting


def test_one_that_cannot_be_kept_costs_no_other(world: World) -> None:
    world.mentee.says("who could have my dog")
    world.mentor.says("my dog is well")
    mine = t.core(t.Inbox)
    with world.house.engine.begin() as connection:
        first = connection.execute(select(mine.c.id).order_by(mine.c.id)).scalars().first()
        connection.execute(update(mine).where(mine.c.id == first).values(body=b"broken"))
    looks(world, Reader(dog=Level.MARKED)).look()
    assert unread(world) == 0
    assert worth_reading(view(world))


def test_whoever_has_read_it_says_so(world: World) -> None:
    world.mentee.says("who could have my dog")
    looks(world, Reader(dog=Level.MARKED)).look()
    (row,) = worth_reading(view(world))
    staff_id = "somebody"
    with world.house.engine.begin() as connection:
        for _ in range(2):
            second_look.have_read(
                connection, world.house.sealer, world.house.now(), staff_id=staff_id, inbox_id=row.inbox_id
            )
    assert worth_reading(view(world)) == []
    assert marked_in(view(world), row.record_id)[row.inbox_id].read_at is not None
    with world.house.engine.begin() as connection, pytest.raises(NotFound):
        second_look.have_read(
            connection, world.house.sealer, world.house.now(), staff_id=staff_id, inbox_id="none"
        )


def test_what_cannot_be_written_down_is_for_a_person_and_holds_up_nobody(world: World) -> None:
    world.mentee.says("who could have my dog")
    world.mentor.says("my dog is well")
    mine = t.core(t.Inbox)
    with world.house.engine.begin() as connection:
        first = connection.execute(select(mine).where(mine.c.body != b"").order_by(mine.c.id.desc())).first()
        assert first is not None
        taken = {"inbox_id": first.id, "person_id": first.person_id, "record_id": first.record_id}
        rest = {"level": "marked", "score": 0.0, "category": "", "alike": b"", "at": world.house.now()}
        connection.execute(t.core(t.SecondLook).insert().values(**taken, **rest))
        connection.execute(update(mine).where(mine.c.id == first.id).values(needs_person=False))
    while looks(world, Reader(dog=Level.MARKED)).look():
        pass
    assert unread(world) == 0
    assert len(world.rows(t.SecondLook)) == 2
    (again,) = [row for row in world.rows(t.Inbox) if row.id == first.id]
    assert again.needs_person


def test_a_mentor_who_tells_of_their_mentee_raises_it_for_the_mentee(world: World) -> None:
    world.mentor.says("Dee told me she left her dog with a neighbor")
    while looks(world, Reader(dog=Level.RAISED)).look():
        pass
    (flag,) = world.rows(t.Flag)
    (marked,) = world.rows(t.SecondLook)
    (message,) = [row for row in world.rows(t.Inbox) if row.id == marked.inbox_id]
    assert flag.person_id == world.mentee.id
    assert flag.record_id == message.record_id == marked.record_id, "the words stand where the flag does"


def sealed_words(world: World) -> list[str]:
    """Every word in the inbox, in records and in flags."""
    sealer = world.house.sealer
    return [
        *(sealer.read(r.person_id, "inbox", "body", r.id, r.body) for r in world.rows(t.Inbox)),
        *(sealer.read(r.person_id, "record_entry", "body", r.id, r.body) for r in world.rows(t.RecordEntry)),
        *(sealer.read(r.person_id, "flag", "words", r.id, r.words) for r in world.rows(t.Flag)),
    ]


def test_what_is_kept_apart_is_read_where_it_is_kept_and_copied_nowhere(world: World) -> None:
    reader = Reader(dog=Level.RAISED)
    second = looks(world, reader)
    for text in ("KIT ADD", "Anna", "she would have my dog", "555 0134"):
        world.mentee.says(text)
        world.deliver()
    while second.look():
        pass
    assert any("she would have my dog" in text for text in reader.read)
    [flag] = world.rows(t.Flag)
    assert (flag.tier, flag.person_id) == ("concern", world.mentee.id)
    assert not any("my dog" in words for words in sealed_words(world))


def test_a_mentors_reflection_is_read_too_and_stays_theirs(world: World) -> None:
    reader = Reader(dog=Level.MARKED)
    second = looks(world, reader)
    world.mentor.says("REFLECT")
    world.mentor.says("tuesday 10am")
    world.at("Tue 10:30")
    assert world.waiting(world.mentor) == ["reflection"]
    world.mentor.says("who would have my dog if i were not here")
    world.deliver()
    while second.look():
        pass
    assert any("my dog" in text for text in reader.read)
    [row] = worth_reading(view(world))
    assert row.person_id == world.mentor.id
    assert not any("my dog" in words for words in sealed_words(world))


def test_a_kit_is_read_once_and_not_again_with_each_part(world: World) -> None:
    reader = Reader(dog=Level.RAISED)
    second = looks(world, reader)
    for text in ("KIT ADD", "Anna", "she would have my dog", "555 0134"):
        world.mentee.says(text)
    world.deliver()
    while second.look():
        pass
    assert sum("my dog" in text for text in reader.read) == 1
    assert len(world.rows(t.Flag)) == 1
