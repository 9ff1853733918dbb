"""When a report was published: said by the caller, by the page, by the text's own first line or dateline, or by the name of its file.

The five are asked in this order, and the first that answers is believed:

    argument      --published 2022-01-09
    metadata      what a page states about itself (intake/html.py)
    first line    date 2022-01-09 In all regions ...        Published: January 9, 2022        Fire in port January 9, 2022 5:05 PM
                  9 January 2022 on a line of its own       Situation Report No. 5 | As of 9 January 2022
    dateline      KYIV, Ukraine, Jan. 5, 2022 -             SAN SALVADOR, 3 JAN 90 (AGENCY) --
                  COTONOU (Agency) | Friday 10 January 2025 -
    file name     kazakhstan-2022-01-09.txt                         sitrep_20220109.pdf

A dateline without a year ("ALMATY, Jan 9 (Agency) -") takes it from the name of the file, if the two are near each other (`NEAR`). Without
one it cannot give a date: that stays unknown, and an issue shows the dateline. A file is as often named by the day on which somebody saved
it: so its name is asked last. An argument that is no date is the caller's mistake and raises; metadata that is no
date is bad data and becomes an issue.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from reportedly.intake.received import Received
from reportedly.model.evidence import Evidence
from reportedly.model.issue import Issue
from reportedly.model.report import PublishedBasis

HEAD = 1_500  # characters in which a first line or a dateline is looked for
HEAD_LINES = 6  # lines with words that are looked at
TURN = 50  # two-digit years from here on are of the 1900s
NEAR = 31  # days that the name of a file may be away from the day that a dateline without a year says

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ISO = r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s++)?"


def _day(suffix: str, year: str) -> str:
    """A day with its year as the pattern says: January 9, 2022; 9 January 2022."""
    number, month = rf"(?P<day{suffix}>{_DAY})", rf"(?P<month{suffix}>{_MONTH})"
    later = suffix + "_"
    return (
        rf"(?:{month}\s++{number}{year.format(suffix)}"
        rf"|(?P<day{later}>{_DAY})\s++(?:of\s++)?(?P<month{later}>{_MONTH}){year.format(later)})"
    )


# Runs of space are taken whole (`\s++`): shared out among neighbours, they would take a text of spaces hours.
_LABEL = r"(?:(?:date|dated|published|posted|updated|issued|released|publication date)(?:\s++on)?(?:\s*+:)?\s++)"
_FIRST_ISO = re.compile(rf"\W{{0,3}}{_LABEL}?(?P<iso>{_ISO})(?=[\s,.;:)\]]|$)", re.IGNORECASE)
_WITH_YEAR = _day("", r",?[ ]+(?P<year{}>\d{{4}})(?!\d)")
_MAYBE_YEAR = _day("", r"(?:,?[ ]+(?P<year{}>\d{{4}}|\d\d)(?!\d))?")
_FIRST_WORDS = re.compile(rf"\W{{0,3}}(?P<label>{_LABEL})?(?P<whole>{_WEEKDAY}{_WITH_YEAR})(?P<rest>[^\n]{{0,40}})", re.IGNORECASE)
_CLOCK = r"\d{1,2}:\d\d(?:[ ]?[ap]\.?m\.?)?(?:[ ][a-z]{2,4})?"
_STAMP = re.compile(
    rf"[^\n]{{0,160}}?(?<![\w-])(?P<whole>{_WEEKDAY}{_WITH_YEAR}),?[ ]+(?:\|[ ]*)?{_CLOCK}[ ]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ALONE = re.compile(
    rf"[ \t]*(?:[^\n|]{{1,100}}\|[ \t]*)?\(?(?:as[ ]of[ ]+)?(?P<whole>{_WEEKDAY}{_WITH_YEAR})(?:,?[ ]+(?:at[ ]+)?{_CLOCK})?\)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FILE = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)")
_WORD = r"[^\W\d_][\w.'’/]*"
_DATELINE = re.compile(
    rf"\W{{0,3}}(?P<place>{_WORD}(?:(?:,?[ ]|-){_WORD}){{0,6}}?)\s*+(?P<before>\([^\n)]{{1,40}}\))?\s*+[,—–(|-]{{0,2}}\s*+"
    rf"(?P<whole>(?i:{_WEEKDAY}{_MAYBE_YEAR}))\)?\s*+(?P<agency>[(/\[][^\n)/\]]{{1,40}}[)/\]])?\s*+(?P<dash>--?|—|–|:|\[)"
)


def date_report(received: Received) -> Received:
    """The report with its date of publication, from what came with it or from its own words.

    Raises:
        ValueError: The date given as an argument is none.
    """
    issues = received.issues
    if received.published is not None:
        known = _normal(received.published)
        if known is not None:
            basis: PublishedBasis = "argument" if received.published_basis == "unknown" else received.published_basis
            return replace(received, published=known, published_basis=basis)
        message = f"an ISO 8601 date of publication was asked for, such as 2022-01-09; {received.published[:60]!r} was found"
        if received.published_basis in {"argument", "unknown"}:
            raise ValueError(f"{message}; give the date as year-month-day")
        issues = (*issues, Issue("bad-publication-date", "warning", f"{message}; it was left out; give the date with --published"))
    return _from_text(replace(received, published=None, published_basis="unknown", issues=issues))


def _normal(published: str) -> str | None:
    """A date or date and time in the form of ISO 8601 that all steps read; None where it is none."""
    try:
        return date.fromisoformat(published.strip()).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(published.strip()).isoformat()
    except ValueError:
        return None


def _from_text(received: Received) -> Received:
    """The date in the text's first line or dateline."""
    yearless: re.Match[str] | None = None
    for number, start in enumerate(_line_starts(received.text)):
        found = _first_line(received.text, start) if number == 0 else _labelled(received.text, start)
        if found is not None:
            return _with(received, *found, "first line")
        stamp = _STAMP.match(received.text, start, start + 240) or _ALONE.match(received.text, start, start + 240)
        if stamp is not None and (day := _day_of(stamp)) is not None:
            return _with(received, day, stamp.span("whole"), "first line")
        dateline = _DATELINE.match(received.text, start, start + 200)
        if dateline is None or not _is_dateline(dateline):
            continue
        day = _day_of(dateline)
        if day is not None:
            return _with(received, day, dateline.span("whole"), "dateline")
        yearless = yearless or dateline
    return _from_file_name(received, yearless)


