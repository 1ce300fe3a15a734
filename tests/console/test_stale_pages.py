"""A page that was open for long undoes nothing that a colleague changed; both values are shown."""

import re
from html import unescape

import httpx
import pytest
from console_rows import Browser, Desk, Rows, csrf, every
from test_open_flags import enter
from test_pages import text_of

from console import stale
from records import tables as t
from records.kinds import StaffRole


def form_of(browser: Browser, path: str, action: str) -> dict[str, str]:
    """What a form on a page would send if nobody touched it."""
    found = browser.get(path).text.partition(f'action="{action}"')[2].partition("</form>")[0]
    assert found
    fields = {}
    for tag in re.findall(r"<input[^>]*>", found):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if given.get("type") != "checkbox" or " checked" in tag:
            fields[given["name"]] = unescape(given.get("value", ""))
    for name, options in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', found, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        first = re.search(r'value="([^"]*)"', options)
        fields[name] = (chosen or first)[1]  # type: ignore[index]  # every list has an option
    return fields


def name_of(desk: Desk, person: str = "mia") -> str:
    (row,) = every(desk, t.Person, id=person)
    return desk.sealer.open(person, "person", "name", person, row.name)


DETAILS = "/people/mia/edit/details"


@pytest.fixture
def bob(desk: Desk, rows: Rows) -> Browser:
    """A colleague of Ana's."""
    rows.person("bob", "Bob Weiss", "coordinator", phone="+15005550133")
    rows.staff("bob", "bob@example.org")
    return enter(desk, "bob@example.org")


def send(browser: Browser, path: str, form: dict[str, str], **changed: str) -> httpx.Response:
    return browser.post(path, data=form | changed)


@pytest.mark.found("K5")
def test_a_stale_tab_leaves_what_a_colleague_changed(desk: Desk, ana: Browser, bob: Browser) -> None:
    old = form_of(ana, "/people/mia/edit", DETAILS)
    assert (
        send(bob, DETAILS, form_of(bob, "/people/mia/edit", DETAILS), name="Mia Torres-Vega").status_code
        == 303
    )
    assert send(ana, DETAILS, old, language="es").status_code == 303
    (row,) = every(desk, t.Person, id="mia")
    assert (name_of(desk), row.language) == ("Mia Torres-Vega", "es")


@pytest.mark.found("K5")
def test_where_both_changed_the_same_both_are_shown_and_asked_about(
    desk: Desk, ana: Browser, bob: Browser
) -> None:
    old = form_of(ana, "/people/mia/edit", DETAILS)
    send(bob, DETAILS, form_of(bob, "/people/mia/edit", DETAILS), name="Mia Vega", language="es")
    asked = send(ana, DETAILS, old, name="Mia Torres Ruiz")
    assert asked.status_code == 409
    said = text_of(asked.text)
    assert "it says Mia Vega now, you wrote Mia Torres Ruiz" in said
    assert 'value="Mia Torres Ruiz"' in asked.text, "nothing typed is lost"
    assert name_of(desk) == "Mia Vega"
    again = form_of_page(asked, DETAILS)
    assert send(ana, DETAILS, again).status_code == 303, "sent once more, it is a decision"
    assert name_of(desk) == "Mia Torres Ruiz"
    assert every(desk, t.Person, id="mia")[0].language == "es"


def form_of_page(answer: httpx.Response, action: str) -> dict[str, str]:
    class Shown:
        def get(self, _: str) -> httpx.Response:
            return answer

    return form_of(Shown(), "", action)  # type: ignore[arg-type]  # it answers like a browser


@pytest.mark.found("K5")
def test_a_stage_and_a_check_in_are_not_moved_back(desk: Desk, ana: Browser, bob: Browser) -> None:
    stage, rhythm = "/people/mia/edit/stage", "/people/mia/edit/rhythm"
    old = {path: form_of(ana, "/people/mia/edit", path) for path in (stage, rhythm)}
    send(bob, rhythm, form_of(bob, "/people/mia/edit", rhythm), weekday="1")
    assert send(ana, rhythm, old[rhythm]).status_code == 303
    assert every(desk, t.Plan, id="pl")[0].weekday == 1
    clash = send(ana, rhythm, old[rhythm], at="17:00")
    assert clash.status_code == 409, "a day and a time go together"
    assert "it says Tuesday now, you wrote Friday" in text_of(clash.text)
    send(bob, stage, form_of(bob, "/people/mia/edit", stage), stage="custody")
    send(ana, stage, old[stage])
    assert every(desk, t.Person, id="mia")[0].stage == "custody"


