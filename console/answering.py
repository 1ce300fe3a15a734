"""What a form of the desk comes to: its change is written and the next page opens, or it is shown again with
what is wrong in it.
"""

from collections.abc import Callable

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from console.pages import desk_of
from handlers.desk.staff import StaffError


def answer(
    request: Request,
    change: Callable[[Connection], object],
    again: Callable[[str], Response],
    then: str,
) -> Response:
    """Write what a form asks for.

    Args:
        request: the form.
        change: what it asks for; whatever it says by `StaffError` is for whoever sent the form.
        again: shows the form again with what is wrong; nothing was changed.
        then: the page to go on to.
    """
    desk = desk_of(request)
    try:
        desk.write(change)
    except StaffError as error:
        return again(str(error))
    desk.wake()
    return RedirectResponse(then, 303)
