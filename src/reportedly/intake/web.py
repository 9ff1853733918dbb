"""A page from a web address, without letting the address reach what it should not.

An address comes from a report or a stranger, so it is hostile input. The rules:

1. Only http and https, no user names in the address.
2. The host is resolved here, every address it has must be public, and the connection is made to the very address that was
   checked (the name goes into the Host header and the TLS handshake), so that a second answer of the name server cannot swap it.
3. Redirects are followed here, at most five, and each is checked like the first.
4. At most `LARGEST` bytes of text are read, and `Limits.document` of anything else, also after decompression, which is done piece by
   piece with that bound. A step may take `SECONDS`, all of it `WHOLE_SECONDS`.
5. Pictures, films and programs are not taken; what else comes, its content says. Proxies of the environment are not used: they
   would connect for us, unchecked.

`allow_private` lifts the second rule, for a wiki in the office or a server under test.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from reportedly.intake.limits import LIMITS
from reportedly.intake.refusal import LARGEST, FetchError
from reportedly.intake.refusal import too_large as _too_large

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
SECONDS = 20.0  # for each step of a connection
WHOLE_SECONDS = 60.0  # for all of it
NAME = "reportedly"  # by which robots.txt knows us
AGENT = f"{NAME}/0.1 (reads reports on request; honours robots.txt)"
ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.9, application/pdf;q=0.8, */*;q=0.5"
NOT_TAKEN = ("image/", "video/", "audio/", "font/", "application/javascript", "text/javascript", "text/css")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_WITH_TARGET = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for.

    Attributes:
        step: Seconds for each step of a connection.
        whole: Seconds for all of it.
    """

    step: float = SECONDS
    whole: float = WHOLE_SECONDS


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered in the end.

    Attributes:
        url: The address that answered.
        status: HTTP status.
        body: Unpacked; empty unless the status is 200.
        headers: By their names in small letters.
    """

    url: str
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str | None:
        """Media type that it was sent as."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """Encoding that it was sent in."""
        found = self.headers.get("content-type", "").lower().partition("charset=")[2].partition(";")[0].strip("\"' ")
        return found or None


def fetch(url: str, allow_private: bool = False) -> Answer:
    """A page that is there.

    Raises:
        FetchError: It could not be fetched, or must not be.
    """
    answer = get(url, allow_private=allow_private)
    if answer.status != 200:
        raise refused(url, f"the server answered {answer.status}", "check the address, or read a saved page", f"http-{answer.status}")
    return answer


def get(url: str, *, allow_private: bool = False, headers: Mapping[str, str] | None = None, patience: Patience | None = None) -> Answer:
    """What a server answers, whatever its status, after redirects.

    Args:
        url: An http or https address.
        allow_private: Whether addresses on a private network may be asked.
        headers: To send beside our own, such as If-None-Match.
        patience: How long it may take.

    Raises:
        FetchError: There is no answer, or it must not be taken.
    """
    import httpx  # noqa: PLC0415 - only addresses need it

    trusted = _trusted()
    patience = patience or Patience()
    deadline = time.monotonic() + patience.whole
    asked = url
    own = {"User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip", **(headers or {})}
    try:
        with httpx.Client(verify=trusted, timeout=patience.step, trust_env=False, follow_redirects=False, headers=own) as client:
            for _ in range(REDIRECTS + 1):
                answer, target = _step(client, httpx.URL(url), allow_private, deadline)
                if target is None:
                    return answer
                url = target
    except httpx.InvalidURL as error:
        raise refused(url, f"it is no address: {error}", "check it", "bad-address") from error
    except httpx.TimeoutException as error:
        raise refused(
            url, f"no answer within {patience.step:.0f} seconds", "try again later, or save the page and read the file", "stalled"
        ) from error
    except (httpx.HTTPError, OSError, zlib.error, UnicodeError) as error:
        raise refused(
            url, f"{type(error).__name__}: {error}", "try again later, or save the page and read the file", "broken-answer"
        ) from error
    raise refused(asked, f"it redirected more than {REDIRECTS} times", "give the address at the end of the redirects", "redirects")


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that vouch for names, loaded once: it takes longer than most pages."""
    import httpx  # noqa: PLC0415

    return httpx.create_ssl_context(trust_env=False)


def _step(client: httpx.Client, url: httpx.URL, allow_private: bool, deadline: float) -> tuple[Answer, str | None]:
    """One request: the answer, or where it redirects to."""
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise refused(str(url), "only http and https addresses without a user name are fetched", "give such an address", "bad-address")
    errors: list[Exception] = []
    import httpx  # noqa: PLC0415

    for address in _addresses(url, allow_private):
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        try:
            response = client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            errors.append(error)
            continue
        try:
            return _answer(response, url, deadline)
        finally:
            response.close()
    found = f"no connection: {errors[-1] if errors else 'the name has no address'}"
    raise refused(str(url), found, "check the address and the network", "no-connection")


def _addresses(url: httpx.URL, allow_private: bool) -> list[str]:
    """The addresses of the host, all of them allowed."""
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(url.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise refused(str(url), f"its name cannot be resolved: {error}", "check the address and the network", "no-such-host") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    private = [address for address in addresses if not is_public(address)]
    if private and not allow_private:
        advice = "save the page and read the file, or allow private addresses"
        raise refused(str(url), f"{private[0]} is not a public address", advice, "private-address")
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; addresses that wrap another are as public as that one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if wrapped is None and ip in _NAT64:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local)


def _answer(response: httpx.Response, url: httpx.URL, deadline: float) -> tuple[Answer, str | None]:
    """What came, or the target of a redirect."""
    if response.status_code in _WITH_TARGET and "Location" in response.headers:
        return Answer(str(url), response.status_code), str(url.join(response.headers["Location"]))
    headers = {name.lower(): value for name, value in response.headers.items()}
    if response.status_code != 200:
        return Answer(str(url), response.status_code, headers=headers), None
    answer = Answer(str(url), response.status_code, headers=headers)
    if (answer.type or "").startswith(NOT_TAKEN):
        raise refused(str(url), f"it is {answer.type}", "give the address of a page, or extract the text and read that", "not-text")
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", "deflate", ""}:
        raise refused(str(url), f"it is compressed with {coding}", "save the page and read the file", "unknown-coding")
    limit = LARGEST if (answer.type or "text/html").startswith("text/") else LIMITS.document
    if int(headers["content-length"] if headers.get("content-length", "").isdecimal() else "0") > limit:
        raise _too_large(str(url), limit)
    body = _body(response.iter_raw(), coding in {"gzip", "deflate"}, str(url), deadline, limit)
    return Answer(str(url), response.status_code, body, headers), None


def _body(pieces: Iterator[bytes], compressed: bool, url: str, deadline: float, limit: int) -> bytes:
    """All pieces together, unpacked; never more than the limit."""
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if compressed else None
    body = bytearray()
    for piece in pieces:
        if time.monotonic() > deadline:
            raise refused(url, "it took too long as a whole", "try again later, or save the page and read the file", "stalled")
        body += unpack.decompress(piece, limit + 1 - len(body)) if unpack is not None else piece
        if len(body) > limit:
            raise _too_large(url, limit)
    if unpack is not None and not unpack.eof:
        raise refused(url, "its compressed answer ends too early", "try again later, or save the page and read the file", "truncated")
    return bytes(body)


def refused(url: str, found: str, advice: str, code: str) -> FetchError:
    """The error for an address that is not fetched."""
    return FetchError(f"the page at {url[:200]} was asked for", found, advice, code)
