"""`pack check`: what to mend in a pack, or in our own wording, before a phone shows it.

A finding has a file, a line, a weight and what is wrong; an error makes the command fail, a warning does not.
What is looked for in a sentence stands in `conversations/proofreading.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.enrolling import look_into, read_pack
from bot.sample_words import sample
from bot.wiring import read_wording
from conversations import overriding
from conversations.control import Need
from conversations.proofreading import Finding, Weight, look_over
from conversations.questions import QUESTIONS
from conversations.wording import LANGUAGES, Wording
from handlers.enrolling.pack_lines import key_lines, place_lines
from handlers.enrolling.places import doubt_about
from handlers.enrolling.programmes import Pack, PackProblem, is_country, numbered_places

# These only ever answer what somebody has just asked for by its name, or told of.
_JUST_ASKED = ("need-medicine", "early-days-safer", "lesson-")
_OPTIONS = {question.wording: question.options for question in QUESTIONS.values() if question.listed}


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: where, what it is about, and what is wrong."""

    file: str
    line: int
    about: str
    finding: Finding

    def __str__(self) -> str:
        about = f"{self.about}: " if self.about else ""
        return f"{self.file}:{self.line}: {self.finding.weight}: {about}{self.finding.what}"


def run_check(folder: Path | None) -> bool:
    """Print what was found in a pack (none: in our own wording); whether there is no error."""
    found = list(check_wording(read_wording())) if folder is None else list(check_pack(folder))
    for one in found:
        print(one)
    errors = sum(one.finding.weight is Weight.ERROR for one in found)
    print(f"{_number(errors, 'error')}, {_number(len(found) - errors, 'warning')}.")
    return not errors


def refuse_errors(folder: Path) -> None:
    """Let a pack with an error go no further.

    Raises:
        PackProblem: names each, with its file and line.
    """
    errors = [str(one) for one in check_pack(folder) if one.finding.weight is Weight.ERROR]
    if errors:
        raise PackProblem("\n".join([*errors, "Nothing was changed. Mend the pack and try again."]))


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def check_wording(wording: Wording) -> Iterator[Found]:
    """Every sentence of ours, in each language."""
    for language in LANGUAGES:
        for line, known in wording.lines(language).items():
            if not line.startswith("-"):
                where = f"conversations/wording/{known.file}"
                yield from _lint(wording, language, (line,), {line: known.line}, where)


def check_pack(folder: Path) -> Iterator[Found]:
    """A pack: what keeps it from being used, and what is wrong with each sentence and place, all at once."""
    try:
        pack, faults = look_into(folder)
    except PackProblem as problem:
        yield _fault(str(problem))
        return
    yield from map(_fault, faults)
    base = read_wording()
    read = {one: overriding.read(base, one, source) for one, source in pack.wording.items()}
    wording = _with_own(base, read)
    for language, own in read.items():
        yield from _lint(wording, language, own.lines, own.lines, f"wording/{language}.ftl")
    languages = tuple(one for one in pack.languages if one in LANGUAGES)  # others are among the faults
    if languages:
        yield from _untranslated(languages, {one: own.lines for one, own in read.items()})
    yield from _places(pack, languages, folder)
    yield from _asked_and_said(pack, folder)
    if pack.language in LANGUAGES:
        for finding in look_over(pack.name, pack.language):
            yield Found("programme.toml", 1, "programme.name", finding)


def _fault(fault: str) -> Found:
    """A fault of `read_pack`, whose text begins with its file and line where it has one."""
    file, _, rest = fault.partition(":")
    line, _, what = rest.partition(": ")
    if not line.isdigit():
        return Found("programme.toml", 1, "", Finding(Weight.ERROR, fault))
    return Found(file, int(line), "", Finding(Weight.ERROR, what))


