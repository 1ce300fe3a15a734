"""The coordinator's side of safety: false alarms, what was missed, held prompts, calls, times, drills."""

import json
from datetime import timedelta

import httpx
import pytest
from console_rows import NOW, Browser, Desk, Rows, ago, csrf, every
from test_pages import text_of

from handlers.access import signing_in
from records import effects as fx
from records import tables as t
from records.consents import consent_words
from records.kinds import InboxOutcome, StaffRole
from safety.tiers import Tier


def send(browser: Browser, path: str, **fields: str) -> httpx.Response:
    return browser.post(path, data={**fields, "csrf": csrf(browser)})


def call_off(browser: Browser, desk: Desk, flag_id: str) -> httpx.Response:
    """Read the record, and then say that it was a false alarm."""
    (flag,) = every(desk, t.Flag, id=flag_id)
    assert browser.get(f"/records/{flag.record_id}").status_code == 200
    return send(browser, f"/flags/{flag_id}/false-alarm", sure="yes")


def flag_of(desk: Desk, person: str = "dev") -> t.Flag:
    (flag,) = every(desk, t.Flag, person_id=person)
    return flag


def hold(rows: Rows, person: str = "dev", at_minutes: float = 40) -> None:
    rows.save(fx.HoldPrompts(person), at=ago(minutes=at_minutes))


def held(desk: Desk, person: str = "dev") -> bool:
    return every(desk, t.Person, id=person)[0].held_at is not None


def words(desk: Desk, row: t.Tuning) -> str:
    return desk.sealer.open(row.person_id, "tuning", "words", row.id, row.words)


def events(desk: Desk, record_id: str) -> list[str]:
    return [row.label for row in every(desk, t.RecordEntry, record_id=record_id)]


@pytest.fixture
def lead(desk: Desk, browser: Browser) -> Browser:
    """Ana's browser, once she leads the programme."""
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    Rows(desk).change(t.Staff, staff.id, role=StaffRole.LEAD)
    token = desk.write(
        lambda c: signing_in.open_login(c, desk.sealer, desk.wall(), staff.id, staff.login, "192.0.2.7")
    )
    browser.cookies.set("handrail-session", token, domain="console.test")
    return browser


# --- a false alarm ---


def test_a_false_alarm_lets_prompts_go_on(desk: Desk, rows: Rows, ana: Browser) -> None:
    hold(rows)
    flag = flag_of(desk)
    assert call_off(ana, desk, flag.id).headers["location"] == f"/records/{flag.record_id}"
    closed = flag_of(desk)
    assert (closed.verdict, closed.closed_at, closed.acknowledged_by) == ("false_alarm", NOW, "ana")
    assert not held(desk)
    (kept,) = every(desk, t.Tuning)
    assert (kept.kind, kept.tier, kept.category, kept.rules) == (
        "false_alarm",
        "urgent",
        "suicide",
        "suicide-07",
    )
    assert words(desk, kept) == "cannot go on"
    assert {"false-alarm", "prompts-resumed"} <= set(events(desk, flag.record_id))
    assert every(desk, t.Audit, action="false alarm", person_id="dev")
    again = call_off(ana, desk, flag.id)
    assert (again.status_code, len(every(desk, t.Tuning))) == (422, 1)
    assert "Somebody has closed this already." in again.text


def test_prompts_stay_held_for_what_was_real(desk: Desk, rows: Rows, ana: Browser) -> None:
    hold(rows)
    flag = flag_of(desk)
    other = rows.flag("dev", flag.record_id, at=ago(minutes=20), alerted="ana")
    call_off(ana, desk, flag.id)
    assert held(desk)
    call_off(ana, desk, other)
    assert held(desk), "they were held before the second one"


def test_names_are_taken_out_of_what_is_kept(desk: Desk, rows: Rows, ana: Browser) -> None:
    flag = rows.flag("mia", rows.record("mia", "safety"), words="max says mia is dead", alerted="ana")
    call_off(ana, desk, flag)
    assert words(desk, every(desk, t.Tuning)[0]) == "[name] says [name] is dead"


# --- what was missed ---

MISSED = {"tier": "urgent", "category": "suicide", "words": "saying goodbye to everybody"}


def line_of(desk: Desk) -> t.Inbox:
    return every(desk, t.Inbox, person_id="mia", outcome=InboxOutcome.FOR_A_PERSON)[0]


