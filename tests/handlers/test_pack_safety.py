"""A pack's `[safety]`: how fast the ladder rises, and whether mentors may be told."""

import pytest

from handlers.enrolling.programmes import PackProblem, SafetyRules, read_pack

PACK = """[programme]
name = "Lakeside"
country = "US"
language = "en-US"
timezone = "America/Chicago"
"""


def test_left_out_it_is_as_usual() -> None:
    assert read_pack(PACK).safety == SafetyRules(3, 10, tells_mentor=False)


def test_what_it_says_counts() -> None:
    written = (
        "[safety]\nemergency_minutes = 1\nurgent_minutes = 20\nconcern_minutes = 90\ntells_mentor = true\n"
    )
    assert read_pack(PACK + written).safety == SafetyRules(1, 20, tells_mentor=True, concern_minutes=90)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("emergency_minutes = 0", "1 to 60"),
        ("urgent_minutes = 61", "1 to 60"),
        ('urgent_minutes = "10"', "1 to 60"),
        ("emergency_minutes = true", "1 to 60"),
        ("concern_minutes = 481", "1 to 480"),
        ("concern_minutes = true", "1 to 480"),
        ("emergency_minutes = 20", "must not be more"),
        ('tells_mentor = "yes"', "true or false"),
        ("minutes = 3", "safety.minutes"),
    ],
)
def test_what_makes_no_sense_is_refused(written: str, why: str) -> None:
    with pytest.raises(PackProblem, match=why):
        read_pack(f"{PACK}[safety]\n{written}\n")
