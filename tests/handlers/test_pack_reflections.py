"""A pack's `[reflections]`: themes that mentors are not asked to think over."""

import pytest

from conversations.reflections import Theme
from handlers.enrolling.programmes import PackProblem, read_pack

PACK = """[programme]
name = "Lakeside"
country = "US"
language = "en-US"
timezone = "America/Chicago"
"""


def test_left_out_all_themes_are_asked_about() -> None:
    assert read_pack(PACK).left_out == ()
    assert read_pack(f"{PACK}[reflections]\n").left_out == ()


def test_what_is_left_out() -> None:
    written = f'{PACK}[reflections]\nleave_out = ["justice", "power"]\n'
    assert read_pack(written).left_out == (Theme.JUSTICE, Theme.POWER)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('leave_out = "justice"', "list of themes"),
        ('leave_out = ["sports"]', "list of themes"),
        ("leave_out = [1]", "list of themes"),
        (f"leave_out = {[theme.value for theme in Theme]}", "nothing to ask"),
        ("themes = []", "reflections.themes"),
    ],
)
def test_what_makes_no_sense_is_refused(written: str, why: str) -> None:
    with pytest.raises(PackProblem, match=why):
        read_pack(f"{PACK}[reflections]\n{written}\n")
