"""Logging: one line an event, with ids and kinds, never a number, a name or words.

Everything goes to standard error, readable on a terminal, JSON where LOG_JSON is set.
"""

import logging
import sys

import structlog


def set_up_logging(*, as_json: bool = False, quiet: bool = False) -> None:
    """Send our own lines and those of libraries the same way."""
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: structlog.types.Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            # A traceback can carry somebody's words in its last line; the kind and place are logged instead.
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _no_traceback, last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING if quiet else logging.INFO)
    # Their lines at INFO hold addresses with tokens or numbers in them, or say nothing of use here.
    for name in ("httpx", "httpcore", "uvicorn.access", "twilio", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _no_traceback(logger: object, method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    error = event.pop("exc_info", None)
    if isinstance(error, tuple) and error[0] is not None:
        event["error"] = error[0].__name__
        place = error[2]
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        if place is not None:
            event["where"] = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}"
    return event
