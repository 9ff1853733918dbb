r"""Text that a spreadsheet would run, made harmless, and back.

Excel, LibreOffice and Google Sheets take a cell that begins with `=`, `+`, `-` or `@` (or their full-width forms, also after blanks, tabs
and line ends) for a formula. Such text, and text that begins with an apostrophe, gets an apostrophe before it; so whoever finds one takes
exactly one away and has what was there: `unguarded(guarded(text)) == text` for any text. Numbers are not text and stay as they are.
"""

from __future__ import annotations

PREFIX = "'"
_RUN = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
_BLANK = "\t\r\n"


def guarded(text: str) -> str:
    """The text as a cell may hold it."""
    runs = text.startswith((PREFIX, *_BLANK)) or text.lstrip().startswith(_RUN)
    return PREFIX + text if runs else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made the cell from."""
    return cell.removeprefix(PREFIX)
