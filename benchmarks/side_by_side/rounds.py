"""How every contender is driven: the same people, the same answers, so many at once, in rounds.

A contender is a process of its own, since peers live in an environment of their own; so this file needs
nothing but Python. It is told what to do by lines on its standard input, and answers each with a line of
JSON:

    round SECONDS    answers from people who have not answered yet; how many, in how long, with how much CPU
    alone MESSAGES   the same one after another, each with its time and its CPU
    size             how many bytes of database there are, how many statements there were
    check            closes everything, opens the files again, and looks whether each answer stands there

Person `n` waits at the first question where `n` is even ("how was your week?"), at the second where it is
odd ("one small step?"), and gives that answer: on the first the second question goes out, on the second the
thanks.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

AT_ONCE = 64
_PAUSE = 0.03  # seconds after a message alone: what is done about it afterwards counts as its CPU, too
REPLIES = ("4", "call the landlord about the heating")
ASK_MOOD = "How was your week, from 1 (very hard) to 5 (very good)?"
ASK_STEP = "What's one small step for the week ahead? Say it in your own words."
THANKS = "You took a moment for yourself and answered. Good luck with it."


class Wrong(Exception):
    """A contender did not do what it is measured for."""


class Contender(Protocol):
    """One way to hold a check-in, durably."""

    async def open(self, folder: Path, people: int) -> None:
        """Open the files in the folder; where they are new, put so many people into a check-in."""
        ...

    async def answer(self, person: int) -> None:
        """Somebody's answer arrives; returns when it is kept and answered."""
        ...

    async def kept(self, person: int) -> bool:
        """Whether the files say that this person has answered, and what."""
        ...

    def size(self) -> dict[str, int]:
        """Bytes of database in use, statements so far; {} where it cannot tell."""
        ...

    async def close(self) -> None:
        """Let go of the files."""
        ...


def serve(make: Callable[[], Contender]) -> None:
    """Do what the lines say, until there are no more. Arguments: the folder, and how many people."""
    folder, people = Path(sys.argv[1]), int(sys.argv[2])
    asyncio.run(_serve(make, folder, people))


async def _serve(make: Callable[[], Contender], folder: Path, people: int) -> None:
    contender = make()
    await contender.open(folder, people)
    waiting = iter(range(people))
    answered: list[int] = []
    _say({"ready": people})
    while line := await asyncio.to_thread(sys.stdin.readline):
        what, *rest = line.split()
        if what == "round":
            _say(await one_round(contender, waiting, answered, float(rest[0]), people // 6))
        elif what == "alone":
            _say(await _alone(contender, waiting, answered, int(rest[0])))
        elif what == "size":
            _say(contender.size())
        elif what == "check":
            await contender.close()
            contender = make()
            await contender.open(folder, people)
            await check(contender, answered, list(waiting)[:50])
            _say({"kept": len(answered)})
    await contender.close()


async def check(contender: Contender, answered: list[int], others: list[int]) -> None:
    """Make sure that every answer is in the files, and none of people who have not answered.

    Raises:
        Wrong: they are not as they should be.
    """
    lost = [person for person in answered if not await contender.kept(person)]
    early = [person for person in others if await contender.kept(person)]
    if lost or early or not answered:
        raise Wrong(f"{len(lost)} of {len(answered)} answers are not in the files, {len(early)} too early")


async def one_round(
    contender: Contender, waiting: Any, answered: list[int], seconds: float, most: int
) -> dict[str, float]:
    """Let people answer, so many at once; those who did are added to `answered`."""
    before = len(answered)
    began, cpu = time.perf_counter(), time.process_time()

    async def one_after_another() -> None:
        while time.perf_counter() - began < seconds and len(answered) - before < most:
            person = next(waiting, None)
            if person is None:
                return
            await contender.answer(person)
            answered.append(person)

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(one_after_another())
    done = len(answered) - before
    return {
        "messages": done,
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
    }


async def _alone(contender: Contender, waiting: Any, answered: list[int], messages: int) -> dict[str, Any]:
    seconds, cpus = [], []
    for _ in range(messages):
        person = next(waiting)
        began, cpu = time.perf_counter(), time.process_time()
        await contender.answer(person)
        seconds.append(time.perf_counter() - began)
        answered.append(person)
        await asyncio.sleep(_PAUSE)
        cpus.append(time.process_time() - cpu)
    return {"seconds": seconds, "cpu": cpus}


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)
