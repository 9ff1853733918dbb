"""E-mail: the message's own words, and its attachments as what they are.

Plain text goes before HTML where both are there. Subject, date and the list or the domain that it came from are kept; names and
addresses of senders and recipients are not, for they may be anybody's. The Message-ID is the id of the report, so that one
message in two mailboxes is one report. Quoted earlier messages ("> ...") are left out: they are reports of their own, and would
be counted twice.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr

from reportedly.intake.html import read_html
from reportedly.intake.item import Inner, Item, Outcome
from reportedly.intake.limits import megabytes
from reportedly.intake.received import Received
from reportedly.intake.refusal import SHOWN, CannotRead, Refused
from reportedly.intake.stamps import iso_stamp
from reportedly.intake.text import canonical, read_text
from reportedly.model.issue import Issue
from reportedly.model.report import Stated

_BEGINS = b"From "  # the line between two messages of a mailbox
_QUOTED = re.compile(r"^>[^\n]*\n?", re.MULTILINE)
_INTRODUCES = re.compile(r"^(?:On [^\n]{5,200} wrote:|-{3,}\s?Original Message\s?-{3,})[ \t]*\n(?=\s*(?:>|\Z))", re.MULTILINE)
_BODIES = ("text/plain", "text/html")
_NOT_READ = ("image/", "video/", "audio/")


def read(item: Item, inner: Inner) -> Iterator[Outcome]:
    """A message and what is attached to it."""
    yield from _message(item.content(item.limits.whole, "a message"), item, inner)


def read_mailbox(item: Item, inner: Inner) -> Iterator[Outcome]:
    """The messages of a mailbox, one after another."""
    if not item.head().startswith(_BEGINS):
        raise CannotRead(
            f"a mailbox was asked for at {item.origin}", "it does not begin with a line `From `", "give a message as .eml", "not-mail"
        )
    lines: list[bytes] = []
    number, size = 0, 0
    while True:
        line = item.stream.readline(item.limits.line)
        between = line.startswith(_BEGINS) and (not lines or lines[-1] in {b"\n", b"\r\n"})
        if between or not line:
            if number and size <= item.limits.whole:
                yield from _message(b"".join(lines), replace(item, origin=f"{item.origin}:{number}"), inner)
            number, size, lines = number + 1, 0, []
            if not line:
                return
            continue
        size += len(line)
        if size <= item.limits.whole:
            lines.append(line[1:] if line.startswith(b">From ") else line)
        elif size - len(line) <= item.limits.whole:
            limit = megabytes(item.limits.whole)
            message = f"a message of at most {limit} was asked for; it is larger; take its attachments out"
            yield Refused(f"{item.origin}:{number}", repr(lines[0][:SHOWN]), "too-large", message)
            lines = lines[-1:]


def _message(raw: bytes, item: Item, inner: Inner) -> Iterator[Outcome]:
    if raw.lower().count(b"content-type:") > item.limits.parts * 2:
        found = f"more than {item.limits.parts} are declared"
        raise CannotRead(f"a message of at most {item.limits.parts} parts was asked for at {item.origin}", found, "split it", "too-deep")
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except RecursionError as error:
        raise CannotRead(f"a message was asked for at {item.origin}", "it is nested too deeply", "split it", "too-deep") from error
    except Exception as error:
        found = f"it is broken: {type(error).__name__}: {str(error)[:200]}"
        raise CannotRead(f"a message was asked for at {item.origin}", found, "save it anew", "broken-file") from error
    attached = [part for part in parts if _is_attached(part)]
    body = next((part for kind in _BODIES for part in parts if part.get_content_type() == kind and part not in attached), None)
    if body is not None:
        yield _report(message, body, item)
    elif not attached:
        yield Refused(
            item.origin, repr(raw[:SHOWN]), "no-text", f"a text was asked for in the message {item.origin}; it has none; leave it out"
        )
    readable = [part for part in attached if not part.get_content_type().startswith(_NOT_READ)]
    if body is None and attached and not readable:
        found = "it has none, and what is attached are pictures or sound"
        yield Refused(
            item.origin, repr(raw[:SHOWN]), "no-text", f"a text was asked for in the message {item.origin}; {found}; leave it out"
        )
    for part in readable:
        name = _header(part.get_filename) or f"part.{part.get_content_subtype()}"
        yield from inner(item.inside(name[:200], _payload(part), type=part.get_content_type(), charset=part.get_content_charset()))


def _report(message: EmailMessage, body: EmailMessage, item: Item) -> Received:
    raw, charset = _payload(body), body.get_content_charset()
    found = read_html(raw, None, charset) if body.get_content_type() == "text/html" else _plain(raw, charset)
    stated = tuple(_stated(message))
    said = {each.field: each.value for each in reversed(stated)}
    return Received(
        found.text,
        title=said.get("title"),
        outlet=said.get("outlet"),
        published=said.get("published"),
        published_basis="metadata" if "published" in said else "unknown",
        external_id=_header(lambda: message["Message-ID"]),
        retrieved=item.retrieved,
        stated=stated,
        issues=found.issues,
    )


def _plain(raw: bytes, charset: str | None) -> Received:
    """A plain body without earlier messages that it quotes."""
    found = read_text(raw, charset)
    own = _QUOTED.sub("", _INTRODUCES.sub("", canonical(found.text)))
    issues = found.issues
    if own != found.text:
        message = "the message's own words were asked for; it quotes an earlier message; that was left out; add the earlier message itself"
        issues = (*issues, Issue("quoted-message", "info", message))
    return replace(found, text=own, issues=issues)


def _stated(message: EmailMessage) -> Iterator[Stated]:
    if subject := _header(lambda: message["Subject"]):
        yield Stated("title", " ".join(subject.split()), "Subject header", subject[:300])
    if (day := _header(lambda: message["Date"])) and (stamp := iso_stamp(day)):
        yield Stated("published", stamp, "Date header", day[:100])
    if listed := _header(lambda: message["List-Id"]):
        yield Stated("outlet", (listed.partition("<")[0].strip(" \"'") or listed.strip("<> ")), "List-Id header", listed[:300])
    domain = parseaddr(_header(lambda: message["From"]) or "")[1].rpartition("@")[2]
    if domain:
        yield Stated("outlet", domain.lower(), "From header", domain[:200])


def _header(ask: object) -> str | None:
    """A header as plain characters; null where it is missing or the library fails on it."""
    try:
        value = ask()  # type: ignore[operator]
    except Exception:
        return None
    return str(value).encode("utf-8", "replace").decode("utf-8").strip() or None if value is not None else None


def _is_attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or part.get_content_type() not in _BODIES or part.get_filename() is not None
    except Exception:
        return True


def _payload(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
