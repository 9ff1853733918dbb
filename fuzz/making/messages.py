"""Messages with parts within parts, and mailboxes of them."""

from __future__ import annotations

import base64
from random import Random

from fuzz.making.small import SMALL
from fuzz.making.words import CHARSETS, DATES, File, words


def message(chance: Random) -> File:
    """A message, with parts within parts."""
    return "a.eml", _message(chance)


def mailbox(chance: Random) -> File:
    """Messages, one behind the other."""
    return "a.mbox", b"".join(
        b"From a@b.example " + chance.choice(DATES).encode() + b"\n" + _message(chance) + b"\n\n" for _ in range(chance.randrange(1, 4))
    )


def _message(chance: Random) -> bytes:
    subject = chance.choice((words(chance).replace("\n", " ")[:100], "=?utf-8?b?4oCc?=", "=?x?q?=FF?=", "=?utf-8?b?!!!?=", "a" * 2_000))
    lines = [
        f"Subject: {subject}",
        f"Date: {chance.choice(DATES)}",
        f"From: {chance.choice(('A <a@b.example>', '@', '=?utf-8?q?A?= <>', ''))}",
        f"Message-ID: {chance.choice(('<1@b.example>', '', '<'))}",
    ]
    chance.shuffle(lines)
    return "\n".join(lines[: chance.randrange(1, 5)]).encode("utf-8", "replace") + b"\n" + _part(chance, chance.choice((0, 1, 1, 2, 6)))


def _part(chance: Random, depth: int) -> bytes:
    if depth:
        kind = chance.choice(
            (
                "multipart/mixed",
                "multipart/alternative",
                "multipart/related",
                "multipart/digest",
                "message/rfc822",
                "message/delivery-status",
            )
        )
        mark = chance.choice(("B", "B", f"b{depth}", "", "a b", "=_x", "B" * 80))
        parts = b"".join(
            b"--" + mark.encode() + b"\n" + _part(chance, depth - 1) + b"\n" for _ in range(chance.randrange(1, 4) if depth < 3 else 1)
        )
        return f'Content-Type: {kind}; boundary="{mark}"\n\n'.encode() + parts + b"--" + mark.encode() + b"--\n"
    name, raw = chance.choice(SMALL)(chance)
    coding = chance.choice(("base64", "quoted-printable", "8bit", "7bit", "x-uuencode", "binary", ""))
    body = base64.encodebytes(raw) if coding == "base64" else raw
    kind = chance.choice(
        ("text/plain", "text/html", "application/pdf", "application/zip", "text/calendar", "image/png", "message/rfc822", "x", "")
    )
    place = chance.choice(
        (
            "",
            f'Content-Disposition: attachment; filename="{chance.choice((name, "../../a.txt", "/a", "a" * 300, "=?utf-8?q?a?="))}"\n',
            "Content-Disposition: inline; filename*=utf-8''%FF\n",
        )
    )
    return (
        f"Content-Type: {kind}; charset={chance.choice(CHARSETS)}\nContent-Transfer-Encoding: {coding}\n{place}\n".encode(
            "utf-8", "replace"
        )
        + body
    )
