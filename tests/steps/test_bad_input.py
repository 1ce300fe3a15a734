"""Everything that may come in besides plain answers: each has a named outcome, and what is said to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from channels.port import InboundKind
from records import tables as t
from records.kinds import InboxOutcome, Standing
from tests.world.world import Phone, World

K = InboundKind
ANSWER, COMMAND, CONSENT, FOR_A_PERSON, NOTED, STALE, STRANGER, SAFETY = (
    InboxOutcome.ANSWER,
    InboxOutcome.COMMAND,
    InboxOutcome.CONSENT,
    InboxOutcome.FOR_A_PERSON,
    InboxOutcome.NOTED,
    InboxOutcome.STALE,
    InboxOutcome.STRANGER,
    InboxOutcome.SAFETY,
)
LATER = "who will see it when they are next on"
LONG = "I went to the office and they sent me to another one. "


@dataclass(frozen=True)
class Row:
    """One case: who sends what, what becomes of it, and how the reply begins ("" for silence)."""

    outcome: InboxOutcome
    said: str
    text: str = ""
    kind: InboundKind = K.TEXT
    who: str = "mentee"
    more: dict[str, Any] = field(default_factory=dict)


TABLE: dict[str, Row] = {
    # --- who
    "a stranger": Row(
        STRANGER, "This is an automated number of Lakeside.", "hello, who is this?", who="stranger"
    ),
    "a stranger's photo": Row(STRANGER, "This is an automated number", "", K.PHOTO, who="stranger"),
    "a stranger in danger": Row(SAFETY, "", "i want to kill myself", who="stranger"),
    "a stranger with a command": Row(STRANGER, "This is an automated number", "STEP", who="stranger"),
    "a stranger with a bad code": Row(
        STRANGER, "I don't know that code.", "NOSUCHCODE", K.START_LINK, who="stranger"
    ),
    "a stranger with no code": Row(STRANGER, "I don't know that code.", "", K.START_LINK, who="stranger"),
    "a coordinator who is also texting words": Row(
        FOR_A_PERSON, "Thanks. That's one for Robin", "is the room free on friday", who="coordinator"
    ),
    "ACK with an unknown code": Row(COMMAND, "I don't know that code.", "ACK 0000", who="coordinator"),
    "ACK with nothing to acknowledge": Row(COMMAND, "I don't know that code.", "ACK", who="coordinator"),
    "ACK from a mentee": Row(FOR_A_PERSON, "Thanks. That's one for Robin", "ACK 1234"),
    # --- what
    "a photo": Row(FOR_A_PERSON, "I can't look at photos here.", "", K.PHOTO),
    "a photo with words": Row(FOR_A_PERSON, "I can't look at photos here.", "my new room", K.PHOTO),
    "a photo with words of danger": Row(SAFETY, "", "i want to kill myself", K.PHOTO),
    "a voice note": Row(FOR_A_PERSON, "I can't listen to voice notes here.", "", K.VOICE),
    "a video": Row(FOR_A_PERSON, "I can't watch videos here.", "", K.VIDEO),
    "a sticker": Row(FOR_A_PERSON, "I can't read stickers here.", "", K.STICKER),
    "a location": Row(FOR_A_PERSON, "I can't use locations here.", "", K.LOCATION),
    "a contact": Row(FOR_A_PERSON, "I can't open contacts here.", "", K.CONTACT),
    "a file": Row(FOR_A_PERSON, "I can't open files here.", "", K.FILE),
    "something new to us": Row(NOTED, "That message came through empty.", "", K.OTHER),
    "something new with words": Row(
        FOR_A_PERSON, "Thanks. That's one for Robin", "a poll about friday", K.OTHER
    ),
    "an edited message": Row(FOR_A_PERSON, "I saw that you changed a message.", "i meant five", K.EDIT),
    "an edit into words of danger": Row(SAFETY, "", "i want to kill myself", K.EDIT),
    "a reaction": Row(NOTED, "", "👍", K.REACTION),
    "a group chat": Row(NOTED, "I only talk one to one.", "", K.GROUP, who="stranger"),
    "blocked": Row(CONSENT, "", "", K.BLOCKED),
    "unblocked": Row(NOTED, "", "", K.UNBLOCKED),
    # --- words nobody wrote
    "a tapback": Row(NOTED, "", "Liked “Thanks, Dee. Your weekly check-in: Fridays at 6 PM.”"),
    "a tapback taken back": Row(NOTED, "", "Removed a heart from “Thanks, Dee. Your weekly check-in”"),
    "a tapback in Spanish": Row(NOTED, "", "Le encantó “Gracias, Dee.”"),
    "a tapback from Android": Row(NOTED, "", "👍 to “Thanks, Dee. Your weekly check-in: Fridays at 6 PM.”"),
    "an auto-reply": Row(NOTED, "", "I'm driving. I'll see your message when I get where I'm going."),
    "an out-of-office": Row(NOTED, "", "I am out of the office until Monday."),
    "an echo": Row(NOTED, "", "Thanks, Dee. Your weekly check-in: Fridays at 6 PM."),
    # --- odd words
    "an empty body": Row(NOTED, "That message came through empty.", ""),
    "whitespace only": Row(NOTED, "That message came through empty.", " \n\t\u00a0 "),
    "emoji only": Row(NOTED, "", "🙏🏽🙏🏽"),
    "thanks": Row(NOTED, "", "ok thank you!"),
    "1,600 characters": Row(FOR_A_PERSON, "Thanks. That's one for Robin", (LONG * 40)[:1600]),
    "10,000 characters": Row(FOR_A_PERSON, "Thanks. That's one for Robin", (LONG * 200)[:10_000]),
    "10,000 characters without a space": Row(FOR_A_PERSON, "Thanks. That's one for Robin", "a" * 10_000),
    "NUL and control characters": Row(
        FOR_A_PERSON, "Thanks. That's one for Robin", "is it\x00 open\x07 on\x1b[31m sunday"
    ),
    "half an emoji": Row(FOR_A_PERSON, "Thanks. That's one for Robin", "is it open on sunday \ud83d"),
    "right-to-left marks": Row(CONSENT, "You won't get any more messages", "\u200fSTOP\u200e"),
    "right-to-left words": Row(
        FOR_A_PERSON, "Thanks. That's one for Robin", "\u202eمتى الموعد القادم من فضلك\u202c"
    ),
    "words that look like a template": Row(
        FOR_A_PERSON, "Thanks. That's one for Robin", "{ $name } %s {0} <b>hi</b> --"
    ),
    # --- buttons
    "unknown callback data": Row(
        STALE, "That question is over", "Yes", K.BUTTON, more={"button": "nobody-01:yes"}
    ),
    "malformed button data": Row(STALE, "That question is over", "Yes", K.BUTTON, more={"button": "::::"}),
    "button data without a colon": Row(
        STALE, "That question is over", "Yes", K.BUTTON, more={"button": "yes"}
    ),
    "a button without data": Row(STALE, "That question is over", "Yes", K.BUTTON, more={"button": ""}),
    "button data in another alphabet": Row(
        STALE, "That question", "Yes", K.BUTTON, more={"button": "\x00é:\ud83d"}
    ),
    # --- the carrier's own words
    "STOP that the carrier answered": Row(CONSENT, "", "STOP", more={"opt_out": "STOP"}),
    "HELP that the carrier answered": Row(CONSENT, "", "HELP", more={"opt_out": "HELP"}),
    "a carrier's word we do not know": Row(
        FOR_A_PERSON, "Thanks. That's one for Robin", "is it open on sunday", more={"opt_out": "SNOOZE"}
    ),
}


def sender(world: World, who: str) -> Phone:
    """The phone of that part."""
    return world.stranger() if who == "stranger" else getattr(world, who)


@pytest.mark.parametrize("name", TABLE)
def test_bad_input(world: World, name: str) -> None:
    row = TABLE[name]
    phone = sender(world, row.who)
    phone.hears()
    arrived = len(world.rows(t.Inbox))
    assert phone.sends(row.kind, row.text, **row.more) is row.outcome
    heard = phone.hears()
    if row.outcome is SAFETY:
        assert "988" in heard[0]
    elif row.said:
        assert [text.startswith(row.said) for text in heard] == [True], heard
    else:
        assert heard == []
    [kept] = world.rows(t.Inbox)[arrived:]
    assert kept.outcome == row.outcome
    if "\ud83d" not in row.text:
        words = world.house.sealer.read(kept.person_id, "inbox", "body", kept.id, kept.body)
        assert words == row.text, "kept as it came"


@pytest.mark.parametrize("name", TABLE)
def test_bad_input_while_a_question_waits_loses_neither(chats: World, name: str) -> None:
    """The question is still there afterwards, unless the chat is over or somebody is in danger."""
    row = TABLE[name]
    phone = sender(chats, row.who)
    chats.at("Fri 18:00")
    phone.hears()
    phone.sends(row.kind, row.text, **row.more)
    over = row.who == "mentee" and (
        row.outcome is SAFETY or row.text.strip("\u200e\u200f") == "STOP" or row.kind is K.BLOCKED
    )
    assert chats.waiting(chats.mentee) == ([] if over else ["mood"])
    if (
        not over
        and row.outcome in (FOR_A_PERSON, NOTED)
        and row.who == "mentee"
        and row.kind is not K.UNBLOCKED
    ):
        assert chats.mentee.says("4") == [ANSWER]


def test_a_repeat_gets_the_first_answer_and_doubles_nothing(world: World) -> None:
    dee = world.mentee
    inbound = dee.inbound("GOAL a place of my own")
    first, again = world.receive(inbound), world.receive(inbound)
    third, fourth = world.receive(inbound, inbound)
    assert [one.outcome for one in (*first, *again, third, fourth)] == [COMMAND] * 4
    assert [one.repeat for one in (*first, *again, third, fourth)] == [False, True, True, True]
    assert len({one.inbox_id for one in (*first, *again, third, fourth)}) == 1
    assert len(dee.hears()) == 1
    assert len(world.rows(t.Goal)) == 1


def test_a_repeat_within_one_group(world: World) -> None:
    dee = world.mentee
    inbound = dee.inbound("GOAL a place of my own")
    first, again = world.receive(inbound, inbound)
    assert (first.repeat, again.repeat) == (False, True)
    assert len(dee.hears()) == 1


def test_the_same_provider_id_from_two_senders_is_one_message(world: World) -> None:
    """It cannot be, but if a provider did it, nothing else in the group may suffer."""
    dee, terry, robin = world.mentee, world.mentor, world.coordinator
    results = world.receive(
        dee.inbound("GOAL a place of my own", provider_id="twice"),
        terry.inbound("GOAL sleep more", provider_id="twice"),
        robin.inbound("GOAL answer mail", provider_id="once"),
    )
    assert [one.repeat for one in results] == [False, True, False]
    assert len(world.rows(t.Goal)) == 2


def test_a_stranger_who_stopped_and_starts_again_is_still_a_stranger(world: World) -> None:
    """Nobody has enrolled them: START must not make a mentee of a wrong number."""
    somebody = world.stranger()
    assert somebody.says("STOP") == [CONSENT]
    assert somebody.says("START") == [STRANGER]
    assert somebody.standing is Standing.UNKNOWN
    assert world.waiting(somebody) == []
    world.passes(days=8)
    assert not [row for row in world.outbox(somebody) if row.message_class == "prompt"]


def test_an_invited_person_who_says_no_is_left_alone(make_world: Callable[..., World]) -> None:
    world = make_world(joined=False)
    dee = world.mentee
    dee.hears()
    assert dee.says("no") == [ANSWER]
    assert dee.hears() == [
        "No problem, and thank you for answering. Lakeside won't write again unless you text START."
    ]
    world.passes(days=15)
    assert dee.hears() == []
    assert dee.standing is Standing.INVITED


def test_a_code_is_good_once(make_world: Callable[..., World]) -> None:
    world = make_world(channel="telegram", joined=False)
    code = world.codes[world.place.mentee]
    first, second = world.phone("first", 50), world.phone("second", 51)
    assert first.sends(K.START_LINK, code) is CONSENT
    assert second.sends(K.START_LINK, code) is STRANGER
    assert second.hears() == [
        "I don't know that code. Please check it with the person who gave it to you, and try again."
    ]
    assert first.standing is Standing.ACTIVE


def test_a_wrong_person_is_not_written_to_again(make_world: Callable[..., World]) -> None:
    world = make_world(joined=False)
    dee = world.mentee
    dee.says("YES")
    dee.hears()
    dee.says("no")
    assert dee.hears() == [
        "This was Lakeside. Sorry if it reached the wrong phone: we won't write again. "
        "If it was meant for you, text START."
    ]
    world.passes(days=15)
    assert dee.hears() == []
    assert dee.standing is Standing.STOPPED


def test_a_coordinator_who_opens_their_link_is_not_welcomed_like_a_mentee(
    make_world: Callable[..., World],
) -> None:
    world = make_world(channel="telegram", joined=False)
    robin = world.coordinator
    assert [one.text for one in robin.inbox] == [
        "You're in. Messages from Lakeside are on. HELP for help, STOP to end the messages."
    ]
    assert world.waiting(robin) == []
    world.mentee.says("i want to kill myself")
    assert robin.inbox[-1].text.startswith("Lakeside: a message needs a person.")
