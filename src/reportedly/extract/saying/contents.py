"""What is ascribed: how far a content reaches on either side of its cue.

1. A content after the cue runs from its first word to the end of the sentence, unless the cue's clause ends before: at a
   second verb of the same subject ("said ..., and left"), at a participle that opens another attribution ("..., adding"),
   at a source put behind ("..., according to").
2. A content that reaches into a quotation holds all of it, over sentences; its marks belong to the span, not to the string.
3. A quotation before the cue is content if only punctuation stands between it and the cue's clause; words of the
   sentence before the quotation belong to it.
4. A quotation right behind the sentence of a direct quotation goes on with it, unless it has a cue of its own; so does
   one that opens a paragraph after a quotation that was not closed.
"""

from __future__ import annotations

import re

from reportedly.extract.saying.draft import Reading
from reportedly.extract.saying.quotation import Quotation
from reportedly.extract.saying.spans import SUBJECT, hull, sentence_words, trimmed
from reportedly.model.mentions import Span
from reportedly.syntax.tree import Token

_GAP = re.compile(r"[\s,;:.–—-]*")
# A full stop within what the parser took for one sentence; not that of "U.S. 41" or "Gov. Zulum".
_SENTENCE_END = re.compile('(?:[a-z]{4}|[0-9)"”’])[.!?…]["”»\'’)]*\\s+(?=["“A-Z])')
_DATELINE = re.compile(r"(?:[Dd]ate:?\s+)?\d{4}-\d\d-\d\d\s+|[A-Z][A-Z .,'’-]{2,40}[^\n–—]{0,80}?\s(?:-{1,2}|–|—)\s")
_FINAL = frozenset(".!?…")
ADDING = frozenset(
    {"add", "say", "note", "cite", "call", "stress", "claim", "warn", "tell", "confirm", "insist", "explain", "remark", "argue"}
)
SPEAKING = frozenset({"say", "tell", "deny", "allege", "ask", "warn"})
CONTRASTING = frozenset({"while", "whereas", "but", "and"})


def after(reading: Reading, verb: Token, first: Token, head: Token, adverbials: bool = True) -> tuple[Span, ...]:
    """The content behind a cue, from its first token.

    Args:
        reading: The text.
        verb: The cue.
        first: First token of the content.
        head: Its head.
        adverbials: Whether dates and "in a statement" behind it belong to the content rather than to the cue.
    """
    last = _last_token(reading, verb, first, head)
    if not adverbials:
        last = _without_adverbials(reading, verb, head, last)
    words = trimmed(reading.parsed.tokens[first.i : last + 1])
    if not words:
        return ()
    start, end = hull(words)
    inside = reading.quoted(verb)
    if inside is not None:
        return ((start, min(end, inside.inner[1])),) if start < inside.inner[1] else ()
    return (widen(reading, start, end),)


def _last_token(reading: Reading, verb: Token, first: Token, head: Token) -> int:
    sentence = reading.parsed.sentence_of(verb)
    whole = verb.head is verb or _goes_on_with_part(reading, verb)
    last = sentence.last - 1 if whole else max(verb.subtree()[-1].i, head.subtree()[-1].i)
    last = min(last, sentence.last - 1)
    perfect = head.tag == "VBN" and head.dep == "xcomp"
    for child in verb.children:
        if child.i > head.i and child.i > first.i and child.i <= last and _ends_clause(reading, child, perfect):
            opening = _opening(child)
            if opening > first.i:
                last = min(last, opening - 1)
    for child in head.each("conj"):
        # "said it would study it and urged ...", "vowed to find them and condemned ...": a past tense goes on with the cue
        going_on = head.tag == "VB" or (head.child("auxpass") is not None and child.lemma.lower() in reading.lexicon.verbs)
        if going_on and child.tag in {"VBD", "VBZ"} and child.i > first.i and child.child(*SUBJECT, "aux", "auxpass") is None:
            last = min(last, _opening(child) - 1)
    tokens = reading.parsed.tokens
    for index in range(first.i + 1, min(last, sentence.last - 2) + 1):
        if tokens[index].text in {",", "–", "—", "--", "-", ";"} and opens_another(reading, tokens[index + 1]):
            return index - 1
        if tokens[index].text == ";" and _tells_itself(reading, tokens[index]):
            return index - 1  # "told reporters that six had died; his spokesman later spoke of 17"
        if verb.tag == "VBG" and tokens[index].lower == "and" and opens_another(reading, tokens[index + 1]):
            return index - 1  # "promising to help and confirming that"
    return last


