"""The kinds of files that are put into others."""

from __future__ import annotations

from fuzz.making.feeds import feed, sitemap
from fuzz.making.pages import page
from fuzz.making.plain import markdown, plain
from fuzz.making.tables import lines, table
from fuzz.making.words import Maker

SMALL: tuple[Maker, ...] = (plain, page, feed, sitemap, markdown, table, lines)
