"""When a coordinator sees what waits for a person, as it is said to whoever wrote it."""

from conversations import acknowledging as say
from handlers.deciding.draft import Draft
from rules import times


def seen(draft: Draft) -> str:
    """When a coordinator sees it, as far as anybody knows."""
    case = draft.case
    if case.duty_from is not None and case.duty_from > draft.now:
        local = times.local_time(case.duty_from, case.person.timezone)
        if (case.duty_from - draft.now).days < 1:
            return draft.words(say.SEEN_FROM, time=f"{local.hour}:{local.minute:02}")
    elif case.on_duty and len(case.on_duty) < len(case.staff):  # without a rota all are, and nobody may be
        return draft.words(say.SEEN_NOW)
    return draft.words(say.SEEN_LATER)
