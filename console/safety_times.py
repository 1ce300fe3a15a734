"""How long it took from the words to a person, drills, and the export of what the screen got wrong."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console import export, permissions, words
from console.pages import desk_of, page
from console.permissions import Lead, LeadForm, Reader
from handlers.access.signing_in import Viewer
from handlers.alarm import drills, tuning
from records import effects as fx
from records import reading_safety
from records.reading_safety import Times
from records.save import save

router = APIRouter()

_YEAR = timedelta(days=366)
_STEPS = ("signpost", "alert", "delivered", "acknowledged", "closed")
_SHOWN = 200


@router.get("/safety", response_class=HTMLResponse)
def safety_page(request: Request, viewer: Reader) -> Response:
    """How long it took from the words to a person, a year back; and drills."""
    return _safety(request, viewer)


def _safety(request: Request, viewer: Viewer, status: int = 200, problem: str = "") -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading_safety.times_since(view, desk.now() - _YEAR)
    return page(
        request,
        "safety.html",
        viewer,
        status,
        months=reading_safety.by_month(found, viewer.timezone),
        rows=found[:_SHOWN],
        more=max(0, len(found) - _SHOWN),
        steps=_STEPS,
        problem=problem,
    )


@router.get("/safety.csv")
def export_times(request: Request, viewer: Reader) -> Response:
    """The same, flag by flag, as a spreadsheet. It names nobody but whoever answered."""
    desk = desk_of(request)
    with desk.read() as connection:
        view = permissions.view(desk, connection, viewer)
        found = reading_safety.times_since(view, desk.now() - _YEAR)
    done = fx.Audited(viewer.staff_id, "safety times", detail=f"{len(found)} flags")
    desk.write(lambda connection: save(connection, desk.sealer, desk.now(), [done]))
    return Response(
        b"\xef\xbb\xbf" + export.written(_lines(found, ZoneInfo(viewer.timezone))),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="safety-times.csv"'},
    )


def _lines(found: list[Times], zone: ZoneInfo) -> Iterator[list[str]]:
    yield [
        "Record",
        "Message arrived",
        "Time zone",
        "Tier",
        "Drill",
        "False alarm",
        *(f"{words.STEPS[step]} after (seconds)" for step in _STEPS),
        "Answered for by",
        "Alerts",
    ]
    for one in found:
        took = [one.took(step) for step in _STEPS]
        yield [
            export.cell(value)
            for value in (
                one.record_id,
                one.wrote_at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
                zone.key,
                words.plainly(one.tier, words.TIERS),
                "yes" if one.drill else "",
                "yes" if one.verdict == "false_alarm" else "",
                *("" if length is None else str(round(length.total_seconds())) for length in took),
                one.acknowledged_by,
                "; ".join(
                    _alert(alert.rung, alert.name, alert.channel, alert.made_at, zone) for alert in one.alerts
                ),
            )
        ]


def _alert(rung: int | None, name: str, channel: str, at: datetime, zone: ZoneInfo) -> str:
    step = "reminder" if rung is None else f"rung {rung}"
    return f"{step}: {name}, {words.plainly(channel, words.CHANNELS).lower()} {at.astimezone(zone):%H:%M:%S}"


@router.post("/safety/drill", response_class=HTMLResponse)
def drill(request: Request, viewer: LeadForm) -> Response:
    """Try the whole ladder with the staff's own phones."""
    desk = desk_of(request)
    try:
        record_id = desk.write(
            lambda connection: drills.start_drill(connection, desk.tools, desk.now(), viewer.staff_id)
        )
    except drills.NobodyToDrill as error:
        return _safety(request, viewer, 422, str(error))
    desk.wake()
    return RedirectResponse(f"/records/{record_id}", 303)


@router.get("/tuning.jsonl")
def export_tuning(request: Request, viewer: Lead) -> Response:
    """What the recogniser got wrong, without whom: for whoever mends its rules."""
    desk = desk_of(request)
    rows = desk.write(
        lambda connection: tuning.rows(connection, desk.sealer, desk.now(), staff_id=viewer.staff_id)
    )
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return Response(
        text,
        media_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="tuning.jsonl"'},
    )
