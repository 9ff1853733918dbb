"""Reports as lines of GDELT's GKG 2.1: counts, amounts and quotations, each with its offset.

The GKG tells what a document says, so this is a format of claims: every figure of a report is there, and nothing is added up or taken
back. A count needs a number: ranges and "dozens" are left out. Persons are left out altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.export.case import Case
from reportedly.export.countries import country
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.attribution import Attribution
from reportedly.model.figure import Figure
from reportedly.model.place import Place
from reportedly.model.record import Record
from reportedly.ontology.load import load

RULE = "A line is a report and its counts are claims: the same death is counted in every report that tells of it. Never add lines up."
_BETWEEN_MARKS = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_MARKS = re.compile(r"[\s;#|,<>]+")


def as_gkg(case: Case) -> Exported:
    """Lines without a header, 27 columns divided by tabs."""
    tally = Tally()
    columns: list[str] = load("exports/gkg")["columns"]
    lines, written = [], {"reports": len(case.records), "counts": 0, "quotations": 0}
    for number, record in enumerate(case.records, start=1):
        row = _line(record, number, tally)
        written["counts"] += len([each for each in row["V1COUNTS"].split(";") if each])
        written["quotations"] += len([each for each in row["V2.1QUOTATIONS"].split("#") if each])
        lines.append("\t".join(row.get(column, "") for column in columns))
    content = "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    return Exported({"": content}, Loss("gkg", case.asked, RULE, written, tally.lost()))


def _line(record: Record, number: int, tally: Tally) -> dict[str, str]:
    report, collections = record.report, load("exports/gkg")["collections"]
    stamp = re.sub(r"\D", "", (report.published or "")[:19]).ljust(14, "0") if report.published else ""
    if not stamp:
        tally("report of no known day: its date is empty")
    counts = [(figure, block) for figure in record.figures if (block := _count(figure, tally))]
    amounts = [each for figure in record.figures if (each := _amount(figure))]
    quotations = [_quotation(each.cue, start, words) for each in record.attributions for start, words in _quoted_in(each, report.text)]
    quoted = sum(1 for each in record.attributions if each.kind in ("direct", "mixed"))
    tally("statement without quotation marks", len(record.attributions) - quoted)
    locations = [
        (place, _location_of(place.name, place.kind, place.country, place.lat, place.lon))
        for place in record.places
        if place.role == "place"
    ]
    organisations = [(actor, _clean(actor.name)) for actor in record.actors if actor.kind == "organisation"]
    return {
        "GKGRECORDID": f"{stamp or '0' * 14}-{number}",
        "V2.1DATE": stamp,
        "V2SOURCECOLLECTIONIDENTIFIER": str(collections["web" if report.url else "citation"]),
        "V2SOURCECOMMONNAME": _clean(report.outlet or ""),
        "V2DOCUMENTIDENTIFIER": re.sub(r"\s+", " ", report.url or report.external_id or report.id),
        "V1COUNTS": ";".join(block for _, block in counts),
        "V2.1COUNTS": ";".join(f"{block}#{figure.evidence.start}" for figure, block in counts),
        "V1LOCATIONS": ";".join(dict.fromkeys(block for _, block in locations)),
        "V2ENHANCEDLOCATIONS": ";".join(f"{_with_adm2(block)}#{place.start}" for place, block in locations),
        "V1ORGANIZATIONS": ";".join(name for _, name in organisations),
        "V2ENHANCEDORGANIZATIONS": ";".join(f"{name},{mention.start}" for actor, name in organisations for mention in actor.mentions),
        "V2.1QUOTATIONS": "#".join(quotations),
        "V2.1AMOUNTS": ";".join(amounts),
    }


def _count(figure: Figure, tally: Tally) -> str:
    measures = load("measures")["measures"]
    kind = (measures[figure.measure].get("codes") or {}).get("gdelt") if figure.measure in measures else None
    if kind is None:
        tally("figure of a measure without a type of count: in V2.1AMOUNTS alone")
    elif figure.number is None:
        tally("figure that is a range or vague: no number")
    elif figure.status in ("denied", "retracted"):
        tally("figure that its report denies or takes back")
    elif figure.same_as:
        tally("figure said again in the same report")
    else:
        if figure.qualifier != "exact":
            tally("qualifier dropped (at least, about, more than)")
        if figure.attribution:
            tally("whose word a count is: no field")
        place = figure.place
        where = _location(place) if place else "######"
        return f"{kind}#{figure.number}#{_clean(figure.subject)}#{where}"
    return ""


def _amount(figure: Figure) -> str:
    return "" if figure.number is None else f"{figure.number},{_clean(figure.subject)},{figure.evidence.start}"


def _location(place: Place) -> str:
    return _location_of(place.name, place.kind, place.country, place.lat, place.lon)


def _location_of(name: str, kind: str, code: str | None, lat: float | None, lon: float | None) -> str:
    """Type, name, country, ADM1, latitude, longitude, feature id; GNS ids and ADM1 codes are not known here."""
    table = load("exports/gkg")
    type_ = (table["united_states"] if code == "US" else {}).get(kind, table["location_types"][kind])
    fips = country(code).fips
    point = ("" if lat is None else str(lat), "" if lon is None else str(lon))
    return "#".join((str(type_), _clean(name), fips, fips if kind == "country" else "", *point, fips if kind == "country" else ""))


def _with_adm2(block: str) -> str:
    """V2ENHANCEDLOCATIONS has a field for the second-order division behind that of the first."""
    fields = block.split("#")
    return "#".join((*fields[:4], "", *fields[4:]))


def _clean(text: str) -> str:
    """Text without the marks that divide fields."""
    return _MARKS.sub(" ", text).strip()


def _quoted_in(said: Attribution, text: str) -> Iterator[tuple[int, str]]:
    """The words of a statement that stand within quotation marks, each with its offset."""
    if said.kind in ("direct", "mixed"):
        for span in said.content_spans:
            begin, end = max(0, span.start - 1), span.end + 1
            within = [(begin + found.start(1), found[1]) for found in _BETWEEN_MARKS.finditer(text[begin:end])]
            yield from within or ([(span.start, span.quote)] if said.kind == "direct" else [])


def _quotation(cue: str, start: int, words: str) -> str:
    """Offset, length, verb, quote; of the words only what divides quotations is taken out, so that they can be found in the text."""
    plain = re.sub(r"[\s#|]", " ", words)
    return f"{start}|{len(words)}|{_clean(cue)}|{plain}"
