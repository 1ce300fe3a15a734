"""Who is offered to whom, and what the answer says, in every country, language, tier and category."""

import re
from datetime import UTC, date, datetime
from itertools import product

import pytest

from safety import directory
from safety.directory import COUNTRIES, SIGNPOSTS
from safety.signposts import UnknownCountry, choose, gsm_units, reply, spoken, stale
from safety.tiers import NOTHING, Assessment, Category, Tier

LANGUAGES = ["en-US", "en-GB", "es"]
TIERS = [Tier.CONCERN, Tier.URGENT, Tier.EMERGENCY]
CATEGORIES = [one for one in Category if one]
NATIONS = {"GB": ["", "England", "Scotland", "Wales"], "US": [""], "IE": [""]}
NUMBER = {"GB": "999", "US": "911", "IE": "112"}
CELLS = list(product(COUNTRIES, LANGUAGES, TIERS, CATEGORIES))
EVENING = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def answers(country: str, language: str, tier: Tier, category: Category) -> dict[tuple[object, ...], str]:
    """Every answer that a cell can give."""
    return {
        (alerted, again, days, nation, duty, mentor): reply(
            Assessment(tier, category),
            country,
            language,
            alerted=alerted,
            again=again,
            local=EVENING,
            nation=nation,
            days_since_release=days,
            duty_from=duty,
            mentor=mentor,
        )
        for alerted in ("someone", "nobody")
        for again in (False, True)
        for days in (None, 3, 400)
        for nation in NATIONS[country]
        for duty in ("", "14:30")
        for mentor in (True, False)
    }


@pytest.mark.parametrize(("country", "language", "tier", "category"), CELLS)
def test_every_answer_fits_in_two_text_messages(
    country: str, language: str, tier: Tier, category: Category
) -> None:
    for text in answers(country, language, tier, category).values():
        units = gsm_units(text)
        assert units is not None, [ch for ch in text if gsm_units(ch) is None]
        assert units <= 306, text
        assert "{" not in text
        assert "  " not in text
        assert not re.search(r" [.,:;]|[:,] *\.|\.\.", text), text


FORBIDDEN = re.compile(
    r"committed|commit suicide|your fault|should have|selfish|promise|secret|secreto|prometo|confidential|"
    r"depress|disorder|trastorno|illness|goodbye|adi[oó]s|watching|vigil|monitor|we are here|estamos aqu|"
    r"\bsuicid|\bpills?\b|pastilla|\brope\b|\bknife\b|\bmg\b|prison|probation|jail|c[aá]rcel|recovery|crisis|"
    r"\bSTOP\b|UNSUBSCRIBE|CANCEL|\bEND\b|QUIT|REVOKE|OPTOUT",
    re.IGNORECASE,
)


@pytest.mark.parametrize(("country", "language", "tier", "category"), CELLS)
def test_no_answer_says_what_must_not_be_said(
    country: str, language: str, tier: Tier, category: Category
) -> None:
    for text in answers(country, language, tier, category).values():
        assert not FORBIDDEN.search(text.replace("stop", "")), text


@pytest.mark.parametrize(("country", "language", "tier", "category"), CELLS)
def test_every_answer_says_that_it_is_automatic_and_who_knows(
    country: str, language: str, tier: Tier, category: Category
) -> None:
    automatic = "programa" if language == "es" else "automatic"
    for (alerted, *_), text in answers(country, language, tier, category).items():
        assert automatic in text
        told = re.search(r"alerted|alert has gone|been told|avisado|tiene el aviso|sabe que has", text)
        unseen = re.search(r"[Nn]o person has|[Nn]inguna persona ha|[Nn]adie (lo )?ha", text)
        assert bool(told) is (alerted == "someone"), text
        assert bool(unseen) is (alerted == "nobody"), text


@pytest.mark.parametrize(("country", "language", "category"), list(product(COUNTRIES, LANGUAGES, CATEGORIES)))
def test_in_an_emergency_the_number_comes_before_any_other(
    country: str, language: str, category: Category
) -> None:
    for text in answers(country, language, Tier.EMERGENCY, category).values():
        numbers = re.findall(r"\d{3,}", text)
        assert numbers[0] == NUMBER[country], text


