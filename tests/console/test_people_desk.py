"""The desk for people: adding, changing, matching, naming senders, seeing to requests."""

from datetime import date, timedelta

import httpx
import pytest
from console_rows import NOW, Browser, Desk, Rows, ago, csrf, every
from test_pages import text_of

from conversations.welcome import WELCOME
from records import effects as fx
from records import tables as t
from records.arrivals import Arrival, claim
from records.consents import consent_words
from records.kinds import PlanKind, StaffRole
from records.load import load_cases

NEW = {
    "name": "Robin Vale",
    "role": "mentee",
    "language": "es",
    "country": "US",
    "timezone": "America/Chicago",
    "channel": "phones",
    "number": "+1 312 555 0142",
    "weekday": "4",
    "at": "18:00",
    "consent_by": "Ana Lindqvist",
    "consent_on": "2026-03-01",
    "consent_how": "signed form",
    "wording": "Consent form, version 2",
}


def send(browser: Browser, path: str, **fields: str) -> httpx.Response:
    return browser.post(path, data={**fields, "csrf": csrf(browser)})


def add(browser: Browser, **changed: str) -> httpx.Response:
    return send(browser, "/people/new", **(NEW | changed))


def edit(browser: Browser, person: str, part: str, **fields: str) -> httpx.Response:
    return send(browser, f"/people/{person}/edit/{part}", **fields)


def person(desk: Desk, person_id: str) -> t.Person:
    (row,) = every(desk, t.Person, id=person_id)
    return row


def queued(desk: Desk, person_id: str) -> list[t.Outbox]:
    """What is to go to somebody, the newest last."""
    rows = every(desk, t.Outbox, person_id=person_id, state="queued")
    return sorted(rows, key=lambda row: (row.created_at, row.id))


def said(desk: Desk, person_id: str) -> list[str]:
    """The words of it."""
    rows = queued(desk, person_id)
    return [desk.sealer.open(r.about_id, "outbox", "body", r.id, r.body) for r in rows]


def ready(rows: Rows, mentor: str, until: date | None = None) -> None:
    for kind in ("clearance", "training"):
        rows.insert(
            t.Readiness,
            id=f"{mentor}-{kind}",
            person_id=mentor,
            kind=kind,
            given_on=date(2026, 1, 1),
            good_until=until,
            recorded_by="x",
        )


# --- adding ---


def test_somebody_added_is_invited_once_in_their_language(desk: Desk, ana: Browser) -> None:
    answer = add(ana, coordinator="ana", also_mentor="yes")
    assert answer.status_code == 303
    made = answer.headers["location"].removeprefix("/people/")
    assert (person(desk, made).standing, person(desk, made).coordinator_id) == ("invited", "ana")
    (invitation,) = every(desk, t.Outbox, person_id=made)
    assert invitation.message_class == "invitation"
    assert said(desk, made)[0].startswith("Hola, te escribe Northside Mentoring")
    (consent,) = every(desk, t.Consent, person_id=made)
    assert consent_words(desk.sealer, consent) == ("signed form", "Consent form, version 2")
    assert {row.role for row in every(desk, t.Membership, person_id=made)} == {"mentee", "mentor"}
    assert "person added" in [row.action for row in every(desk, t.Audit, person_id=made)]


@pytest.mark.parametrize("missing", ["consent_by", "consent_on", "consent_how", "wording"])
def test_without_consent_nobody_is_added(desk: Desk, ana: Browser, missing: str) -> None:
    before = len(every(desk, t.Person))
    answer = add(ana, **{missing: ""})
    assert answer.status_code == 422
    assert "Nobody was added yet" in answer.text
    assert 'value="Robin Vale"' in answer.text  # nothing typed is lost
    assert len(every(desk, t.Person)) == before


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"at": "22:30"}, "quiet hours"),
        ({"curfew_start": "17:00", "curfew_end": "19:00"}, "inside the curfew"),
        ({"number": "12"}, "too short"),
        ({"channel": "sms", "number": "+1 500 555 0123"}, "number"),
        ({"weekday": ""}, "Write a day and a time"),
        ({"coordinator": "ola"}, "choose a coordinator"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    desk: Desk, ana: Browser, changed: dict[str, str], words: str
) -> None:
    before = len(every(desk, t.Person))
    answer = add(ana, **changed)
    assert answer.status_code == 422
    assert words in answer.text
    assert len(every(desk, t.Person)) == before


