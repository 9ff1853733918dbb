"""Amounts in the text: numerals, number words, vague words, with what qualifies them.

`numerals` and `quantities` read the grammar of `docs/numbers.md` from the characters; `noncounts` turns down what
counts nothing. Here both meet the parse, which decides three things more:

- whose "about" it is: "it became known about 16 officials" gives exactly 16, "about 16 officials died" does not;
- "no casualties" is zero of them, "no" of other things is nothing;
- "a policeman" may stand for one policeman, where it heads an argument; what happened to him decides later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from reportedly.extract.noncounts import noncount
from reportedly.extract.number_context import Context
from reportedly.extract.numerals import Atom, atoms_of, plain, words
from reportedly.extract.quantities import Quantity, amount, bounded
from reportedly.model.figure import Number
from reportedly.model.mentions import Amount
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText, Token

_ARTICLES = frozenset({"a", "an"})
_EXCEEDING = frozenset({"exceed", "surpass", "pass", "top", "cross"})
_ONES = frozenset({"a", "an", "another"})
# Where a person stands who may be harmed, held or saved; "he was a policeman" (attr) is none of them.
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "conj"})
_ARGUMENT_PREPOSITIONS = frozenset({"of", "including", "on", "against", "at", "to"})


def find_amounts(parsed: ParsedText) -> tuple[Amount, ...]:
    """All amounts in the text, in order."""
    silent = _silent(parsed)
    nobody = [(found.start, found.end) for found in silent if found.number == 0]
    explicit = [found for found in _explicit(parsed) if not any(start <= found.start < end for start, end in nobody)]
    taken = {offset for each in explicit for offset in (each.start, each.numeral[0])}
    silent = [found for found in silent if found.start not in taken and not any(start < found.start < end for start, end in nobody)]
    return tuple(sorted((*explicit, *silent), key=lambda found: (found.start, found.end)))


def _explicit(parsed: ParsedText) -> list[Amount]:
    """Amounts that stand in the text as numerals."""
    atoms, starts = atoms_of(parsed.text), words().starts
    found: list[Amount] = []
    i, turned_down = 0, ("", -1)
    while i < len(atoms):
        atom = atoms[i]
        if atom.kind != "d" and (atom.lower not in starts or (atom.lower in _ARTICLES and not _may_begin(atoms, i))):
            i += 1
            continue
        read = amount(parsed.text, atoms, i)
        if read is None:
            i += 1
            continue
        reason = noncount(Context(parsed, atoms, read, parsed.token_at(atom.start), turned_down))
        if reason is None:
            found.append(_exceeded(parsed, _amount(parsed, atoms, read)))
        else:
            turned_down = (reason, read.last)
        i = max(read.last, i + 1)
    return found


@cache
def _after_article() -> frozenset[str]:
    lexicon = words()
    phrases = [parts for table in (lexicon.vague, lexicon.multipliers) for entries in table.values() for parts, _ in entries]
    return frozenset({*lexicon.scales, *lexicon.halves, *(parts[1] for parts in phrases if len(parts) > 1)})


def _may_begin(atoms: Sequence[Atom], i: int) -> bool:
    """Whether an article may begin a numeral ("a dozen")."""
    return i + 1 < len(atoms) and atoms[i + 1].lower in _after_article()


def _amount(parsed: ParsedText, atoms: Sequence[Atom], read: Quantity) -> Amount:
    read = _without_governed(parsed, atoms, read)
    one_of = read.value == 1 and read.qualifier == "exact" and atoms[read.core].lower == "one" and _lower(atoms, read.last) == "of"
    rules = (*read.rules, *(("one of",) if one_of else ()), *(("increment",) if _is_increment(atoms, read) else ()))
    return Amount(
        start=min(atoms[read.first].start, read.numeral[0]),
        end=atoms[read.last - 1].end,
        numeral=read.numeral,
        number=_plain(read.value),
        qualifier=read.qualifier,
        low=_plain(read.low),
        high=_plain(read.high),
        currency=read.currency,
        status="estimated" if read.estimated else None,
        implicit=one_of,
        unit_words=read.unit.span if read.unit else None,
        rule=", ".join(rules),
    )


def _exceeded(parsed: ParsedText, amount: Amount) -> Amount:
    """Read "the toll has passed 400": the verb says that it is more."""
    token = parsed.token_at(amount.numeral[0])
    if amount.qualifier != "exact" or token is None or token.dep != "dobj" or token.head.lemma not in _EXCEEDING:
        return amount
    return replace(amount, qualifier="more_than", high=None, rule=f"{amount.rule}, verb of exceeding")


def _plain(value: Fraction | None) -> Number | None:
    return None if value is None else plain(value)


def _lower(atoms: Sequence[Atom], i: int) -> str:
    return atoms[i].lower if 0 <= i < len(atoms) else ""


def _is_increment(atoms: Sequence[Atom], read: Quantity) -> bool:
    """Whether it counts more of what was counted before: "another 12", "12 others"."""
    data = load("numbers")
    before = {_lower(atoms, read.first - 1), f"{_lower(atoms, read.first - 2)} {_lower(atoms, read.first - 1)}"}
    inside = {atom.lower for atom in atoms[read.first : read.core]}
    if not before.isdisjoint(data["increments_before"]) or not inside.isdisjoint({"another", "further", "additional"}):
        return True
    return _lower(atoms, read.last) in data["increments_after"] and _lower(atoms, read.last + 1) != "than"


def _without_governed(parsed: ParsedText, atoms: Sequence[Atom], read: Quantity) -> Quantity:
    """The quantity without an "about" that belongs to the word before it."""
    about = atoms[read.first]
    if not read.words or read.words[0] not in {"about", "around"} or not _is_governed(parsed, atoms, read.first):
        return read
    rest = tuple(rule for rule in read.rules if rule != "about")
    stripped = replace(read, first=read.first + 1, rules=(*rest, f"{about.lower} of the word before"), words=read.words[1:])
    return bounded(stripped, "exact") if read.qualifier == "about" and len(read.words) == 1 else stripped


def _is_governed(parsed: ParsedText, atoms: Sequence[Atom], i: int) -> bool:
    data, governor = load("numbers"), _lower(atoms, i - 1)
    if governor in data["about_governors"]:
        return True
    if governor not in data["about_weak_governors"]:
        return False
    token = parsed.token_at(atoms[i].start)
    return token is not None and token.dep == "prep" and token.head.i < token.i and token.child("pobj") is not None


def _silent(parsed: ParsedText) -> list[Amount]:
    """Amounts without a numeral: nobody, "no casualties", "a policeman"."""
    data = load("numbers")
    none, zero_of = frozenset(data["zero_words"]), frozenset(data["zero_of"])
    found = []
    for token in parsed.tokens:
        lower = token.lower
        if lower == "another" and token.dep in {"nsubj", "nsubjpass"} and token.head.pos == "VERB":
            found.append(_one(token))
        elif lower in {"single", "one"} and (opening := _not_a_single(parsed, token.i)) is not None:
            found.append(_zero(opening, token.end, "not a single"))
        elif lower in _ONES:
            if _may_be_one(token):
                found.append(_one(token))
        elif lower == "no":
            if token.head.i > token.i and token.head.lower in zero_of:
                found.append(_zero(token.start, token.end, "no of a loss"))
        elif lower in none:
            found.append(_zero(token.start, token.end, "nobody"))
        elif lower == "one" and token.i > 0 and parsed.tokens[token.i - 1].lower in {"no", "-"}:
            first = _no_one(parsed, token.i)
            if first is not None:
                found.append(_zero(first, token.end, "nobody"))
    return found


def _no_one(parsed: ParsedText, i: int) -> int | None:
    """The offset of "no" before the token "one": "no one", "no-one"."""
    before = parsed.tokens[i - 1]
    if before.lower == "-" and i > 1:
        before = parsed.tokens[i - 2]
    return before.start if before.lower == "no" and parsed.tokens[i].start - before.end <= 1 else None


def _not_a_single(parsed: ParsedText, i: int) -> int | None:
    """The offset of "not" in "not a single civilian", "not one"."""
    before = [token.lower for token in parsed.tokens[max(0, i - 2) : i]]
    if parsed.tokens[i].lower == "single":
        return parsed.tokens[i - 2].start if before == ["not", "a"] else None
    return parsed.tokens[i - 1].start if before[-1:] == ["not"] else None


def _zero(start: int, end: int, rule: str) -> Amount:
    return Amount(start, end, (start, end), 0, "exact", 0, 0, rule=rule)


@cache
def _persons() -> frozenset[str]:
    return frozenset(load("numbers")["persons"])


def _may_be_one(token: Token) -> bool:
    """Whether "a", "an" or "another" introduces one person who takes part in something."""
    noun = token.head
    if token.dep != "det" or noun.i < token.i or noun.tag not in {"NN", "NNP"} or noun.lower not in _persons():
        return False
    if noun.lower == "couple" and noun.child("prep") is not None:
        return False  # "a couple of men"
    if noun.dep == "pobj":
        return noun.head.lower in _ARGUMENT_PREPOSITIONS
    return noun.dep in _ARGUMENTS


def _one(token: Token) -> Amount:
    if token.head.lower == "couple":
        return Amount(token.start, token.end, (token.start, token.end), 2, "exact", 2, 2, implicit=True, rule="article for one, a couple")
    rule = "article for one, increment" if token.lower == "another" else "article for one"
    return Amount(token.start, token.end, (token.start, token.end), 1, "exact", 1, 1, implicit=True, rule=rule)
