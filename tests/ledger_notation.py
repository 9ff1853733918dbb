"""Records in a few lines, for tests of the ledger.

    2022-01-07 TASS
      Interior Ministry | 3811 people detained | Kazakhstan
      - | > 100 shops looted | Almaty | alleged

A line at the margin is a report: day (or moment), outlet, and options (`id=r2 supersedes=r1 url=... topic=... credit=Reuters`). An indented
line is a figure of it: source (- for nobody), amount with what was counted and the measure, place (- for none), and options: a
status, `increment`, `part of N`, `same as N` and `before N` (N is the number of a figure in the report, from 1), `as of DAY`,
`on DAY..DAY`, `how WORD`, `role WORDS`.
Amounts: 3811, ~300, > 100, >= 18, < 50, <= 50, 3-5, dozens.
"""

from __future__ import annotations

import re
from typing import Any

from reportedly.model.attribution import Attribution
from reportedly.model.evidence import Evidence
from reportedly.model.figure import Figure, Status
from reportedly.model.identity import content_id, text_digest
from reportedly.model.ledger import Decision, Ledger
from reportedly.model.place import Place, Toponym
from reportedly.model.record import Record
from reportedly.model.report import Credit, Report
from reportedly.model.time import When
from reportedly.reconcile.ledger import reconcile

PLACES = {
    "Kazakhstan": Place("Kazakhstan", 1, "KZ", "country", 48.0, 68.0, "stated in the clause"),
    "Almaty": Place("Almaty", 2, "KZ", "city", 43.25, 76.95, "stated in the clause"),
    "Taldykorgan": Place("Taldykorgan", 3, "KZ", "city", 45.02, 78.37, "stated in the clause"),
    "Norland": Place("Norland", 10, "NO", "country", 60.0, 10.0, "stated in the clause"),
    "Harbour Town": Place("Harbour Town", 11, "NO", "city", 59.9, 10.7, "stated in the clause"),
    "Almaty Region": Place("Almaty Region", 4, "KZ", "admin1", 43.9, 77.0, "stated in the clause"),
    "Oral airport": Place("Oral airport", None, "KZ", "facility", 51.15, 51.54, "stated in the clause"),
    "Harbour Beach": Place("Harbour Beach", None, "NO", "area", 59.92, 10.75, "stated in the clause"),
}
SIGNS = {"~": "about", ">": "more_than", ">=": "at_least", "<": "less_than", "<=": "at_most"}
STATUSES: tuple[Status, ...] = ("asserted", "alleged", "estimated", "preliminary", "denied", "retracted")
COUNTED = re.compile(r"(?P<sign>>=|<=|[~><])?\s*(?P<amount>\d[\d-]*|dozens|hundreds)\s+(?P<subject>.+)\s+(?P<measure>\w+)$")


def records(notation: str) -> list[Record]:
    """The records of a notation, in its order."""
    blocks: list[list[str]] = []
    for line in notation.splitlines():
        if line.strip():
            if not line[: _margin(notation) + 1].strip():
                blocks[-1].append(line.strip())
            else:
                blocks.append([line.strip()])
    return [_record(block[0], block[1:]) for block in blocks]


def ledger(notation: str, *decisions: Decision) -> Ledger:
    """The ledger of a notation."""
    return reconcile(records(notation), decisions)


def told(notation: str, *decisions: Decision) -> list[str]:
    """The entries of the ledger of a notation in a few words each: day, outlet, amount, relation, * where it stands."""
    found = []
    for situation in ledger(notation, *decisions).situations:
        for series in situation.series:
            for entry in series.entries:
                amount = entry.figure.amount.quote if entry.figure.amount else ""
                star = " *" if entry.stands else ""
                found.append(
                    f"{(entry.published or '')[:10]} {entry.outlet} {amount} {series.subject} {series.measure}: {entry.relation.kind}{star}"
                )
    return found


def amounts(notation: str, *decisions: Decision) -> list[str]:
    """What each series of a notation amounts to: low, best, high, and what and where."""
    found = []
    for situation in ledger(notation, *decisions).situations:
        for series in situation.series:
            position, scope = series.position, series.scope
            what = " ".join(filter(None, (series.subject, series.measure, scope.place, scope.detail)))
            contested = " contested" if position.contested else ""
            found.append(f"{position.low}/{position.best}/{position.high} {what}{contested}")
    return found


def _margin(notation: str) -> int:
    return min(len(line) - len(line.lstrip()) for line in notation.splitlines() if line.strip())


