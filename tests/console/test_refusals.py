"""What is refused is logged without a word; and a browser is told to keep to https."""

import pytest
from console_rows import Browser, Desk, Rows, create_console, every
from structlog.testing import capture_logs
from test_roles import Programmes, programmes  # noqa: F401 - the fixture is used by name

from records import tables as t


@pytest.mark.found("J10")
@pytest.mark.parametrize(
    ("who", "path", "status", "route"),
    [
        ("adi", "/log", 403, "/log"),
        ("ana", "/audit", 403, "/audit"),
        ("ana", "/people/dev", 404, "/people/{person_id}"),
        ("ana", "/people/dev/erase", 403, "/people/{person_id}/erase"),
        ("nobody", "/set-password/x.1.y", 404, "/set-password/{token}"),
    ],
)
def test_a_refusal_is_logged_by_account_and_address_and_says_nothing_else(
    programmes: Programmes,  # noqa: F811 - a fixture, by the name it is imported under
    who: str,
    path: str,
    status: int,
    route: str,
) -> None:
    browser = programmes.browser(who)
    with capture_logs() as logs:
        assert browser.get(path).status_code == status
    (refused,) = [one for one in logs if one["event"] == "refused"]
    assert refused == {
        "event": "refused",
        "log_level": "warning",
        "status": status,
        "method": "GET",
        "route": route,
        "account": programmes.staff.get(who, "nobody"),
    }
    kept = every(programmes.desk, t.Audit, action="refused")
    assert [(row.staff_id, row.detail) for row in kept] == (
        [(programmes.staff[who], f"GET {route}")] if status == 403 else []
    )


@pytest.mark.found("J10")
def test_a_form_without_its_token_is_logged_too(programmes: Programmes) -> None:  # noqa: F811 - a fixture, by the name it is imported under
    with capture_logs() as logs:
        programmes.browser("lea").post("/people/mia/reply", data={"text": "hello", "csrf": "x"})
    assert [one["status"] for one in logs if one["event"] == "refused"] == [403]
    assert "hello" not in str(logs)


@pytest.mark.found("J10")
@pytest.mark.parametrize("secure", [True, False])
def test_a_browser_that_came_by_https_keeps_to_it(desk: Desk, rows: Rows, secure: bool) -> None:
    desk.secure = secure
    browser = Browser(create_console(desk))
    for path in ("/sign-in", "/", "/nothing-here", "/static/console.css", "/people?q=" + "x" * 9000):
        said = browser.get(path).headers.get("strict-transport-security", "")
        assert ("max-age=31536000" in said) is secure, path
        assert ("includeSubDomains" in said) is secure
