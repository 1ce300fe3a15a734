"""A programme pack in another encoding gets a sentence."""

from pathlib import Path

import pytest

from bot.enrolling import read_pack
from handlers.enrolling.programmes import PackProblem

PACK = '[programme]\nname = "Lakeside"\ncountry = "US"\nlanguage = "en-US"\ntimezone = "America/Chicago"\n'


@pytest.mark.found("J10")
@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("programme.toml", PACK.replace("Lakeside", "Lagó").encode("latin-1")),
        ("programme.toml", PACK.encode("utf-16")),
        ("programme.toml", b"\xff\xfe\x00"),
        ("resources.toml", 'x = "Niño"'.encode("cp1252")),
    ],
)
def test_a_pack_that_is_not_utf_8_is_said_to_be_so(tmp_path: Path, file: str, data: bytes) -> None:
    (tmp_path / "programme.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / file).write_bytes(data)
    with pytest.raises(PackProblem, match=f"{file} is not text in UTF-8.*save it as UTF-8"):
        read_pack(tmp_path)


@pytest.mark.found("J10")
def test_a_mark_at_the_beginning_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_bytes(b"\xef\xbb\xbf" + PACK.encode())
    assert read_pack(tmp_path).name == "Lakeside"