def _lint(
    wording: Wording, language: str, lines: Iterable[str], at: dict[str, int], where: str
) -> Iterator[Found]:
    for line in lines:
        known = wording.lines(language)[line]
        given = {name: sample(language, name) for name in known.variables}
        text = wording.render(language, line, **given)
        # A question goes out with what can be chosen below it.
        listed = [
            wording.render(language, one.label) for one in _OPTIONS.get(line.removesuffix(".again"), ())
        ]
        numbered = [f"{number} {label}" for number, label in enumerate(listed, start=1)]
        asked = line.startswith(_JUST_ASKED)
        for finding in look_over(text, language, telling_is_fine=asked, below="\n".join(numbered)):
            yield Found(where, at[line], line, finding)


def _untranslated(languages: tuple[str, ...], own: dict[str, dict[str, int]]) -> Iterator[Found]:
    """Sentences that are there in one of the programme's languages and not in another."""
    for language in languages:
        for other in languages:
            for line, at in own.get(other, {}).items():
                if line not in own.get(language, {}):
                    what = f"missing in {language}: write it in wording/{language}.ftl as well."
                    yield Found(f"wording/{other}.ftl", at, line, Finding(Weight.ERROR, what))
    for language in own:
        if language not in languages:
            what = f"{language} is not among programme.languages, so nobody is meant to read this."
            yield Found(f"wording/{language}.ftl", 1, "", Finding(Weight.WARNING, what))


def _asked_and_said(pack: Pack, folder: Path) -> Iterator[Found]:
    """The questions of its pulses, and the words of its milestones."""
    lines = key_lines((folder / "programme.toml").read_bytes().decode("utf-8-sig", "replace"))
    pulses, milestones = pack.choices.pulses, pack.choices.milestones
    questions = [each for one in pulses for each in one.questions]
    said = [
        *(
            (f"pulses.questions[{number}].{language}", language, text)
            for number, one in enumerate(questions, start=1)
            for language, text in one.words
        ),
        *(
            (f"milestones[{number}].{part}", language, text)
            for number, one in enumerate(milestones, start=1)
            for part, words in (("words", one.words), ("gift", one.gift))
            for language, text in words
        ),
    ]
    for about, language, text in said:
        for finding in look_over(text, language):
            yield Found("programme.toml", lines.get(about, 1), about, finding)


def _places(pack: Pack, languages: tuple[str, ...], folder: Path) -> Iterator[Found]:
    file = folder / "resources.toml"
    text = file.read_bytes().decode("utf-8-sig", "replace") if file.is_file() else ""
    faults: list[str] = []
    places = numbered_places(text, faults)
    begins = dict(enumerate(place_lines(text), start=1))
    for number, place in places:
        line = begins.get(number, 1)
        if is_country(pack.country) and (doubt := doubt_about(place.name, place.how, pack.country)):
            yield Found("resources.toml", line, "", Finding(Weight.WARNING, doubt))
        # People ask for these by what they need: a clinic may be called a clinic.
        language = place.language or pack.language
        for finding in (
            look_over(f"{place.name}: {place.how}", language, True) if language in LANGUAGES else ()
        ):
            yield Found("resources.toml", line, place.name, finding)
    if faults:  # what is missing may be in a place that could not be read
        return
    for need in Need:
        told = {place.language.partition("-")[0] for _, place in places if place.need is need}
        for language in languages if told and "" not in told else ():
            if language.partition("-")[0] not in told:
                what = f"no place for {need.value} that is told in {language}."
                yield Found("resources.toml", 1, "", Finding(Weight.ERROR, what))


def own_lines(folder: Path | None) -> Wording:
    """The wording as the people of this pack read it; without a pack, ours.

    Raises:
        PackProblem: the pack cannot be used as it is.
    """
    base = read_wording()
    if folder is None:
        return base
    return _with_own(
        base, {one: overriding.read(base, one, source) for one, source in read_pack(folder).wording.items()}
    )


def _with_own(base: Wording, own: dict[str, overriding.Overrides]) -> Wording:
    return base.with_programmes({"": {one: read.messages for one, read in own.items()}}).of("")