def test_a_missed_danger_becomes_a_flag_of_whoever_enters_it(desk: Desk, ana: Browser) -> None:
    line = line_of(desk)
    assert f"/lines/{line.id}/missed" in ana.get(f"/records/{line.record_id}").text
    assert "What should have been noticed" in ana.get(f"/lines/{line.id}/missed").text
    entered = send(ana, f"/lines/{line.id}/missed", **MISSED)
    assert entered.headers["location"] == f"/records/{line.record_id}"
    flag = flag_of(desk, "mia")
    assert (flag.tier, flag.acknowledged_by, flag.inbox_id) == ("urgent", "ana", line.id)
    assert flag.entered_by == every(desk, t.Staff, person_id="ana")[0].id
    assert flag.rises_at is not None, "who took it is reminded, like anybody"
    assert held(desk, "mia")
    assert every(desk, t.MeetingRecord, id=line.record_id)[0].tier == "urgent"
    (kept,) = every(desk, t.Tuning)
    assert (kept.kind, kept.rules, words(desk, kept)) == ("missed", "", MISSED["words"])
    assert not every(desk, t.Outbox, message_class="staff_alert", flag_id=flag.id)
    page = text_of(ana.get(f"/records/{line.record_id}").text)
    assert "What should have been noticed: saying goodbye to everybody" in page
    assert send(ana, f"/flags/{flag.id}/false-alarm").status_code == 422


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tier": "none"}, "how dangerous"),
        ({"category": ""}, "what it was about"),
        ({"words": "  "}, "in general words"),
        ({"words": "x" * 201}, "200 characters"),
        ({"words": "Mia says goodbye"}, "Leave out names"),
        ({"words": "call me on 312 555 0142"}, "Leave out names"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    desk: Desk, ana: Browser, changed: dict[str, str], said: str
) -> None:
    answer = send(ana, f"/lines/{line_of(desk).id}/missed", **(MISSED | changed))
    assert (answer.status_code, every(desk, t.Tuning), every(desk, t.Flag, person_id="mia")) == (422, [], [])
    assert said in answer.text
    assert (changed | MISSED)["category"] in answer.text
    if "tier" not in changed:
        assert '<option value="urgent" selected>' in answer.text


def test_a_danger_in_a_mentors_words_can_be_the_mentees(desk: Desk, rows: Rows, ana: Browser) -> None:
    record = rows.record("max", "message", with_id="mia")
    line = rows.heard("max", "she has given her things away", record)
    page = ana.get(f"/lines/{line}/missed").text
    assert page.index("Max Bauer</option>") < page.index("Mia Torres</option>")
    send(ana, f"/lines/{line}/missed", about="mia", **MISSED)
    assert flag_of(desk, "mia").record_id == record
    assert send(ana, f"/lines/{line}/missed", about="dev", **MISSED).status_code == 404


def test_what_was_wrong_is_exported_without_whom(desk: Desk, rows: Rows, lead: Browser) -> None:
    call_off(lead, desk, flag_of(desk).id)
    send(lead, f"/lines/{line_of(desk).id}/missed", **MISSED)
    lines = [json.loads(line) for line in lead.get("/tuning.jsonl").text.splitlines()]
    assert lines == [
        {
            "kind": "false_alarm",
            "tier": "urgent",
            "category": "suicide",
            "rules": ["suicide-07"],
            "words": "cannot go on",
        },
        {"kind": "missed", "tier": "urgent", "category": "suicide", "rules": [], "words": MISSED["words"]},
    ]
    assert [row.detail for row in every(desk, t.Audit, action="exported tuning")] == ["2 entries"]


# --- held prompts ---


def test_prompts_are_resumed_from_today_and_it_is_kept(desk: Desk, rows: Rows, ana: Browser) -> None:
    hold(rows)
    flag = flag_of(desk)
    page = text_of(ana.get("/").text)
    assert "No check-in or reminder goes out since today 11:20, until you resume them" in page
    assert "until you resume prompts" in text_of(ana.get("/people/dev").text)
    refused = send(ana, "/people/dev/resume", back="today")
    assert refused.status_code == 422
    assert "still in nobody" in refused.text
    assert held(desk)
    send(ana, f"/flags/{flag.id}/acknowledge")
    assert send(ana, "/people/dev/resume", back="today").headers["location"] == "/"
    assert not held(desk)
    assert "prompts-resumed" in events(desk, flag.record_id)
    assert every(desk, t.Audit, action="prompts resumed", person_id="dev")
    assert "Prompts held" not in ana.get("/").text


