"""A wish to die in other words, a resolve beside it, a need for tonight: found; everyday talk: not."""

import pytest

from safety.recogniser import assess
from safety.tiers import Category, Tier


@pytest.mark.found("C3")
@pytest.mark.parametrize(
    "text",
    [
        "im done living",
        "all i want is to die",
        "im praying to die",
        "begging god to let me die",
        "every night i pray i dont wake up and die",
        "dying is all i think about",
        "im done with this life",
        "got a gun and im going to use it on myself",
        "lo único que quiero es morir",
        "le pido a dios que me lleve ya",
        "hoy me quito la vida",
    ],
)
def test_a_plain_wish_to_die_is_urgent_however_it_is_said(text: str) -> None:
    assert assess(text).tier.rank >= Tier.URGENT.rank


@pytest.mark.found("C3")
@pytest.mark.parametrize(
    "text",
    [
        "done living with my nan, got my own place",
        "all i want is to sleep",
        "praying for my cousin",
        "waiting for the noise to die down",
        "no time to die is a good film",
        "listening to ready to die",
        "done with this form",
        "le pido a dios por mi familia",
        "le pido a la vecina que me lleve al doctor",
    ],
)
def test_what_only_sounds_like_it_is_nothing(text: str) -> None:
    assert assess(text).tier is Tier.NONE


@pytest.mark.found("C3")
@pytest.mark.parametrize(
    "text",
    [
        "im not praying to die or anything",
        "years ago all i wanted was to die, i was 16",
        "she said all he wants is to die lol",
    ],
)
def test_denied_past_or_laughed_at_it_is_not_urgent(text: str) -> None:
    assert assess(text).tier.rank <= Tier.CONCERN.rank


@pytest.mark.parametrize(
    "text",
    [
        "i dont wanna live no more im gunna do it tonite",
        "dont want to be alive, writing my goodbye letters",
        "no quiero seguir viviendo, ya tengo todo listo para hoy",
    ],
)
def test_a_resolve_makes_a_wish_not_to_live_urgent(text: str) -> None:
    assert assess(text).tier is Tier.URGENT


@pytest.mark.parametrize(
    "text",
    [
        "im going to do it tonight, the cv i mean",
        "got a plan for the weekend",
        "ya tengo todo listo para el viaje",
    ],
)
def test_a_resolve_alone_is_nothing(text: str) -> None:
    assert assess(text).tier is Tier.NONE


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("i used to want to die but im good now", Tier.NONE),
        ("not suicidal, im fine", Tier.NONE),
        ("antes queria morirme pero ya tengo 5 años limpio", Tier.NONE),
        ("i was suicidal years ago", Tier.CONCERN),
        ("im not suicidal im just so tired of living", Tier.CONCERN),
        ("not suicidal but i wouldnt mind not being here", Tier.CONCERN),
        ("im good now. i want to die", Tier.URGENT),
    ],
)
def test_over_or_denied_is_nothing_only_where_they_say_that_they_are_well(text: str, tier: Tier) -> None:
    assert assess(text).tier is tier


@pytest.mark.found("C5")
@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("i got nowhere to sleep tonight", Category.SHELTER),
        ("no tengo donde dormir", Category.SHELTER),
        ("sleeping in my car tonight", Category.SHELTER),
        ("they put me out", Category.SHELTER),
        ("no tengo adonde ir ase mucho frio", Category.SHELTER),
        ("the shelter is full again", Category.SHELTER),
        ("me corrieron de la casa", Category.SHELTER),
        ("havent eaten in 3 days", Category.HUNGER),
        ("no food since monday and no money", Category.HUNGER),
        ("llevo dos dias sin comer", Category.HUNGER),
    ],
)
def test_a_need_for_tonight_is_found_as_one(text: str, category: Category) -> None:
    found = assess(text)
    assert (found.tier, found.category) == (Tier.CONCERN, category)


@pytest.mark.found("C5")
@pytest.mark.parametrize(
    "text",
    [
        "i used to be homeless, got my own keys now",
        "looking for a new place closer to work",
        "they kicked me out of the group chat",
        "vivo en la calle principal",
        "me corrieron del trabajo",
        "havent eaten since lunch",
        "im starving, whats for dinner",
        "no tengo ganas de comer",
        "nowhere to go but up",
    ],
)
def test_housing_and_hunger_in_everyday_talk_are_none(text: str) -> None:
    assert assess(text).tier is Tier.NONE
