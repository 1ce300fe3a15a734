"""What tests of the ladder say and look at: words of danger, who is on duty, whose phones rang."""

from records import tables as t
from tests.world.world import Phone, World, page_entries

URGENT = "i want to kill myself"
ABOUT_DEE = "Dee says she wants to kill herself"
CONCERN = "i feel so hopeless lately"


def on_rota(world: World, *phones: Phone) -> None:
    """Give these an account and duty day and night; the rest are off."""
    for number, phone in enumerate(phones):
        account = {"id": f"staff-{number}", "programme_id": world.programme_id, "person_id": phone.id}
        world.change(
            lambda c, account=account: c.execute(
                t.core(t.Staff)
                .insert()
                .values(
                    **account,
                    login=account["id"],
                    password_hash="",
                    role="coordinator",
                    second_factor=b"",
                    active=True,
                    created_at=world.now,
                )
            )
        )
        for weekday in range(7):
            world.change(
                lambda c, account=account, weekday=weekday: c.execute(
                    t.core(t.Rota)
                    .insert()
                    .values(
                        id=f"{account['id']}-{weekday}",
                        programme_id=world.programme_id,
                        staff_id=account["id"],
                        weekday=weekday,
                        start="00:00",
                        end="24:00",
                    )
                )
            )


def calls(world: World) -> list[str]:
    """Whose phones rang since they were asked for last, by name."""
    names = {phone.address: phone.name for phone in (world.coordinator, *world.more_staff)}
    wire = world.wire("voice")
    rang, wire.taken = [names[one.to] for one in wire.taken], []
    return rang


def labels(world: World, phone: Phone) -> list[str]:
    return [label for label, _ in page_entries(world.record_of(phone, "safety"))]


def flag_of(world: World, phone: Phone, tier: str = "urgent") -> t.Flag:
    """Somebody's newest flag of that tier."""
    found = [row for row in world.rows(t.Flag) if (row.person_id, row.tier) == (phone.id, tier)]
    return t.Flag.model_validate(dict(found[-1]._mapping))