@pytest.fixture
def lead(desk: Desk, rows: Rows, ana: Browser) -> Browser:
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    rows.change(t.Staff, staff.id, role=StaffRole.LEAD)
    return ana


@pytest.mark.found("K5")
def test_settings_two_leads_change(desk: Desk, rows: Rows, lead: Browser, bob: Browser) -> None:
    (staff,) = every(desk, t.Staff, login="bob@example.org")
    rows.change(t.Staff, staff.id, role=StaffRole.LEAD)
    old = form_of(lead, "/settings", "/settings")
    send(bob, "/settings", form_of(bob, "/settings", "/settings"), quiet_start="20:00", join_word="HELLO")
    assert send(lead, "/settings", old, minutes_urgent="12").status_code == 303
    (kept,) = every(desk, t.Programme, id="pr")
    assert (kept.quiet_start, kept.join_word, kept.minutes_urgent) == ("20:00", "HELLO", 12)
    clash = send(lead, "/settings", old, quiet_start="22:00", minutes_urgent="12")
    assert clash.status_code == 409
    assert "Quiet hours from: it says 20:00 now, you wrote 22:00" in text_of(clash.text)
    assert every(desk, t.Programme, id="pr")[0].quiet_start == "20:00"


@pytest.mark.found("K5")
def test_settings_that_are_refused_stay_typed(desk: Desk, lead: Browser) -> None:
    form = form_of(lead, "/settings", "/settings")
    refused = send(lead, "/settings", form, quiet_start="25:00", join_word="WELCOMEHOME")
    assert refused.status_code == 422
    assert 'value="25:00"' in refused.text
    assert 'value="WELCOMEHOME"' in refused.text


@pytest.mark.found("K5")
def test_the_rota_is_not_put_back(desk: Desk, rows: Rows, lead: Browser, bob: Browser) -> None:
    (staff,) = every(desk, t.Staff, login="bob@example.org")
    rows.change(t.Staff, staff.id, role=StaffRole.LEAD)
    (ana,) = every(desk, t.Staff, login="ana@example.org")

    def put(browser: Browser, was: str, who: str, day: str) -> httpx.Response:
        turn = {"who": [who], "weekday": [day], "start": ["9:00"], "end": ["17:00"]}
        return browser.post("/rota", data={"csrf": csrf(browser), "was": was, **turn})

    was = form_of(lead, "/rota", "/rota")["was"]
    assert put(bob, was, staff.id, "2").status_code == 303
    clash = put(lead, was, ana.id, "4")
    assert clash.status_code == 409
    assert "Bob Weiss, Wednesday 09:00 to 17:00" in text_of(clash.text)
    assert [row.staff_id for row in every(desk, t.Rota)] == [staff.id]
    assert put(lead, form_of_page(clash, "/rota")["was"], ana.id, "4").status_code == 303
    assert [row.staff_id for row in every(desk, t.Rota)] == [ana.id]


@pytest.mark.found("K5")
def test_merging_is_a_table() -> None:
    now = {"a": "2", "b": "x"}
    for typed, was, kept in (
        ("1", "1", "2"),  # untouched: as a colleague left it
        ("3", "2", "3"),  # touched, and nobody else did
        ("2", "1", "2"),  # both meant the same
    ):
        assert stale.merge({"a": typed, "was-a": was, "b": "x", "was-b": "x"}, now)["a"] == kept
    with pytest.raises(stale.ChangedMeanwhile) as raised:
        stale.merge({"a": "3", "was-a": "1"}, now)
    assert [(one.name, one.now, one.typed) for one in raised.value.clashes] == [("a", "2", "3")]
    assert stale.merge({"a": "3"}, now) == {"a": "3"}, "from no page of ours: as it is"
    assert "3" not in repr(raised.value.clashes), "what was typed stays out of logs"
