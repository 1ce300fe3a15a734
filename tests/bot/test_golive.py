"""What has to be in order before people's own phones are written to: looked up, or answered for by name."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import httpx
import pytest
import respx
from pydantic import SecretStr
from sqlalchemy import select
from twilio.request_validator import RequestValidator

from bot import checklist
from handlers.desk.confirming import ITEMS, ConfirmationProblem, confirmed
from handlers.desk.findings import Finding
from records import health
from records import tables as t
from records.cases import Programme
from records.facts import remember
from tests.bot.conftest import Installation


def open_items(installation: Installation, now: datetime, **settings: object) -> dict[str, Finding]:
    found = checklist.check(installation.change(**settings), now, outside=False)
    return {one.what.removeprefix("Lakeside: "): one for one in found if not one.well}


def programme(installation: Installation) -> Programme:
    with installation.house.read() as connection:
        return health.programmes(connection)[0]


def test_a_fresh_installation_lists_what_is_open_and_how_to_close_it(
    installation: Installation, now: datetime
) -> None:
    left = open_items(installation, now)
    assert set(left) == {"people to alert", "drill", "retention", *ITEMS}
    assert "golive confirm backup --by LOGIN" in left["backup"].do
    assert all(one.found.endswith(".") for one in left.values())


def test_everything_in_order_is_green(installation: Installation, now: datetime) -> None:
    installation.green(now)
    assert open_items(installation, now) == {}
    said = [
        one for one in checklist.check(installation.settings, now, outside=False) if "privacy" in one.what
    ]
    assert said[0].found.startswith("robin said on 2026-11-02: ")


def test_it_says_which_ways_to_a_phone_are_off(installation: Installation, now: datetime) -> None:
    off = {"twilio_account_sid": "", "telegram_bot_token": SecretStr("")}
    found = list(checklist.check(installation.change(twilio_account_sid=""), now, outside=False))
    text, chat = (one for one in found if one.what in ("Text messages", "Telegram"))
    assert text.well
    assert "Off" in text.found
    assert chat.found == "On."
    assert "None leads" in open_items(installation, now, **off)["Ways to a phone"].found


def test_an_answer_stands_in_the_audit_log_and_grows_old(installation: Installation, now: datetime) -> None:
    installation.say(now, "privacy", "backup")
    with installation.house.read() as connection:
        logged = connection.execute(
            select(t.core(t.Audit)).where(t.core(t.Audit).c.action == "confirmed")
        ).all()
        assert {row.detail for row in logged} == {"privacy", "backup"}
        for age, there in ((180, {"privacy", "backup"}), (200, {"privacy"}), (400, set())):
            found = confirmed(connection, installation.programme_id, now + timedelta(days=age))
            assert set(found) == there


def test_the_newest_word_counts(installation: Installation, now: datetime) -> None:
    installation.say(now, "backup", detail="to a disk")
    installation.say(now + timedelta(days=1), "backup", detail="to another town")
    with installation.house.read() as connection:
        assert confirmed(connection, installation.programme_id, now)["backup"].detail == "to another town"


def test_words_are_kept_for_as_long_as_the_settings_say(installation: Installation, now: datetime) -> None:
    assert "Settings" in open_items(installation, now)["retention"].do
    installation.keep_words(90)
    assert "retention" not in open_items(installation, now)


def test_two_different_people_have_answered_a_practice_alert_lately(
    installation: Installation, now: datetime
) -> None:
    installation.staff("kim", "+13125550101")
    installation.drill(now - timedelta(days=179), "robin")
    installation.drill(now, "robin")
    assert open_items(installation, now)["drill"].found.startswith("1 of two people")
    installation.drill(now, "kim")
    assert "drill" not in open_items(installation, now)
    assert "0 of two" in open_items(installation, now + timedelta(days=181))["drill"].found


@pytest.mark.parametrize(
    ("items", "by", "detail", "said"),
    [
        (["everything"], "robin", "", "There are: privacy"),
        (["privacy"], "nobody", "", "needs an account"),
        (["us-registration"], "robin", " ", "which it is"),
        (["drill"], "robin", "", "There are: privacy"),
        (["privacy"], "robin", "x" * 301, "300 characters"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is(
    installation: Installation, now: datetime, items: list[str], by: str, detail: str, said: str
) -> None:
    with pytest.raises(ConfirmationProblem, match=said):
        installation.say(now, *items, by=by, detail=detail)
    with installation.house.read() as connection:
        assert confirmed(connection, installation.programme_id, now) == {}


def test_nobody_answers_for_another_programme(installation: Installation, now: datetime) -> None:
    installation.say(now, "privacy")
    with installation.house.read() as connection:
        assert confirmed(connection, "another", now) == {}


def test_registration_is_asked_for_only_where_it_is_needed(installation: Installation, now: datetime) -> None:
    assert "us-registration" in open_items(installation, now)
    assert "us-registration" not in open_items(installation, now, twilio_account_sid="")


def test_one_person_to_alert_is_not_enough(installation: Installation, now: datetime) -> None:
    assert "reach 1 of the two" in open_items(installation, now)["people to alert"].found
    installation.staff("kim", "+13125550101")
    assert "people to alert" not in open_items(installation, now)
    assert "people to alert" in open_items(installation, now, twilio_account_sid="")  # numbers, and no texts


@pytest.mark.parametrize(
    ("start", "end", "sane"),
    [
        ("21:00", "08:00", True),
        ("22:00", "07:00", True),
        ("23:00", "08:00", False),
        ("21:00", "06:00", False),
        ("08:00", "21:00", False),
        ("21:00", "21:00", False),
        ("00:00", "08:00", False),
    ],
)
def test_quiet_hours_cover_the_night(installation: Installation, start: str, end: str, sane: bool) -> None:
    ours = replace(programme(installation), quiet_start=start, quiet_end=end)
    assert checklist.quiet_hours(ours).well == sane


def test_signposts_grow_old(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = programme(installation)
    last = max(one.checked for one in checklist.SIGNPOSTS if one.country == "US")
    soon = datetime.combine(last, datetime.min.time(), UTC)
    assert checklist.signposts(ours, soon).well
    assert "Dial each" in checklist.signposts(ours, soon + timedelta(days=181)).do
    assert "None is known" in checklist.signposts(replace(ours, country="FR"), soon).found
    assert isinstance(last, date)


def test_the_public_address_is_tried_as_twilio_would(installation: Installation, now: datetime) -> None:
    url = "https://handrail.example/sms/voice"
    validator = RequestValidator("token")

    def door(request: httpx.Request) -> httpx.Response:
        form = dict(httpx.QueryParams(request.content.decode()))
        good = validator.validate(url, form, request.headers["X-Twilio-Signature"])
        return httpx.Response(200, text="<Response/>") if good else httpx.Response(403)

    def signed() -> Finding:
        found = checklist.check(installation.settings, now)
        return next(one for one in found if one.what == "Signed requests")

    with respx.mock:
        route = respx.post(url).mock(side_effect=door)
        assert signed().well
        assert route.call_count == 2
    with respx.mock:
        respx.post(url).respond(403)  # another token, or a proxy that changes the address
        assert "got 403" in signed().found
    with respx.mock:
        respx.post(url).respond(200, text="<Response/>")  # takes anything
        assert "wrongly signed" in signed().found
    with respx.mock:
        respx.post(url).mock(side_effect=httpx.ConnectError("down"))
        assert "has to be running" in signed().found
    installation.house.write(
        lambda c: remember(
            c, checklist.HEARD, f"{(now - timedelta(hours=3)).isoformat()} https://handrail.example"
        )
    )
    assert signed().well, "Twilio itself came in there: no need to knock"
    late, now_then = (now - timedelta(days=2)).isoformat(), now.isoformat()
    for heard in (f"{late} https://handrail.example", f"{now_then} https://old.example"):
        installation.house.write(partial(remember, key=checklist.HEARD, value=heard))
        with respx.mock:
            respx.post(url).mock(side_effect=httpx.ConnectError("down"))
            assert not signed().well
