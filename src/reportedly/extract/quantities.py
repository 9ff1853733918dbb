"""Quantities: numerals with their money, measure words, ranges and qualifiers.

The upper half of the number grammar, over atoms like `numerals`:

    amount    = {before} (range | quantity) [after]
    range     = quantity ("-" | "to" | "or") quantity | "between" quantity "and" quantity | "from" quantity "to" quantity
    quantity  = [money] numeral [money word | measure word]

"rose from 36 to 41" is no range but two amounts. Whether an amount counts anything is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import NamedTuple, cast

from reportedly.extract.numerals import HYPHENS, Atom, atoms_of, numeral
from reportedly.model.figure import Qualifier
from reportedly.model.mentions import Span
from reportedly.ontology.load import load

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]
_LOOK_BACK = 7  # atoms before a range in which a verb of change is looked for
_MOST_QUALIFIERS = 3  # "at least an estimated further 300"


class Unit(NamedTuple):
    """A measure word: the position after it, its characters, and its kind ("distance")."""

    last: int
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """What the grammar reads at one place.

    Attributes:
        first: Position of its first atom, qualifier included.
        last: Position after its last atom.
        core: Position of the first atom of the numeral.
        after: Position after the numeral, before money and measure words.
        numeral: Characters of the numeral, currency sign and money word included.
        value: The value, null for ranges and vague words.
        low: Lower bound.
        high: Upper bound.
        qualifier: How it bounds the amount.
        scale: Factor of its last scale word.
        currency: ISO 4217 code of money.
        unit: Measure word.
        estimated: Whether it is said to be an estimate.
        rules: The productions, in order.
        words: The qualifier's words, nearest last; empty without.
    """

    first: int
    last: int
    core: int
    after: int
    numeral: Span
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    qualifier: Qualifier
    scale: int = 1
    currency: str | None = None
    unit: Unit | None = None
    estimated: bool = False
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases of the upper grammar; `before` by last word, all others by first."""

    before: Phrases
    after: Phrases
    fillers: Phrases
    units: Phrases
    money_of: Phrases
    changes: frozenset[str]
    estimates: frozenset[str]
    codes: frozenset[str]


def _index(entries: Iterable[tuple[str, str]], at: int) -> Phrases:
    """Phrases by their word at position `at`, longest first."""
    found: Phrases = {}
    for phrase, name in entries:
        parts = tuple(atom.lower for atom in atoms_of(phrase))
        found.setdefault(parts[at], []).append((parts, name))
    for values in found.values():
        values.sort(key=lambda item: -len(item[0]))
    return found


@cache
def lexicon() -> Lexicon:
    """The phrases, from `ontology/numbers.yaml`."""
    data = load("numbers")
    money = [(phrase, code or "") for phrase, code in data["money_words"].items()]
    for phrase, code in data["money_of"].items():
        money += [(phrase, code), (f"{phrase}s", code)]
    return Lexicon(
        _index(((phrase, name) for name, phrases in data["before"].items() for phrase in phrases), -1),
        _index(((phrase, name) for name, phrases in data["after"].items() for phrase in phrases), 0),
        _index(((phrase, "filler") for phrase in data["fillers"]), -1),
        _index(((phrase, name) for name, phrases in data["units_of"].items() for phrase in phrases), 0),
        _index(money, 0),
        frozenset(data["changes"]),
        frozenset(data["estimates"]),
        frozenset(data["codes"]),
    )


def _ahead(atoms: Sequence[Atom], i: int, table: Phrases) -> tuple[int, str] | None:
    """The longest phrase that begins at `i`: the position after it, and its name."""
    if i < len(atoms):
        for parts, name in table.get(atoms[i].lower, ()):
            if i + len(parts) <= len(atoms) and all(atoms[i + k].lower == part for k, part in enumerate(parts)):
                return i + len(parts), name
    return None


def _behind(atoms: Sequence[Atom], i: int, table: Phrases) -> tuple[int, str] | None:
    """The longest phrase that ends before `i`: the position of its first atom, and its name."""
    if i > 0:
        for parts, name in table.get(atoms[i - 1].lower, ()):
            first = i - len(parts)
            if first >= 0 and all(atoms[first + k].lower == part for k, part in enumerate(parts)):
                return first, name
    return None


def amount(text: str, atoms: Sequence[Atom], i: int) -> Quantity | None:
    """The amount whose numeral begins at atom `i`, with all that belongs to it."""
    found = quantity(text, atoms, i)
    if found is None:
        return None
    ranged = _range(text, atoms, found)
    return _qualified(atoms, ranged or found)