def test_a_telegram_link_is_shown_once(desk: Desk, ana: Browser) -> None:
    page = add(ana, channel="telegram", number="")
    link = page.text.partition('<p class="code">')[2].partition("</p>")[0]
    assert link.startswith("https://t.me/northside_bot?start=")
    code = link.partition("start=")[2]
    (made,) = every(desk, t.Invitation, id=desk.sealer.lookup("invitation", code))
    assert code not in ana.get(f"/people/{made.person_id}/edit").text
    again = edit(ana, made.person_id, "link")
    assert "start=" in again.text
    assert every(desk, t.Invitation, id=made.id)[0].expires_at == desk.now()  # the first one is over


# --- changing ---


def test_a_change_of_zone_moves_the_check_in_and_is_kept(desk: Desk, ana: Browser) -> None:
    answer = edit(
        ana, "mia", "details", name="Mia T", language="es", timezone="America/New_York", coordinator="ana"
    )
    assert answer.status_code == 303
    (plan,) = every(desk, t.Plan, person_id="mia")
    assert plan.local_date == date(2026, 3, 13)  # the day stays as it was
    assert f"{plan.due_at:%H:%M}" == "22:00"  # 18:00 in New York, where summer time has begun by then
    assert "changed (name, language, timezone, coordinator)" in text_of(ana.get("/people/mia").text)


