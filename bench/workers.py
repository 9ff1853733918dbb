"""What `reportedly add --workers` is worth: `python -m bench.workers [speed N | memory N...]`.

`speed N` takes in N texts of the benchmarks without workers (one process reads and keeps), with one and with two, by turns, and prints the
ratios of their times with their spread, and what the ledger's upkeep costs: the processor time of the process that keeps, in parts of
that of those that read. `memory N...` takes
in so many made-up reports and prints the most memory that the keeping process and any worker held. Each run is a process of its own.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.documents import chosen, documents, shared
from bench.ledger_scale import made
from reportedly.intake.received import Received
from reportedly.run.ledger import LedgerFile

RUNS = 3
NOON = "2022-02-01T12:00:00+00:00"
MB = 1024  # of them in the unit of `ru_maxrss`


def run(what: str, count: int, workers: int) -> dict[str, float]:
    """Take reports in, in a process of its own."""
    command = [sys.executable, "-m", "bench.workers", "child", what, str(count), str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {name: float(value) for name, value in json.loads(done.stdout.splitlines()[-1]).items()}


def child(what: str, count: int, workers: int) -> None:
    """The process itself: wall time from the first report kept to the last, processor time and memory of itself and of its workers."""
    with tempfile.TemporaryDirectory() as folder, LedgerFile(Path(folder) / "l.sqlite", create=True) as file:
        begun, started = time.perf_counter(), time.process_time()
        added = file.add(_reports(what, count), NOON, workers=workers)
        wall, own = time.perf_counter() - begun, time.process_time() - started
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    found = {
        "reports": len(added.new),
        "wall": wall,
        "own": own,
        "theirs": theirs.ru_utime + theirs.ru_stime,
        "own_mb": mine.ru_maxrss / MB,
        "theirs_mb": theirs.ru_maxrss / MB,
    }
    print(json.dumps(found))


def speed(count: int) -> None:
    """Two workers against one, and against none."""
    against_none, against_one, upkeep = [], [], []
    for number in range(RUNS):
        none, one, two = (run("texts", count, workers) for workers in range(3))
        against_none.append(none["wall"] / two["wall"])
        against_one.append(one["wall"] / two["wall"])
        upkeep.append(one["own"] / one["theirs"])
        line = f"run {number + 1}: {none['wall']:.1f} s in one process, {one['wall']:.1f} s with one worker, {two['wall']:.1f} s with two"
        print(f"{line}; {count / two['wall']:.1f} reports a second; upkeep {upkeep[-1]:.1%}", flush=True)
    print(f"two workers / one process: {_spread(against_none, '.2f')}")
    print(f"two workers / one worker:  {_spread(against_one, '.2f')}")
    print(f"upkeep / reading:          {_spread(upkeep, '.1%')}")


def _spread(values: list[float], form: str) -> str:
    """Median, least and most."""
    return f"{statistics.median(values):{form}} ({min(values):{form}} to {max(values):{form}})"


def memory(sizes: tuple[int, ...]) -> None:
    """Whether memory grows with the number of reports."""
    for count in sizes:
        found = run("made", count, 2)
        held = f"{found['own_mb']:.0f} MB held by the process that keeps, {found['theirs_mb']:.0f} MB by the largest worker"
        print(f"{count:,} reports: {held}; {found['wall']:.0f} s; upkeep {found['own'] / found['theirs']:.1%}", flush=True)


def _reports(what: str, count: int) -> Iterator[Received]:
    if what == "made":
        for number in range(count):
            report = made(number).report
            yield Received(report.text, outlet=report.outlet, published=report.published, external_id=str(number))
        return
    for item in chosen(documents(shared() / "bench" / "incidents" / "dev" / "docs.jsonl"), count):
        published = {"published": item.published, "published_basis": "argument"} if item.published else {}
        yield Received(item.text, title=item.title, outlet=item.outlet, external_id=item.id, **published)  # type: ignore[arg-type]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["child", what, count, workers]:
            child(what, int(count), int(workers))
        case ["speed", count]:
            speed(int(count))
        case ["memory", *sizes]:
            memory(tuple(map(int, sizes)))
        case _:
            print(__doc__)
