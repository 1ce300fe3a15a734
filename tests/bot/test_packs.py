"""`pack check` and `pack preview`: faults with file and line, and a conversation as phones show it."""

import io
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from bot import __main__ as main
from bot.enrolling import read_pack
from bot.pack_check import own_lines
from bot.pack_preview import Phone, play, show
from conversations.wording import LANGUAGES
from handlers.enrolling.programmes import PackProblem

PROGRAMMES = Path(__file__).parents[2] / "programmes"
SHOWN = (
    *("check-in", "mid-week", "small-step", "self-care", "look-back", "kit", "kit-change", "kit-show"),
    *("strength", "barrier", "meeting", "meeting-before", "meeting-after", "reflect-weekly", "reflection"),
    *("welcome", "mentor-welcome", "pause", "time", "language", "resources", "correction", "deletion"),
    *("complaint", "which-one", "for-whom"),
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    shutil.copytree(PROGRAMMES / "reentry-us", folder)
    return folder


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["handrail", *words])
    monkeypatch.setattr("bot.private_files.only_ours", lambda: None)
    with pytest.raises(SystemExit) as ended:
        main.main()
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out + shown.err


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def check(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    return run(monkeypatch, capsys, "pack", "check", str(folder))


def test_a_sound_pack_passes(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(pack, monkeypatch, capsys) == (0, "0 errors, 0 warnings.\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("programme.toml", "planning_months = 6", "planning_months = 60", "programme.toml:17: error"),
        (
            "programme.toml",
            'name = "Open Road Mentors"',
            'name = "Parole Mentors"',
            "tell a stranger: parole",
        ),
        ("programme.toml", 'role = "mentor"', 'role = "boss"', "pulses[2].role is one of: mentee, mentor"),
        ("programme.toml", 'id = "own-pace"', 'id = "listened"', "pulses.questions[2].id stands there twice"),
        ("programme.toml", "Do you feel ready for", "Is your PO ready for", "would tell a stranger"),
        ("programme.toml", 'es = "¿Sientes que te escuchan?"', "", "pulses.questions[1].es is missing"),
        ("programme.toml", 'counts = "goals"', 'counts = "streak"', "milestones[2].counts is one of: goals"),
        ("programme.toml", 'es = "un pase de bus de un mes"', 'fr = "un bus"', "milestones[2].gift"),
        ("programme.toml", "[safety]", "[pulse]\n[safety]", 'error: "pulse" is not a part'),
        ("programme.toml", "[quiet_hours] ", "[quiet_hours ", "programme.toml:12: error"),
        ("resources.toml", 'need = "work"', 'need = "job"', "resources.toml:16: error"),
        (
            "wording/es.ftl",
            "check-in-close-2",
            "check-in-close-3",
            "missing in es: write it in wording/es.ftl",
        ),
        ("wording/es.ftl", "qué bueno", "bienvenido, qué bueno", "wording/es.ftl:2: error"),
        ("wording/en-US.ftl", "One week at a time.", "Call your PO.", "wording/en-US.ftl:3: error"),
        ("wording/en-US.ftl", "{ $name }, how", "how", "wording/en-US.ftl:4: error"),
        ("wording/en-US.ftl", "mid-week-hello-5", "help", "help is the same for every programme"),
    ],
)
def test_a_fault_is_told_with_its_place(
    pack: Path,
    file: str,
    old: str,
    new: str,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit(pack / file, old, new)
    code, told = check(pack, monkeypatch, capsys)
    assert code == 1
    assert says in told, told


def test_all_that_is_wrong_is_told_at_once(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(pack / "programme.toml", "[quiet_hours] ", "[quiet_hours ")
    edit(pack / "resources.toml", 'need = "work"', 'need = "job"')
    edit(pack / "wording" / "es.ftl", "qué bueno", "bienvenido, qué bueno")
    edit(pack / "wording" / "en-US.ftl", "mid-week-hello-5", "help")
    code, told = check(pack, monkeypatch, capsys)
    assert code == 1
    for place in ("programme.toml:12", "resources.toml:16", "wording/es.ftl:2", "wording/en-US.ftl:"):
        assert f"{place}" in told, told
    assert "programme.name" not in told  # it stands there; the file could not be read, that is all


def test_a_file_in_another_encoding_hides_no_other_fault(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pack / "programme.toml"
    file.write_bytes(file.read_bytes() + "\n# señal\n".encode("latin-1"))
    edit(pack / "resources.toml", 'need = "work"', 'need = "job"')
    code, told = check(pack, monkeypatch, capsys)
    lines = len(file.read_bytes().splitlines())
    assert (code, f"programme.toml:{lines}: error: programme.toml is not text in UTF-8" in told) == (1, True)
    assert "resources.toml:16: error" in told
    assert "is needed" not in told


def test_a_place_in_one_language_only_is_a_fault(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        pack / "resources.toml",
        'need = "work"\nname = "American Job Center"\nhow = "llama',
        'need = "papers"\nname = "x"\nhow = "llama',
    )
    code, told = check(pack, monkeypatch, capsys)
    assert (code, "no place for work that is told in es" in told) == (1, True)


def test_a_warning_alone_does_not_fail(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(pack / "wording" / "es.ftl", "Una semana a la vez.", "Un día a la vez.")
    code, told = check(pack, monkeypatch, capsys)
    assert (code, "wording/es.ftl:3: warning" in told) == (0, True)


def test_there_has_to_be_a_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = check(tmp_path, monkeypatch, capsys)
    assert (code, "There is no" in told) == (1, True)


def test_a_sentence_that_does_not_fit_is_refused_before_anything_is_made(pack: Path) -> None:
    (pack / "wording" / "fr.ftl").write_text("x = y\n", encoding="utf-8")
    edit(pack / "wording" / "es.ftl", "check-in-hello-2", "check-in-hello-99")
    with pytest.raises(PackProblem) as told:
        read_pack(pack)
    assert "wording/es.ftl:2: there is no line" in str(told.value)
    assert "wording/fr.ftl:1: the file of a language" in str(told.value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWN)
def test_every_conversation_can_be_shown(name: str, language: str) -> None:
    said = list(play(own_lines(None), name, language))
    assert said
    assert len(said) < 20, "it comes to an end"


def test_sms_has_numbers_and_segments_telegram_has_buttons(pack: Path) -> None:
    out = Console(file=io.StringIO(), width=90)
    show(play(own_lines(pack), "mid-week", "es"), Phone.BOTH, out)
    shown = out.file.getvalue()  # type: ignore[attr-defined]  # the StringIO above
    assert "1 SMS, 119 letters" in shown
    assert "1 Hecho" in shown
    assert "[ Hecho ]" in shown


def test_answers_can_be_given_and_the_packs_words_are_shown(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(pack / "wording" / "en-US.ftl", "mid-week-hello-5", "mid-week-not-yet-1")
    edit(pack / "wording" / "en-US.ftl", "Hi { $name }, how is the road today?", "The road is long.")
    words = ("pack", "preview", "mid-week", "--pack", str(pack), "--answer", "not yet", "--phone", "sms")
    code, told = run(monkeypatch, capsys, *words)
    assert code == 0
    assert "The road is long." in told


def test_what_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, says in (
        (("nothing",), "There is no conversation nothing to show. There are: area"),
        (("check-in", "--language", "fr"), "There is no wording in fr. There is: en-US"),
        (("check-in", "--phone", "fax"), "There is no phone fax."),
    ):
        code, told = run(monkeypatch, capsys, "pack", "preview", *words)
        assert (code, says in told) == (1, True), told


@pytest.mark.parametrize("command", ["add", "change"])
def test_a_pack_with_an_error_goes_no_further(
    command: str, pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(pack / "wording" / "en-US.ftl", "One week at a time.", "Call your PO.")
    monkeypatch.chdir(pack)
    code, told = run(monkeypatch, capsys, "programme", command, str(pack))
    assert code == 1
    assert "would tell a stranger: po." in told
    assert "Nothing was changed." in told
    assert not (pack / "data").exists()
