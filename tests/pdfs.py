"""PDF files, written by hand: lines of text at places, so that a test says what stands where."""

from __future__ import annotations

import zlib

HEIGHT = 842
Line = tuple[float, float, str]  # from the left, from the top, words


def pdf(*pages: list[Line], size: int = 11, extra: bytes = b"", packed: bytes | None = None) -> bytes:
    """A PDF whose pages have these lines."""
    objects: dict[int, bytes] = {3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}
    kids = []
    for number, lines in enumerate(pages):
        page, content = 10 + 2 * number, 11 + 2 * number
        kids.append(f"{page} 0 R")
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {HEIGHT}] /Contents {content} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
        ).encode()
        drawn = "".join(f"BT /F {size} Tf {left} {HEIGHT - top} Td ({_escaped(words)}) Tj ET\n" for left, top, words in lines).encode(
            "latin-1"
        )
        stream = zlib.compress(drawn) if packed is None else packed
        objects[content] = f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream"
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    body, places = b"%PDF-1.4\n", {}
    for number, value in sorted(objects.items()):
        places[number] = len(body)
        body += f"{number} 0 obj\n".encode() + value + b"\nendobj\n"
    table = b"".join(f"{number} 1\n{place:010} 00000 n \n".encode() for number, place in sorted(places.items()))
    trailer = f"trailer\n<< /Size {max(objects) + 1} /Root 1 0 R ".encode() + extra + b" >>\n"
    return body + b"xref\n0 1\n0000000000 65535 f \n" + table + trailer + f"startxref\n{len(body)}\n%%EOF\n".encode()


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def column(*lines: str, left: float = 70, top: float = 120, leading: float = 14) -> list[Line]:
    """Lines below each other; an empty one is a gap."""
    return [(left, top + number * leading, words) for number, words in enumerate(lines) if words]