def test_a_check_in_moves_and_comes_once(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.insert(
        t.Occurrence,
        id="o1",
        person_id="mia",
        plan_id="pl",
        local_date=date(2026, 3, 6),
        at=NOW,
        outcome="started",
    )
    assert edit(ana, "mia", "rhythm", weekday="5", at="10:00").status_code == 303
    plans = {plan.kind: plan for plan in every(desk, t.Plan, person_id="mia")}
    assert plans[PlanKind.CHECK_IN].local_date == date(2026, 3, 14)  # not the day after the last one
    assert plans[PlanKind.SMALL_STEP].weekday == 1
    edit(ana, "mia", "condition", kind="curfew", start="20:00", end="07:00")
    inside = edit(ana, "mia", "rhythm", weekday="5", at="20:30")
    assert inside.status_code == 422
    assert "curfew" in inside.text
    assert edit(ana, "mia", "rhythm", weekday="5", at="23:30").status_code == 422


@pytest.mark.mission("1.6")
def test_custody_stops_everything_and_coming_out_is_gentle(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.change(t.Person, "mia", welcomed_at=ago(days=50), language="es")
    edit(ana, "mia", "stage", stage="custody")
    assert (person(desk, "mia").standing, person(desk, "mia").stage) == ("custody", "custody")
    edit(ana, "mia", "stage", stage="transition")
    assert person(desk, "mia").standing == "active"
    line = queued(desk, "mia")[-1]
    assert line.message_class == "prompt"  # so it waits for the end of the quiet hours
    assert "Qué bueno retomar el contacto" in said(desk, "mia")[-1]


def test_who_had_never_said_yes_is_invited_when_they_come_out(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.change(t.Person, "mia", standing="custody", stage="custody")
    edit(ana, "mia", "stage", stage="community")
    assert person(desk, "mia").standing == "invited"
    assert queued(desk, "mia")[-1].message_class == "invitation"
    assert WELCOME.name not in [row.name for row in every(desk, t.Conversation)]


def test_a_stop_outlasts_custody(desk: Desk, ana: Browser) -> None:
    before = len(every(desk, t.Outbox, person_id="joe"))
    for stage in ("custody", "community"):
        edit(ana, "joe", "stage", stage=stage)
        assert person(desk, "joe").standing == "stopped"
    assert len(every(desk, t.Outbox, person_id="joe")) == before


def test_an_open_pause_outlasts_custody(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.change(t.Person, "mia", welcomed_at=ago(days=50))
    edit(ana, "mia", "pause", until="")
    edit(ana, "mia", "stage", stage="custody")
    edit(ana, "mia", "stage", stage="community")
    assert (person(desk, "mia").standing, person(desk, "mia").paused_until) == ("paused", None)


def test_pause_and_resume(desk: Desk, ana: Browser) -> None:
    assert edit(ana, "mia", "pause", until="2026-03-01").status_code == 422
    edit(ana, "mia", "pause", until="2026-03-20")
    paused = person(desk, "mia")
    assert (paused.standing, f"{paused.paused_until:%m-%d %H:%M}") == ("paused", "03-20 13:00")
    assert "Paused until Fri 20 Mar 08:00" in text_of(ana.get("/").text)
    edit(ana, "mia", "resume")
    assert person(desk, "mia").standing == "active"


def test_a_new_number_retires_the_old_one_and_is_invited(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.said("mia", "still to go", state="queued")
    answer = edit(
        ana, "mia", "number", channel="phones", number="+1 312 555 0177", how="invite", retire="yes"
    )
    assert answer.status_code == 303
    rows.change(t.Address, "mia-a", channel="sms")
    edit(ana, "mia", "retire", address="mia-a")
    assert every(desk, t.Address, id="mia-a")[0].retired_at == desk.now()
    assert "still to go" not in said(desk, "mia")
    assert person(desk, "mia").standing == "invited"
    with desk.read() as connection:
        case = load_cases(connection, desk.sealer, NOW, ["mia"])["mia"]
    assert [a.value for a in case.person.addresses] == ["+13125550177"]
    taken = edit(ana, "dev", "number", channel="phones", number="+1 312 555 0177", how="link")
    assert taken.status_code == 422
    assert "Somebody else here has this number" in taken.text


def test_who_writes_from_a_retired_number_is_a_stranger(desk: Desk, ana: Browser) -> None:
    arrived = {0: Arrival("sms", "p1", "+15005550123", NOW)}
    assert desk.write(lambda c: claim(c, desk.sealer, NOW, arrived))[0].person_id == "mia"
    edit(ana, "mia", "retire", address="mia-a")
    again = {0: Arrival("sms", "p2", "+15005550123", NOW)}
    sender = desk.write(lambda c: claim(c, desk.sealer, NOW, again))[0].person_id
    assert sender != "mia"
    assert person(desk, sender).standing == "unknown"
    (address,) = every(desk, t.Address, id="mia-a")
    assert (address.person_id, address.retired_at) == (sender, None)


def test_an_app_that_is_not_allowed_is_written_to_no_more(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("tel", "Tel Moss", "mentee", phone="4711", channel="telegram")
    edit(ana, "tel", "condition", kind="no_app", app="telegram")
    assert every(desk, t.Address, id="tel-a")[0].blocked
    assert "not allowed" in edit(ana, "tel", "link").text


def test_a_refused_condition_and_readiness_keep_what_was_typed(ana: Browser) -> None:
    curfew = edit(ana, "mia", "condition", kind="curfew", start="20:15", end="")
    assert curfew.status_code == 422
    assert "<details open><summary>Curfew" in curfew.text
    assert 'type="time" value="20:15"' in curfew.text
    ready = edit(ana, "max", "readiness", kind="training", given_on="2026-03-01", good_until="2026-02-01")
    assert ready.status_code == 422
    assert '<option value="training" selected>' in ready.text
    assert 'value="2026-03-01"' in ready.text
    assert 'value="2026-02-01"' in ready.text


def test_consent_evidence_is_added_beside_what_is_there(desk: Desk, ana: Browser) -> None:
    assert edit(ana, "mia", "consent", by="Ana", on="2026-03-02", how="in person").status_code == 422
    edit(ana, "mia", "consent", by="Ana", on="2026-03-02", how="in person", wording="Form, version 3")
    assert len(every(desk, t.Consent, person_id="mia")) == 2
    assert "Form, version 3" in ana.get("/people/mia").text


def test_a_part_in_a_match_is_not_ended_behind_the_others_back(desk: Desk, ana: Browser) -> None:
    answer = edit(ana, "max", "role", role="mentor", on="no")
    assert answer.status_code == 422
    assert "End or move their match first" in answer.text
    edit(ana, "mia", "role", role="mentor", on="yes")
    assert "Mentee, Mentor" in text_of(ana.get("/people/mia").text)


# --- matches ---


@pytest.mark.mission("1.3", "1.10")
def test_a_match_needs_a_mentor_who_is_ready(desk: Desk, rows: Rows, ana: Browser) -> None:
    ready(rows, "max", until=date(2026, 3, 5))  # ran out yesterday
    answer = send(ana, "/people/dev/match", mentor="max", **{"reason-needs": "Housing"})
    assert answer.status_code == 422
    assert "clearance and training are missing or out of date" in answer.text
    assert every(desk, t.Match, mentee_id="dev") == []
    edit(ana, "max", "readiness", kind="clearance", given_on="2026-03-01", good_until="2027-03-01")
    edit(ana, "max", "readiness", kind="training", given_on="2026-03-01")
    assert send(ana, "/people/dev/match", mentor="max").status_code == 422  # why these two?
    assert send(ana, "/people/dev/match", mentor="max", **{"reason-needs": "Housing"}).status_code == 303
    assert "Max Bauer is your mentor from now on" in said(desk, "dev")[-1]
    assert "You are matched with Devon Reed from today" in said(desk, "max")[-1]
    assert "Needs: Housing" in ana.get("/people/dev").text
    assert b"Housing" not in every(desk, t.Match, mentee_id="dev")[0].reasons
    assert {row.message_class for row in every(desk, t.Outbox, person_id="max", state="queued")} == {"prompt"}


@pytest.mark.mission("1.3")
def test_no_contact_bars_a_match_unless_it_is_approved(desk: Desk, rows: Rows, ana: Browser) -> None:
    ready(rows, "max")
    edit(ana, "max", "condition", kind="no_contact", other="dev")  # kept on either page, it bars both ways
    why = {"mentor": "max", "reason-goals": "Work"}
    barred = send(ana, "/people/dev/match", **why)
    assert barred.status_code == 422
    assert "who approved it" in barred.text
    assert every(desk, t.Match, mentee_id="dev") == []
    approved = {"approved_by": "A. Officer", "approved_where": "letter of 2 March"}
    assert send(ana, "/people/dev/match", **why, **approved).status_code == 303
    assert "A. Officer; letter of 2 March" in ana.get("/people/dev").text


@pytest.mark.mission("1.3")
def test_all_three_hear_of_a_move_each_in_their_language(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.person("ben", "Ben Marsh", "mentor", phone="+15005550133")
    rows.change(t.Person, "ben", language="es")
    ready(rows, "ben")
    answer = send(ana, "/matches/ma/move", mentor="ben", **{"reason-wishes": "Asked for it"})
    assert answer.status_code == 303
    assert "Ben Marsh is your mentor, in place of Max Bauer" in said(desk, "mia")[-1]
    assert "another mentor goes on with Mia Torres" in said(desk, "max")[-1]
    assert said(desk, "ben")[-1].startswith("Desde hoy acompañas a Mia Torres")
    old = every(desk, t.Match, id="ma")[0]
    assert (old.until, old.ended) == (desk.now(), "moved")
    with desk.read() as connection:
        case = load_cases(connection, desk.sealer, NOW, ["mia"])["mia"]
    assert [mentor.id for mentor in case.mentors] == ["ben"]


@pytest.mark.mission("1.8")
def test_an_ended_match_is_told_but_not_to_who_has_stopped(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.change(t.Person, "max", standing="stopped")
    before = len(every(desk, t.Outbox, person_id="max"))
    send(ana, "/matches/ma/end", why="finished")
    assert "Max Bauer is not your mentor any more" in said(desk, "mia")[-1]
    assert len(every(desk, t.Outbox, person_id="max")) == before
    assert [row.label for row in every(desk, t.RecordEntry, label="not-told")] == ["not-told"]
    assert send(ana, "/matches/ma/end", why="finished").status_code == 404


@pytest.mark.mission("5.1")
def test_a_meeting_is_logged_and_read(desk: Desk, ana: Browser) -> None:
    ahead = send(ana, "/people/mia/meeting", on="2026-03-09", minutes="30", place="Café")
    assert ahead.status_code == 422
    answer = send(
        ana,
        "/people/mia/meeting",
        on="2026-03-02",
        at="14:00",
        minutes="45",
        place="Café",
        who="max",
        note="Calm",
    )
    page = text_of(ana.get(answer.headers["location"]).text)
    assert "Meeting · Mia Torres" in page
    for words in ("In person", "Café", "45 minutes", "Calm", "Max Bauer"):
        assert words in page


# --- senders and requests ---


def test_a_sender_is_named_and_what_they_wrote_stays_readable(desk: Desk, ana: Browser) -> None:
    assert send(ana, "/people/who/claim").status_code == 422
    answer = send(ana, "/people/who/claim", who="joe", retire="yes")
    assert answer.headers["location"] == "/people/joe"
    (address,) = every(desk, t.Address, id="who-a")
    assert address.person_id == "joe"
    assert desk.sealer.open("joe", "address", "value", "who-a", address.value) == "+15005550188"
    assert every(desk, t.Address, id="joe-a")[0].retired_at is not None
    assert person(desk, "joe").standing == "stopped"  # naming starts nobody again
    (record,) = every(desk, t.MeetingRecord, person_id="who")
    assert f"/records/{record.id}" in ana.get("/people/joe").text
    assert "Is this the bakery?" in ana.get(f"/records/{record.id}").text
    assert "Unknown sender" not in text_of(ana.get("/").text)
    assert send(ana, "/people/who/claim", who="mia").status_code == 422


def test_not_one_of_ours_is_attended(ana: Browser) -> None:
    assert "Who is this?" in ana.get("/").text
    assert send(ana, "/people/who/attend", back="today").headers["location"] == "/"
    assert "Who is this?" not in ana.get("/").text


def test_a_complaint_is_for_the_lead_alone(desk: Desk, rows: Rows, ana: Browser) -> None:
    rows.save(
        fx.OpenRequest("q1", "pr", "mia", None, "copy", "Everything, please"),
        fx.OpenRequest("q2", "pr", "mia", None, "complaint", "About my coordinator", StaffRole.LEAD),
    )
    assert "A complaint" not in ana.get("/requests").text
    assert ana.get("/requests/q2").status_code == 404
    assert send(ana, "/requests/q2/close", outcome="x").status_code == 404
    assert "Everything, please" in ana.get("/requests/q1").text
    assert "Everything, please" not in ana.get("/").text
    assert send(ana, "/requests/q1/close", outcome=" ").status_code == 422
    assert send(ana, "/requests/q1/close", outcome="Handed over on paper").status_code == 303
    assert b"paper" not in every(desk, t.Request, id="q1")[0].outcome
    (staff,) = every(desk, t.Staff, login="ana@example.org")
    rows.change(t.Staff, staff.id, role="lead")
    assert "About my coordinator" in ana.get("/requests/q2").text
    assert "A complaint" in ana.get("/").text


# --- today ---


def test_who_stopped_with_words_is_to_be_called(rows: Rows, ana: Browser) -> None:
    rows.heard(
        "joe", "stop, rough night", rows.record("joe", "message"), at=ago(minutes=20), needs_person=True
    )
    page = text_of(ana.get("/").text)
    assert "Calls to make" in page
    assert "Joe Park Stopped the messages and wrote something, today 11:40" in page
    assert "rough night" not in page


def test_a_signpost_that_did_not_arrive_asks_for_a_call(desk: Desk, rows: Rows, ana: Browser) -> None:
    flag = every(desk, t.Flag)[0]
    rows.save(fx.Note(flag.record_id, "dev", "event", "signpost-blocked"))
    assert "Devon Reed The signposts did not reach their phone" in text_of(ana.get("/").text)
    send(ana, f"/flags/{flag.id}/close", outcome="Spoke with the family")
    assert "Calls to make" in ana.get("/").text, "nobody has said how the call went"
    send(ana, "/people/dev/called", outcome="Called, safe", back="today")
    assert "Calls to make" not in ana.get("/").text


def test_quiet_says_why(desk: Desk, rows: Rows, ana: Browser) -> None:
    record = rows.record("mia", at=ago(minutes=30), outcome="no_reply")
    rows.said("mia", "How was your week?", record, at=ago(minutes=30), state="failed", reason="30003")
    (line,) = every(desk, t.Outbox, record_id=record)
    rows.change(t.Outbox, line.id, message_class="prompt")
    assert "Mia Torres The check-in of today 11:30 may not have reached them" in text_of(ana.get("/").text)
    rows.insert(
        t.Occurrence,
        id="o1",
        person_id="mia",
        plan_id="pl",
        local_date=NOW.date(),
        at=NOW - timedelta(minutes=1),
        outcome="missed",
    )
    assert "was skipped: the program was not running" in text_of(ana.get("/").text)
    page = text_of(ana.get("/").text)
    assert "Nothing is sent to" in page
    assert "Joe Park Stopped" in page


@pytest.mark.found("A2")
def test_messages_are_ended_for_somebody_who_asked_in_person(desk: Desk, rows: Rows, ana: Browser) -> None:
    unsure = send(ana, "/people/mia/edit/end", how="at the desk")
    assert "Tick that they asked for it" in text_of(unsure.text)
    assert every(desk, t.Person, id="mia")[0].standing != "stopped"
    assert send(ana, "/people/mia/edit/end", how="at the desk", sure="yes").status_code in (200, 303)
    assert every(desk, t.Person, id="mia")[0].standing == "stopped"
    assert "Texting START brings them back" in text_of(ana.get("/people/mia/edit").text)


# --- meetings agreed on by text ---


def agreed(rows: Rows, mentee: str, mentor: str, place: str, **when: float) -> None:
    """These two have agreed to meet."""
    at = NOW + timedelta(**when)
    record = rows.record(mentee, "message", with_id=mentor)
    rows.save(fx.KeepMeeting(f"me-{place}", "pr", mentee, mentor, mentor, record, at, place, None, at))


def test_meetings_ahead_stand_on_both_pages(desk: Desk, rows: Rows, ana: Browser) -> None:
    agreed(rows, "mia", "max", "library", days=2)
    agreed(rows, "mia", "max", "station", days=-2)
    rows.save(fx.SetMeeting("me-station", "met"))
    for one, other in (("mia", "Max"), ("max", "Mia")):
        shown = text_of(ana.get(f"/people/{one}").text)
        assert f"Meeting with {other}" in shown
        assert "library" in shown
        assert "station" not in shown