def _goes_on_with_part(reading: Reading, verb: Token) -> bool:
    """Read "It is noted that 40 were held, 12 of them were freed": the clause behind tells of a part of those before it."""
    main = verb.head
    part = main.child("nsubj", "nsubjpass")
    if verb.dep != "ccomp" or main.i < verb.i or part is None or verb.child("nsubj", "nsubjpass") is None:
        return False
    of = part.child("prep")
    whole = of.child("pobj") if of is not None and of.lower == "of" else None
    before = reading.parsed.tokens[part.subtree()[0].i - 1]
    return whole is not None and whole.lower in {"them", "whom", "these", "those"} and before.text == "," and part.i > verb.i


def _without_adverbials(reading: Reading, verb: Token, head: Token, last: int) -> int:
    """The index before a date or a medium at the end: "declared an emergency on Thursday", "claimed it in a video"."""
    for preposition in (token for above in (verb, head) for token in above.each("prep") if head.i < token.i <= last):
        noun = preposition.child("pobj")
        if noun is not None and (
            noun.ent in {"DATE", "TIME"} or (preposition.lower in {"in", "on"} and noun.lemma in reading.lexicon.documents)
        ):
            return preposition.i - 1
    return last


def _ends_clause(reading: Reading, child: Token, perfect: bool) -> bool:
    """Whether a child of the cue, behind the head of the content, is no part of it."""
    tokens = reading.parsed.tokens
    if child.dep == "conj":
        if perfect and child.tag in {"VBN", "VBD"} and child.child(*SUBJECT) is None and child.lemma.lower() not in reading.lexicon.verbs:
            return False  # "claimed to have killed 43, captured 11 and burned 14"
        if _is_second_that(child):
            return False
        splice = child.child(*SUBJECT) is not None and not any(
            token.dep == "cc" for token in tokens[child.head.i : child.i] if token.head is child.head
        )
        return not splice
    if child.dep == "advcl":
        opening = _opening(child)
        return opening > 0 and tokens[opening - 1].text == ","
    following = [other for other in child.head.children if other.dep == "conj" and other.i > child.i]
    return not perfect and child.dep == "cc" and bool(following) and not _is_second_that(following[0])


def _is_second_that(child: Token) -> bool:
    """Read "said that 12 had died, and that three were missing"."""
    return child.dep == "conj" and (mark := child.child("mark")) is not None and mark.lower in {"that", "whether"}


def _opening(child: Token) -> int:
    """Index of the first token of a child clause, its conjunction included."""
    first = child.subtree()[0].i
    connective = [token.i for token in child.head.children if token.dep in {"cc", "punct"} and token.i < child.i]
    while connective and connective[-1] == first - 1:
        first = connective.pop()
    return first


def opens_another(reading: Reading, token: Token) -> bool:
    """Whether another attribution begins at a token behind a comma: "adding", "according to"."""
    if token.lower == "according" or (token.tag == "VBG" and token.lemma.lower() in ADDING):
        return reading.quoted(token) is None
    return token.lower in CONTRASTING and _tells_itself(reading, token)


def _tells_itself(reading: Reading, connective: Token) -> bool:
    """Whether a clause behind "while", "but" or "and" has a speaker of its own: "..., while doctors reported 40"."""
    tokens = reading.parsed.tokens
    if connective.i + 1 >= len(tokens):
        return False
    for token in tokens[connective.i + 1 : connective.i + 14]:
        if token.sent != connective.sent or token.text in {",", ";"}:
            return False
        if token.pos == "VERB" and (subject := token.child("nsubj")) is not None:
            cue = reading.lexicon.verbs.get(token.lemma.lower())
            first = subject.subtree()[0].i
            return cue is not None and cue.first in reading.lexicon.vouching and first <= connective.i + 2 and token.tag != "VB"
    return False


def widen(reading: Reading, start: int, end: int) -> Span:
    """The span with the rest of the quotations that it begins or ends in, and the marks around it."""
    opened = reading.quotations.at(start)
    if opened is not None and opened.inner[0] >= start - 1:
        start = opened.start
    last = reading.quotations.at(end - 1) or reading.quotations.at(end)
    if last is None:
        # a closing mark right behind the trimmed full stop or comma
        behind = reading.quotations.at(min(end + 1, len(reading.parsed.text) - 1))
        last = behind if behind is not None and behind.start < end else None
    if last is not None and last.start < end:
        end = max(end, last.end)
    return start, end


def before(reading: Reading, opening: Token) -> tuple[Span, ...]:
    """A quotation that ends right before the cue's clause, with the words of its sentence before it."""
    found = quotation_before(reading, opening)
    if found is None:
        return ()
    start = _sentence_start(reading, found)
    spans = [(start, found.end)]
    earlier = found
    while earlier.start == reading.parsed.paragraphs[earlier.paragraph][0] and earlier.paragraph > 0:
        previous = reading.quotations.before(earlier.start - 1)
        if previous is None or not previous.open_end or previous.paragraph != earlier.paragraph - 1:
            break
        spans.insert(0, (previous.start, previous.end))
        earlier = previous
    return tuple(spans)


