"""Whatever people type as a place: it is read the same again, compared the same, and nothing breaks on it."""

from hypothesis import given
from hypothesis import strategies as st

from conversations import areas, own_plan, seeking
from conversations.areas import Near

zips = st.from_regex(r"[0-9]{5}", fullmatch=True)
halves = st.from_regex(r"[A-Z]{1,2}[0-9][0-9A-Z]?", fullmatch=True)
towns = st.sampled_from(["Leeds", "Oak Park", "San Antonio", "St. Ives"])
places = st.one_of(zips, halves, towns)


@given(place=places)
def test_a_place_that_is_typed_is_read_and_kept_the_same(place: str) -> None:
    once = areas.read(place)
    assert once
    assert areas.read(once) == once
    assert areas.read(place.lower()) == once
    assert areas.near(once, place) is Near.SAME


@given(outward=halves, inward=st.from_regex(r"[0-9][A-Z]{2}", fullmatch=True), gap=st.sampled_from(["", " "]))
def test_the_second_half_of_a_postcode_is_never_kept(outward: str, inward: str, gap: str) -> None:
    found, rest = areas.find(f"food bank near {outward}{gap}{inward}")
    assert found == outward
    assert inward not in found + rest


@given(mine=places, theirs=st.lists(places, max_size=4))
def test_how_near_two_are_does_not_depend_on_their_order(mine: str, theirs: list[str]) -> None:
    mine = areas.read(mine)
    found = areas.near(mine, ", ".join(theirs))
    assert found == areas.near(mine, ",".join(reversed(theirs)))
    if not theirs:
        assert found is Near.EVERYWHERE
    elif mine in map(areas.read, theirs):
        assert found is Near.SAME


@given(text=st.text(max_size=200))
def test_no_text_breaks_a_reader(text: str) -> None:
    found, rest = areas.find(text)
    assert len(found) <= len(text) + 1
    assert isinstance(rest, str)
    areas.read(text)
    areas.read_new(text)
    seeking.seeks(text)
    seeking.read_search(text, "en-US")
    own_plan.tells_of_a_slip(text)
    for question in (seeking.AREA, seeking.HELPED):
        read = question.read(text, "es")
        if read is not None:
            assert question.load(question.dump(read.value)) == read.value
