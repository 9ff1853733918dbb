"""Breaking files: bytes cut, doubled, swapped, flipped, lengths changed, declarations put in, marks of other formats in the wrong place."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

from fuzz.odd import odd

PIECES = tuple(piece.encode("latin-1") for piece in odd("pieces"))
MOST = 200_000  # bytes of a broken file
Break = Callable[[bytes, Random], bytes]


def broken(raw: bytes, chance: Random) -> bytes:
    """A file, damaged a few times, or left sound."""
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3, 6))):
        raw = chance.choice(BREAKS)(raw, chance)[:MOST]
    return raw


def _span(raw: bytes, chance: Random, longest: int = 40) -> tuple[int, int]:
    start = chance.randrange(len(raw) + 1)
    return start, min(len(raw), start + chance.randrange(1, longest))


def _put(raw: bytes, chance: Random) -> bytes:
    start, end = _span(raw, chance)
    return raw[:start] + chance.choice(PIECES) + raw[chance.choice((start, end)) :]


def _flipped(raw: bytes, chance: Random) -> bytes:
    made = bytearray(raw)
    for _ in range(chance.choice((1, 1, 4, 20))):
        if made:
            made[chance.randrange(len(made))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    return bytes(made)


def _cut(raw: bytes, chance: Random) -> bytes:
    start, end = _span(raw, chance, 400)
    return chance.choice((raw[:start], raw[start:], raw[:start] + raw[end:]))


def _doubled(raw: bytes, chance: Random) -> bytes:
    start, end = _span(raw, chance, 400)
    return raw[:end] + raw[start:end] * chance.choice((1, 1, 2, 30, 300)) + raw[end:]


def _swapped(raw: bytes, chance: Random) -> bytes:
    first, second = sorted((_span(raw, chance), _span(raw, chance)))
    middle = max(first[1], second[0])
    return raw[: first[0]] + raw[middle : second[1]] + raw[first[1] : middle] + raw[first[0] : first[1]] + raw[second[1] :]


_NUMBER = re.compile(rb"\d+")


def _counted(raw: bytes, chance: Random) -> bytes:
    """Another number in the place of one."""
    found = list(_NUMBER.finditer(raw))
    if not found:
        return raw
    match = chance.choice(found)
    return raw[: match.start()] + chance.choice((b"0", b"-1", b"1", b"65536", b"4294967295", b"9" * 20, b"", b"x")) + raw[match.end() :]


_TAG = re.compile(rb"</?[a-zA-Z][^<>]{0,200}>")


def _tagged(raw: bytes, chance: Random) -> bytes:
    """A tag left out, doubled, closed or nested many times."""
    found = list(_TAG.finditer(raw))
    if not found:
        return raw
    match = chance.choice(found)
    tag = match[0]
    instead = chance.choice((b"", tag * 2, b"</" + tag[1:], tag * 400, tag[:-1], b"<" + tag, tag.upper()))
    return raw[: match.start()] + instead + raw[match.end() :]


def _repacked(raw: bytes, chance: Random) -> bytes:
    """A ZIP file of which a member is broken within, so that its sums are right."""
    if not raw.startswith(b"PK"):
        return _put(raw, chance)
    out = BytesIO()
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            zipfile.ZipFile(BytesIO(raw)) as before,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
        ):
            names = before.namelist()
            chosen = chance.choice(names) if names else ""
            for name in names:
                body = before.read(name)
                after.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), broken(body, chance) if name == chosen else body)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, KeyError, zlib.error):
        return _flipped(raw, chance)
    return out.getvalue()


def _recoded(raw: bytes, chance: Random) -> bytes:
    """The same letters in another encoding than is declared."""
    return raw.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-16-be", "utf-32", "utf-7", "cp1251", "cp037")), "replace")


BREAKS: Sequence[Break] = (
    _put,
    _put,
    _flipped,
    _flipped,
    _cut,
    _doubled,
    _swapped,
    _counted,
    _counted,
    _tagged,
    _tagged,
    _repacked,
    _repacked,
    _recoded,
)
