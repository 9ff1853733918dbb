"""A screenshot made small: 256 of its colours, every other as the nearest of them, deflated as well as zlib can.

A page has few colours and many blends of them at the edges of letters; nobody sees the difference, and the file is two fifths as large.
PNG (ISO/IEC 15948): signature, then chunks of length, name, content and checksum; lines are filtered by their neighbours before they are
deflated, which is undone here.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PALETTE = 256
_BYTES = {2: 3, 6: 4}  # for each pixel, by the type of colour: RGB, and RGB with an alpha that is let go


def smaller(png: bytes) -> bytes:
    """The same picture with a palette.

    Raises:
        ValueError: It is no picture of 8 bits a colour, as browsers make them.
    """
    parts: dict[bytes, bytes] = {}
    for name, content in _chunks(png):
        parts[name] = parts.get(name, b"") + content
    width, height, depth, colours = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    if depth != 8 or colours not in _BYTES:
        raise ValueError(f"a picture of 8 bits and true colour was asked for; this one has {depth} bits, and colours of type {colours}")
    size = _BYTES[colours]
    lines = [
        [bytes(line[at : at + 3]) for at in range(0, len(line), size)]
        for line in _unfiltered(zlib.decompress(parts[b"IDAT"]), width * size, height, size)
    ]
    index = _palette(Counter(pixel for line in lines for pixel in line))
    own = {at: pixel for pixel, (at, is_own) in index.items() if is_own}
    table = b"".join(own[at] for at in range(len(own)))
    drawn = zlib.compress(b"".join(b"\0" + bytes(index[pixel][0] for pixel in line) for line in lines), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return SIGNATURE + b"".join(_chunk(*each) for each in ((b"IHDR", head), (b"PLTE", table), (b"IDAT", drawn), (b"IEND", b"")))


def _palette(counts: Counter[bytes]) -> dict[bytes, tuple[int, bool]]:
    """For each colour its place in the table, and whether it is itself there.

    Each next colour of the table is the one that would be missed most: frequent, and far from all that are there.
    """
    colours = sorted(counts, key=lambda pixel: (-counts[pixel], pixel))
    nearest = dict.fromkeys(colours, (0, 3 * 256**2))
    table: list[bytes] = []
    while len(table) < min(PALETTE, len(colours)):
        chosen = max(colours, key=lambda pixel: counts[pixel] * nearest[pixel][1])
        for pixel, (_, least) in nearest.items():
            distance = sum((one - other) ** 2 for one, other in zip(pixel, chosen, strict=True))
            if distance < least:
                nearest[pixel] = (len(table), distance)
        table.append(chosen)
    return {pixel: (at, distance == 0) for pixel, (at, distance) in nearest.items()}


def _unfiltered(raw: bytes, stride: int, height: int, size: int) -> Iterator[bytearray]:
    above = bytearray(stride)
    for begin, end in pairwise(range(0, (height + 1) * (stride + 1), stride + 1)):
        kind, line = raw[begin], bytearray(raw[begin + 1 : end])
        for at in range(stride):
            left, up = (line[at - size], above[at - size]) if at >= size else (0, 0)
            line[at] = (line[at] + _guess(kind, left, above[at], up)) & 0xFF
        yield line
        above = line


def _guess(kind: int, left: int, above: int, corner: int) -> int:
    match kind:
        case 0:
            return 0
        case 1:
            return left
        case 2:
            return above
        case 3:
            return (left + above) // 2
        case _:
            distances = [abs(above - corner), abs(left - corner), abs(left + above - 2 * corner)]
            return (left, above, corner)[distances.index(min(distances))]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
