"""From a canonical text to its tokens, sentences and paragraphs. The only step that knows spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.ontology.load import load
from reportedly.parse.case import WordLists, is_capitals, restore_case
from reportedly.parse.model import language
from reportedly.parse.surface import ACRONYMS, columns, dateline_end, paragraphs, surface
from reportedly.parse.vocabulary import word_lists
from reportedly.syntax.tree import ParsedText, Sentence, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

LONGEST_PIECE = 20_000  # characters parsed at once: bounds memory on giant paragraphs
BATCH = 32  # paragraphs a batch


def parse(text: str) -> ParsedText:
    """Parse a canonical text, paragraph by paragraph.

    Raises:
        NoModel: No English model is installed.
    """
    nlp, name = language()
    from reportedly.parse.products import one_thread

    shown = surface(text)
    found = paragraphs(text)
    if any(is_capitals(text[low:high]) for low, high in found):
        lists = word_lists(nlp)
        shown = "".join(_in_case(shown, found, lists))
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    pieces = [(piece, number) for number, span in enumerate(found) for part in _apart(text, *span) for piece in _pieces(shown, *part)]
    docs = nlp.pipe((shown[low:high] for (low, high), _ in pieces), batch_size=BATCH)
    with one_thread():
        for doc, ((low, _), number) in zip(docs, pieces, strict=True):
            _append(doc, text, low, number, tokens, sentences)
    return ParsedText(text, tokens, sentences, found, name)


def _in_case(shown: str, spans: list[tuple[int, int]], lists: WordLists) -> Iterator[str]:
    """The surface, with the paragraphs that are written in capitals put into ordinary case."""
    end = 0
    for low, high in spans:
        yield shown[end:low]
        piece = shown[low:high]
        yield restore_case(piece, lists) if is_capitals(piece) else piece
        end = high
    yield shown[end:]


def _lemma(word: SpacyToken) -> str:
    lemma: str = word.lemma_
    return load("lemmas")["verbs"].get(lemma, lemma) if word.pos_ == "VERB" else lemma


def _apart(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """What of a paragraph is parsed by itself: its dateline, which is no part of the first sentence, and its columns."""
    cut = dateline_end(text, low, high)
    if cut > low:
        yield low, cut
    yield from columns(text, cut, high)


def _pieces(shown: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The span, cut at white space where it is longer than what is parsed at once."""
    while high - low > LONGEST_PIECE:
        cut = shown.rfind(" ", low, low + LONGEST_PIECE)
        cut = cut if cut > low else low + LONGEST_PIECE
        yield low, cut
        low = cut
    yield low, high


def _append(doc: Doc, text: str, offset: int, paragraph: int, tokens: list[Token], sentences: list[Sentence]) -> None:
    """Copy a parsed piece behind what is there; white space is no token, its children go to its head."""
    made: dict[int, Token] = {}
    base = len(sentences)
    for number, sentence in enumerate(doc.sents):
        first = len(tokens)
        for word in sentence:
            if word.is_space:
                continue
            start = offset + word.idx
            end = start + len(word.text)
            token = Token(
                len(tokens), text[start:end], _lemma(word), word.pos_, word.tag_, word.dep_, word.ent_type_, start, end, base + number
            )
            if token.text in ACRONYMS and word.text != token.text:
                token.lemma, token.lower = token.text, f"{token.text.lower()}."  # no pronoun's word form
            made[word.i] = token
            tokens.append(token)
        if len(tokens) > first:
            sentences.append(Sentence(len(sentences), first, len(tokens), tokens[first].start, tokens[-1].end, paragraph))
        else:
            base -= 1
    for word in doc:
        token_made = made.get(word.i)
        if token_made is None:
            continue
        head = word.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        governor = made.get(head.i, token_made)
        if governor is not token_made:
            token_made.head = governor
            governor.children.append(token_made)