def quantity(text: str, atoms: Sequence[Atom], i: int) -> Quantity | None:
    """A numeral with its money or measure words."""
    first, currency = _money_before(text, atoms, i)
    read = numeral(atoms, i, money=first < i)
    if read is None:
        return None
    last = read.last
    rules: tuple[str, ...] = (read.rule,)
    money = _money_after(text, atoms, last)
    if money is not None:
        last, code = money
        currency = code or currency
    if first < i or money is not None:
        rules += ("money",)
    unit = None if first < i or money is not None else _unit(atoms, last)
    end = atoms[last - 1].end
    bound = None if read.value is None else read.low
    return Quantity(
        first=first,
        last=unit.last if unit else last,
        core=i,
        after=read.last,
        numeral=(atoms[first].start, end),
        value=read.value,
        low=read.low,
        high=bound,
        qualifier="exact" if read.value is not None else "vague",
        scale=read.scale,
        currency=currency,
        unit=unit,
        rules=rules,
    )


def _money_before(text: str, atoms: Sequence[Atom], i: int) -> tuple[int, str | None]:
    """The first atom of a currency sign, code or word before `i`, with its code; `i` where there is none."""
    if i == 0:
        return i, None
    data, sign = load("numbers"), atoms[i - 1]
    if sign.lower == "$" and i > 1 and atoms[i - 2].kind == "w":
        letters = atoms[i - 2].lower
        near = atoms[i - 2].end == sign.start or letters == "us"
        if near and letters in data["dollar_prefixes"]:
            return i - 2, data["dollar_prefixes"][letters]
    if sign.lower in data["symbols"]:
        return i - 1, data["symbols"][sign.lower]
    if sign.kind == "w" and atoms[i].kind == "d":
        glued, signs = text[sign.start : sign.end], load("money")
        if sign.end == atoms[i].start and (glued in signs["letters"] or glued in signs["signs"]):
            return i - 1, signs["signs"].get(glued)
        if sign.lower in data["money_before"]:
            return i - 1, data["money_before"][sign.lower]
        if sign.lower.upper() in lexicon().codes and text[sign.start : sign.end].isupper():
            return i - 1, sign.lower.upper()
    if sign.lower == "." and i > 1 and f"{atoms[i - 2].lower}." in data["money_before"]:
        return i - 2, data["money_before"][f"{atoms[i - 2].lower}."]
    return i, None


def _money_after(text: str, atoms: Sequence[Atom], i: int) -> tuple[int, str | None] | None:
    """Money words from `i` on ("tenge", "US dollars", "USD"): the position after them, and their code."""
    if i >= len(atoms):
        return None
    at = i + 1 if atoms[i].lower in HYPHENS and atoms[i].start == atoms[i - 1].end else i
    found = _ahead(atoms, at, lexicon().money_of)
    if found is not None:
        of = found[0] < len(atoms) and atoms[found[0]].lower == "of"
        return None if of and atoms[at].lower == "pounds" else (found[0], found[1] or None)
    if at < len(atoms) and text[atoms[at].start].isupper() and (whose := _ahead(atoms, at + 1, lexicon().money_of)) is not None:
        name, shared = atoms[whose[0] - 1].lower, load("money")["shared"]
        return (whose[0], None) if name in shared or name.removesuffix("s") in shared else None  # "Chilean pesos"
    word = atoms[at].lower.upper() if at < len(atoms) else ""
    if word in lexicon().codes and text[atoms[at].start : atoms[at].end].isupper():
        return at + 1, word
    if atoms[i].lower in load("numbers")["symbols"] and atoms[i].lower != "$":
        return i + 1, load("numbers")["symbols"][atoms[i].lower]
    return None


def _unit(atoms: Sequence[Atom], i: int) -> Unit | None:
    """The measure word from `i` on."""
    if i >= len(atoms):
        return None
    glued = atoms[i].kind == "w" and atoms[i].start == atoms[i - 1].end
    if glued and atoms[i].lower not in load("numbers")["glued_units"]:
        return None
    found = _ahead(atoms, i, lexicon().units)
    if found is not None and (glued or len(atoms[i].lower) > 1 or atoms[i].kind == "s"):
        return Unit(found[0], (atoms[i].start, atoms[found[0] - 1].end), found[1])
    return Unit(i + 1, (atoms[i].start, atoms[i].end), "distance") if glued and atoms[i].lower == "m" else None


def _range(text: str, atoms: Sequence[Atom], low: Quantity) -> Quantity | None:
    """The range that begins with `low`."""
    before = atoms[low.first - 1].lower if low.first > 0 else ""
    connector = atoms[low.last] if low.last < len(atoms) else None
    if connector is None or low.value is None or low.last + 1 >= len(atoms):
        return None
    if before == "between":
        allowed = connector.lower in {"and", "to"} or connector.lower in HYPHENS
    else:
        allowed = connector.lower in {"to", "or"} or _is_range_hyphen(atoms, low.last)
    if not allowed or (before == "from" and _changes(atoms, low.first - 1)):
        return None
    high = _quantity_from(text, atoms, low.last + 1)
    if high is None or high.value is None:
        return None
    bottom = low.value * high.scale if low.scale == 1 and high.scale > 1 and low.value < high.value / high.scale else low.value
    if bottom >= high.value or (connector.lower == "or" and high.value > 2 * bottom):
        return None
    if low.currency and high.currency and low.currency != high.currency:
        return None
    return replace(
        low,
        first=low.first - 1 if before in {"between", "from"} else low.first,
        last=high.last,
        after=high.after,
        numeral=(low.numeral[0], high.numeral[1]),
        value=None,
        low=bottom,
        high=high.value,
        qualifier="between",
        scale=high.scale,
        currency=low.currency or high.currency,
        unit=high.unit or low.unit,
        rules=(*low.rules, "range"),
        words=(before,) if before in {"between", "from"} else (),
    )


