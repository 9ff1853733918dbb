"""The evidence as W3C Web Annotations (JSON-LD): each figure, event and statement on its words, by quote and by place.

The target is the report's address, or the URN of its text where it has none. `start` and `end` count characters of the canonical text,
which the bundle holds; on the page as published the quote with its prefix and suffix finds the words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from reportedly.export.case import Case
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.evidence import Evidence
from reportedly.model.record import Record
from reportedly.ontology.load import load

RULE = "An annotation is a claim of one report on its own words."
AROUND = 32  # characters of prefix and suffix


def as_annotations(case: Case) -> Exported:
    """One AnnotationCollection with its only page."""
    tally = Tally()
    items = [each for record in case.records for each in _annotations(record)]
    tally("position and relation of a figure: not in the text", sum(1 for _ in case.rows()))
    page = {"id": "urn:reportedly:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": load("exports/annotation_context")["url"], "id": "urn:reportedly:annotations", "type": "AnnotationCollection",
        "label": "Evidence of a ledger of reports", "total": len(items), "first": page,
    }  # fmt: skip
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    return Exported(
        {"": f"{text}\n".encode("utf-8", "backslashreplace")},
        Loss("annotations", case.asked, RULE, {"annotations": len(items)}, tally.lost()),
    )


def _annotations(record: Record) -> Iterator[dict[str, object]]:
    for figure in record.figures:
        amount = figure.number if figure.number is not None else f"{figure.low or ''}-{figure.high or ''}"
        said = f"{figure.measure or 'counted'}: {figure.qualifier} {amount} {figure.subject} ({figure.status})"
        yield _annotation(record, figure.id, "figure", said, figure.evidence)
    for event in record.events:
        yield _annotation(record, event.id, "event", f"{event.form or event.type} ({event.stage}, {event.status})", event.evidence)
    for one in record.attributions:
        said = f"{one.source or one.role or 'nobody named'} {one.act} ({one.polarity})"
        yield _annotation(record, one.id, "statement", said, one.evidence)


def _annotation(record: Record, identity: str, kind: str, said: str, words: Evidence) -> dict[str, object]:
    text = record.report.text
    return {
        "id": f"urn:reportedly:{record.report.id}:{identity}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "TextualBody", "value": said, "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": kind, "format": "text/plain", "purpose": "tagging"},
        ],
        "target": {
            "source": record.report.url or f"urn:sha256:{record.report.sha256}",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": words.quote,
                    "prefix": text[max(0, words.start - AROUND) : words.start],
                    "suffix": text[words.end : words.end + AROUND],
                },
                {"type": "TextPositionSelector", "start": words.start, "end": words.end},
            ],
        },
    }
