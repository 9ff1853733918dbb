"""Plain text: bytes to the canonical text.

The canonical text is the decoded file with CRLF made LF and nothing else changed, so that offsets into it are offsets into
what the reader of the report sees. UTF-8 is tried first, UTF-16 where a byte order mark says so; what is neither is read as
Windows-1252, the commonest of the older encodings, and an issue says that this was a guess.
"""

from __future__ import annotations

import codecs

from reportedly.intake.received import Received
from reportedly.intake.refusal import CannotRead
from reportedly.model.issue import Issue

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = {
    b"%PDF": ("a PDF file", "extract its text first, for instance with pdftotext"),
    b"PK\x03\x04": ("a ZIP or office file", "extract its text first, or save it as text or PDF"),
    b"\xd0\xcf\x11\xe0": ("an old office file", "save it as text, PDF or xlsx"),
    b"\x1f\x8b": ("a gzip file", "unpack it first"),
    b"\x89PNG": ("a picture", "words in pictures are not read; give the text"),
    b"\xff\xd8\xff": ("a picture", "words in pictures are not read; give the text"),
    b"GIF8": ("a picture", "words in pictures are not read; give the text"),
    b"SQLite format 3": ("an SQLite database", "give the reports that are in it"),
}


def decode(raw: bytes, charset: str | None = None) -> tuple[str, tuple[Issue, ...]]:
    """The characters of a file, and an issue where they had to be guessed.

    Args:
        raw: The file.
        charset: The encoding that it was sent in, where that was told; not believed where it does not fit.

    Raises:
        CannotRead: It is no text.
    """
    if raw.startswith(_UTF_16):
        return raw.decode("utf-16", errors="replace"), ()
    if (told := text_encoding(charset)) is not None:
        try:
            return raw.decode(told).removeprefix("\ufeff"), ()
        except UnicodeError:  # some decoders raise no closer one
            pass
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        _refuse_binary(raw)
        message = (
            f"text in UTF-8 was asked for; byte {error.start} is none; it was read as Windows-1252; "
            "if letters are wrong, convert the file to UTF-8"
        )
        return raw.decode("windows-1252", errors="replace"), (Issue("not-utf-8", "warning", message),)


def _refuse_binary(raw: bytes) -> None:
    kind = next((told for start, told in _BINARY.items() if raw.startswith(start)), None)
    if kind is None and b"\x00" in raw[:4096]:
        kind = ("a binary file", "extract its text first, or save it as text")
    if kind is not None:
        raise CannotRead("text or HTML was asked for", f"{kind[0]} was found", kind[1], "not-text")


def canonical(text: str) -> str:
    """The text with CRLF made LF."""
    return text.replace("\r\n", "\n")


def text_encoding(charset: str | None) -> str | None:
    """The name of an encoding of text that Python knows; null for others, such as those that unpack."""
    try:
        info = codecs.lookup((charset or "").strip("\"' "))
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", False) else None


def read_text(raw: bytes, charset: str | None = None) -> Received:
    """A plain text as a report.

    Raises:
        CannotRead: It is no text.
    """
    text, issues = decode(raw, charset)
    return Received(canonical(text), issues=issues)
