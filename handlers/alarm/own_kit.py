"""Some time after a signpost: one line that somebody's own kit is there as well, if they have one.

Never in place of the signpost, and never in the quiet hours. It goes once a day at most, although prompts are
held by then: it belongs to the answer that their words got, asks nothing, and says nothing to others.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from conversations.kit import HEAD, OFFER
from handlers.deciding.draft import Draft
from records import effects as fx
from records.kinds import Standing
from rules import times
from safety.tiers import Tier

_CALM = timedelta(minutes=30)  # since words of danger; sooner, they have just had another signpost
_TOO_LATE = timedelta(days=1)
_AGAIN = timedelta(days=1)
_GETS_IT = (Standing.ACTIVE, Standing.PAUSED)
_ALARMING = (Tier.URGENT, Tier.EMERGENCY)


def offer(draft: Draft, flag_id: str, record_id: str, raised_at: datetime, *, false_alarm: bool) -> None:
    """Tell the case's person of their kit, or look again later, or leave it."""
    if false_alarm or not _is_of_use(draft, raised_at):
        draft.add(fx.KitOffered(flag_id))
        return
    again_at = _later(draft)
    if again_at is not None:
        draft.add(fx.KitOffered(flag_id, again_at))
        return
    draft.add(fx.KitOffered(flag_id))
    draft.note(record_id, "event", "kit-offered")
    draft.say(OFFER, record_id)


def _is_of_use(draft: Draft, raised_at: datetime) -> bool:
    """Whether there is a kit, and they have neither been told of it today nor had it since."""
    case = draft.case
    if case.person.standing not in _GETS_IT or draft.now - raised_at > _TOO_LATE or not case.support.kit:
        return False
    line, head = draft.words(OFFER), draft.words(HEAD)
    told = any(line in said.text and draft.now - said.at < _AGAIN for said in case.said)
    return not told and not any(head in said.text and said.at >= raised_at for said in case.said)


def _later(draft: Draft) -> datetime | None:
    """When to look again, where now is not the time."""
    heard = [one.at for one in draft.case.heard if one.tier in _ALARMING]
    calm = max(heard, default=draft.now - _CALM) + _CALM
    person = draft.case.person
    quiet = times.QuietHours.kept(person.programme.quiet_start, person.programme.quiet_end)
    at = times.next_allowed(max(calm, draft.now), ZoneInfo(person.timezone), quiet)
    return at if at > draft.now else None
