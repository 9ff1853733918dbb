"""The process that a PDF is read in: `python -m reportedly.intake.formats.pdf_process MEMORY PAGES CHARACTERS < FILE`.

It gives one JSON object: `pages`, each with its size and its lines `[text, left, top, right, bottom]` in points from the top
left, and `about`; or `refused` with code, what was found, and what to do. It limits its own memory before it looks at the file.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

_BREAKS = frozenset({0, 10, 13})
_AT_LINE_END = frozenset({0x2, 0xFFFE})  # a hyphen at the end of a line, behind which the parser gives no break
_ABOUT = ("Title", "Author", "CreationDate")

Line = tuple[str, float, float, float, float]


class Refusal(Exception):
    """A file that is not read: code, what was found, what to do."""


def main(memory: int, most_pages: int, most_characters: int) -> int:
    """Read the file on standard input."""
    _limit(memory)
    try:
        said: dict[str, Any] = document(sys.stdin.buffer.read(), most_pages, most_characters)
    except Refusal as refusal:
        said = {"refused": list(refusal.args)}
    except MemoryError:
        return 3
    sys.stdout.write(json.dumps(said))
    return 0


def document(raw: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """The pages of a PDF, and what it says of itself.

    Raises:
        Refusal: It is encrypted, broken or too large.
    """
    import pypdfium2  # noqa: PLC0415 - the limits come first

    try:
        file = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refusal("encrypted", "it is encrypted", "open it with its password and save it without one") from error
        raise Refusal("broken-file", f"it is broken: {str(error)[:100]}", "get it anew, or print it to a new PDF") from error
    if len(file) > most_pages:
        raise Refusal("too-large", f"it has {len(file):,} pages, and {most_pages:,} are read at most", "split it")
    pages, left = [], most_characters
    for number in range(len(file)):
        try:
            page = _page(file[number], left)
        except pypdfium2.PdfiumError:
            page = {"size": [0.0, 0.0], "lines": []}
        pages.append(page)
        left -= sum(len(line[0]) for line in page["lines"])
    said = file.get_metadata_dict()
    return {"pages": pages, "about": [{"key": key, "words": _sound(said[key])[:300]} for key in _ABOUT if said.get(key)]}


def _page(page: Any, most: int) -> dict[str, Any]:
    """A page and its lines."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    text = page.get_textpage()
    count = text.count_chars()
    if count > most:
        raise Refusal("too-large", "it has more text than is read of one report", "split it")
    width, height = page.get_size()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    lines: list[Line] = []
    characters: list[str] = []
    box = _empty()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _BREAKS:
            _end(lines, characters, box)
            characters, box = [], _empty()
            continue
        breaks = code in _AT_LINE_END
        characters.append("-" if breaks else chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")
        if pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top) and top.value > bottom.value:
            box = (min(box[0], left.value), min(box[1], height - top.value), max(box[2], right.value), max(box[3], height - bottom.value))
        if breaks:
            _end(lines, characters, box)
            characters, box = [], _empty()
    _end(lines, characters, box)
    return {"size": [width, height], "lines": lines}


def _empty() -> tuple[float, float, float, float]:
    return (float("inf"), float("inf"), float("-inf"), float("-inf"))


def _end(lines: list[Line], characters: list[str], box: tuple[float, float, float, float]) -> None:
    """Put a line behind the others."""
    words = "".join(characters)
    if words.strip():
        place = box if box[0] <= box[2] else (0.0, 0.0, 0.0, 0.0)
        left, top, right, bottom = (round(value, 1) for value in place)
        lines.append((words, left, top, right, bottom))


def _sound(words: str) -> str:
    return words.encode("utf-8", "replace").decode("utf-8")


def _limit(memory: int) -> None:
    """Let the system hold this process to its memory, where it can."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:4])))
