"""How long words are kept, as a programme's pack may say it."""

import pytest

from handlers.enrolling.programmes import PackProblem, read_pack

PACK = """[programme]
name = "Lakeside"
country = "US"
language = "en-US"
timezone = "America/Chicago"
"""


@pytest.mark.parametrize(("line", "days"), [("", None), ("retention_days = 90", 90)])
def test_a_pack_may_say_how_long_words_are_kept(line: str, days: int | None) -> None:
    assert read_pack(PACK + line).retention_days == days


@pytest.mark.parametrize("value", ["0", "3651", "90.0", '"90"', "true"])
def test_what_is_no_number_of_days_is_told(value: str) -> None:
    with pytest.raises(PackProblem, match="number of days"):
        read_pack(f"{PACK}retention_days = {value}")
