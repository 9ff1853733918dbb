"""Text that can be written down: halves of surrogate pairs, which JSON can carry and UTF-8 cannot, are replaced."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.intake.received import Received
from reportedly.model.issue import Issue

REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")


def well_formed(received: Received) -> Received:
    """The report with each lone surrogate replaced by U+FFFD, one for one, and an issue that says so."""
    text, count = _SURROGATE.subn(REPLACEMENT, received.text)
    if not count:
        return received
    message = f"Unicode text was expected; {count} halves of surrogate pairs were found, which no file can hold; each is replaced by U+FFFD"
    return replace(received, text=text, issues=(*received.issues, Issue("lone-surrogate", "warning", message)))
