"""robots.txt as RFC 9309 has it: which addresses a site asks us to leave alone.

The group that names us counts, else the one of `*`; of its rules the longest that fits, and of two as long the one that allows.
`*` in a rule is any characters, `$` its end. `Crawl-delay` is no part of the standard, and is honoured.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LARGEST = 500_000  # bytes that are looked at, as the standard asks
SLOWEST = 120.0  # seconds of a Crawl-delay that are believed


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of us.

    Attributes:
        rules: Patterns of paths, and whether they may be fetched.
        delay: Seconds between two requests.
    """

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched."""
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


EVERYTHING = Robots()
NOTHING = Robots((("/", False),))


def read_robots(text: str, agent: str) -> Robots:
    """What a file asks of one who goes by this name."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    names: list[str] = []
    in_rules = False
    for line in text[:LARGEST].splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [value.lower()] if in_rules else [*names, value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), [])
        elif key in {"allow", "disallow", "crawl-delay"}:
            in_rules = True
            for name in names:
                if key == "crawl-delay":
                    delays[name] = _seconds(value)
                elif value:
                    groups[name].append((_plain(value), key == "allow"))
    name = agent.lower() if agent.lower() in groups else "*"
    return Robots(tuple(groups.get(name, ())), delays.get(name, 0.0))


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern fits the beginning of a path: piece after piece, in linear time."""
    ends = pattern.endswith("$")
    first, *rest = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    for number, piece in enumerate(rest):
        if ends and number == len(rest) - 1:
            return len(path) - len(piece) >= position and path.endswith(piece)
        position = path.find(piece, position)
        if position < 0:
            return False
        position += len(piece)
    return not ends or position == len(path)


def _plain(path: str) -> str:
    """A path whose escapes are all written alike."""
    return quote(unquote(path), safe="/*$?=&;:@+,!~'()%")


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return min(seconds, SLOWEST) if seconds > 0 else 0.0
