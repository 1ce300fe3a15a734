"""What has to be in order before people's own phones are written to, and who answers for what people know."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from console.pages import desk_of, page
from console.permissions import InCharge, InChargeForm
from handlers.access.signing_in import Viewer
from handlers.desk.confirming import ITEMS, LONGEST_DETAIL, ConfirmationProblem, confirm
from records import live

router = APIRouter()


@router.get("/going-live", response_class=HTMLResponse)
def going_live(request: Request, viewer: InCharge) -> Response:
    """The list, with what to do about each thing that is open."""
    return _page(request, viewer)


def _page(
    request: Request,
    viewer: Viewer,
    status: int = 200,
    problem: str = "",
    typed: tuple[str, str] = ("", ""),
) -> Response:
    desk = desk_of(request)
    with desk.read() as connection:
        findings = desk.findings(connection, viewer.programme_id)
        since = live.since(connection).get(viewer.programme_id)
    return page(
        request,
        "going_live.html",
        viewer,
        status,
        open=[one for one in findings if not one.well],
        well=[one for one in findings if one.well],
        since=since,
        words=ITEMS,
        longest=LONGEST_DETAIL,
        problem=problem,
        typed=typed,
    )


@router.post("/going-live", response_class=HTMLResponse)
def answer(
    request: Request,
    viewer: InChargeForm,
    item: Annotated[str, Form()] = "",
    detail: Annotated[str, Form()] = "",
) -> Response:
    """Whoever is signed in answers for an item."""
    desk = desk_of(request)
    try:
        desk.write(
            lambda connection: confirm(connection, desk.sealer, desk.now(), [item], viewer.staff_id, detail)
        )
    except ConfirmationProblem as error:
        return _page(request, viewer, 422, str(error), (item, detail))
    desk.wake()  # it may have been the last thing that was open
    return RedirectResponse("/going-live", 303)
