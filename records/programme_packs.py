"""What a pack brought to a programme: its choices, and sentences of its own by language."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from records import programme_choices
from records import tables as t
from records.programme_choices import Choices


def choices(connection: Connection, programme_id: str) -> Choices:
    """What a programme has chosen; the usual where there is none of that id."""
    kept = select(col(t.Programme.choices)).where(col(t.Programme.id) == programme_id)
    return programme_choices.read(connection.execute(kept).scalar_one_or_none() or "")


def choose(connection: Connection, programme_id: str, chosen: Choices) -> None:
    """Let this be what a programme has chosen."""
    one = update(t.Programme).where(col(t.Programme.id) == programme_id)
    connection.execute(one.values(choices=chosen.to_json()))


def keep_wording(connection: Connection, programme_id: str, sources: Mapping[str, str]) -> None:
    """Let these be a programme's own sentences (Fluent source by language), in place of those it has."""
    connection.execute(delete(t.ProgrammeWording).where(col(t.ProgrammeWording.programme_id) == programme_id))
    for language, source in sources.items():
        connection.execute(
            insert(t.ProgrammeWording).values(
                id=f"{programme_id}-{language}", programme_id=programme_id, language=language, source=source
            )
        )


def own_wording(connection: Connection) -> dict[str, dict[str, str]]:
    """Every programme's own sentences: Fluent source by language, by programme."""
    found: dict[str, dict[str, str]] = {}
    kept = select(
        col(t.ProgrammeWording.programme_id),
        col(t.ProgrammeWording.language),
        col(t.ProgrammeWording.source),
    ).order_by(col(t.ProgrammeWording.id))
    for row in connection.execute(kept):
        found.setdefault(row.programme_id, {})[row.language] = row.source
    return found
