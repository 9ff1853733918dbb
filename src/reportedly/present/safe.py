r"""Words of a report, made harmless for a terminal.

A report is written by strangers. A control character in it could move the cursor, change colours or the window's title
(ESC and the C1 range), hide or reorder words (marks of writing direction, zero-width characters), or end a line where none
ends. All of these are shown as escapes (`\u202e`), so that they are seen and do nothing. The joiners that some scripts and
emoji need stay, and so do line breaks and tabs, which callers treat as they see fit.
"""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_INVISIBLE = "\u200b\u2028\u2029\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
_SURROGATES = "\ud800-\udfff"
_HARMFUL = re.compile(f"[{_CONTROLS}{_DIRECTION}{_INVISIBLE}{_SURROGATES}]")
# JSON escapes what is below space by itself; of the rest, what a terminal may obey or what UTF-8 cannot hold is escaped too.
_HARMFUL_IN_JSON = re.compile(f"[\x7f-\x9f{_DIRECTION}{_INVISIBLE}{_SURROGATES}]")


def harmless(text: str) -> str:
    """The text with every character that a terminal would obey, or a reader could not see, as an escape."""
    return _HARMFUL.sub(lambda match: _escape(ord(match[0])), text)


def harmless_json(text: str) -> str:
    """JSON text that means the same, without a raw character that a terminal would obey."""
    return _HARMFUL_IN_JSON.sub(lambda match: _json_escape(ord(match[0])), text)


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(code: int) -> str:
    if code < 0x10000:
        return f"\\u{code:04x}"
    offset = code - 0x10000
    return f"\\u{0xD800 + (offset >> 10):04x}\\u{0xDC00 + (offset & 0x3FF):04x}"
