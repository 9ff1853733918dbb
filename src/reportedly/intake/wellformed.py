"""Text that can be written down: halves of surrogate pairs, which UTF-8 cannot hold, and NUL, which no database need hold, are replaced."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.intake.received import Received
from reportedly.model.issue import Issue

REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
_NUL = re.compile("\x00")
_KINDS = (
    (_SURROGATE, "lone-surrogate", "halves of surrogate pairs were found, which no file can hold"),
    (_NUL, "nul-character", "NUL characters were found, which no database need hold"),
)


def well_formed(received: Received) -> Received:
    """The report with each such character replaced by U+FFFD, one for one, and an issue for each kind that was found."""
    text, issues = received.text, received.issues
    for pattern, code, found in _KINDS:
        text, count = pattern.subn(REPLACEMENT, text)
        if count:
            message = f"Unicode text was expected; {count} {found}; each is replaced by U+FFFD"
            issues = (*issues, Issue(code, "warning", message))
    return received if text == received.text else replace(received, text=text, issues=issues)
