"""When a report was published, as its text tells: first line or dateline."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.model.evidence import Evidence
from reportedly.model.issue import Issue
from reportedly.read.received import Received

_FIRST_LINE = re.compile(r"\s*(?:date:?\s+)?(\d{4}-\d\d-\d\d)(?=\s|$)", re.IGNORECASE)


def date_report(received: Received) -> Received:
    """The report with its date of publication, from what came with it or from its own words."""
    if received.published is not None:
        return received
    match = _FIRST_LINE.match(received.text)
    if match:
        evidence = Evidence.of(received.text, *match.span(1))
        return replace(received, published=match[1], published_basis="first line", published_evidence=evidence)
    issue = Issue(
        "no-publication-date",
        "warning",
        "a date of publication was looked for in argument, metadata, first line and dateline; none was found; relative dates stay unresolved; give it with --published",
    )
    return replace(received, issues=(*received.issues, issue))