def _from_file_name(received: Received, yearless: re.Match[str] | None) -> Received:
    """The date in the name of the file, or that of a dateline whose year it tells."""
    named = _named(received.file_name or "")
    if named is None:
        return replace(received, issues=(*received.issues, _missing(yearless)))
    if yearless is None:
        return replace(received, published=named.isoformat(), published_basis="file name")
    days = [day for year in (-1, 0, 1) if (day := _day_of(yearless, named.year + year)) is not None]
    nearest = min(days, key=lambda day: abs(date.fromisoformat(day) - named), default=None)
    if nearest is None or abs(date.fromisoformat(nearest) - named).days > NEAR:
        return replace(received, issues=(*received.issues, _missing(yearless, named)))
    return _with(received, nearest, yearless.span("whole"), "dateline")


def _named(file_name: str) -> date | None:
    """The one date in the name of a file; None where it has none or several."""
    found: set[date] = set()
    for match in _FILE.finditer(file_name):
        with suppress(ValueError):
            found.add(date(int(match["year"]), int(match["month"]), int(match["day"])))
    return found.pop() if len(found) == 1 else None


def _line_starts(text: str) -> list[int]:
    """Where the first lines with words begin."""
    starts: list[int] = []
    position = 0
    while position < min(len(text), HEAD) and len(starts) < HEAD_LINES:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position : min(end, HEAD)]
        if line.strip():
            starts.append(position + len(line) - len(line.lstrip()))
        position = end + 1
    return starts


def _first_line(text: str, start: int) -> tuple[str, tuple[int, int]] | None:
    """Read "date 2022-01-09 In all regions", "2022-01-09", "Sunday, January 9, 2022"."""
    iso = _FIRST_ISO.match(text, start)
    if iso is not None and (day := _normal(iso["iso"])) is not None:
        return day, iso.span("iso")
    return _labelled(text, start, needs_label=False)


def _labelled(text: str, start: int, needs_label: bool = True) -> tuple[str, tuple[int, int]] | None:
    """Read "Published: January 9, 2022"; without a label the line must be the date alone."""
    if needs_label and (iso := _FIRST_ISO.match(text, start)) is not None and iso.start("iso") > start + 3:
        day = _normal(iso["iso"])
        return (day, iso.span("iso")) if day else None
    match = _FIRST_WORDS.match(text, start)
    if match is None or not (match["label"] or (not needs_label and not re.search(r"[^\W\d]{4}", match["rest"]))):
        return None
    found = _day_of(match)
    return (found, match.span("whole")) if found else None


def _is_dateline(match: re.Match[str]) -> bool:
    """Whether a place stands before the date: in capitals, or with an agency or the colon of a dateline behind it."""
    words = re.findall(r"[^\W\d_]{2,}", match["place"])
    signed = match["agency"] or match["before"] or (match["dash"] == ":" and match["whole"])
    return bool(words) and bool(words[0].isupper() or (signed and words[0][0].isupper()))


def _day_of(match: re.Match[str], known: int | None = None) -> str | None:
    """The ISO date of a match with day, month and year; None without a year, or where the calendar has no such day."""
    suffix = "" if match["day"] else "_"
    year = match[f"year{suffix}"] or known
    if year is None:
        return None
    number = int(year)
    if number < 100:
        number += 1900 if number >= TURN else 2000
    try:
        return date(
            number, _MONTHS.index(match[f"month{suffix}"][:3].lower()) + 1, int(re.sub(r"\D", "", match[f"day{suffix}"]))
        ).isoformat()
    except ValueError:
        return None


def _with(received: Received, day: str, span: tuple[int, int], basis: PublishedBasis) -> Received:
    return replace(received, published=day, published_basis=basis, published_evidence=Evidence.of(received.text, *span))


def _missing(yearless: re.Match[str] | None, named: date | None = None) -> Issue:
    """Why there is no date of publication."""
    asked = "a date of publication was looked for in argument, metadata, first line, dateline and file name"
    left = "relative dates stay unresolved; give it with --published"
    if yearless is None:
        return Issue("no-publication-date", "warning", f"{asked}; none was found; {left}")
    found = f"the dateline says {yearless['whole']!r} and no year"
    if named is not None:
        found += f", and the file is named by {named}, which is far from it"
    return Issue("no-publication-date", "warning", f"{asked}; {found}; {left}", *yearless.span("whole"))
