"""How fast: a full record against spaCy's own parse of the same texts, reports a second, memory, start-up.

Every figure is a median of several runs in one go. The two readings of a text follow each other, so that a busy
machine slows both.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench import rival
from bench.documents import Document
from bench.tasks import read

RUNS = 3
_CHILD = "from bench.speed import peak; peak()"


@dataclass(frozen=True, slots=True)
class Speed:
    """What a run of the clock found.

    Attributes:
        texts: How many texts were read.
        words: Their tokens, as spaCy counts them.
        parse_seconds: Processor time of spaCy's own parse of all texts.
        record_seconds: Processor time of the full records.
        peak_mb: Most memory that a process reading them held.
        help_seconds: Start-up of `reportedly --help`.
        import_seconds: Start-up of `import reportedly`, the interpreter's own taken off.
        rival_seconds: Processor time of gdelt-regkg's counts, amounts and quotations; None where it is not installed.
    """

    texts: int
    words: int
    parse_seconds: float
    record_seconds: float
    peak_mb: float
    help_seconds: float
    import_seconds: float
    rival_seconds: float | None = None

    @property
    def ratio(self) -> float:
        """Time of a full record in times of spaCy's parse."""
        return self.record_seconds / self.parse_seconds

    @property
    def a_second(self) -> float:
        """Reports read in a second on one core."""
        return self.texts / self.record_seconds


def measure(items: Sequence[Document], runs: int = RUNS) -> Speed:
    """Time the reading of texts."""
    from reportedly.parse.model import as_published

    nlp, _ = as_published()
    words = 0
    for document in items[:3]:  # warm up: lexicons, gazetteer, models
        nlp(document.text)
        read(document)
    parse, record = [], []
    for _ in range(runs):
        words, parsing, reading = 0, 0.0, 0.0
        for document in items:
            start = time.process_time()
            words += len(nlp(document.text))
            middle = time.process_time()
            read(document)
            parsing += middle - start
            reading += time.process_time() - middle
        parse.append(parsing)
        record.append(reading)
    bare = startup([sys.executable, "-c", "pass"], runs)
    return Speed(
        texts=len(items),
        words=words,
        parse_seconds=statistics.median(parse),
        record_seconds=statistics.median(record),
        peak_mb=_peak_of(items),
        help_seconds=startup([sys.executable, "-m", "reportedly.cli.main", "--help"], runs, _command_line),
        import_seconds=startup([sys.executable, "-c", "import reportedly"], runs) - bare,
        rival_seconds=rival.seconds(items),
    )


def _command_line(command: list[str]) -> list[str]:
    """The installed command where there is one; the module else."""
    from pathlib import Path

    installed = Path(sys.executable).parent / "reportedly"
    return [str(installed), "--help"] if installed.exists() else command


def startup(command: list[str], runs: int, refine: Callable[[list[str]], list[str]] | None = None) -> float:
    """Median seconds that a command takes."""
    command = refine(command) if refine else command
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def _peak_of(items: Sequence[Document]) -> float:
    """Most memory, in MB, of a fresh process that reads the texts."""
    given = json.dumps([[item.id, item.text, item.published, item.outlet] for item in items])
    command = [sys.executable, "-c", _CHILD]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return float(done.stdout)


def peak() -> None:
    """Read the texts of standard input and print the most memory held, in MB: the child's side of the above."""
    for identifier, text, published, outlet in json.load(sys.stdin):
        read(Document(identifier, text, published, outlet))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def lines(speed: Speed) -> list[str]:
    """The figures as lines of text, each with its aim."""
    against = (
        "not measured: `make rival` installs gdelt-regkg"
        if speed.rival_seconds is None
        else f"{speed.record_seconds / speed.rival_seconds:.2f}"
    )
    return [
        f"texts                     {speed.texts}, {speed.words} tokens",
        f"full record / own parse   {speed.ratio:.2f}   (aim 1.3)",
        f"full record / gdelt-regkg {against}   (its counts, amounts and quotations)",
        f"spaCy's own parse         {speed.parse_seconds / speed.words * 1e6:.0f} microseconds a token",
        f"full record               {speed.record_seconds / speed.words * 1e6:.0f} microseconds a token",
        f"reports a second          {speed.a_second:.1f} on one core",
        f"peak memory               {speed.peak_mb:.0f} MB   (aim 1000)",
        f"reportedly --help         {speed.help_seconds:.2f} s   (aim 0.4)",
        f"import reportedly         {speed.import_seconds:.3f} s   (aim 0.2)",
    ]
