"""Running a harness over a range of numbers: limits, faults, chunks that are not run twice, and a fault made small.

Every input is made from a number, so a run is a range of them and nothing else has to be kept. After each chunk a line goes to the log;
a run that finds the chunk there passes it over. A fault is told by what was raised and where, so that the same one is kept once.
"""

from __future__ import annotations

import json
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from fuzz.sample import Sample, save

CHUNK = 100
MEMORY = 6_000_000_000  # bytes of address space
TRIES = 4_000  # checks that making a fault smaller may take
SECONDS = 120  # and its time


class TooLong(BaseException):
    """An input takes longer than it may. No library's `except Exception` is to catch it."""


@dataclass(frozen=True, slots=True)
class Harness:
    """What is tried.

    Attributes:
        name: Its name, and that of its folder in the corpus.
        make: The input of a number.
        check: Raises where the input breaks something.
        seconds: Processor time that an input may take.
    """

    name: str
    make: Callable[[int], Sample]
    check: Callable[[Sample], None]
    seconds: float


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong.

    Attributes:
        kind: What was raised, where, and which promise it broke: the same for the same fault.
        message: In its own words.
    """

    kind: str
    message: str


def fault_of(harness: Harness, sample: Sample) -> Fault | None:
    """What an input breaks, if anything."""
    try:
        with _limited(harness.seconds):
            harness.check(sample)
    except TooLong as error:
        return Fault("TooLong", f"more than {harness.seconds} seconds, in {_where(error)}")
    except Exception as error:
        return Fault(f"{type(error).__name__} in {_where(error)}: {str(error).partition(': ')[0][:80]}", str(error)[:500])
    return None


def _where(error: BaseException) -> str:
    """The innermost function of ours."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "reportedly" in frame.filename]
    return f"{Path(frames[-1].filename).stem}.{frames[-1].name}" if frames else "the check"


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise `TooLong` when so much processor time has gone, that of a loaded machine not counted."""

    def ring(_number: int, _frame: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Line(TypedDict):
    """What the log says of a chunk.

    Attributes:
        harness: Its harness.
        range: First number, and the one after the last.
        seconds: Processor time.
        faults: Kind, number and message of each.
    """

    harness: str
    range: tuple[int, int]
    seconds: float
    faults: list[tuple[str, int, str]]


@dataclass(slots=True)
class Tally:
    """What a run came to.

    Attributes:
        inputs: How many were checked, those of earlier runs in the log included.
        seconds: Processor time that they took.
        faults: Kinds of faults, each with its first number and its message.
    """

    inputs: int
    seconds: float
    faults: dict[str, tuple[int, str]]


def run(harness: Harness, first: int, count: int, log: Path, found: Path) -> Tally:
    """Check a range of inputs, chunk by chunk.

    Args:
        harness: What is tried.
        first: The first number.
        count: How many.
        log: Where chunks are noted; those that are there are not run again.
        found: Folder for the faults, one of each kind, made small.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    log.parent.mkdir(parents=True, exist_ok=True)
    tally = Tally(0, 0.0, {})
    done = {tuple(line["range"]): line for line in _lines(log) if line["harness"] == harness.name}
    with suppress(Exception):  # what is loaded once is loaded now; a fault is found below
        harness.check(harness.make(first))
    for low in range(first, first + count, CHUNK):
        high = min(low + CHUNK, first + count)
        line = done.get((low, high)) or _chunk(harness, low, high, log, found, tally)
        tally.inputs += high - low
        tally.seconds += line["seconds"]
        for kind, number, message in line["faults"]:
            tally.faults.setdefault(kind, (number, message))
    return tally


def _chunk(harness: Harness, low: int, high: int, log: Path, found: Path, tally: Tally) -> Line:
    begun = time.process_time()
    faults: list[tuple[str, int, str]] = []
    at = log.with_suffix(f".{harness.name}.at")
    with at.open("w") as now:
        for number in range(low, high):
            now.seek(0)
            now.write(f"{number:12}")  # should the process die, this is what it died of
            now.flush()
            sample = harness.make(number)
            fault = fault_of(harness, sample)
            if fault is not None and fault.kind not in tally.faults and fault.kind not in {kind for kind, _, _ in faults}:
                faults.append((fault.kind, number, fault.message))
                small = smaller(harness, sample, fault)
                save(found / harness.name / f"{number}.json", small)
    at.unlink()
    line = Line(harness=harness.name, range=(low, high), seconds=round(time.process_time() - begun, 3), faults=faults)
    with log.open("a") as lines:
        lines.write(json.dumps(line) + "\n")
    return line


def _lines(log: Path) -> Iterator[Line]:
    if log.exists():
        with log.open() as lines:
            yield from map(json.loads, lines)


def smaller(harness: Harness, sample: Sample, fault: Fault) -> Sample:
    """A sample, as short as can be had by leaving out, that has the same fault."""
    tries, ends = 0, time.process_time() + SECONDS
    size = max(1, len(sample.text) // 2)
    while size >= 1:
        at = 0
        while at < len(sample.text):
            less = sample.but(sample.text[:at] + sample.text[at + size :])
            tries += 1
            if tries > TRIES or time.process_time() > ends:
                return sample
            again = fault_of(harness, less)
            if again is not None and again.kind == fault.kind:
                sample = less
            else:
                at += size
        size //= 2
    return sample
