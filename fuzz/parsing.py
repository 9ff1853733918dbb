"""A parse without a parser: tokens of a text, with tags and a tree that are half guessed and half drawn by lot.

The extractors take the parser's word for what governs what. So they are tried with parses that no parser gives: any word may be a verb,
any word may hang on any other of its sentence, as long as it is a tree. Each sentence draws how absurd it is; what is not drawn follows
the order of the words, so that amounts meet verbs and cues meet sources. That is far quicker than parsing, and harsher.
Paragraphs, columns and datelines are cut by the project's own `parse/surface.py`.
"""

from __future__ import annotations

import re
from random import Random

from fuzz.odd import odd
from reportedly.parse.surface import columns, dateline_end, paragraphs
from reportedly.syntax.tree import ParsedText, Sentence, Token

_TOKEN = re.compile(r"\d[\d.,:/]*\d|\d|[^\W\d_]+(?:[-'’.][^\W\d_]+)*|\w+|[^\w\s]")
LONGEST = 40  # words of a sentence, unless its end is not drawn
ABSURD = (0.0, 0.0, 0.05, 0.2, 1.0)  # how much of a sentence is drawn by lot
DEPS = odd("deps")
KINDS = tuple((pos, tag) for pos, _, tag in (kind.partition(" ") for kind in odd("kinds")))
LIKELY: dict[str, tuple[str, str]] = {}
for _kind_of in odd("likely"):
    _pos, _tag, *_words = _kind_of.split()
    LIKELY |= dict.fromkeys(_words, (_pos, _tag))
ODD_VERBS = dict(pair.split() for pair in odd("verbs"))
ENTITIES = ("", "", "", "", "GPE", "LOC", "FAC", "PERSON", "ORG", "NORP", "DATE", "CARDINAL", "MONEY")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FAR = 8  # words between what governs and what is governed


def parse_by_lot(text: str, chance: Random) -> ParsedText:
    """A parse of the text. Spans are those of the text, the rest is guessed or drawn."""
    spans = paragraphs(text)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (low, high) in enumerate(spans):
        cut = dateline_end(text, low, high)
        for start, end in ((low, cut), *columns(text, cut, high)):
            _append(text, start, end, number, tokens, sentences, chance)
    return ParsedText(text, tokens, sentences, spans, "by lot")


def _append(text: str, low: int, high: int, paragraph: int, tokens: list[Token], sentences: list[Sentence], chance: Random) -> None:
    absurd, first = chance.choice(ABSURD), len(tokens)
    for match in _TOKEN.finditer(text, low, high):
        tokens.append(_token(len(tokens), match, len(sentences), chance, absurd))
        ends = match[0] in ".!?" or len(tokens) - first >= LONGEST
        if ends and chance.random() < 0.9:
            _end(tokens, first, paragraph, sentences, chance, absurd)
            absurd, first = chance.choice(ABSURD), len(tokens)
    if len(tokens) > first:
        _end(tokens, first, paragraph, sentences, chance, absurd)


def _token(i: int, match: re.Match[str], sentence: int, chance: Random, absurd: float) -> Token:
    word = match[0]
    pos, tag = chance.choice(KINDS) if chance.random() < absurd else _kind(word, chance)
    lower = word.lower()
    lemma = lower
    if pos == "AUX" and tag == "VBD":
        lemma = "have" if lower.startswith("ha") else "be"
    elif pos == "VERB":
        lemma = ODD_VERBS.get(lower) or (lower[: -chance.choice((1, 2))] if lower.endswith("ed") and len(lower) > 3 else lower)
    elif tag == "NNS" and lower.endswith("s") and len(lower) > 2:
        lemma = lower[:-1]
    entity = chance.choice(ENTITIES) if pos == "PROPN" or chance.random() < absurd else ""
    return Token(i, word, lemma or lower, pos, tag, "dep", entity, *match.span(), sentence)


def _kind(word: str, chance: Random) -> tuple[str, str]:
    """What a word may well be, by its look."""
    lower = word.lower()
    if word[0].isdecimal():
        return "NUM", "CD"
    if not word[0].isalnum():
        return "PUNCT", word if word in ",.:" else "."
    if lower in LIKELY:
        return LIKELY[lower]
    if lower in ODD_VERBS or (lower.endswith("ed") and len(lower) > 3):
        return "VERB", chance.choice(("VBD", "VBN"))
    if word[0].isupper():
        return "PROPN", "NNP"
    return chance.choice((("NOUN", "NN"), ("NOUN", "NNS"), ("NOUN", "NNS"), ("ADJ", "JJ"), ("VERB", "VBD"), ("VERB", "VB")))


def _end(tokens: list[Token], first: int, paragraph: int, sentences: list[Sentence], chance: Random, absurd: float) -> None:
    """Close a sentence: hang all its tokens on its root, each on one that hangs there already."""
    members = tokens[first:]
    root = next((token for token in members if token.pos == "VERB"), members[0]) if chance.random() >= absurd else chance.choice(members)
    root.dep = "ROOT"
    for token in members:
        if token is root:
            continue
        head, dep = _governor(members, token.i - first, root)
        if chance.random() < absurd:
            head, dep = chance.choice(members), chance.choice(DEPS)
        token.head, token.dep = (head, dep) if not _hangs_on(head, token) else (root, chance.choice(DEPS))
    for token in members:
        if token.head is not token:
            token.head.children.append(token)
    sentences.append(Sentence(len(sentences), first, len(tokens), tokens[first].start, tokens[-1].end, paragraph))


def _hangs_on(token: Token, other: Token) -> bool:
    """Whether a token is another, or hangs on it through others."""
    while token is not other and token.head is not token:
        token = token.head
    return token is other


def _governor(members: list[Token], at: int, root: Token) -> tuple[Token, str]:
    """What a token may well hang on, by the order of the words."""
    token = members[at]
    behind, ahead = members[at + 1 : at + 1 + FAR], members[max(0, at - FAR) : at][::-1]
    verb = next((other for other in behind if other.pos == "VERB"), None)
    noun = next((other for other in behind if other.pos in NOMINAL), None)
    if token.pos in {"NUM", "DET", "ADJ"} and noun is not None:
        return noun, {"NUM": "nummod", "DET": "det", "ADJ": "amod"}[token.pos]
    if token.pos == "PROPN" and behind and behind[0].pos == "PROPN":
        return behind[0], "compound"
    if token.pos == "AUX" or token.tag == "RB":
        return (verb or root), "aux" if token.tag != "RB" else "neg" if token.lower in {"not", "n't"} else "advmod"
    if token.pos == "ADP":
        return next((other for other in ahead if other.pos in {"VERB", "NOUN", "PROPN"}), root), "agent" if token.lower == "by" else "prep"
    if token.pos in NOMINAL or token.pos == "NUM":
        before = next((other for other in ahead if other.pos in {"ADP", "VERB"}), None)
        if before is not None and before.pos == "ADP":
            return before, "pobj"
        if verb is not None and (before is None or token.i % 2):
            return verb, "nsubjpass" if verb.tag == "VBN" else "nsubj"
        return (before or root), "dobj"
    if token.pos == "VERB":
        before = next((other for other in ahead if other.pos in {"VERB", "NOUN"}), root)
        return before, "ccomp" if before.lower in ODD_VERBS else "conj" if before.pos == "VERB" else "relcl"
    return root, "punct" if token.pos == "PUNCT" else "cc" if token.pos == "CCONJ" else "mark"
