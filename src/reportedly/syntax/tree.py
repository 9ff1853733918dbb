"""A parsed text: tokens in a dependency tree, sentences, paragraphs.

Plain values made once by `parse/` and only read afterwards, so that no extractor knows which parser ran. Labels are
those of spaCy's English pipelines: Penn tags, Universal parts of speech, ClearNLP dependencies (`nsubj`, `nsubjpass`,
`dobj`, `agent`, `prep`, `pobj`, `relcl`, `acl`, `conj`, ...).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator


class Token:
    """A word or mark of the text.

    Attributes:
        i: Position in the text.
        text: As written.
        lower: In lower case.
        lemma: Dictionary form, lower case but for proper nouns.
        pos: Universal part of speech.
        tag: Penn Treebank tag.
        dep: Relation to the head.
        ent: Entity type given by the parser, or "".
        start: Offset of its first character.
        end: Offset after its last.
        sent: Number of its sentence.
        head: Governing token; itself for a root.
        children: Tokens it governs, in order.
    """

    __slots__ = ("children", "dep", "end", "ent", "head", "i", "lemma", "lower", "pos", "sent", "start", "tag", "text")

    children: list[Token]
    head: Token

    def __init__(self, i: int, text: str, lemma: str, pos: str, tag: str, dep: str, ent: str, start: int, end: int, sent: int) -> None:
        self.i, self.text, self.lower, self.lemma = i, text, text.lower(), lemma
        self.pos, self.tag, self.dep, self.ent = pos, tag, dep, ent
        self.start, self.end, self.sent = start, end, sent
        self.head = self
        self.children = []

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag}/{self.dep}"

    def child(self, *deps: str) -> Token | None:
        """The first child with one of the relations."""
        return next((token for token in self.children if token.dep in deps), None)

    def each(self, *deps: str) -> list[Token]:
        """All children with one of the relations."""
        return [token for token in self.children if token.dep in deps]

    def subtree(self) -> list[Token]:
        """The token and all below it, in order of the text."""
        found, todo = [], [self]
        while todo:
            token = todo.pop()
            found.append(token)
            todo.extend(token.children)
        return sorted(found, key=lambda token: token.i)

    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, ..., up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


class Sentence:
    """A sentence: the tokens from `first` to before `last`.

    Attributes:
        i: Position in the text.
        first: Index of its first token.
        last: Index after its last token.
        start: Offset of its first character.
        end: Offset after its last.
        paragraph: Number of its paragraph.
    """

    __slots__ = ("end", "first", "i", "last", "paragraph", "start")

    def __init__(self, i: int, first: int, last: int, start: int, end: int, paragraph: int) -> None:
        self.i, self.first, self.last, self.start, self.end, self.paragraph = i, first, last, start, end, paragraph


class ParsedText:
    """The tokens, sentences and paragraphs of one canonical text.

    Attributes:
        text: The canonical text; all offsets count its characters.
        tokens: All tokens but white space.
        sentences: In order; every token is in one.
        paragraphs: Character spans, divided by empty lines, or by any line break where the text has no empty line.
        parser: Name and version of the model.
    """

    __slots__ = ("_starts", "paragraphs", "parser", "sentences", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token], sentences: list[Sentence], paragraphs: list[tuple[int, int]], parser: str) -> None:
        self.text, self.tokens, self.sentences, self.paragraphs, self.parser = text, tokens, sentences, paragraphs, parser
        self._starts = [token.start for token in tokens]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers the character, or the last one before it."""
        index = bisect_right(self._starts, offset) - 1
        return self.tokens[index] if index >= 0 else None

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that begin within the span."""
        low = bisect_right(self._starts, start - 1)
        high = bisect_right(self._starts, end - 1)
        return self.tokens[low:high]

    def words_of(self, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence that a token stands in."""
        return self.sentences[token.sent]