# --- calls ---


def test_who_stopped_in_danger_is_called_until_somebody_wrote_how_it_went(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    flag = flag_of(desk)
    rows.change(t.Person, "dev", standing="stopped", standing_since=ago(minutes=40))
    said = "Devon Reed Stopped the messages, and their words suggested danger, today 11:20"
    assert said in text_of(ana.get("/").text)
    send(ana, f"/flags/{flag.id}/close", outcome="Asked the family to look in")
    assert said in text_of(ana.get("/").text), "a closed flag is no call"
    empty = send(ana, "/people/dev/called", outcome=" ", back="today")
    assert empty.status_code == 422
    assert "how the call went" in empty.text
    assert "Please call Devon Reed" in text_of(ana.get(f"/records/{flag.record_id}").text)
    back = f"record:{flag.record_id}"
    made = send(ana, "/people/dev/called", outcome="Answered, is with a friend", back=back)
    assert made.headers["location"] == f"/records/{flag.record_id}"
    assert "Please call" not in ana.get(f"/records/{flag.record_id}").text
    assert "Calls to make" not in ana.get("/").text
    assert "called" in events(desk, flag.record_id)
    desk.time += timedelta(hours=1)
    rows.flag("dev", flag.record_id, at=desk.time, alerted="ana")
    assert "Calls to make" in ana.get("/").text, "new words, a new call"


def test_a_false_alarm_and_an_old_flag_ask_for_no_call(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.change(t.Person, "dev", standing="stopped", standing_since=NOW)
    assert "Calls to make" in ana.get("/").text
    rows.change(t.Person, "dev", standing_since=NOW + timedelta(days=3))
    assert "Calls to make" not in ana.get("/").text
    rows.change(t.Person, "dev", standing_since=NOW)
    call_off(ana, desk, flag_of(desk).id)
    assert "Calls to make" not in ana.get("/").text


def test_words_of_somebody_who_stopped_are_a_call_as_well(desk: Desk, rows: Rows, ana: Browser) -> None:
    record = rows.record("joe", "message")
    rows.heard("joe", "hello?", record, outcome=InboxOutcome.FOR_A_PERSON, needs_person=True)
    assert "Joe Park Stopped the messages and wrote something" in text_of(ana.get("/").text)
    send(ana, "/people/joe/called", outcome="Left a message", back="today")
    assert "Calls to make" not in ana.get("/").text
    assert "called" in events(desk, record)


def test_a_mentors_own_words_are_the_wellbeing_of_a_mentor(rows: Rows, ana: Browser) -> None:
    rows.flag("max", rows.record("max", "safety"), tier=Tier.CONCERN)
    page = text_of(ana.get("/").text)
    assert "Wellbeing of a mentor: words about suicide" in page
    assert page.count("Wellbeing of a mentor") == 1


# --- the red banner ---

RED = "not reached anybody"


def test_an_alert_that_reached_nobody_stands_in_red_on_every_page(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    assert all(RED not in ana.get(path).text for path in ("/", "/log", "/rota"))
    (alert,) = every(desk, t.Outbox, message_class="staff_alert")
    for state in ("failed", "withheld", "expired", "unknown"):
        rows.change(t.Outbox, alert.id, state=state)
        for path in ("/", "/log", "/people", "/rota", "/account", "/safety", "/people/mia", "/requests"):
            page = ana.get(path).text
            assert f"An alert has {RED}" in " ".join(page.split()), path
            banner = page.partition('class="alarm"')[2].partition("</div>")[0]
            assert "Devon" not in banner
            assert "suicide" not in banner
    rows.change(t.Outbox, alert.id, state="queued", created_at=NOW)
    assert RED not in ana.get("/log").text, "it is about to go"
    desk.time += timedelta(minutes=3)
    assert RED in ana.get("/log").text, "it does not go"
    send(ana, f"/flags/{flag_of(desk).id}/acknowledge")
    assert RED not in ana.get("/log").text


def test_where_there_was_nobody_to_alert_it_is_red_too(desk: Desk, rows: Rows, ana: Browser) -> None:
    record = rows.record("mia", "safety")
    concern = rows.flag("mia", record, tier=Tier.CONCERN)
    assert RED not in ana.get("/log").text, "a concern rings no phone"
    urgent = rows.flag("mia", record)
    assert RED in ana.get("/log").text
    rows.alert(urgent, record, "ana", state="failed")
    assert RED in ana.get("/log").text
    rows.alert(urgent, record, "ana", state="sent", channel="voice")
    assert RED not in ana.get("/log").text
    rows.change(t.Flag, concern, drill=True, tier="emergency")
    assert RED not in ana.get("/log").text, "nobody is in danger in a drill"


def test_an_alert_that_reached_nobody_may_be_taken_by_anybody(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("bob", "Bob Hale", "coordinator", phone="+15005550133")
    rows.change(t.Person, "dev", coordinator_id="bob")
    (alert,) = every(desk, t.Outbox, message_class="staff_alert")
    rows.change(t.Outbox, alert.id, person_id="bob")
    flag = flag_of(desk)
    assert ana.get(f"/records/{flag.record_id}").status_code == 404
    rows.change(t.Outbox, alert.id, state="failed")
    assert "Devon Reed" in ana.get("/").text
    assert send(ana, f"/flags/{flag.id}/acknowledge", back="today").status_code == 303
    assert ana.get(f"/records/{flag.record_id}").status_code == 200, "it is hers until it is closed"
    send(ana, f"/flags/{flag.id}/close", outcome="Spoke with him")
    assert ana.get(f"/records/{flag.record_id}").status_code == 404


def test_staff_whose_phone_an_alert_would_not_reach_stand_in_red(
    desk: Desk, rows: Rows, ana: Browser
) -> None:
    assert "would not reach" not in ana.get("/log").text
    rows.change(t.Person, "ana", standing="stopped")
    assert "would not reach <b>Ana Lindqvist</b>: their phone has stopped" in ana.get("/log").text
    rows.change(t.Person, "ana", standing="active")
    rows.change(t.Address, "ana-a", blocked=True)
    assert "refuses our messages" in ana.get("/account").text
    rows.change(t.Address, "ana-a", blocked=False)
    bob = rows.person("bob", "Bob Hale", "coordinator")
    staff = rows.staff(bob, "bob@example.org")
    assert "<b>Bob Hale</b>" not in ana.get("/log").text, "nobody is asked for a phone where there is no rota"
    rows.insert(t.Rota, id="ro", programme_id="pr", staff_id=staff, weekday=0, start="09:00", end="17:00")
    assert "would not reach <b>Bob Hale</b>: they are on the rota and have no phone" in ana.get("/log").text
    rows.change(t.Person, "ana", standing="stopped")
    assert "<b>Ana Lindqvist</b>" not in ana.get("/log").text, "she is not on it"


# --- times and drills ---


def test_the_times_of_a_flag_stand_in_its_record_and_by_month(desk: Desk, rows: Rows, ana: Browser) -> None:
    record = rows.record("mia", "safety", at=ago(minutes=30))
    line = rows.heard("mia", "i cannot go on", record, at=ago(minutes=30))
    flag = rows.flag("mia", record, at=ago(minutes=30) + timedelta(seconds=1), inbox_id=line)
    signpost = rows.said("mia", "Call or text 988.", record, at=ago(minutes=30) + timedelta(seconds=4))
    rows.change(t.Outbox, signpost, message_class="safety", flag_id=flag)
    rows.alert(flag, record, "ana", state="failed", at=ago(minutes=30) + timedelta(seconds=1))
    later = ago(minutes=25)
    rows.alert(flag, record, "ana", at=later, channel="voice")
    rows.save(fx.Note(record, "mia", "event", "ladder-1", "Ana"), at=later)
    rows.save(fx.AcknowledgeFlag(flag, "ana"), at=ago(minutes=24))
    rows.save(fx.CloseFlag(flag), at=ago(minutes=4))
    rows.alert(flag, record, "ana", at=ago(minutes=3))
    page = text_of(ana.get(f"/records/{record}").text)
    assert "Message arrived 11:30:00 Signpost handed over after 4 s Alert handed over after 5 min 2 s" in page
    assert "Alert delivered after 5 min 5 s Acknowledged after 6 min Closed after 26 min" in page
    assert "Rung 0 Ana Lindqvist, text message 11:30:01 · failed" in page
    assert "Rung 1 Ana Lindqvist, call 11:35:00 · delivered after 5 s" in page
    assert "Reminder Ana Lindqvist, text message 11:57:00" in page
    rows.flag("ana", rows.record("ana", "safety"), drill=True)
    table = text_of(ana.get("/safety").text)
    assert "2026-03 2 4 s worst 4 s 1 not yet" in table
    assert "2026-03 Drills 1 –" in table
    csv_lines = ana.get("/safety.csv").text.splitlines()
    assert len(csv_lines) == 4
    (mine,) = [line for line in csv_lines if line.startswith(f'"{record}"')]
    assert ',"4","302","305","360","1560","Ana Lindqvist",' in mine
    assert "Mia" not in "".join(csv_lines)
    assert every(desk, t.Audit, action="safety times")


def test_a_lead_starts_a_drill_and_ends_it(desk: Desk, rows: Rows, lead: Browser) -> None:
    started = send(lead, "/safety/drill")
    (flag,) = every(desk, t.Flag, drill=True)
    assert started.headers["location"] == f"/records/{flag.record_id}"
    assert desk.woken
    assert [row.person_id for row in every(desk, t.Outbox, flag_id=flag.id)] == ["ana"]
    today = text_of(lead.get("/").text)
    assert "A drill: nothing has happened" in today
    assert send(lead, f"/flags/{flag.id}/false-alarm").status_code == 422
    assert send(lead, f"/flags/{flag.id}/close", back="today").headers["location"] == "/"
    assert "A drill" not in lead.get("/").text
    assert "Drill" in lead.get("/safety").text
    (ended,) = every(desk, t.Flag, drill=True)
    assert (ended.closed_at, ended.acknowledged_at) == (NOW, None), "her phone was not answered"


def test_a_drill_is_answered_by_whoever_it_tries(desk: Desk, rows: Rows, lead: Browser) -> None:
    rows.person("bob", "Bob Hale", "coordinator", phone="+15005550133")
    send(lead, "/safety/drill")
    (mine,) = every(desk, t.Flag, drill=True, person_id="ana")
    (his,) = every(desk, t.Flag, drill=True, person_id="bob")
    refused = send(lead, f"/flags/{his.id}/acknowledge")
    assert refused.status_code == 422
    assert "Only they can answer it." in refused.text
    assert f"/flags/{his.id}/acknowledge" not in refused.text
    assert send(lead, f"/flags/{mine.id}/acknowledge").status_code == 303
    taken = {row.person_id: row.acknowledged_by for row in every(desk, t.Flag, drill=True)}
    assert taken == {"ana": "ana", "bob": None}


def test_a_drill_without_a_phone_says_so(desk: Desk, rows: Rows, lead: Browser) -> None:
    rows.change(t.Address, "ana-a", retired_at=NOW)
    answer = send(lead, "/safety/drill")
    assert (answer.status_code, every(desk, t.Flag, drill=True)) == (422, [])
    assert "can be reached" in answer.text


# --- whether a mentor may know ---


def test_that_a_mentor_may_know_is_agreed_to_and_taken_back(desk: Desk, ana: Browser) -> None:
    assert "Their mentor is told nothing." in ana.get("/people/mia").text
    assert send(ana, "/people/mia/mentor-may-know", how=" ").status_code == 422
    assert send(ana, "/people/max/mentor-may-know", how="asked").status_code == 422
    assert send(ana, "/people/mia/mentor-may-know", how="asked in person").status_code == 303
    assert every(desk, t.Person, id="mia")[0].mentor_may_know
    assert "do not allow it, so nobody is told" in ana.get("/people/mia").text
    consent = every(desk, t.Consent, person_id="mia", kind="mentor")[0]
    assert consent_words(desk.sealer, consent)[0] == "asked in person"
    assert (
        desk.sealer.open("mia", "consent", "recorded_by", consent.id, consent.recorded_by) == "Ana Lindqvist"
    )
    send(ana, "/people/mia/mentor-may-know", know="no")
    assert not every(desk, t.Person, id="mia")[0].mentor_may_know
    actions = [row.action for row in every(desk, t.Audit, person_id="mia")]
    assert {"mentor may know", "mentor may not know"} <= set(actions)
