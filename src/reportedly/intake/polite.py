"""Fetching as a guest: what a site's robots.txt asks is done, and two requests to one host keep their distance.

A robots.txt that is not there allows everything; one that the server fails to give allows nothing for now, as RFC 9309 has it.
What was said is believed for a day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from reportedly.intake import web
from reportedly.intake.clock import Clock, stamp
from reportedly.intake.item import Item, buffered
from reportedly.intake.refusal import FetchError
from reportedly.intake.robots import EVERYTHING, Robots, read_robots
from reportedly.intake.text import decode
from reportedly.intake.web import Answer

DELAY = 2.0  # seconds between two requests to one host
BELIEVED = timedelta(days=1)
UNTIL_ASKED_AGAIN = timedelta(minutes=30)  # after a robots.txt that could not be had

Get = Callable[..., Answer]


@dataclass(slots=True)
class Host:
    """What is known of a host.

    Attributes:
        robots: What it asks; null where it could not be had.
        until: How long that is believed.
        free: When it may be asked next.
    """

    robots: Robots | None = None
    until: datetime | None = None
    free: datetime | None = None


@dataclass(slots=True)
class Polite:
    """Fetches addresses politely.

    Attributes:
        allow_private: Whether addresses on a private network may be fetched.
        delay: Least seconds between two requests to one host.
        clock: What time it is, and waiting.
        get: What fetches; `web.get`, if left out.
        hosts: What is known of each host.
    """

    allow_private: bool = False
    delay: float = DELAY
    clock: Clock = field(default_factory=Clock)
    get: Get = web.get
    hosts: dict[str, Host] = field(default_factory=dict)

    def item(self, url: str) -> Item:
        """A page, to be read.

        Raises:
            FetchError: It could not be fetched, or must not be.
        """
        answer = self.answer(url)
        if answer.status != 200:
            advice = "check the address, or read a saved page"
            raise web.refused(url, f"the server answered {answer.status}", advice, f"http-{answer.status}")
        return item_of(answer, stamp(self.clock.now()))

    def answer(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """What the server of an address answers.

        Raises:
            FetchError: There is no answer, or its site asks us to leave it alone.
        """
        parts = urlsplit(url)
        host = self.hosts.setdefault(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", Host())
        robots = self._robots(host, url)
        if not robots.allows(url):
            raise web.refused(url, "its robots.txt asks to leave it alone", "ask the site, or read a saved page", "robots")
        return self._ask(host, url, headers, max(self.delay, robots.delay))

    def _ask(self, host: Host, url: str, headers: Mapping[str, str] | None, delay: float) -> Answer:
        """Ask when the host is free."""
        while host.free is not None and (left := (host.free - self.clock.now()).total_seconds()) > 0:
            self.clock.sleep(left)
        try:
            return self.get(url, allow_private=self.allow_private, headers=headers or {})
        finally:
            host.free = self.clock.now() + timedelta(seconds=delay)

    def _robots(self, host: Host, url: str) -> Robots:
        now = self.clock.now()
        if host.until is None or host.until <= now:
            host.robots, host.until = self._fetched_robots(host, url), now
            host.until += BELIEVED if host.robots is not None else UNTIL_ASKED_AGAIN
        if host.robots is None:
            found = "its robots.txt could not be had, so nothing may be fetched for now"
            raise web.refused(url, found, "try again later, or read a saved page", "robots-missing")
        return host.robots

    def _fetched_robots(self, host: Host, url: str) -> Robots | None:
        parts = urlsplit(url)
        try:
            answer = self._ask(host, f"{parts.scheme}://{parts.netloc}/robots.txt", None, self.delay)
        except FetchError as error:
            if error.code in {"private-address", "bad-address", "no-such-host", "no-connection"}:
                raise
            return EVERYTHING if error.code in {"not-text", "cannot-read", "too-large", "redirects"} else None
        if answer.status == 200:
            try:
                return read_robots(decode(answer.body)[0], web.NAME)
            except ValueError:
                return EVERYTHING  # a picture or the like: no rules
        return EVERYTHING if 400 <= answer.status < 500 and answer.status != 429 else None


def item_of(answer: Answer, retrieved: str) -> Item:
    """What a server gave, to be read."""
    name = answer.url.partition("?")[0].partition("#")[0].rpartition("/")[2]
    return Item(answer.url, buffered(answer.body), name, answer.type, answer.charset, url=answer.url, retrieved=retrieved)
