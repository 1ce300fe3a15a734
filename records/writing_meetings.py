"""Writing meetings that were agreed on, and that people met."""

from collections.abc import Iterator
from datetime import timedelta

from records import effects as fx
from records import tables as t
from records.kinds import RecordKind
from records.told import stored
from records.writing import Insert, Work, Written, change, writes

IN_PERSON = "in_person"  # the channel of a meeting record that people made by meeting


@writes(fx.KeepMeeting)
def _keep(e: fx.KeepMeeting, work: Work) -> Iterator[Written]:
    yield Insert(
        t.core(t.Meeting),
        {
            "id": e.id,
            "programme_id": e.programme_id,
            "mentee_id": e.mentee_id,
            "mentor_id": e.mentor_id,
            "set_by": e.set_by,
            "record_id": e.record_id,
            "at": e.at,
            "place": _place(e, work),
            "state": "agreed",
            "agreed_at": work.now,
            "remind_at": e.remind_at,
            "ask_at": e.ask_at,
            "told": "[]",
            "series_id": e.series_id,
        },
    )


@writes(fx.KeepSeries)
def _keep_series(e: fx.KeepSeries, work: Work) -> Iterator[Written]:
    yield Insert(
        t.core(t.MeetingSeries),
        {
            "id": e.id,
            "programme_id": e.programme_id,
            "mentee_id": e.mentee_id,
            "mentor_id": e.mentor_id,
            "set_by": e.set_by,
            "record_id": e.record_id,
            "every_weeks": e.every_weeks,
            "clock": e.clock,
            "timezone": e.timezone,
            "place": work.sealer.seal(e.mentee_id, "meeting_series", "place", e.id, e.place),
            "last_on": e.last_on,
            "next_at": e.next_at,
        },
    )


@writes(fx.SetSeries)
def _set_series(e: fx.SetSeries, _: Work) -> Iterator[Written]:
    yield change(t.MeetingSeries, e.id, last_on=e.last_on, next_at=e.next_at)


@writes(fx.MoveMeeting)
def _move(e: fx.MoveMeeting, work: Work) -> Iterator[Written]:
    again = {"at": e.at, "place": _place(e, work), "remind_at": e.remind_at, "ask_at": e.ask_at}
    yield change(t.Meeting, e.id, state="agreed", **again)


def _place(e: fx.KeepMeeting | fx.MoveMeeting, work: Work) -> bytes:
    return work.sealer.seal(e.mentee_id, "meeting", "place", e.id, e.place)


@writes(fx.SetMeeting)
def _set(e: fx.SetMeeting, _: Work) -> Iterator[Written]:
    yield change(t.Meeting, e.id, state=e.state, remind_at=e.remind_at, ask_at=e.ask_at)


@writes(fx.TellMeeting)
def _tell(e: fx.TellMeeting, _: Work) -> Iterator[Written]:
    yield change(t.Meeting, e.id, told=stored(e.told))


@writes(fx.AskOther)
def _ask_other(e: fx.AskOther, _: Work) -> Iterator[Written]:
    yield change(t.Meeting, e.id, logged_id=e.logged_id, ask_other=e.whom, ask_other_at=e.ask_at)


@writes(fx.LogMeeting)
def _log(e: fx.LogMeeting, _: Work) -> Iterator[Written]:
    yield Insert(
        t.core(t.MeetingRecord),
        {
            "id": e.id,
            "programme_id": e.programme_id,
            "person_id": e.person_id,
            "with_id": e.with_id,
            "kind": RecordKind.MEETING,
            "channel": IN_PERSON,
            "opened_at": e.at,
            "outcome": "met",
            "tier": "none",
        },
    )
    # Records that are new in one group have one set of columns.
    yield change(t.MeetingRecord, e.id, closed_at=e.at + timedelta(minutes=e.minutes))
