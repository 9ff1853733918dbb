"""What stands between the desk and strangers: other pages in the same browser, other machines, and the reports themselves.

The desk has no accounts. Whoever reaches it may decide, so reaching it is what is guarded:

* **Who asks.** A request must name a host that the desk answers to; else a page elsewhere could have its own name point here
  (DNS rebinding) and read the ledger through the reader's browser.
* **Whence a decision comes.** What changes the ledger must come from a page of the desk: by `Sec-Fetch-Site` and `Origin`, and by
  a token that is drawn at each start and stands in every form (`checked`). A cookie proves nothing here, for there is none to steal.
* **Who may.** Bound to another address than this machine's own, the desk asks for a password: by HTTP Basic (any name) or as a
  bearer token. It travels as readable as all else; encryption is a proxy's business (docs/desk.md).
* **What a page may do.** Nothing inline, nothing from elsewhere, no frame, no plug-in: text of a report that became markup by some
  mistake could still do nothing.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer a browser would not say whence its own forms come
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST = 1_000_000  # bytes of a form
LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")


class Unguarded(ValueError):
    """The desk was to be open to other machines, and nobody was to be asked for a password."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the desk is open.

    Attributes:
        host: The address that it is bound to.
        port: The port.
        password: What a reader must know; null where the desk is this machine's alone.
        hosts: Further names under which it is reached, as a proxy passes them on ("desk.example.org").
        token: What stands in every form; drawn anew at each start.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    password: str | None = None
    hosts: tuple[str, ...] = ()
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    def __post_init__(self) -> None:
        """See that nobody opens the desk to others unawares."""
        if not is_local(self.host) and not self.password:
            raise Unguarded(
                f"the desk was to be opened at {self.host}, where other machines reach it; no password was given; "
                "give one with --token, and put a proxy with TLS before it"
            )

    def answers_to(self, host: str) -> bool:
        """Whether the desk goes by this name; the port does not matter."""
        name = _without_port(host).lower()
        return name in {*LOCAL, self.host.lower(), *(each.lower() for each in self.hosts)} if name else False


def is_local(host: str) -> bool:
    """Whether an address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """The outermost layer: no request gets past it unasked, and no answer leaves without its headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        refusal = self.refusal(scope["method"], Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, sending)
            return
        await self.app(scope, _limited(receive), sending)

    def refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        """Why a request is not let in; null where it is."""
        host = headers.get("host", "")
        if not self.settings.answers_to(host):
            return PlainTextResponse(
                "this desk does not go by the name that it was asked under; open it at its own address, or name this one with --name\n", 421
            )
        if self.settings.password and not _knows(headers.get("authorization", ""), self.settings.password):
            demand = {"www-authenticate": 'Basic realm="Reportedly", charset="UTF-8"'}
            return PlainTextResponse("the desk asks for its password; the name does not matter\n", 401, demand)
        if method not in SAFE and not _same_origin(headers, host):
            return PlainTextResponse("a decision was sent from another page; decide on a page of the desk itself\n", 403)
        if _announced(headers) > LARGEST:
            return PlainTextResponse(f"a form may have {LARGEST:,} bytes; this one has more; send less\n", 413)
        return None


async def checked(request: Request) -> None:
    """Let a request change the ledger only with the token that stands in the desk's own forms.

    Every route depends on it. Forms carry the token as `token`, scripts as the header `X-Desk-Token`.
    """
    if request.method in SAFE:
        return
    given = request.headers.get("x-desk-token")
    if given is None and request.headers.get("content-type", "").startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        value = (await request.form()).get("token")
        given = value if isinstance(value, str) else None
    settings: Settings = request.app.state.settings
    if given is None or not _same(given, settings.token):
        raise HTTPException(
            403, "the page that this was sent from is of an earlier run of the desk; go back, load it anew, and send it again"
        )


def _limited(receive: Receive) -> Receive:
    """A body that ends where it is too long, announced or not."""
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST:
            raise HTTPException(413, f"a form may have {LARGEST:,} bytes; this one has more; send less")
        return message

    return receiving


def _announced(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else 0


def _same_origin(headers: Headers, host: str) -> bool:
    """Whether a browser says that the request comes from a page of ours. What is no browser says nothing, and has no cookie to misuse."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    return (site is None or site == "same-origin") and (origin is None or origin in {f"http://{host}", f"https://{host}"})


def _knows(authorization: str, password: str) -> bool:
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return _same(given.strip(), password)
    if scheme.lower() != "basic":
        return False
    try:
        said = base64.b64decode(given, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return False
    return _same(said.partition(":")[2], password)


def _same(given: str, expected: str) -> bool:
    """Whether two secrets are one, in a time that does not tell how alike they are."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8", "replace"))


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.rpartition(":")[0] if host.count(":") == 1 else host


def names_of(hosts: Iterable[str]) -> tuple[str, ...]:
    """Names without ports and blanks, as a person gives them."""
    return tuple(name for each in hosts if (name := _without_port(each.strip())))