def _record(head: str, lines: list[str]) -> Record:
    options = dict(re.findall(r"(\w+)=(\S+)", head))
    published, _, outlet = re.sub(r"\s*\w+=\S+", "", head).strip().partition(" ")
    body = "\n".join(" ".join(part.strip() for part in line.split("|")[:3]) for line in lines)
    text = f"{options.get('topic', 'riots crisis unrest disorder emergency upheaval')}\n{body}\n"
    credit = options.get("credit")
    text += f"({credit})\n" if credit else ""
    report = Report(
        id=content_id("r", outlet, options.get("url"), text, published, options.get("id")),
        title=None,
        outlet=outlet,
        url=options.get("url"),
        published=published if published != "undated" else None,
        language="en",
        sha256=text_digest(text),
        text=text,
        external_id=options.get("id"),
        supersedes=options.get("supersedes"),
        credit=Credit(credit, Evidence.of(text, len(text) - len(credit) - 3, len(text) - 1)) if credit else None,
    )
    figures: list[Figure] = []
    attributions: list[Attribution] = []
    offset = text.index("\n") + 1
    for line in lines:
        start = offset
        offset += len(" ".join(part.strip() for part in line.split("|")[:3])) + 1
        figure, attribution = _figure(line, report, Evidence.of(text, start, offset - 1))
        figures.append(figure)
        attributions += [attribution] if attribution else []
    figures = [_linked(figure, line, figures) for figure, line in zip(figures, lines, strict=True)]
    places = tuple(
        Toponym(figure.place.name, 0, 1, figure.place.name, figure.place.geonameid, figure.place.country, figure.place.kind, None, None, "")
        for figure in figures
        if figure.place
    )
    places = tuple(_told_at(place, text) for place in places)
    return Record(report, figures=tuple(figures), attributions=tuple(attributions), places=places)


def _told_at(place: Toponym, text: str) -> Toponym:
    start = text.index(place.quote)
    return Toponym(place.quote, start, start + len(place.quote), place.name, place.geonameid, place.country, place.kind, None, None, "")


def _figure(line: str, report: Report, evidence: Evidence) -> tuple[Figure, Attribution | None]:
    source, counted, place, *rest = [part.strip() for part in [*line.split("|"), "-"]]
    match = COUNTED.match(counted)
    assert match, counted
    asked = " | ".join(rest)
    number, qualifier, low, high = _amount(match["sign"], match["amount"])
    amount = counted[: match.start("subject")].strip()
    begin = evidence.start + evidence.quote.index(counted)
    role = re.search(r"role (\w+(?: \w+)*)", asked)
    attribution = None
    if source != "-":
        identity = content_id("a", report.id, source, begin)
        words = Evidence.of(report.text, evidence.start, evidence.start + len(source))
        attribution = Attribution(
            identity, source, role[1] if role else None, "organisation", "said", "indirect", None, counted, None, words
        )
    figure = Figure(
        id=content_id("f", report.id, counted, begin),
        number=number,
        qualifier=qualifier,
        low=low,
        high=high,
        measure=match["measure"],
        unit="people" if match["measure"] not in ("destroyed", "looted", "damaged", "damage", "seized") else match["subject"].split()[-1],
        subject=match["subject"],
        place=PLACES.get(place),
        when=_when(re.search(r"on (\S+)", asked)),
        as_of=_when(re.search(r"as of (\S+)", asked)) or (_days(report.published[:10]) if report.published else None),
        attribution=attribution.id if attribution else None,
        status=next((status for status in STATUSES if status in asked), "asserted"),
        stage="accomplished",
        subset_of=None,
        same_as=None,
        event=None,
        evidence=evidence,
        amount=Evidence.of(report.text, begin, begin + len(amount)),
        scope="increment" if "increment" in asked else "total",
        manner=how[1] if (how := re.search(r"how (\w+)", asked)) else None,
    )
    return figure, attribution


def _linked(figure: Figure, line: str, figures: list[Figure]) -> Figure:
    from dataclasses import replace

    links: dict[str, Any] = {}
    for words, field in (("part of", "subset_of"), ("before", "previous_of"), ("same as", "same_as")):
        if match := re.search(rf"{words} (\d+)", line.split("|", 3)[-1]):
            links[field] = figures[int(match[1]) - 1].id
    return replace(figure, **links)


def _amount(sign: str | None, amount: str) -> tuple[Any, Any, Any, Any]:
    if amount in ("dozens", "hundreds"):
        return None, "vague", {"dozens": 24, "hundreds": 200}[amount], None
    if "-" in amount:
        low, high = map(int, amount.split("-"))
        return None, "between", low, high
    number = int(amount)
    qualifier = SIGNS[sign] if sign else "exact"
    least = None if qualifier in ("less_than", "at_most") else number
    most = None if qualifier in ("more_than", "at_least") else number
    return number, qualifier, least, most


def _when(match: re.Match[str] | None) -> When | None:
    return _days(match[1]) if match else None


def _days(days: str) -> When:
    first, _, last = days.partition("..")
    return When(first, last or first, "day", "stated")
