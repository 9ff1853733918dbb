"""Figures of displacement: the record's measures in IDMC's terms."""

from __future__ import annotations

from typing import Any

from bench.documents import Document
from reportedly.model.figure import Figure
from reportedly.model.record import Record

# Our measure -> the task's; for people and households.
OF_PEOPLE = {
    "displaced": "displaced",
    "fled": "forced to flee",
    "evacuated": "evacuated",
    "relocated": "relocated",
    "homeless": "homeless",
    "sheltered": "sheltered",
    "in_camp": "in relief camp",
    "returned": "returned",
    "killed": "killed",
    "missing": "missing",
    "injured": "injured",
    "affected": "affected",
    "detained": "arrested",
}
OF_HOUSING = {
    "destroyed": "destroyed housing",
    "burned": "destroyed housing",
    "damaged": "partially destroyed housing",
    "flooded": "uninhabitable housing",
}
HOUSES = frozenset(
    {
        "house",
        "home",
        "hut",
        "housing",
        "dwelling",
        "building",
        "shelter",
        "apartment",
        "flat",
        "residence",
        "unit",
        "property",
        "tent",
        "shack",
        "structure",
    }
)
HOUSEHOLDS = frozenset({"household", "family", *HOUSES})
CAMPS = ("relief camp", "refugee camp", "camp")


def figures(document: Document, record: Record) -> dict[str, Any]:
    """Values with measure and unit; both ends of a range, of which either is right."""
    found: list[dict[str, Any]] = []
    for figure in record.figures:
        for value in _values(figure):
            item: dict[str, Any] = {"value": value, **_kind(figure)}
            if item not in found:
                found.append(item)
    return {"id": document.id, "figures": found}


def _values(figure: Figure) -> list[int | float]:
    if figure.number is not None:
        return [figure.number]
    return [value for value in (figure.low, figure.high) if value is not None and figure.qualifier == "between"]


def _kind(figure: Figure) -> dict[str, str]:
    """Measure and unit, where the task has words for them."""
    things = figure.unit in HOUSES
    unit = "people" if figure.unit == "people" else "households" if figure.unit in HOUSEHOLDS else None
    measure = OF_HOUSING.get(figure.measure or "") if things else OF_PEOPLE.get(figure.measure or "")
    if measure == "sheltered" and any(camp in figure.evidence.quote.lower() for camp in CAMPS):
        measure = "in relief camp"
    said = {"measure": measure or figure.measure, "unit": unit}
    return {name: value for name, value in said.items() if value is not None}