@pytest.mark.parametrize(("country", "language", "tier", "category"), CELLS)
def test_the_second_answer_is_worded_differently(
    country: str, language: str, tier: Tier, category: Category
) -> None:
    assessment = Assessment(tier, category)
    first = reply(assessment, country, language, alerted="someone")
    second = reply(assessment, country, language, alerted="someone", again=True)
    assert first[:25] != second[:25]


@pytest.mark.parametrize(("country", "language"), list(product(COUNTRIES, LANGUAGES)))
def test_overdose_says_call_naloxone_stay_and_that_it_wears_off(country: str, language: str) -> None:
    text = reply(Assessment(Tier.EMERGENCY, Category.OVERDOSE), country, language, alerted="nobody")
    parts = (
        [NUMBER[country], "naloxona", "solas", "efecto pasa"]
        if language == "es"
        else [NUMBER[country], "naloxone", "Stay together", "wears off"]
    )
    for part in parts:
        assert part in text


@pytest.mark.parametrize(("country", "language", "tier"), list(product(COUNTRIES, LANGUAGES, TIERS)))
def test_abuse_is_answered_as_if_somebody_else_reads_the_phone(
    country: str, language: str, tier: Tier
) -> None:
    for text in answers(country, language, tier, Category.ABUSE).values():
        assert not re.search(r"abus|violen|hurt|domestic|danger|peligro|maltrat|alert|Samaritans|safe", text)


def test_advice_after_release_comes_with_relapse_and_only_then() -> None:
    relapse = Assessment(Tier.CONCERN, Category.RELAPSE)
    soon = reply(relapse, "GB", "en-GB", alerted="someone", days_since_release=10)
    assert "takes far less" in soon
    assert "naloxone" in soon
    for days in (None, -3, 29, 400):
        assert "naloxone" not in reply(relapse, "GB", "en-GB", alerted="someone", days_since_release=days)
    despair = Assessment(Tier.CONCERN, Category.SUICIDE)
    assert "naloxone" not in reply(despair, "GB", "en-GB", alerted="someone", days_since_release=10)


def test_when_nobody_is_on_duty_the_person_is_told_until_when() -> None:
    text = reply(Assessment(Tier.URGENT, Category.SUICIDE), "US", "en-US", alerted="nobody", duty_from="9:00")
    assert "nobody is on duty until 9:00" in text
    told = reply(
        Assessment(Tier.URGENT, Category.SUICIDE), "US", "en-US", alerted="someone", duty_from="9:00"
    )
    assert "9:00" not in told


def test_a_concern_offers_the_mentor_and_a_line_and_nobody_else() -> None:
    concern = Assessment(Tier.CONCERN, Category.SUICIDE)
    text = reply(concern, "GB", "en-GB", alerted="someone", local=NOON)
    assert "MENTOR" in text
    assert "116 123" in text
    assert "999" not in text
    assert "MENTOR" not in reply(concern, "GB", "en-GB", alerted="someone", mentor=False)


@pytest.mark.parametrize(("country", "language", "tier", "category"), CELLS)
def test_one_to_three_are_chosen_all_verified_one_by_text_where_there_is_one(
    country: str, language: str, tier: Tier, category: Category
) -> None:
    tongue = language[:2]
    for nation in NATIONS[country]:
        chosen = choose(country, tier, category, language, EVENING, nation)
        assert 1 <= len(chosen) <= 3
        assert len(set(chosen)) == len(chosen)
        assert all(one.verified and one.country == country and tongue in one.how for one in chosen)
        assert all(one.nation in {"", nation} for one in chosen)
        if country != "IE":  # no text line there is confirmed
            assert any(one.way == "text" for one in chosen)
        if tier is Tier.EMERGENCY:
            assert chosen[0].way == "emergency"
        assert [one for one in chosen if not one.refers_on], "one that only refers on never stands alone"


