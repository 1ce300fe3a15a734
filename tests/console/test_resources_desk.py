"""Places that help, kept at the desk: list, form, file in and out, and what somebody has to check."""

from datetime import timedelta

import httpx
from console_rows import NOW, Browser, Desk, Rows, csrf, every
from test_pages import text_of

from records import tables as t

HEAD = "need,name,how,language,area,ask_for,hours,tonight,checked_on,contact"


def send(browser: Browser, path: str, **fields: str) -> httpx.Response:
    return browser.post(path, data={**fields, "csrf": csrf(browser)})


def place(rows: Rows, name: str, **more: object) -> None:
    row = {"id": f"r-{name}", "programme_id": "pr", "need": "housing", "name": name, "how": "walk in"}
    rows.insert(t.Resource, **(row | {"checked_on": NOW.date()} | more))


def test_a_place_is_added_put_right_and_retired(desk: Desk, ana: Browser) -> None:
    fields = {
        "need": "food",
        "name": "Food Table",
        "how": "walk in at 4 Harbor Street",
        "area": "60612,60608",
    }
    assert send(ana, "/resources/new", **fields, tonight="yes", contact="Mr Diaz").status_code == 303
    [row] = every(desk, t.Resource)
    assert row.contact == "Mr Diaz"
    assert "mentors ask Mr Diaz" in ana.get("/resources").text
    assert (row.need, row.area, row.tonight) == ("food", "60612, 60608", True)
    assert "Food Table" in ana.get("/resources").text
    fixed = fields | {"name": "Food Desk", "checked_on": NOW.date().isoformat()}
    assert send(ana, f"/resources/{row.id}", **fixed).status_code == 303
    [row] = every(desk, t.Resource)
    assert (row.name, row.tonight, row.checked_on) == ("Food Desk", False, NOW.date())
    assert send(ana, f"/resources/{row.id}/retire").status_code == 303
    assert every(desk, t.Resource)[0].retired_at is not None
    assert "Food Desk" not in ana.get("/resources.csv").text
    assert send(ana, f"/resources/{row.id}/checked").status_code == 303
    assert every(desk, t.Resource)[0].retired_at is None


def test_what_is_wrong_is_said_and_nothing_kept(desk: Desk, ana: Browser) -> None:
    answer = send(ana, "/resources/new", need="food", name="", how="x" * 121, checked_on="yesterday")
    assert answer.status_code == 422
    text = text_of(answer.text)
    for fault in ("name is needed", "how is needed", "Write the day as 2026-05-31"):
        assert fault in text
    assert every(desk, t.Resource) == []


def test_the_list_is_filtered_by_need_and_place(rows: Rows, ana: Browser) -> None:
    place(rows, "Near", area="60612")
    place(rows, "All")
    place(rows, "Far", area="77001")
    place(rows, "Jobs", need="work")
    page = ana.get("/resources?need=housing&area=60618").text
    assert page.index(">Near<") < page.index(">All<")
    assert "Far" not in page
    assert "Jobs" not in page
    assert "no place we can read" in text_of(ana.get("/resources?area=what+is+this").text)


def test_what_is_old_or_said_to_be_closed_stands_on_today(desk: Desk, rows: Rows, ana: Browser) -> None:
    assert "Places to check" not in ana.get("/").text
    place(rows, "Fresh")
    place(rows, "Old", checked_on=NOW.date() - timedelta(days=200))
    place(rows, "Shut", reports=2)
    page = ana.get("/").text
    assert "Places to check" in page
    assert page.index(">Shut<") < page.index(">Old<")
    assert ">Fresh<" not in page
    assert send(ana, "/resources/r-Shut/checked", back="today").headers["location"] == "/#places"
    assert {row.name: row.reports for row in every(desk, t.Resource)}["Shut"] == 0
    assert ">Shut<" not in ana.get("/").text


def test_a_file_goes_out_and_in_again(desk: Desk, rows: Rows, ana: Browser) -> None:
    place(rows, "Desk", ask_for="=SUM(A1)", hours="9 to 4", area="60612, 60608", tonight=True)
    file = ana.get("/resources.csv").content.decode("utf-8-sig")
    assert file.splitlines()[0].replace('"', "") == HEAD
    assert "'=SUM(A1)" in file
    assert send(ana, "/resources/file", text=file).status_code == 303
    [row] = every(desk, t.Resource)
    assert (row.ask_for, row.area, row.tonight) == ("=SUM(A1)", "60612, 60608", True)
    more = f"{HEAD}\nhousing,Desk,call 1,,,,,no,\nwork,Jobs,walk in,es,,,,x,2026-01-31\n"
    assert send(ana, "/resources/file", text=more).status_code == 303
    found = {row.name: row for row in every(desk, t.Resource)}
    assert found["Desk"].how == "call 1"
    assert found["Jobs"].tonight


def test_each_problem_of_a_file_is_told_with_its_line_and_nothing_is_kept(desk: Desk, ana: Browser) -> None:
    text = f"{HEAD}\nwork,Good,walk in,,,,,,\nhome,Bad,,,,,,maybe,31/01/2026\nwork,Many,a,b,c,d,e,,,,,"
    answer = send(ana, "/resources/file", text=text)
    assert answer.status_code == 422
    page = text_of(answer.text)
    for fault in (
        "line 3: tonight is yes or no.",
        "line 3: checked_on is a date",
        "line 3: need is one of",
        "line 3: how is needed",
        "line 4: There are more cells than headings.",
    ):
        assert fault in page, page
    assert every(desk, t.Resource) == []
    for text, fault in (
        ("", "Paste the file"),
        ("name,what\na,b", "no column"),
        ('need,name,how\n"a', "quotation"),
    ):
        assert fault in text_of(send(ana, "/resources/file", text=text).text).replace("“", '"')


def test_the_samples_are_refused_where_real_phones_are_reached(desk: Desk, ana: Browser) -> None:
    desk.simulated = False
    for answer in (
        send(ana, "/resources/new", need="housing", name="Lakeside Housing Desk", how="walk in"),
        send(ana, "/resources/file", text="need,name,how\nhousing,Mine,call 312-555-0142"),
    ):
        assert answer.status_code == 422
        assert "made up" in answer.text
    assert every(desk, t.Resource) == []
