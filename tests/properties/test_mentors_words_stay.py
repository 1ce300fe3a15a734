"""Words of the staff never reach a mentee: whatever stands on a mentor's phone, and whatever question waits.

A text that is a word of ours, however it is spelled, or that speaks to the staff, or of the mentee as of
somebody who is not there, never leads to a message to a mentee. Each situation is a world of its own;
deciding is pure, so one world is asked about any number of texts.
"""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.port import Inbound, InboundKind
from handlers.incoming import decide
from language.slips import mistyped
from records import effects as fx
from records.arrivals import Claimed
from records.cases import Case, Part
from records.load import add, own_cases
from tests.steps.test_whose_answer import second_mentee
from tests.world.homes import Homes
from tests.world.world import World

Prepare = Callable[[World], None]


def _nothing(world: World) -> None:
    world.mentor.hears()


def _nudge(world: World) -> None:
    world.at("Fri 18:00")
    for text in ("4", "call the library", "yes"):
        world.mentee.says(text)
        world.deliver()
    assert "SEEN" in world.mentor.hears()[-1]
    world.passes(minutes=2)


def _asks_for_contact(world: World) -> None:
    world.at("Fri 18:00")
    for text in ("1", "YES", "SKIP"):
        world.mentee.says(text)
        world.deliver()
    world.passes(minutes=2)


def _words(world: World) -> None:
    world.mentee.says("MENTOR did you get my letter? should i call or wait for you")
    world.deliver()
    world.passes(minutes=2)


def _bare_words(world: World) -> None:
    world.mentee.says("MENTOR ok")
    world.deliver()
    world.passes(minutes=2)


def _two(world: World) -> None:
    luz = second_mentee(world)
    for phone in (world.mentee, luz):
        phone.says("MENTOR can we meet at 4?")
        world.deliver()
        phone.hears()
    world.passes(minutes=2)


def _two_nudged(world: World) -> None:
    second_mentee(world)
    _nudge(world)


def _asked(before: Prepare, *texts: str) -> Prepare:
    """A question of ours waits as well, begun by these texts."""

    def prepare(world: World) -> None:
        before(world)
        for text in texts:
            world.mentor.says(text)
            world.deliver()
            world.passes(minutes=2)
        assert world.waiting(world.mentor), f"a question waits after {texts}"

    return prepare


QUESTIONS = {
    "promise": ("PROMISE",),
    "meet": ("MEET",),
    "cover": ("COVER",),
    "kit": ("KIT ADD",),
    "pause": ("PAUSE",),
    "call": ("CALL",),
    "met": ("met dee 45 min, talked housing",),
    "wrong": ("WRONG",),
    "delete": ("DELETE",),
}
BEFORE: dict[str, Prepare] = {
    "nothing": _nothing,
    "a nudge": _nudge,
    "asks for contact": _asks_for_contact,
    "words": _words,
    "bare words": _bare_words,
    "two wrote": _two,
    "two, a nudge": _two_nudged,
}
SITUATIONS: dict[str, Prepare] = {
    **BEFORE,
    **{
        f"{name}, after a nudge": _asked(_nudge, *texts)
        for name, texts in QUESTIONS.items()
        if texts[0][0] != "h"
    },
    **{f"{name}, after words": _asked(_words, *texts) for name, texts in QUESTIONS.items() if name != "call"},
    "held back, after a nudge": _asked(_nudge, "running a bit late"),
    "held back, after words": _asked(_words, "he never came again"),
    "note about whom": _asked(_two, "NOTE: went well"),
    "meet whom": _asked(_two, "MEET"),
    "for whom": _asked(_two, "4pm works for you?"),
}


@pytest.fixture(scope="module")
def minds(tmp_path_factory: pytest.TempPathFactory, homes: Homes) -> Iterator[dict[str, "Mind"]]:
    """Every situation."""
    made = {}
    for name, prepare in SITUATIONS.items():
        world = homes.world(tmp_path_factory.mktemp("stay") / "world", "en-US", "sms")
        prepare(world)
        made[name] = Mind(world)
    yield made
    for mind in made.values():
        mind.world.close()


