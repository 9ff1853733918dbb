r"""A brief as Markdown, for a mail, a wiki or an editor.

Whatever comes from a report is hostile there too: a quote could hold a link, an image that tells its sender who looked, raw HTML, or
a line that begins a heading. So everything that a template prints is put in one line and made plain (`plain`): marks of Markdown get a
backslash, and what some readers would obey all the same (`<`, `&`, `|`, addresses) becomes a character reference, which every one of
them shows and none of them obeys.
"""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment

from reportedly.present.brief.contents import Brief, Ref
from reportedly.present.safe import harmless
from reportedly.present.templates import templates

_MARKS = re.compile(r"[\\`*_{}\[\]]")
_OBEYED = {each: f"&#{ord(each)};" for each in "<>&|~^$@"}
_REFERRED = re.compile("[" + re.escape("".join(_OBEYED)) + "]")
_SCHEME = re.compile(r"\b(https?|ftp|file|mailto|xmpp|javascript|data|vbscript|tel|irc|ssh|git):", re.IGNORECASE)
_WWW = re.compile(r"\bwww\.", re.IGNORECASE)
_START = re.compile(r"^(?:([#+=-])|(\d+)(?=[.)](?:\s|$)))")


class Marks(str):
    """Markdown that is meant: footnote marks."""

    __slots__ = ()


def as_markdown(brief: Brief) -> str:
    """A brief as Markdown."""
    return f"{_environment().get_template('brief.md').render(brief=brief).rstrip()}\n"


def plain(text: str) -> str:
    """Text that Markdown shows and does not obey."""
    text = harmless(" ".join(text.split()))
    text = _MARKS.sub(r"\\\g<0>", text)
    text = _REFERRED.sub(lambda found: _OBEYED[found[0]], text)
    text = _SCHEME.sub(r"\1&#58;", text)
    text = _WWW.sub(lambda found: f"{found[0][:3]}&#46;", text)
    return _START.sub(_at_the_start, text)


def _at_the_start(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\"


def _marks(refs: tuple[Ref, ...]) -> Marks:
    return Marks("".join(f"[^{each.number}]" for each in refs))


def _shown(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Marks) else value


@cache
def _environment() -> Environment:
    # what is printed is made plain by `_shown`; HTML's escapes are none of Markdown's
    made = templates("reportedly.present.brief", finalize=_shown, autoescape=False)
    made.filters["marks"] = _marks
    return made
