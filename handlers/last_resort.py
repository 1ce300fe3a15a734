"""Whatever cannot be taken in with a group is taken in by itself, and kept in every case.

One message after another way is tried, each in a savepoint, until one holds:

    by itself                the usual walk; then only the screening; then the plainest screening; then kept
    as a stranger's          this person's record does not open (a missing key, a value of another version):
                             their number moves to a new person and key, and they are screened and answered
    with a bare case         what does not open is somebody else's (a member of the staff): the plainest
                             screening, on what can be read of the person, whose record it stands in
    a stranger's, bare       both
    as a row                 nothing but the words, sealed, for a person to read

Whichever it was: it stands before a person, danger in it is answered and alerted about as far as there is a
way to do so, and the provider hears that it is kept. So nobody behind it waits, and it is not tried for ever.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from sqlalchemy import Connection

from channels.port import Inbound
from handlers.incoming import WAYS_OUT, Received, Step, arrival, decide, encodable, take, where
from handlers.steps import danger, setting_aside
from handlers.tools import Tools
from records import effects as fx
from records.arrivals import NoProgramme, claim, set_apart
from records.bare import bare_case
from records.kinds import Channel, InboxOutcome
from records.save import save
from records.writer import is_down
from safety.recogniser import assess
from safety.tiers import Tier

log = structlog.get_logger(__name__)

_PLAINLY: tuple[Step, ...] = (danger.plainly, setting_aside.step)


def receive_alone(connection: Connection, tools: Tools, now: datetime, inbound: Inbound) -> Received:
    """Take one message in whose effects could not be saved with a group: at least kept.

    Raises:
        NoProgramme: somebody unknown wrote and there is no programme to keep their words under.
        Exception: whatever the database says when it can keep nothing at all.
    """
    inbound = encodable(inbound)

    def whole(steps: Sequence[Step]) -> Received:
        return take(connection, tools, now, {0: inbound}, steps)[0]

    def as_a_strangers(then: Callable[[], Received]) -> Received:
        set_apart(connection, tools.sealer, now, arrival(inbound))
        return then()

    def bare(steps: Sequence[Step]) -> Received:
        return _bare(connection, tools, now, inbound, steps)

    ways: list[tuple[str, Callable[[], Received]]] = [("by itself", lambda: whole(()))]
    ways += [("by itself", lambda steps=steps: whole(steps)) for steps in WAYS_OUT]  # type: ignore[misc]  # mypy cannot infer a default in a lambda
    ways += [
        ("as a stranger's", lambda: as_a_strangers(lambda: whole(()))),
        ("with a bare case", lambda: bare(_PLAINLY)),
        ("as a stranger's, bare", lambda: as_a_strangers(lambda: bare(_PLAINLY))),
        ("as a row", lambda: bare(())),
        ("as a stranger's row", lambda: as_a_strangers(lambda: bare(()))),
    ]
    failure: Exception | None = None
    for name, way in ways:
        try:
            with connection.begin_nested():
                return way()
        except Exception as error:
            if is_down(error) or isinstance(error, NoProgramme):
                raise
            log.error("a message was not kept", tried=name, error=type(error).__name__, where=where(error))
            failure = error
    assert failure is not None  # noqa: S101 - for the type checker; there is a way that failed
    raise failure


def _bare(
    connection: Connection, tools: Tools, now: datetime, inbound: Inbound, steps: Sequence[Step]
) -> Received:
    """Keep it, with the effects of these steps decided on as little as there is; without steps, the row."""
    found = claim(connection, tools.sealer, now, {0: arrival(inbound)})[0]
    if found.outcome:
        return Received(found.inbox_id, InboxOutcome(found.outcome), repeat=True)
    if steps:
        case = bare_case(connection, tools.sealer, found.person_id, tools.open_channels)
        arrived = decide(found, inbound, case, tools, now, steps, live=False)
    else:
        arrived = _row(found.inbox_id, found.person_id, inbound)
    save(connection, tools.sealer, now, arrived=[arrived])
    return Received(arrived.id, arrived.outcome)


def _row(inbox_id: str, person_id: str, inbound: Inbound) -> fx.Arrived:
    try:
        tier = assess(inbound.text).tier
    except Exception:
        tier = Tier.NONE
    if tier is not Tier.NONE:
        log.critical("words of danger are kept, and nobody could be alerted: look at Today", inbox=inbox_id)
    return fx.Arrived(
        id=inbox_id,
        channel=Channel(inbound.channel),
        provider_id=inbound.provider_id,
        person_id=person_id,
        kind=inbound.kind,
        text=inbound.text,
        media=inbound.media,
        received_at=inbound.received_at,
        outcome=InboxOutcome.SET_ASIDE,
        tier=tier,
        record_id=None,
        needs_person=True,
        effects=(),
    )
