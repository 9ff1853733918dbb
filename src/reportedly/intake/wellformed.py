"""Text that can be written down: halves of surrogate pairs, which UTF-8 cannot hold, and NUL, which no database need hold, are replaced.

That holds of the text and of all that came with it: its title, its outlet, its id.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from reportedly.intake.received import Received
from reportedly.model.issue import Issue
from reportedly.model.report import Stated

REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
_NUL = re.compile("\x00")
_KINDS = (
    (_SURROGATE, "lone-surrogate", "halves of surrogate pairs were found, which no file can hold"),
    (_NUL, "nul-character", "NUL characters were found, which no database need hold"),
)


_BESIDE = ("title", "outlet", "url", "external_id", "supersedes", "author")
_UNSOUND = re.compile("[\x00\ud800-\udfff]")


def well_formed(received: Received) -> Received:
    """The report with each such character replaced by U+FFFD, one for one, and an issue for each kind that was found."""
    text, issues = received.text, received.issues
    for pattern, code, found in _KINDS:
        text, count = pattern.subn(REPLACEMENT, text)
        if count:
            message = f"Unicode text was expected; {count} {found}; each is replaced by U+FFFD"
            issues = (*issues, Issue(code, "warning", message))
    beside: dict[str, Any] = {
        name: _sound(value) for name in _BESIDE if (value := getattr(received, name)) is not None and _UNSOUND.search(value)
    }
    stated = tuple(_stated(each) for each in received.stated)
    if text == received.text and not beside and stated == received.stated:
        return received
    return replace(received, text=text, issues=issues, stated=stated, **beside)


def _sound(words: str) -> str:
    return _UNSOUND.sub(REPLACEMENT, words)


def _stated(said: Stated) -> Stated:
    if not _UNSOUND.search(said.value) and not _UNSOUND.search(said.words):
        return said
    return replace(said, value=_sound(said.value), words=_sound(said.words))
