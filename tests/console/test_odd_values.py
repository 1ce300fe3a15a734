"""Whatever is sent to whatever address, as whoever: an answer in words, and never a fault of ours.

Every address there is is collected from the application itself, so that a new one is tried from its first
day on.
"""

from collections.abc import Iterator
from urllib.parse import quote, quote_plus

import pytest
from console_rows import Browser, Desk, Rows, create_console, every, form_token
from fastapi import FastAPI
from test_roles import TABLE, Programmes, programmes, routes  # noqa: F401 - the fixture is used by name

from handlers.access import accounts
from handlers.desk import members
from records import tables as t

ODD = (
    "",
    "\x00",
    "a\x00b",
    "\ud7ff\uffff",
    "\u202e\u200f",
    "9" * 5000,
    "-1",
    "1e309",
    "NaN",
    "٤٢",
    "²",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "24:00",
    "99:99",
    "x.999999999999.y",
    "../../etc/passwd",
    "%",
    "' OR 1=1 --",
    "{{7*7}}",
    "x" * 70_000,
)
# Cursors are pages of a list, written by us and read back.
CURSORS = (
    "MDAwMS0wMS0wMVQwMDowMDowMCsxNDowMCB4",  # 0001-01-01T00:00:00+14:00 x
    "OTk5OS0xMi0zMVQyMzo1OTo1OS0xNDowMCB4",  # 9999-12-31T23:59:59-14:00 x
    "MjAyNi0wMS0wMVQwMDowMDowMCAA",  # no zone, and a NUL
    "////",
    "é",
    "=",
    "A" * 9000,
)
QUERIES = (*ODD, *CURSORS)
NAMES = (
    "before",
    "person",
    "kind",
    "from",
    "to",
    "flagged",
    "staff",
    "next",
    "saved",
    "tab",
    "q",
    "days",
    "after",
)
TOKENS = (
    "x",
    "x.1.y",
    "x.999999999999.y",
    "x.253402300800.y",
    "x." + "9" * 4000 + ".y",
    "é.1.é",
    ".",
    "..",
    "%00",
)
# fmt: off
FIELDS = (
    "text", "outcome", "verdict", "tier", "category", "words", "name", "login", "phone", "role", "code",
    "password", "current", "next", "ticket", "form_token", "address", "number", "channel", "word",
    "language", "timezone", "until", "coordinator", "released_on", "weekday", "at", "stage", "how",
    "retire", "phrase", "kind", "other", "start", "end", "app", "by", "on", "wording", "given_on",
    "good_until", "condition", "who", "mentor", "mentee", "reasons", "minutes", "place", "notes", "topics",
    "item", "detail", "quiet_start", "quiet_end", "retention_days", "join_word", "minutes_emergency",
    "minutes_urgent", "tells_mentor", "country", "release_date", "consent_on", "consent_by", "curfew_start",
    "curfew_end", "also_mentor", "approved_by", "back", "approval",
)
# fmt: on


@pytest.fixture
def lead(programmes: Programmes, rows: Rows) -> Browser:  # noqa: F811 - a fixture, by the name it is imported under
    """The lead, who also sees to accounts."""
    rows.change(t.Staff, programmes.staff["adi"], active=False)
    return programmes.browser("lea")


def addresses(console: FastAPI) -> list[tuple[str, str]]:
    return sorted((method, path) for method, path in routes(console) if path != "/sign-out")


