"""The page of the circle, for leads."""

from console_rows import Browser, Desk, csrf, every
from test_erasing import lead  # noqa: F401 - a fixture
from test_pages import text_of

from records import tables as t


def test_a_lead_asks_and_what_makes_no_sense_is_refused(
    desk: Desk,
    lead: Browser,  # noqa: F811 - a fixture, by the name it is imported under
) -> None:
    assert "A new question" in text_of(lead.get("/circle").text)
    refused = lead.post("/circle", data={"words": " ", "csrf": csrf(lead)})
    assert refused.status_code == 422
    assert "at most 120" in text_of(refused.text)
    asked = lead.post("/circle", data={"words": "What keeps you going?", "csrf": csrf(lead)})
    assert asked.status_code == 303
    assert "What keeps you going?" in text_of(lead.get("/circle").text)
    again = lead.post("/circle", data={"words": "And what else?", "csrf": csrf(lead)})
    assert again.status_code == 422
    assert "And what else?" in again.text, "what was typed stays"
    assert len(every(desk, t.CircleQuestion)) == 1
    none = lead.post("/circle/back", data={"question": "gone", "csrf": csrf(lead)})
    assert none.status_code == 422
    assert "over" in text_of(none.text)
