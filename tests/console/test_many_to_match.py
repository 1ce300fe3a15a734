"""Five mentors and eight who wait, at the desk: reasons in plain words, the best fit first, gates last."""

from datetime import date

import pytest
from console_rows import Browser, Desk, Rows, csrf, every
from test_pages import text_of

from records import tables as t

MENTORS = {
    "abe": ("Abe Quill", {"lived": "raising kids alone", "needs": "housing", "capacity": "2"}),
    "bea": ("Bea Quill", {"interests": "chess, cooking", "needs": "work", "capacity": "1"}),
    "cal": ("Cal Quill", {"languages": "Spanish", "interests": "football"}),
    "dot": ("Dot Quill", {"lived": "getting a licence back", "capacity": "1"}),
    "eli": ("Eli Quill", {"lived": "raising kids alone", "needs": "housing, work", "interests": "chess"}),
}
WAITING = {
    "w1": ({"needs": "finding work", "interests": "cooking"}, "bea", "Both like cooking."),
    "w2": ({"lived": "raising kids alone", "needs": "housing"}, "abe", "Both have been through raising kids"),
    "w3": ({"languages": "Spanish", "interests": "football"}, "cal", "Both like football."),
    "w4": ({"lived": "getting a licence back"}, "dot", "Both have been through getting a licence back."),
    "w5": ({"interests": "chess"}, None, "has no room: walks with 1 of 1"),
    "w6": ({"lived": "raising kids alone"}, "abe", "Abe Quill has room for 1 more."),
    "w7": ({"lived": "getting a licence back"}, None, "has no room: walks with 1 of 1"),
    "w8": ({"languages": "Spanish"}, "cal", "Both speak "),
}


def send(ana: Browser, path: str, **fields: str) -> int:
    return int(ana.post(path, data={"csrf": csrf(ana), **fields}).status_code)


def order(page: str) -> list[str]:
    """The mentors of ours as they stand on the page, the first first."""
    return sorted(
        (one for one in MENTORS if f'value="{one}"' in page), key=lambda one: page.index(f'value="{one}"')
    )


@pytest.mark.mission("1.3")
def test_eight_are_matched_one_after_the_other(desk: Desk, rows: Rows, ana: Browser) -> None:
    for person_id, (name, side) in MENTORS.items():
        rows.person(person_id, name, "mentor")
        for kind in ("clearance", "training") if person_id != "eli" else ("clearance",):
            given = {"given_on": date(2026, 1, 1), "good_until": None, "recorded_by": "x"}
            rows.insert(t.Readiness, id=f"{person_id}-{kind}", person_id=person_id, kind=kind, **given)
        assert send(ana, f"/people/{person_id}/matching", **side) == 303
    for number, (person_id, (side, _, _)) in enumerate(WAITING.items(), start=1):
        rows.person(person_id, f"Waiter {number}", "mentee")
        assert send(ana, f"/people/{person_id}/matching", **side) == 303
    assert send(ana, "/people/w6/edit/condition", kind="no_contact", other="bea") == 303
    for person_id, (_, best, why) in WAITING.items():
        page = ana.get(f"/people/{person_id}/match").text
        shown, stands = text_of(page), order(page)
        assert why in shown, (person_id, shown)
        assert stands.index("eli") >= 1, "not ready, however well it fits"
        if person_id == "w6":
            assert stands.index("bea") > stands.index("abe"), "a condition is a gate"
            assert "No contact allowed" in shown
        if best is None:
            assert stands[0] not in ("bea", "dot"), (person_id, stands)
            continue
        assert stands[0] == best, (person_id, stands)
        assert send(ana, f"/people/{person_id}/match", mentor=best, **{"reason-needs": "as shown"}) == 303
    walks = [row.mentor_id for row in every(desk, t.Match) if row.mentee_id in WAITING]
    assert sorted(walks) == ["abe", "abe", "bea", "cal", "cal", "dot"]
