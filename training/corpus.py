"""The corpus: texts written for this project, with what they are, by writer.

A line is `label, category, style, text`, separated by tabs. `pos` is what a person should look at today.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent.parent / "safety" / "corpus"
ASIDE = HERE / "set-aside"  # writers that nothing is ever learnt from: thresholds and figures come from them

# What looks like danger and is none, or is heavy and safe: alarms on these are counted apart from daily talk.
HARD = frozenset(
    [
        "figure",
        "past",
        "negated",
        "media",
        "grief",
        "sadness",
        "stress",
        "argument",
        "health",
        "recovery_ok",
        "banter",
        "third_ok",
        "other",
    ]
)
# The two oldest sets name daily talk more broadly; for learning what a text is about they say nothing.
BROAD = frozenset({"checkin", "mentor_talk", "banter", "other"})


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the corpus.

    Attributes:
        writer: whose it is: the name of their file.
        danger: whether a person should look at it today.
        category: what it is, in the words of the corpus' README.
        style: how it is written: "us", "uk", "es", "mix", "typo" and so on.
        text: the words.
    """

    writer: str
    danger: bool
    category: str
    style: tuple[str, ...]
    text: str

    @property
    def daily(self) -> bool:
        """Whether it is daily talk that does not even look like danger."""
        return not self.danger and self.category not in HARD

    @property
    def spanish(self) -> bool:
        """Whether it is in Spanish, or partly so."""
        return bool({"es", "mix"} & set(self.style))


class CorpusError(Exception):
    """A line of the corpus cannot be read; the message says which, and what is wrong with it."""


def read(folder: Path = HERE) -> list[Line]:
    """Every line of every writer, in the order of their names.

    Raises:
        CorpusError: a line is not as it should be.
    """
    return [
        line
        for file in sorted(folder.glob("*.tsv"))
        for line in parse(file.stem, file.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    ]


def parse(writer: str, lines: Iterable[str]) -> list[Line]:
    """The lines of one writer.

    Raises:
        CorpusError: a line is not as it should be.
    """
    found = []
    for number, raw in enumerate(lines, 1):
        fields = raw.rstrip("\n").split("\t")
        if len(fields) != 4 or fields[0] not in ("pos", "neg") or not all(fields):
            raise CorpusError(f"{writer}, line {number}: write pos or neg, category, style and text.")
        label, category, style, text = fields
        found.append(Line(writer, label == "pos", category, tuple(style.split()), text))
    return found


def folds(lines: Sequence[Line], number: int) -> list[tuple[list[Line], list[Line]]]:
    """The corpus cut by writer, `number` times: what is learnt from, and what is judged.

    Every writer is judged once, and none of their lines was learnt from then.
    """
    writers = sorted({line.writer for line in lines})
    groups = [writers[start::number] for start in range(number)]
    return [
        (
            [line for line in lines if line.writer not in group],
            [line for line in lines if line.writer in group],
        )
        for group in groups
    ]
