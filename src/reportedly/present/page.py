"""The page that `reportedly read` shows: heading, figures, events, who says what, places and dates, the marked text, issues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportedly.model.record import Record
from reportedly.present.events import event_lines
from reportedly.present.figures import figure_lines
from reportedly.present.line import EMPTY, Line, Piece, line
from reportedly.present.marked import LEGEND, marked_lines
from reportedly.present.statements import label_lines, statement_lines
from reportedly.present.times import say_interval

_LONGEST_TITLE = 90
_DATE_LINE = re.compile(r"\s*(?:date:?\s+)?\d{4}-\d\d-\d\d\s+", re.IGNORECASE)


def page_lines(record: Record, *, why: bool = False) -> Iterator[Line]:
    """The whole page.

    Args:
        record: The record.
        why: Whether reasons of empty fields, rules and choices of places are shown too.
    """
    yield from _heading(record)
    yield from _section("Figures", list(figure_lines(record, why=why)), "none found")
    yield from _section("Events", list(event_lines(record, why=why)), "none found")
    yield from _section("Who says what", list(statement_lines(record, why=why)), "nobody is quoted")
    yield from _section("Words used of people", list(label_lines(record)))
    yield from _section("Places", list(_places(record, why)))
    yield from _section("Dates", list(_dates(record)))
    yield from _section("Text", [line(Piece(LEGEND, "faint"), indent=2), EMPTY, *marked_lines(record)])
    yield from _section("Issues", list(issue_lines(record)))


def issue_lines(record: Record) -> Iterator[Line]:
    """What was not understood, with its level."""
    for issue in record.issues:
        yield line(Piece(f"{issue.level}: ", "warning"), f"{issue.message} ", Piece(f"({issue.code})", "faint"), indent=2)


def _section(name: str, lines: list[Line], empty: str | None = None) -> Iterator[Line]:
    if not lines and empty is None:
        return
    yield EMPTY
    yield line(Piece(name, "heading"))
    yield from lines or [line(Piece(empty or "", "faint"), indent=2)]


def _heading(record: Record) -> Iterator[Line]:
    report = record.report
    yield line(Piece(report.title or _first_words(report.text), "heading"))
    published = f"published {report.published} ({report.published_basis})" if report.published else "date of publication unknown"
    known = [report.outlet, published, report.url, *([] if report.language == "en" else [f"language {report.language}"]), report.id]
    yield line(Piece(" · ".join(part for part in known if part), "faint"))


def _first_words(text: str) -> str:
    """The first line that is more than a date, cut where it is long."""
    start = _DATE_LINE.match(text)
    first = text[start.end() if start else 0 :].strip().partition("\n")[0]
    words = " ".join(first[: 4 * _LONGEST_TITLE].split())
    if not words:
        return "(empty text)"
    return words if len(words) <= _LONGEST_TITLE else words[: max(words.rfind(" ", 0, _LONGEST_TITLE), 1)] + " …"


def _places(record: Record, why: bool) -> Iterator[Line]:
    shown = [place for place in record.places if why or place.role == "place"]
    times = Counter((place.quote, place.name, place.country, place.kind, place.role, place.why) for place in shown)
    for (quote, name, country, kind, role, reason), count in times.items():
        said = f"“{' '.join(quote.split())}”" if quote != name else ""
        what = ", ".join(part for part in (kind if role == "place" else role, country) if part)
        pieces = [Piece(name, "place"), Piece(f" ({what})")]
        pieces.append(Piece(f" {said}" * bool(said) + f" ×{count}" * (count > 1) + f" — {reason}" * why, "faint"))
        yield line(*pieces, indent=2)


def _dates(record: Record) -> Iterator[Line]:
    times = Counter((" ".join(found.quote.split()), say_interval(found.first, found.last), found.value) for found in record.dates)
    for (quote, interval, value), count in times.items():
        meant = interval or value or "not resolved"
        yield line(Piece(quote, "date"), f" = {meant}", Piece(f" ×{count}" if count > 1 else "", "faint"), indent=2)
