"""Plain text, Markdown, lists of addresses."""

from __future__ import annotations

from random import Random

from fuzz.making.words import ADDRESSES, File, encoded, value, words


def plain(chance: Random) -> File:
    """A text."""
    return chance.choice(("a.txt", "a", "a.text", "a.html")), encoded(words(chance), chance)


def markdown(chance: Random) -> File:
    """A text with marks, and a head of some kind."""
    lines = (
        ["---", *(f"{key}: {value}" for key, value in _said(chance)), chance.choice(("---", "...", ""))] if chance.random() < 0.5 else []
    )
    marks = ("# ", "> ", "- ", "1. ", "```\n", "| a | b |\n|---|---|\n", "    ", "![x](", "[", "<!--", "***", "* * *\n", "[^1]: ", "~~~\n")
    lines += [chance.choice((*marks, "", "")) + words(chance) for _ in range(chance.randrange(1, 5))]
    return "a.md", encoded("\n".join(lines), chance)


def _said(chance: Random) -> list[tuple[str, str]]:
    keys = ("title", "date", "published", "outlet", "url", "author", "text", "id", "language", "supersedes")
    return [(key, value(key, chance)) for key in chance.sample(keys, chance.randrange(1, 6))]


def addresses(chance: Random) -> File:
    """A list of addresses."""
    return chance.choice(("a.urls", "a.txt")), "\n".join(chance.choice(ADDRESSES) for _ in range(chance.randrange(1, 8))).encode()