def _quantity_from(text: str, atoms: Sequence[Atom], i: int) -> Quantity | None:
    """A quantity whose currency sign or numeral is at `i`."""
    for at in range(i, min(i + 3, len(atoms))):
        found = quantity(text, atoms, at)
        if found is not None:
            return found if found.first == i else None
    return None


def _is_range_hyphen(atoms: Sequence[Atom], i: int) -> bool:
    """Whether the hyphen at `i` has a space on both sides or on none."""
    if atoms[i].lower not in HYPHENS:
        return False
    left, right = atoms[i].start - atoms[i - 1].end, atoms[i + 1].start - atoms[i].end
    return left == right and left <= 1


def _changes(atoms: Sequence[Atom], i: int) -> bool:
    """Whether a word of change stands shortly before `i`, in the same sentence."""
    for at in range(i - 1, max(-1, i - _LOOK_BACK), -1):
        if atoms[at].lower in {".", ";", "!", "?"}:
            return False
        if atoms[at].lower in lexicon().changes:
            return True
    return False


def _qualified(atoms: Sequence[Atom], found: Quantity) -> Quantity:
    """The quantity with the qualifiers around it."""
    first, names, said = _before(atoms, found)
    last, after = _after(atoms, found)
    if after:
        names.append(after)
    estimated = any(words in lexicon().estimates for words in said)
    rules = (*found.rules, *dict.fromkeys(names))
    changed = replace(found, first=first, last=last, estimated=estimated, rules=rules, words=(*said, *found.words))
    bounds = [name for name in names if name != "about"]
    if found.qualifier == "vague":
        return replace(changed, low=None) if bounds and bounds[0] in {"at_most", "less_than"} else changed
    if found.qualifier == "between" or not names:
        return changed
    return bounded(changed, cast("Qualifier", bounds[0] if bounds else "about"))  # the lexicon's headings are qualifiers


def bounded(found: Quantity, qualifier: Qualifier) -> Quantity:
    """The quantity with the bounds that a qualifier gives its value."""
    low, high = found.value, found.value
    if qualifier in {"more_than", "at_least"}:
        high = None
    elif qualifier in {"less_than", "at_most"}:
        low = None
    return replace(found, qualifier=qualifier, low=low, high=high)


def _before(atoms: Sequence[Atom], found: Quantity) -> tuple[int, list[str], tuple[str, ...]]:
    """The qualifiers before the quantity: position of the first, their names and words, the farthest first."""
    at = first = found.first
    names: list[str] = []
    said: list[str] = []
    for _ in range(_MOST_QUALIFIERS):
        filler = _behind(atoms, at, lexicon().fillers)
        hit = _behind(atoms, filler[0] if filler else at, lexicon().before)
        if hit is None:
            break
        where, name = hit
        words = " ".join(atom.lower for atom in atoms[where : filler[0] if filler else at])
        if not _qualifies(atoms, where, words, found):
            break
        at = first = where
        names.insert(0, name)
        said.insert(0, words)
    return first, names, tuple(said)


def _qualifies(atoms: Sequence[Atom], at: int, words: str, found: Quantity) -> bool:
    """Whether a word that is often a plain preposition qualifies here: not "over two days", "close to three mosques"."""
    if words == "over" and found.unit is not None and found.unit.kind == "time":
        return at > 0 and atoms[at - 1].lower in {"for", "after", "lasted", "spent"}
    if words in {"close to", "closer to"}:
        return found.low is None or found.low >= 10
    return True


def _after(atoms: Sequence[Atom], found: Quantity) -> tuple[int, str | None]:
    """The qualifier behind the quantity: the position after it, and its name."""
    i = found.last
    if i >= len(atoms):
        return i, None
    hit = _ahead(atoms, i, lexicon().after)
    if hit is not None:
        mark = atoms[i].kind == "s"
        if mark and atoms[i].start != atoms[i - 1].end:
            return i, None
        if not mark and atoms[i].lower in {"plus", "odd"} and (hit[0] < len(atoms) and atoms[hit[0]].kind == "d"):
            return i, None
        return hit
    # "300 people or more"
    later = _ahead(atoms, i + 1, lexicon().after) if atoms[i].kind == "w" and i + 1 < len(atoms) and atoms[i + 1].lower == "or" else None
    return i, later[1] if later else None
