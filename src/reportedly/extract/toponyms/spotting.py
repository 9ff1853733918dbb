"""Where names of places stand in a text: the longest runs of words that the gazetteer, or a lexicon, knows as names.

A name begins and ends with a capital; small words may stand inside ("Stratford upon Avon"). The longest name that
begins at a word wins, and nothing begins inside it. Besides names of the gazetteer: countries by their abbreviations
(US, UAE), states by theirs after a comma (Springfield, Ill.), adjectives and inhabitants (Kyrgyz, Armenians).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.toponyms.lexicon import lexicon
from reportedly.gazetteer.lookup import PlaceRow, abbreviations, candidates, country, demonym, is_known_key, region
from reportedly.gazetteer.names import key
from reportedly.syntax.tree import ParsedText, Sentence, Token

LONGEST_NAME = 6  # words
INSIDE = frozenset(
    {"of", "de", "la", "le", "el", "al", "and", "the", "on", "upon", "del", "du", "da", "do", "-", ".", "'s", "/", "es", "di", "sur", "in"}
)


@dataclass(frozen=True, slots=True)
class Spotted:
    """A stretch of tokens that may be the name of a place.

    Attributes:
        first: Index of its first token.
        last: Index after its last token.
        start: Offset of its first character.
        end: Offset after its last.
        rows: The places that bear the name, most populous first.
        adjective: True for demonyms ("Kyrgyz").
        shortened: True for abbreviations ("Ill.", "US").
    """

    first: int
    last: int
    start: int
    end: int
    rows: tuple[PlaceRow, ...]
    adjective: bool = False
    shortened: bool = False


def spot(parsed: ParsedText) -> tuple[Spotted, ...]:
    """All names in the text, in order, none inside another."""
    return tuple(found for sentence in parsed.sentences for found in _in_sentence(parsed, sentence))


def is_shouted(tokens: list[Token]) -> bool:
    """Whether a sentence is in capitals, so that capitals tell nothing."""
    words = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 2]
    return len(words) > 3 and sum(token.text.isupper() for token in words) > 0.6 * len(words)


def _in_sentence(parsed: ParsedText, sentence: Sentence) -> Iterator[Spotted]:
    tokens, index = parsed.tokens, sentence.first
    shouted = is_shouted(tokens[sentence.first : sentence.last])
    while index < sentence.last:
        found = _begins(parsed, index, sentence.last, shouted) if tokens[index].text[0].isupper() else None
        if found is None:
            index += 1
        else:
            yield found
            index = found.last


def _begins(parsed: ParsedText, index: int, limit: int, shouted: bool) -> Spotted | None:
    """The longest name that begins at a token."""
    tokens, text = parsed.tokens, parsed.text
    first = tokens[index]
    for last in _ends(tokens, index, limit):
        start, end = first.start, tokens[last - 1].end
        words = text[start:end]
        if shouted and words.isupper() and len(words) > 3:
            words = words.title()
        abbreviated = abbreviations().get(words)
        if abbreviated is not None and not (shouted and words.lower() in {"us", "car"}):
            row = country(abbreviated)
            if row is not None:
                return Spotted(index, last, start, end, (row,), shortened=True)
        adjective = demonym(words)
        if adjective is not None:
            return Spotted(index, last, start, end, (adjective,), adjective=True)
        if last - index == 1 and (words in lexicon().regions) and (code := _region(parsed, index)) is not None:
            stop = end + 1 if text[end : end + 1] == "." and f"{words}." in lexicon().regions and _is_own_stop(tokens, last, limit) else end
            return Spotted(index, last + (stop > end and last < limit and tokens[last].text == "."), start, stop, code, shortened=True)
        if len(words) > 2 and is_known_key(key(words)) and (rows := candidates(words)):
            return Spotted(index, last, start, end, rows)
    return None


def _ends(tokens: list[Token], index: int, limit: int) -> list[int]:
    """Indices after the last word of each run that may be a name, longest first."""
    ends, position = [], index
    while position < min(limit, index + LONGEST_NAME):
        token = tokens[position]
        if token.text[0].isupper() or (token.text[0].isdigit() and position > index):
            ends.append(position + 1)
        elif position == index or token.lower not in INSIDE:
            break
        position += 1
    return ends[::-1]


def _is_own_stop(tokens: list[Token], last: int, limit: int) -> bool:
    """Whether the full stop after an abbreviation belongs to it: always, for it ends no word of its own."""
    return last < limit and tokens[last].text == "."


def _region(parsed: ParsedText, index: int) -> tuple[PlaceRow, ...] | None:
    """The state or province that an abbreviation stands for: after a comma and a name, or where it can stand alone."""
    tokens, words = parsed.tokens, parsed.tokens[index].text
    after_comma = index > 1 and tokens[index - 1].text == "," and tokens[index - 2].text[0].isupper()
    if not after_comma and words not in lexicon().standing_alone:
        return None
    row = region(lexicon().regions[words])
    return (row,) if row is not None else None
