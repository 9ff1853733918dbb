"""A page from a web address, without letting the address reach what it should not.

An address comes from a report or a stranger, so it is hostile input. The rules:

1. Only http and https, no user names in the address.
2. The host is resolved here, every address it has must be public, and the connection is made to the very address that was
   checked (the name goes into the Host header and the TLS handshake), so that a second answer of the name server cannot swap it.
3. Redirects are followed here, at most five, and each is checked like the first.
4. At most `LARGEST` bytes are read, also after decompression, which is done piece by piece with that bound.
5. Only HTML and plain text are taken. Proxies of the environment are not used: they would connect for us, unchecked.

`allow_private` lifts the second rule, for a wiki in the office or a server under test.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.intake.refusal import LARGEST, FetchError
from reportedly.intake.refusal import too_large as _too_large

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
SECONDS = 20.0  # for each step of a connection
WHOLE_SECONDS = 60.0  # for all of it
TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"})
AGENT = "reportedly/0.1 (reads one report on request)"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def fetch(url: str, allow_private: bool = False) -> tuple[bytes, str]:
    """The bytes of a page, and the address that it came from in the end.

    Raises:
        FetchError: It could not be fetched, or must not be.
    """
    import httpx  # noqa: PLC0415 - only addresses need it

    deadline = time.monotonic() + WHOLE_SECONDS
    try:
        with httpx.Client(timeout=SECONDS, trust_env=False, follow_redirects=False, headers={"User-Agent": AGENT}) as client:
            for _ in range(REDIRECTS + 1):
                body, target = _step(client, httpx.URL(url), allow_private, deadline)
                if target is None:
                    return body, url
                url = target
    except httpx.InvalidURL as error:
        raise _refused(url, f"it is no address: {error}", "check it") from error
    except (httpx.HTTPError, OSError, zlib.error) as error:
        raise _refused(url, f"{type(error).__name__}: {error}", "try again later, or save the page and read the file") from error
    raise _refused(url, f"it redirected more than {REDIRECTS} times", "give the address at the end of the redirects")


def _step(client: httpx.Client, url: httpx.URL, allow_private: bool, deadline: float) -> tuple[bytes, str | None]:
    """One request: the body, or where it redirects to."""
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise _refused(str(url), "only http and https addresses without a user name are fetched", "give such an address")
    errors: list[OSError | Exception] = []
    import httpx  # noqa: PLC0415

    for address in _addresses(url, allow_private):
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii"), "Accept": "text/html, text/plain;q=0.9", "Accept-Encoding": "gzip"},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        try:
            response = client.send(request, stream=True)
        except httpx.ConnectError as error:
            errors.append(error)
            continue
        try:
            return _answer(response, url, deadline)
        finally:
            response.close()
    raise _refused(str(url), f"no connection: {errors[-1] if errors else 'the name has no address'}", "check the address and the network")


def _addresses(url: httpx.URL, allow_private: bool) -> list[str]:
    """The addresses of the host, all of them allowed."""
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(url.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _refused(str(url), f"its name cannot be resolved: {error}", "check the address and the network") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    private = [address for address in addresses if not is_public(address)]
    if private and not allow_private:
        raise _refused(str(url), f"{private[0]} is not a public address", "save the page and read the file, or allow private addresses")
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


def _answer(response: httpx.Response, url: httpx.URL, deadline: float) -> tuple[bytes, str | None]:
    """The body of a response, or the target of a redirect."""
    if response.has_redirect_location:
        return b"", str(url.join(response.headers["Location"]))
    if response.status_code != 200:
        raise _refused(
            str(url), f"the server answered {response.status_code} {response.reason_phrase}", "check the address, or read a saved page"
        )
    kind = response.headers.get("Content-Type", "text/html").partition(";")[0].strip().lower()
    if kind not in TYPES:
        raise _refused(str(url), f"it is {kind}", "give the address of a page, or extract the text and read that")
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", "deflate", ""}:
        raise _refused(str(url), f"it is compressed with {coding}", "save the page and read the file")
    if int(response.headers.get("Content-Length", "0") or 0) > LARGEST:
        raise _too_large(str(url))
    return _body(response.iter_raw(), coding in {"gzip", "deflate"}, str(url), deadline), None


def _body(pieces: Iterator[bytes], compressed: bool, url: str, deadline: float) -> bytes:
    """All pieces together, unpacked; never more than the limit."""
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if compressed else None
    body = bytearray()
    for piece in pieces:
        if time.monotonic() > deadline:
            raise _refused(url, f"it took longer than {WHOLE_SECONDS:.0f} seconds", "try again later, or save the page and read the file")
        body += unpack.decompress(piece, LARGEST + 1 - len(body)) if unpack is not None else piece
        if len(body) > LARGEST:
            raise _too_large(url)
    return bytes(body)


def _refused(url: str, found: str, advice: str) -> FetchError:
    return FetchError(f"the page at {url[:200]} was asked for", found, advice)