class Mind:
    """What would be decided about a mentor's text, in one situation; nothing is kept."""

    def __init__(self, world: World) -> None:
        self.world = world
        house, who = world.house, world.mentor.id
        with house.read() as connection:
            first = own_cases(connection, house.sealer, world.now, [who], house.tools.open_channels)
            parts = {part: [who] for part in Part}
            whole = add(connection, house.sealer, world.now, first, parts, house.tools.open_channels)
        self.case: Case = whole[who]
        self.mentees = frozenset(one.id for one in self.case.mentees)

    def decides(self, text: str) -> fx.Arrived:
        """The message's row and effects."""
        inbound = Inbound(
            channel="sms",
            sender=self.world.mentor.address,
            text=text,
            kind=InboundKind.TEXT,
            provider_id="in-0",
            received_at=self.world.now,
        )
        found = Claimed("inbox0", self.case.person.id, self.case.person.addresses[0].id)
        return decide(found, inbound, self.case, self.world.house.tools, self.world.now)

    def sent(self, text: str) -> list[fx.Send]:
        """What a mentee would be sent."""
        return [
            one for one in self.decides(text).effects if isinstance(one, fx.Send) and one.to in self.mentees
        ]


WORDS = (
    *("supervision", "seen", "share", "note", "expenses", "complaint", "training", "coordinator", "relevo"),
    *("supervisor", "gastos", "queja", "nota", "visto", "compartir"),
)
STAFF = (
    *(
        "need supervision",
        "supervision please",
        "can i talk to robin",
        "can someone ring me about my expenses",
    ),
    *(
        "i want to complain",
        "who do i tell about this",
        "burnt out tbh",
        "quiero hablar con robin",
        "robin u there",
    ),
    *(
        "need cover next week",
        "cover mon til fri next week",
        "is there any training soon",
        "necesito supervision",
    ),
    *(
        "i need to report something",
        "what should i do about this",
        "note: all fine",
        "NOTE all fine",
        "share it",
    ),
    *(
        "cant do this anymore",
        "quiero poner una queja",
        "quien me paga los gastos",
        "how do i claim my bus fare",
    ),
)
ABOUT = (
    *(
        "he never came again",
        "she was using again i think",
        "dee didnt turn up",
        "worried about dee",
        "dee seems low",
    ),
    *(
        "dont tell dee but im leaving",
        "my mentee asked me for money",
        "they seem really down",
        "no vino otra vez",
    ),
    *(
        "creo que esta tomando otra vez",
        "dee no me contesta",
        "me pidio dinero",
        "not met dee",
        "never met her",
    ),
    *(
        "otra vez llego borracha",
        "no confio en lo que me dice",
        "su casero la quiere echar",
        "he smells of weed",
    ),
    *("we were meant to meet at 2 but I was ill so no", "im struggling with all this if im honest"),
    *(
        "i aint up for this no more its doing my head in",
        "dee wont open the door",
        "dee's phone is off again",
    ),
    *("didnt meet", "supposed to meet today but no show", "whats dees surname", "should i go round to dees"),
)
AROUND = ("{}", "{} pls", "hi {}", "{}?", "{}!!", "ok {}", "  {} ", "{} thanks", "{} x")


def _slip(word: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(mistyped(word)))


# A slip that is a word of its own ("not" for "note") is that word, unless it is long.
SLIPPED = st.sampled_from([word for word in WORDS if len(word) > 7]).flatmap(_slip)
CASES: tuple[Callable[[str], str], ...] = (str, str.upper, str.capitalize)
TEXTS = st.builds(
    lambda text, around, case: around.format(case(text)),
    st.one_of(st.sampled_from((*WORDS, *STAFF, *ABOUT)), SLIPPED, st.just("super vision")),
    st.sampled_from(AROUND),
    st.sampled_from(CASES),
)


@settings(
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(name=st.sampled_from(sorted(SITUATIONS)), text=TEXTS)
def test_words_of_the_staff_never_reach_a_mentee(minds: dict[str, Mind], name: str, text: str) -> None:
    assert minds[name].sent(text) == [], (name, text)


@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_nor_do_any_of_these(minds: dict[str, Mind], name: str) -> None:
    reached = [text for text in (*WORDS, *STAFF, *ABOUT) if minds[name].sent(text)]
    assert reached == []


def test_and_words_to_a_mentee_still_go(minds: dict[str, Mind]) -> None:
    for name in ("nothing", "a nudge", "words", "two wrote", "promise, after a nudge"):
        for text in ("dee you still ok for thursday?", "hey dee well done today", "Dee: 4pm works"):
            (sent,) = minds[name].sent(text)
            assert sent.to == minds[name].world.mentee.id