def forms(fields: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Every field with every odd value once, differently mixed each time."""
    for turn in range(len(ODD)):
        yield {name: ODD[(at * 7 + turn) % len(ODD)] for at, name in enumerate(fields)}


def encoded(fields: dict[str, str]) -> bytes:
    pairs = (f"{quote_plus(name)}={quote_plus(value, errors='replace')}" for name, value in fields.items())
    return "&".join(pairs).encode()


FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.found("J8")
@pytest.mark.parametrize("part", range(4))
def test_no_form_field_of_any_page_makes_us_stumble(
    programmes: Programmes,  # noqa: F811 - a fixture, by the name it is imported under
    lead: Browser,
    rows: Rows,
    part: int,
) -> None:
    posts = [path for method, path in addresses(programmes.console) if method == "POST"][part::4]
    csrf = programmes.csrf(lead)
    for path in posts:
        given = TABLE.get(("POST", path), ((), {}))[1]
        url = path.format(**programmes.ids["mia"])
        for number, fields in enumerate(forms(FIELDS)):
            # Half the time what the form needs is right, so that the odd ones are reached.
            whole = fields | (dict(given) if number % 2 else {}) | {"csrf": csrf}
            answer = lead.post(url, content=encoded(whole), headers=FORM)
            assert answer.status_code < 500, (path, whole)
        for name, value in given.items():
            for odd in ODD:
                whole = dict(given) | {name: odd, "csrf": csrf}
                answer = lead.post(url, content=encoded(whole), headers=FORM)
                assert answer.status_code < 500, (path, name, odd[:40], value)


@pytest.mark.found("J8")
@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/code", "/welcome/{link}", "/set-password/{token}"])
def test_no_form_before_the_door_makes_us_stumble(desk: Desk, rows: Rows, path: str) -> None:
    console = create_console(desk)
    ana = every(desk, t.Staff, login="ana@example.org")[0].id
    token = desk.write(lambda c: members.password_link(c, desk.sealer, desk.wall(), ana))
    if "link" in path:
        rows.change(t.Staff, ana, active=False)
        for row in every(desk, t.Staff):
            rows.change(t.Staff, row.id, active=False)
    link = desk.write(lambda c: accounts.first_account_link(c, desk.sealer, desk.wall()))
    url = path.format(link=link, token=token)
    for number, fields in enumerate(forms((*FIELDS[:16], "programme"))):
        browser = Browser(console, f"198.51.{number}.1")
        shown = browser.get("/sign-in" if path.startswith("/sign-in") else url)
        whole = fields | {"form_token": form_token(shown)}
        answer = browser.post(url, content=encoded(whole), headers=FORM)
        assert answer.status_code < 500, whole


@pytest.mark.found("J8")
def test_no_part_of_an_address_makes_us_stumble(programmes: Programmes, lead: Browser) -> None:  # noqa: F811 - a fixture, by the name it is imported under
    for method, path in addresses(programmes.console):
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        for odd in (*TOKENS, *ODD[:12]) if names else ():
            url = path.format(**{name: quote(odd[:3000], safe="", errors="replace") or "-" for name in names})
            answer = (
                lead.get(url) if method == "GET" else lead.post(url, data={"csrf": programmes.csrf(lead)})
            )
            assert answer.status_code < 500, (method, path, odd[:40])


@pytest.mark.found("J8")
def test_no_query_makes_us_stumble(programmes: Programmes, lead: Browser) -> None:  # noqa: F811 - a fixture, by the name it is imported under
    for method, path in addresses(programmes.console):
        if method != "GET":
            continue
        url = path.format(**programmes.ids["mia"])
        for turn in range(len(QUERIES)):
            query = {name: QUERIES[(at * 5 + turn) % len(QUERIES)][:9000] for at, name in enumerate(NAMES)}
            for one in (query, dict.fromkeys(NAMES[turn % len(NAMES) :][:1], QUERIES[turn][:9000])):
                asked = encoded(one).decode()
                assert lead.get(f"{url}?{asked}").status_code < 500, (path, one)


@pytest.mark.found("J8")
@pytest.mark.parametrize("path", ["/log", "/audit"])
@pytest.mark.parametrize("cursor", CURSORS[:3])
def test_a_page_that_cannot_be_is_said_so(lead: Browser, path: str, cursor: str) -> None:
    answer = lead.get(f"{path}?before={cursor}")
    assert answer.status_code == 422
    assert "start again from the first one" in answer.text


@pytest.mark.found("J8")
@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/x-www-form-urlencoded; charset=unicode_escape", 415),
        ("application/x-www-form-urlencoded; charset=utf-7", 415),
        ('multipart/form-data; boundary=x; charset="idna"', 415),
        ("application/x-www-form-urlencoded; charset=no-such-thing", 415),
        ("application/json; charset=utf-16", 415),
        ("application/xml", 403),  # no form at all
        ("text/plain", 403),
        ("application/x-www-form-urlencoded; charset=UTF-8", 403),  # read, and without its token
        ("application/x-www-form-urlencoded", 403),
        ("multipart/form-data; boundary=", 400),
    ],
)
def test_a_form_is_read_in_the_one_way_browsers_write_it(
    desk: Desk, browser: Browser, content_type: str, status: int
) -> None:
    sent = {"content-type": content_type.encode("latin-1").decode("latin-1")}
    answer = browser.post("/sign-in", content=b"login=ana&password=\\ud800", headers=sent)
    assert answer.status_code == status
    assert "<h1>" in answer.text, "in words"


@pytest.mark.found("J8")
@pytest.mark.parametrize("body", [b"login=%00", b"login=\x00", b"a=b&" * 1200, b"x" * 3_000_000])
def test_what_no_form_of_ours_holds_is_refused_in_words(browser: Browser, body: bytes) -> None:
    answer = browser.post("/sign-in", content=body, headers=FORM)
    assert answer.status_code in (400, 413, 422)
    assert "<h1>" in answer.text


def test_a_form_in_parts_is_read_as_well(
    desk: Desk,
    lead: Browser,
    programmes: Programmes,  # noqa: F811 - a fixture, by the name it is imported under
) -> None:
    fields = {"csrf": (None, programmes.csrf(lead)), "text": (None, "See you on Friday.")}
    assert lead.post("/people/mia/reply", files=fields).status_code == 303
    assert every(desk, t.Outbox, staff_id=programmes.staff["lea"])