def quotation_before(reading: Reading, opening: Token) -> Quotation | None:
    """The quotation that only punctuation divides from a token."""
    found = reading.quotations.before(opening.start)
    if found is None or opening.start - found.end > 4:
        return None
    gap = reading.parsed.text[found.end : opening.start]
    return found if _GAP.fullmatch(gap) and "\n" not in gap.strip(" ") else None


def _sentence_start(reading: Reading, found: Quotation) -> int:
    """Where the sentence of a quotation begins: words before the mark belong to a mixed quotation."""
    token = reading.parsed.token_at(found.inner[0])
    if token is None:
        return found.start
    sentence = reading.parsed.sentence_of(token)
    if sentence.start >= found.start:
        return found.start
    lead = reading.parsed.text[sentence.start : found.start]
    start = sentence.start + max((cut.end() for cut in _SENTENCE_END.finditer(lead)), default=0)
    rest = reading.parsed.text[start : found.start]
    if not rest.strip() or rest.rstrip().endswith((",", ":")):
        return found.start
    if reading.quotations.at(start) is not None and reading.quotations.at(start) is not found:
        return found.start
    return start


def continued(reading: Reading, end: int) -> tuple[Span, ...]:
    """Quotations behind `end` that go on with the same words of the same source."""
    spans: list[Span] = []
    text = reading.parsed.text
    while True:
        found = reading.quotations.after(end)
        if (
            found is None
            or not _GAP.fullmatch(text[end : found.start])
            or "\n" in text[end : found.start]
            or not _stands_alone(reading, found)
        ):
            return tuple(spans)
        spans.append((found.start, found.end))
        end = found.end
        while found.open_end:
            following = reading.quotations.after(found.end)
            paragraphs = reading.parsed.paragraphs
            if following is None or following.paragraph != found.paragraph + 1 or following.start != paragraphs[following.paragraph][0]:
                return tuple(spans)
            if not _stands_alone(reading, following):
                return tuple(spans)
            spans.append((following.start, following.end))
            found, end = following, following.end


def _stands_alone(reading: Reading, found: Quotation) -> bool:
    """Whether a quotation is whole sentences with no cue behind it."""
    text, (low, high) = reading.parsed.text, found.inner
    inner = text[low:high].rstrip()
    if found.open_end:
        return True
    if inner and inner[-1] in "?!" and (behind := text[found.end : found.end + 40].lstrip(" ")):
        # "Is it?" he asked.
        return not behind[0].islower()
    return inner[-1:] in _FINAL or text[found.end : found.end + 1] in _FINAL


def clause_before(reading: Reading, opening: Token, verb: Token) -> tuple[Span, ...]:
    """The words of the sentence before the cue's clause: "The road was closed, police said"."""
    words = sentence_words(reading.parsed, verb)
    first = words[0]
    lead = reading.parsed.text[first.start : opening.start]
    for cut in _SENTENCE_END.finditer(lead):
        later = reading.parsed.token_at(first.start + cut.end())
        if later is not None and later.i < opening.i and reading.quoted(later) is None:
            first = later
    dateline = _DATELINE.match(reading.parsed.text, first.start, opening.start)
    if dateline is not None and first.start in {low for low, _ in reading.parsed.paragraphs}:
        first = reading.parsed.token_at(dateline.end()) or first
    first = _behind_semicolon(reading, first, opening)
    tokens = trimmed(reading.parsed.tokens[first.i : opening.i])
    if not tokens or not any(token.pos in {"VERB", "AUX"} for token in tokens):
        return ()
    start, end = hull(tokens)
    return (widen(reading, start, end),)


def _behind_semicolon(reading: Reading, first: Token, opening: Token) -> Token:
    """The first word of what is told, where others told what stands before a semicolon: "The union says ...; five were hurt, he said"."""
    tokens = reading.parsed.tokens
    stops = [token for token in tokens[first.i : opening.i] if token.text == ";"]
    if not stops or stops[-1].i + 1 >= opening.i:
        return first
    lexicon = reading.lexicon
    told = any(
        token.pos == "VERB"
        and token.tag in {"VBD", "VBZ", "VBP"}
        and (cue := lexicon.verbs.get(token.lemma.lower())) is not None
        and cue.first in SPEAKING
        and cue.takes("clause")
        and token.child("ccomp") is not None
        for token in tokens[first.i : stops[-1].i]
    )
    return tokens[stops[-1].i + 1] if told else first


def quotation_after(reading: Reading, end: int, sentence_end: int) -> Quotation | None:
    """The next quotation of the sentence, or the one that opens the next paragraph behind a colon."""
    found = reading.quotations.after(end)
    if found is None:
        return None
    between = reading.parsed.text[end : found.start]
    if found.start < sentence_end and len(between) < 80:
        return found
    return found if between.strip() in {":", ",", ""} and between.strip() == ":" else None