def test_hours_are_respected() -> None:
    def ids(local: datetime | None) -> set[str]:
        return {one.id for one in choose("GB", Tier.CONCERN, Category.SUICIDE, "en-GB", local)}

    assert "gb-calm" in ids(EVENING)
    assert "gb-calm" not in ids(NOON)
    assert "gb-calm" not in ids(None), "when the time is unknown, only lines that are always open"
    assert "gb-samaritans" in ids(NOON)


def test_lines_of_a_nation_are_for_that_nation() -> None:
    def ids(nation: str) -> set[str]:
        return {one.id for one in choose("GB", Tier.URGENT, Category.ABUSE, "en-GB", NOON, nation)}

    assert "gb-england-refuge" in ids("England")
    assert "gb-scotland-domestic-abuse" in ids("Scotland")
    assert ids("") == {"gb-shout", "gb-emergency"}


def test_what_is_not_verified_is_never_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    unverified = {one.id for one in SIGNPOSTS if not one.verified}
    assert {"ie-50808", "gb-frank", "us-never-use-alone", "gb-mens-advice-line"} <= unverified
    offered = {
        one.id
        for country, language, tier, category in CELLS
        for nation in NATIONS[country]
        for one in choose(country, tier, category, language, NOON, nation)
    }
    assert not offered & unverified
    monkeypatch.setattr(directory, "SIGNPOSTS", tuple(one for one in SIGNPOSTS if one.refers_on))
    assert choose("US", Tier.CONCERN, Category.RELAPSE, "en-US") == ()


def test_spanish_in_the_united_states_gets_the_spanish_lines() -> None:
    ids = [one.id for one in choose("US", Tier.URGENT, Category.SUICIDE, "es")]
    assert ids == ["us-988", "us-crisis-text-line-es", "us-emergency"]
    assert "AYUDA" in reply(Assessment(Tier.URGENT, Category.SUICIDE), "US", "es", alerted="nobody")


def test_every_signpost_has_a_source_a_cost_and_a_date() -> None:
    for one in SIGNPOSTS:
        assert one.source
        assert one.cost
        assert one.checked <= date(2026, 11, 30)
        for sentence in one.how.values():
            assert one.number in sentence


def test_old_and_unverified_entries_are_listed_for_checking() -> None:
    checked = SIGNPOSTS[0].checked
    assert {one.id for one in stale(checked)} == {one.id for one in SIGNPOSTS if not one.verified}
    assert set(stale(date(2027, 11, 1))) == set(SIGNPOSTS)


@pytest.mark.parametrize(("country", "language"), list(product(COUNTRIES, LANGUAGES)))
def test_a_caller_hears_that_nobody_is_there_and_who_is(country: str, language: str) -> None:
    sentences = spoken(country, language)
    assert re.search("Nobody is listening|Nadie escucha", sentences[0])
    assert " ".join(NUMBER[country]) in sentences[1]
    assert 4 <= len(sentences) <= 7
    for sentence in sentences:
        assert not re.search(r"\d{3,}", sentence.replace("800", "")), "numbers are said digit by digit"
        assert "{" not in sentence


def test_an_unknown_country_is_said_at_once() -> None:
    with pytest.raises(UnknownCountry, match=r"signposts\.toml"):
        choose("FR", Tier.URGENT, Category.SUICIDE, "en-GB")
    with pytest.raises(UnknownCountry):
        spoken("FR", "en-GB")


def test_what_does_not_worry_gets_no_safety_reply() -> None:
    with pytest.raises(ValueError, match="does not worry"):
        reply(NOTHING, "GB", "en-GB", alerted="nobody")


@pytest.mark.parametrize(
    ("text", "units"), [("", 0), ("abc", 3), ("€", 2), ("é ñ ü", 5), ("á", None), ("[x]", 5), ("ok 👍", None)]
)
def test_units_of_gsm_7(text: str, units: int | None) -> None:
    assert gsm_units(text) == units
