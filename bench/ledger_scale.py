"""What a large ledger costs: `python -m bench.ledger_scale [REPORTS...]` (100 10000 20000).

Reports are made up: crises of forty reports, five figures in each, in countries and towns of no map. Printed for each size: the time of
taking one more report in (its reading left out, for that does not depend on the ledger), and that of the views at 100,000 entries.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from reportedly.model.attribution import Attribution
from reportedly.model.evidence import Evidence
from reportedly.model.figure import Figure
from reportedly.model.identity import content_id, text_digest
from reportedly.model.place import Place, Toponym
from reportedly.model.record import Record
from reportedly.model.report import Report
from reportedly.model.time import When
from reportedly.run.keeping import keep, prepare
from reportedly.run.ledger import LedgerFile, settle
from reportedly.run.search import Sought, search
from reportedly.run.views import Asked, figures, heads, ledger_json, review
from reportedly.store.database import writing

SIZES = (100, 10_000, 20_000)
IN_A_CRISIS = 40
MEASURES = ("killed", "injured", "detained", "missing", "displaced")
SYLLABLES = ("bar", "den", "kol", "mar", "nis", "pol", "ras", "tov", "ul", "zan", "gor", "lim", "ket", "sho", "vra", "hul")
NOON = "2022-02-01T12:00:00+00:00"
TOGETHER = 64  # reports kept in one transaction
TAKEN = 15  # reports whose intake is timed


def name(number: int, salt: int) -> str:
    """A name that no map has."""
    mixed = (number * 7919 + salt * 104_729 + 17) % 16**4
    return "".join(SYLLABLES[mixed >> shift & 15] for shift in (0, 4, 8, 12)).capitalize()


def made(number: int) -> Record:
    """Report of this number: figures that grow from report to report of its crisis."""
    crisis, step = divmod(number, IN_A_CRISIS)
    country, town, source = name(crisis, 1), name(crisis, 2), f"{name(crisis, 3)} Ministry"
    day = (date(2015, 1, 1) + timedelta(days=crisis * 3 % 3000 + step // 4)).isoformat()
    published = f"{day}T{6 + step % 4 * 4:02}:00:00+00:00"
    lines = [f"{source} said {(step + 1) * (7 + at)} people were {measure} in {country}" for at, measure in enumerate(MEASURES)]
    text = f"{town}, {country}: report {number} of the unrest near {name(crisis, 4)} and {name(crisis, 5)}.\n" + "\n".join(lines) + "\n"
    report = Report(content_id("r", "Outlet", None, text), None, f"Outlet {step % 7}", None, published, "en", text_digest(text), text)
    where = Place(country, crisis + 1, f"{crisis % 90:02}", "country", None, None, "stated in the clause")
    as_of = When(day, day, "day", "report date")
    found: list[tuple[Figure, Attribution]] = []
    for at, (measure, line) in enumerate(zip(MEASURES, lines, strict=True)):
        start = text.index(line)
        words = Evidence.of(text, start, start + len(line))
        digits = str((step + 1) * (7 + at))
        begin = text.index(digits, start)
        said = Attribution(content_id("a", report.id, at), source, None, "organisation", "said", "indirect", None, line, None, words)
        number_of = int(digits)
        figure = Figure(
            content_id("f", report.id, at), number_of, "exact", number_of, number_of, measure, "people", "people", where, None, as_of,
            said.id, "asserted", "accomplished", None, None, None, words, amount=Evidence.of(text, begin, begin + len(digits)),
        )  # fmt: skip
        found.append((figure, said))
    start = text.index(country)
    place = Toponym(country, start, start + len(country), country, crisis + 1, where.country, "country", None, None, "made up")
    return Record(report, tuple(figure for figure, _ in found), attributions=tuple(said for _, said in found), places=(place,))


def seconds(work: Callable[[], object]) -> float:
    """How long work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def take_in(file: LedgerFile, record: Record) -> None:
    """Take one report in, its situation put together anew."""
    file.keep(record, NOON)
    with writing(file.engine) as connection:
        settle(connection)


def measured(file: LedgerFile, size: int) -> Iterator[tuple[str, float]]:
    """Names and times."""
    last = size // IN_A_CRISIS * IN_A_CRISIS  # the next ones go on a crisis that is half told
    times = [seconds(lambda number=number: take_in(file, made(number))) for number in range(last + 20, last + 20 + TAKEN)]  # type: ignore[misc]
    yield "one more report", statistics.median(times)
    yield "ledger", seconds(lambda: heads(file))
    yield "ledger --json", seconds(lambda: ledger_json(file))
    yield "figures (100)", seconds(lambda: figures(file, Asked(), 100))
    yield "figures --measure killed (100)", seconds(lambda: figures(file, Asked(measure="killed"), 100))
    half = date(2015, 1, 1) + timedelta(days=size // IN_A_CRISIS * 3 // 2 % 1500)
    yield "ledger --as-of (half way)", seconds(lambda: heads(file, Asked(as_of=half.isoformat())))
    yield "ledger --as-of (the end)", seconds(lambda: heads(file, Asked(as_of="2024-01-01")))
    yield "figures --as-of --measure killed (100)", seconds(lambda: figures(file, Asked(as_of=half.isoformat(), measure="killed"), 100))
    yield "figures --place (100)", seconds(lambda: figures(file, Asked(place=name(1, 1)), 100))
    yield "review (50)", seconds(lambda: review(file, 50))
    yield "search, no words", seconds(lambda: search(file, Sought()))
    yield "search, a town", seconds(lambda: search(file, Sought(name(1, 2), "report")))
    yield "search, a word of every fifth figure", seconds(lambda: search(file, Sought("killed")))


def main(sizes: tuple[int, ...]) -> None:
    """Build a ledger, stop at each size, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        file = LedgerFile(Path(folder) / "scale.sqlite", create=True)
        base: dict[str, float] = {}
        for before, size in zip((0, *sizes), sizes, strict=False):
            built = seconds(lambda before=before, size=size: _fill(file, before, size))  # type: ignore[misc]
            print(f"\n{size:,} reports, {size * len(MEASURES):,} entries; filled in {built:.1f} s")
            for what, took in measured(file, size):
                base.setdefault(what, took)
                print(f"  {what:32} {took * 1000:9.1f} ms   {took / base[what]:6.2f} times that at {sizes[0]:,}")
        file.close()


def _fill(file: LedgerFile, first: int, last: int) -> None:
    """Take reports in, those already there passed over; situations are put together once, at the end."""
    numbers = [each for each in range(first, last) if each % IN_A_CRISIS < 20 or each < last // IN_A_CRISIS * IN_A_CRISIS]
    for start in range(0, len(numbers), TOGETHER):
        with writing(file.engine) as connection:
            keep(connection, [prepare(made(number)) for number in numbers[start : start + TOGETHER]], NOON)
    with writing(file.engine) as connection:
        settle(connection)


if __name__ == "__main__":
    main(tuple(int(argument) for argument in sys.argv[1:]) or SIZES)
