"""The sentences that programmes have of their own, put into the wording at start-up.

A sentence that does not fit any more (a later version of ours has other variables, or no such line) gives way
to ours, and the log says which: a programme must never be without words.
"""

import structlog
from sqlalchemy import Connection

from conversations import overriding
from conversations.wording import Wording
from records import programme_packs

log = structlog.get_logger(__name__)


def with_own(wording: Wording, connection: Connection) -> Wording:
    """The wording with what each programme says in words of its own."""
    own = {}
    for programme_id, sources in programme_packs.own_wording(connection).items():
        read = {language: overriding.read(wording, language, source) for language, source in sources.items()}
        own[programme_id] = {language: one.messages for language, one in read.items()}
        for language, one in read.items():
            for problem in one.problems:
                log.warning("a sentence of a programme's own is not used", language=language, at=problem.line)
    return wording.with_programmes(own) if own else wording
