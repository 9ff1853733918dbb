"""The classes of words of time, each with the letter that stands for it in the string of classes.

Words of the classes made are recognised by their form; those of the classes listed stand in `ontology/times.yaml`.
"""

from __future__ import annotations

from typing import Any

Value = Any  # what a word stands for: int, float, str or None, as its class says
Word = tuple[str, int, int, Value]  # letter of the class, first character, after the last, value

_MADE = """
nothing gap iso slashed clock big decade ordinal nth_day decimal n12 n24 n31 n59 n99 num year clock4 spoken_year ampm possessive holiday
future
"""
_LISTED = """
month weekday weekdays unit unitpl part season days clockword set vague era decadeword ord31 small_number spelled tens hundred
zone present past_word back onward now_adj then_adj early late mid end approx half second week night hours tonight overnight period q oclock
local time small
a the of in on at to and or by from into through during between until since before after ago earlier later then
this that these those same latest past each other per once twice times more less than least up over no so long old age fiscal ended entire
its comma dot dash open close quote slash
"""
CLASSES = (*_MADE.split(), *_LISTED.split())
CODE = {name: chr(0xE000 + number) for number, name in enumerate(CLASSES)}
