"""What was released stays as it was, and a database of an earlier release is carried over, data and all."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Column, Engine, MetaData, Table, inspect, text

from records import schema
from records.database import open_engine
from records.sealing import KeyStore, Sealer
from tests.databases import Databases

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECRET = "a secret for tests that is long enough"
# A migration on the main branch may have made somebody's database: from then on it stays as it is.
RELEASED = {
    "0001_first_light.py": "03e3992fe55406dc9205fb2cf32dc7d0cc28b9be5c8e78e39647aae5e3f242ef",
    "0002_consent_sealed.py": "76d3ed004f4f070719f42871afbb2fbbb3b8f05b02b6b9029a6b0376c402490f",
    "0003_called_by.py": "12895d8b5bf027c9fe2bfbc1d78c86f7da88bed9168fe19687b40d183413b7d9",
    "0004_account_recovery.py": "b6a08620a4faffedf91e1166aebc1d11d93ec0ff68e5627f50c342966c5f4593",
    "0005_concerns_climb.py": "2f3435262e84245d6fdc18f75161143f17a3d358e1a625125cbfe5390b5ee60d",
    "0006_forms.py": "2ad28654b46d05e0b31d87db3271f6f09ad361711152ae470419eadfc365ba8e",
    "0007_on_the_wire.py": "4bea1b78b26e2797fd84a4c41b462f9362b76f061e914100ca4a7c87cd8781e3",
    "0008_indexes_of_the_way.py": "0c34f6f96f5656a2f56a4f601aaa9ccc313e4e9b3a20c565f293fc68f0cf3d90",
    "0009_second_look.py": "48f6b1dfbd3455524a178ec3874ab29988a3105bf00ff2513b5719ddd99f0a23",
    "0010_meetings.py": "c85cf4212bda50ba1eaa6c767cbb9feb6adec81a52230f10f6507e50daa61ae2",
    "0011_kit_and_small_answers.py": "4f1ad2ac576ed4959cbf5442e4f9aa5b6af75a3220a0769a064e7d781f875e83",
    "0012_cover.py": "a3f890f6439898782151384ad9059327c6622533003427c50df10b1840e8ca66",
    "0013_packs.py": "98b336c8241e3d003e931b65706e8d783380caaf249b829c46ba55fa6ec08423",
    "0014_goals_go_on.py": "793fea908b0d3dcdddb0ca424c4aa05c09e96621e6f8a78af5144c62d9431b2e",
    "0015_places_by_area.py": "28d69ec89db8ceea9344c0b0b9ddee3904ef84aa620cc74e4f723b343ac86199",
    "0016_matching_and_endings.py": "9c58065e573c6c489e016c4c9b6a0bcfe17c04fa9f41bb6a2d36b2039e37d2c0",
    "0017_meetings_told.py": "4cb484dda9e87083f5847a26cb032c2350343a243cc4bb2e4cad865497dc9115",
    "0018_training.py": "b6f3519f8eecd17bfffcdadb19c6e99a855166c85661dbbd52becf8e068cda39",
    "0019_circle.py": "0f82e540fd591420a1009ddbae319736d4b09b4d1bcb22b75db19b0cf947f258",
    "0020_contacts_at_places.py": "1c23d11a522069184b4b325d6f8747f358131541210d08503e7fbff658ce6ed5",
    "0021_desk_indexes.py": "8a5b9a91da7a5d5b8306e08520e87db9ad81c08091168fc59808d33ef84d4618",
    "0022_reply_drafts.py": "496d81a6d989f0778c4aa7aff1b28fe2d72f4b8b3a66ffde0a3eb3d435dd02a0",
    "0023_discreet.py": "2f49fd41480c095c33d1a5fc0fcaf4865cfc91a774bf4699d9120f2d5e956e7c",
    "0024_pulses.py": "753c8f77e34a5eb1fc3241ea6075a3bcf7df4a06a3b510e63db67fff5cc6cb5d",
}
VERSIONS = Path(schema.__file__).parent / "migrations" / "versions"


@pytest.mark.found("O2")
@pytest.mark.parametrize("name", RELEASED)
def test_a_released_migration_is_never_edited(name: str) -> None:
    found = hashlib.sha256((VERSIONS / name).read_bytes()).hexdigest()
    assert found == RELEASED[name], f"{name} was released: write a new migration instead"


@pytest.mark.found("O2")
def test_every_migration_is_held() -> None:
    assert {one.name for one in VERSIONS.glob("0*.py")} == set(RELEASED), "add its hash to RELEASED"


def at(revision: str, engine: Engine, sealer: Sealer) -> None:
    """A database as that migration left it."""
    with engine.connect() as connection, connection.begin():
        command.upgrade(schema._config(connection, sealer), revision)


def fill(engine: Engine, sealer: Sealer, revision: str) -> None:
    """A programme, a person with consents and a number, and an account, in the columns of then."""
    seal = sealer.seal
    with engine.begin() as connection:

        def put(table: str, **values: object) -> None:
            wanted = {column["name"]: column for column in inspect(engine).get_columns(table)}
            for name, column in wanted.items():
                if name not in values and not column["nullable"]:
                    kind = str(column["type"]).upper()
                    values[name] = (
                        NOW.replace(tzinfo=None if engine.dialect.name == "sqlite" else UTC)
                        if "DATE" in kind or "TIME" in kind
                        else b""
                        if "BLOB" in kind or "BYTEA" in kind
                        else 0
                        if "INT" in kind or "FLOAT" in kind
                        else False
                        if "BOOL" in kind
                        else ""
                    )
            old = Table(table, MetaData(), *(Column(name) for name in values))
            connection.execute(old.insert(), values)

        put("programme", id="pr", name="Lakeside", country="US", language="en-US", timezone="America/Chicago")
        put("person", id="dee", programme_id="pr", name=seal("dee", "person", "name", "dee", "Dee"))
        mentor = "My mentor may be told that something is wrong and that the team is looking after it."
        for one, kind, how, wording in (
            ("c1", "messages", "signed form", "Form, version 2"),
            ("c2", "mentor", "by phone", mentor),
        ):
            if revision == "0001":  # readable then, and of no kind
                put("consent", id=one, person_id="dee", how=how, wording=wording)
            else:
                sealed = {
                    name: seal("dee", "consent", name, one, said)
                    for name, said in (("how", how), ("wording", wording))
                }
                put("consent", id=one, person_id="dee", kind=kind, **sealed)
        put("address", id="a1", person_id="dee", channel="sms", lookup="x")
        put("staff", id="s1", programme_id="pr", person_id="dee", login="dee@example.org")


@pytest.mark.found("O2")
@pytest.mark.parametrize("revision", [name[:4] for name in sorted(RELEASED)][:-1])
def test_data_of_every_earlier_migration_are_carried_over(
    databases: Databases, tmp_path: Path, revision: str
) -> None:
    engine = databases.engine(ready=False)
    sealer = Sealer(KeyStore(open_engine(f"sqlite:///{tmp_path / 'keys.db'}"), SECRET), SECRET)
    sealer.keys.create(["dee"], NOW)
    at(revision, engine, sealer)
    fill(engine, sealer, revision)
    schema.upgrade(engine, sealer)
    assert schema.current(engine) == schema.head()
    with engine.connect() as connection:
        person = connection.execute(text("SELECT * FROM person")).mappings().one()
        assert sealer.open("dee", "person", "name", "dee", bytes(person["name"])) == "Dee"
        consents = {row["id"]: row for row in connection.execute(text("SELECT * FROM consent")).mappings()}
        how = {
            one: sealer.open("dee", "consent", "how", one, bytes(consents[one]["how"])) for one in consents
        }
        assert how == {"c1": "signed form", "c2": "by phone"}
        assert {one: row["kind"] for one, row in consents.items()} == {"c1": "messages", "c2": "mentor"}
        assert connection.execute(text("SELECT login FROM staff")).scalar_one() == "dee@example.org"
        assert connection.execute(text("SELECT lookup FROM address")).scalar_one() == "x"
    sealer.keys.close()


@pytest.mark.found("O2")
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("ALTER TABLE person DROP COLUMN phrase", "person.phrase is missing"),
        ("ALTER TABLE setting ADD COLUMN odd VARCHAR", "setting.odd is not ours"),
        ("DROP TABLE tuning", "tuning is missing"),
    ],
)
def test_a_database_that_only_says_it_is_of_this_version_is_refused_in_a_sentence(
    databases: Databases, change: str, named: str
) -> None:
    engine = databases.engine()
    with engine.begin() as connection:
        if "DROP COLUMN" in change:
            connection.execute(text("DROP INDEX IF EXISTS ix_person_phrase"))
        connection.execute(text(change))
    with pytest.raises(schema.SchemaDiffers, match=named) as refused:
        schema.upgrade(engine)
    assert "never released" in str(refused.value)
