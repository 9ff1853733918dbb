"""Ids from content: the same input gives the same ids in every run, on every worker."""

from __future__ import annotations

import hashlib


def content_id(prefix: str, *parts: object) -> str:
    """A short id, `prefix-` and 12 hexadecimal digits, from the parts that make a thing what it is.

    Parts are joined by a unit separator, so ("ab", "c") and ("a", "bc") differ.
    """
    content = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def text_digest(text: str) -> str:
    """SHA-256 of a canonical text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
