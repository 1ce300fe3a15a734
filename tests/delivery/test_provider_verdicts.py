"""A provider that refuses our account, is busy, or thinks better of it: no message is lost to that."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import Row

from channels.port import Blame, ChannelError, NotSent, Receipt, ReceiptState, Refused
from console import words as desk_words
from records.kinds import Standing
from records.reading import View
from records.reading_today import undelivered
from tests.world.world import World, page_entries

URGENT = "i want to kill myself"


def ours(code: str) -> ChannelError:
    return NotSent("Twilio does not accept our account.", code, retry_after=300.0, blame=Blame.ACCOUNT)


def busy(code: str) -> ChannelError:
    return NotSent("Twilio takes no more just now.", code, retry_after=5.0, blame=Blame.BUSY)


def newest(world: World) -> Row[tuple[object, ...]]:
    return world.outbox(world.mentee)[-1]


@pytest.mark.found("F1")
@pytest.mark.parametrize("code", ["21606", "21659", "21660", "21704", "21712", "21408", "21608", "20003"])
def test_a_fault_of_our_account_costs_no_message(world: World, code: str) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [ours(code)] * 8
    dee.says("GOAL a place of my own")
    assert dee.hears() == []
    assert (newest(world).state, newest(world).reason) == ("queued", f"account {code}")
    world.passes(hours=2)
    assert len(dee.hears()) == 1, "it was mended, and what waited has gone"
    assert newest(world).state == "sent"
    assert dee.standing is Standing.ACTIVE


@pytest.mark.found("F2")
@pytest.mark.parametrize("code", ["21611", "63038", "30001", "429"])
def test_a_busy_provider_costs_no_message(world: World, code: str) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [busy(code)] * 14
    dee.says("GOAL a place of my own")
    world.passes(hours=3)
    assert len(dee.hears()) == 1, "fourteen tries later"


@pytest.mark.found("F2")
def test_forty_minutes_without_a_connection_cost_no_check_in_and_no_invitation(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [NotSent("No connection.")] * 13
    world.at("Fri 18:00")
    assert dee.hears() == []
    world.passes(hours=2, minutes=30)
    assert len(dee.hears()) == 1
    assert world.waiting(dee) == ["mood"]


@pytest.mark.found("F1")
def test_a_signpost_waits_for_our_account_and_a_person_is_told_at_once(world: World) -> None:
    dee, robin = world.mentee, world.coordinator
    robin.hears()
    world.wire().fates_at[dee.address] = [ours("21606")] * 5
    dee.says(URGENT)
    assert dee.hears() == []
    assert len(robin.hears()) >= 2, "alerted, and once more: the signpost has not arrived"
    assert "signpost-blocked" in [label for label, _ in page_entries(world.record_of(dee, "safety"))]
    world.passes(minutes=6)
    assert len(dee.hears()) == 1, "and it is tried every minute"


@pytest.mark.found("F1")
def test_the_operator_reads_of_it_once_and_the_desk_says_why_it_waits(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, str]] = []
    heard = SimpleNamespace(critical=lambda _, **more: told.append(more))
    monkeypatch.setattr("scheduler.receipts.log", heard)
    dee, terry = world.mentee, world.mentor
    world.wire().fates += [ours("21606")] * 6
    dee.says("GOAL a place of my own")
    terry.says("GOAL sleep more")
    world.passes(minutes=11)
    assert told == [{"channel": "sms", "code": "21606", "see": "python -m bot doctor"}]
    with world.house.read() as connection:
        rows = undelivered(
            View(connection, world.house.sealer, world.programme_id), world.now - timedelta(days=1)
        )
    waiting = [desk_words.went_wrong(row.state, row.reason) for row in rows]
    assert waiting == ["Waits (our account with the provider has to be put right: code 21606)"] * 2


@pytest.mark.found("F1")
def test_what_our_account_cost_in_the_end_says_so(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [ours("30034")] * 500
    dee.says("GOAL a place of my own")
    world.passes(hours=5)
    assert newest(world).state in ("failed", "expired")
    assert newest(world).reason == "account 30034"
    said = desk_words.went_wrong(newest(world).state, newest(world).reason)
    assert "our account" in said


# --- what is told after a text was accepted ----------------------------------------------------------


@pytest.mark.found("F4")
@pytest.mark.parametrize(
    ("code", "blame"), [("30034", Blame.ACCOUNT), ("30001", Blame.BUSY), ("30032", None), ("63038", None)]
)
def test_a_text_that_is_sent_back_for_no_fault_of_its_own_goes_again(
    world: World, code: str, blame: Blame | None
) -> None:
    dee = world.mentee
    world.at("Fri 18:00")
    row = newest(world)
    world.receipt(row.id, ReceiptState.FAILED, code=code, blame=blame)
    assert newest(world).state == "queued"
    assert world.waiting(dee) == ["mood"], "its question is not let go"
    world.receipt(row.id, ReceiptState.FAILED, code=code, blame=blame)  # told twice
    world.passes(minutes=20)
    assert [one.text for one in dee.inbox].count(world.words(row)) == 2
    assert newest(world).state == "sent"
    dee.says("4")
    assert world.waiting(dee) != ["mood"]


@pytest.mark.found("F4")
def test_late_news_of_an_earlier_try_does_not_undo_a_later_one(world: World) -> None:
    world.at("Fri 18:00")
    row = newest(world)
    first = row.provider_id
    world.receipt(row.id, ReceiptState.FAILED, code="30001", blame=Blame.BUSY, provider_id=first)
    world.wire().name = "again"  # the provider gives the second try a name of its own
    world.passes(minutes=20)
    assert newest(world).provider_id != first
    world.receipt(row.id, ReceiptState.FAILED, code="30001", blame=Blame.BUSY, provider_id=first)
    assert newest(world).state == "sent"
    world.receipt(row.id, ReceiptState.DELIVERED, provider_id=newest(world).provider_id)
    assert newest(world).state == "delivered"


@pytest.mark.found("F4")
def test_an_earlier_try_found_in_the_list_after_a_crash_is_no_news(world: World) -> None:
    world.at("Fri 18:00")
    row = newest(world)
    first = row.provider_id
    world.receipt(row.id, ReceiptState.FAILED, code="30001", provider_id=first)
    world.clock.hold(world.now + timedelta(minutes=6))
    sent_back = Receipt("sms", row.id, first, ReceiptState.FAILED, world.now, "30001", blame=Blame.BUSY)
    world.wire().listed[row.id] = sent_back
    world.dies_while_sending()
    assert newest(world).state == "unknown", "the second try may have arrived"


@pytest.mark.found("F4")
def test_later_and_better_news_counts_and_worse_news_does_not(world: World) -> None:
    dee = world.mentee
    dee.says("GOAL a place of my own")
    row = newest(world)
    world.receipt(row.id, ReceiptState.FAILED, code="30003", blame=Blame.ADDRESS)
    assert newest(world).state == "failed"
    world.receipt(row.id, ReceiptState.SENT)
    assert newest(world).state == "failed", "that is older news"
    world.receipt(row.id, ReceiptState.DELIVERED)
    assert (newest(world).state, newest(world).reason) == ("delivered", "")
    assert "arrived-after-all" in [label for label, _ in page_entries(world.record_of(dee))]
    world.receipt(row.id, ReceiptState.FAILED, code="30003", blame=Blame.ADDRESS)
    assert newest(world).state == "delivered"


def test_a_text_that_is_refused_is_not_tried_again(world: World) -> None:
    dee = world.mentee
    world.wire().fates_at[dee.address] = [Refused("No such number.", "21211", Blame.ADDRESS)]
    dee.says("GOAL a place of my own")
    world.passes(hours=2)
    assert newest(world).attempts == 1
    assert newest(world).state == "failed"
