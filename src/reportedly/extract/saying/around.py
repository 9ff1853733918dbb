"""Rules for a verb whose content stands before or around it.

* "..., as police said", "As noted in the ministry, ..."
* "This was announced by the minister": the sentence before, or the words before the dash.
* A quotation, then "he said" or "said he", and the quotations that go on behind.
* "The road was closed, police said, and two bridges fell"; "The road, police said, was closed"; "..., said police: ..."
* A verb at the end that the parser hung on the wrong word: "..., the minister, Ivan Petrov, announced on Sunday".
"""

from __future__ import annotations

from reportedly.extract.saying import contents
from reportedly.extract.saying.clause import CueClause
from reportedly.extract.saying.draft import Draft
from reportedly.extract.saying.spans import SUBJECT, hull, phrase, trimmed
from reportedly.model.mentions import Span
from reportedly.syntax.kinds import is_kind
from reportedly.syntax.tree import Token

CLAUSAL = frozenset({"ccomp", "xcomp"})
SPEAKERS = frozenset({"actor"})
DEMONSTRATIVE = frozenset({"this", "that"})
SAID = frozenset({"VBD", "VBN", "VBZ", "VBP"})


def as_somebody_said(clause: CueClause) -> Draft | None:
    """As noted in the ministry, ...; ..., as police said."""
    verb, reading = clause.verb, clause.reading
    if verb.dep != "advcl" or not (clause.cue.takes("clause") or clause.cue.takes("quote")):
        return None
    mark = verb.child("mark", "advmod")
    if mark is None or mark.lower != "as" or any(child.dep in CLAUSAL and child.i > verb.i for child in verb.children):
        return None
    said_by = (clause.source, clause.source_token)
    if not clause.source or verb.tag == "VBN":
        place = next((child for child in verb.each("prep", "agent") if child.lower in {"in", "by", "at"}), None)
        noun = place.child("pobj") if place is not None else None
        said_by = ((hull(phrase(noun)),), noun.i) if noun is not None else ((), -1)
    sentence = reading.parsed.sentence_of(verb)
    tokens = reading.parsed.tokens
    leads = mark.i - sentence.first <= 1
    first = sentence.first
    if verb.head.dep == "ccomp" and verb.head.head.i < verb.head.i:
        first = verb.head.subtree()[0].i  # "denied that 30 had been captured, as the rebels claim": what is denied is claimed
    rest = trimmed(tokens[verb.subtree()[-1].i + 1 : sentence.last] if leads else tokens[first : mark.i])
    rest = rest[1:] if rest and rest[0].lower == "that" and rest[0].dep == "mark" else rest
    if not rest:
        return None
    words = (mark, *clause.words) if mark.i == clause.words[0].i - 1 else clause.words
    return clause.draft((contents.widen(reading, *hull(rest)),), "clause", "as", words=words, said_by=said_by)


def sentence_before(clause: CueClause) -> Draft | None:
    """This was announced by the minister: the sentence before is what was announced."""
    verb, reading = clause.verb, clause.reading
    meant = verb.child("nsubjpass", "dobj")
    if not (clause.cue.takes("clause") or clause.cue.takes("quote")) or verb.dep != "ROOT":
        return None
    if meant is None or meant.lower not in DEMONSTRATIVE or meant.children:
        return None
    sentence = reading.parsed.sentence_of(verb)
    opening = clause.opening if meant.i > verb.i else meant  # "the governor said it was; the union denied this"
    if opening.i > sentence.first + 1:
        lead = contents.before(reading, opening) or contents.clause_before(reading, opening, verb)
        if lead:
            return clause.draft(lead, "clause", "clause before")
    if sentence.i == 0:
        return None
    previous = reading.parsed.sentences[sentence.i - 1]
    tokens = trimmed(reading.parsed.words_of(previous))
    if not tokens or (previous.paragraph != sentence.paragraph and len(tokens) < 3):
        return None
    return clause.draft((contents.widen(reading, *hull(tokens)),), "clause", "sentence before")


def quoted_before(clause: CueClause) -> Draft | None:
    """A quotation, then "he said" or "said he"; and the quotations that go on behind."""
    if not clause.cue.takes("quote"):
        return None
    spans = contents.before(clause.reading, clause.opening)
    if not spans or _begins_anew(clause, spans[-1][1]) or clause.has_clause_behind:
        return None
    continued = contents.continued(clause.reading, _clause_end(clause))
    return clause.draft((*spans, *continued), "quote", "quotation before", said_by=clause.inverted())


def _begins_anew(clause: CueClause, end: int) -> bool:
    """Whether the quotation is over with a full stop and a new sentence begins: "He said: 'No.' The mayor added ..."."""
    opening, text = clause.opening, clause.reading.parsed.text
    if not opening.text[:1].isupper() or opening.lower == "i":
        return False
    inner = text[max(0, end - 3) : end].rstrip("\"”“»' ")
    return "." in text[end : opening.start] or (inner.endswith(".") and opening.pos != "PROPN")


def _clause_end(clause: CueClause) -> int:
    """Where the cue's clause ends: before the next quotation of the sentence, else with the sentence."""
    reading, verb = clause.reading, clause.verb
    sentence = reading.parsed.sentence_of(verb)
    following = reading.quotations.after(verb.end)
    if following is not None and following.start < sentence.end:
        last = reading.parsed.token_at(following.start - 1)
        if (last is not None and last.text in {",", ".", ":", "—", "–"}) or following.start - verb.end < 60:
            return following.start
    return sentence.end


def clause_around(clause: CueClause) -> Draft | None:
    """The road was closed, police said; the road, police said, was closed."""
    verb = clause.verb
    if not (clause.cue.takes("clause") or clause.cue.takes("quote")) or not clause.set_off:
        return None
    spans = contents.clause_before(clause.reading, clause.opening, verb)
    behind = _explained(clause)
    if clause.has_clause_behind and not (spans and behind):
        return None
    governs = any(child.dep == "ccomp" and child.i < verb.i for child in verb.children)
    if not governs and verb.dep not in {"parataxis", "advcl", "ccomp"} and not (behind or _stands_last(clause)):
        return None
    behind = behind or _resumed(clause) or _included(clause)
    said_by = clause.inverted()
    if not (spans or behind) or not (governs or said_by[0]):
        return None
    if not said_by[0] and verb.dep == "ROOT" and (apposed := _apposed(clause)) is not None:
        return apposed
    return clause.draft((*spans, *behind), "clause", "clause before", said_by=said_by)


def _apposed(clause: CueClause) -> Draft | None:
    """The speaker of "..., its superintendent, Dr Anil Sen, said", whom the parser hung on the noun before."""
    reading, tokens = clause.reading, clause.reading.parsed.tokens
    source = _before_cue(tokens, clause.words[0].i, reading.parsed.sentence_of(clause.verb).first)
    if source is None or not any(word.pos in {"NOUN", "PROPN"} and is_kind(word, SPEAKERS) for word in source):
        return None
    named = trimmed(source)
    lead = contents.clause_before(reading, named[0], clause.verb)
    return clause.draft(lead, "clause", "clause before", said_by=((hull(named),), _head_of(named).i)) if lead else None


def _stands_last(clause: CueClause) -> bool:
    """Whether source and cue follow a whole clause, and nothing but adverbials follows the cue before a comma or the end."""
    verb = clause.verb
    own = verb.child("nsubj")
    if own is None or verb.tag not in SAID or verb.dep not in {"ROOT", "conj"}:
        return False
    if verb.dep == "conj" and any(token.dep == "cc" and token.i == clause.opening.i - 1 for token in verb.head.children):
        return False
    # "..., officials told Reuters": whom they tell is no content
    barred = {"xcomp", "ccomp", "attr", "oprd", "acomp"} | ({"dobj"} if clause.cue.class_of("clause") != "tell" else set())
    if any(child.i > verb.i and child.dep in barred for child in verb.children):
        return False
    first = clause.reading.parsed.sentence_of(verb).first
    return any(token.dep in SUBJECT and token.head is not verb for token in clause.reading.parsed.tokens[first : clause.opening.i])


def _explained(clause: CueClause) -> tuple[Span, ...]:
    """What follows a colon behind the cue: "Crews were attacked, the ministry said: 20 were injured"."""
    reading = clause.reading
    tokens = reading.parsed.tokens
    at = clause.last_index() + 1
    sentence = reading.parsed.sentence_of(clause.verb)
    if at >= sentence.last or tokens[at].text != ":":
        return ()
    rest = trimmed(tokens[at + 1 : sentence.last])
    return (contents.widen(reading, *hull(rest)),) if rest else ()


def _resumed(clause: CueClause) -> tuple[Span, ...]:
    """What goes on behind a cue that is set between commas."""
    verb, reading = clause.verb, clause.reading
    if verb.head is verb or verb.dep not in {"parataxis", "ccomp", "advcl", "conj"}:
        return ()
    tokens = reading.parsed.tokens
    sentence = reading.parsed.sentence_of(verb)
    behind = clause.last_index() + 1
    comma = next((index for index in range(behind, sentence.last) if tokens[index].text == ","), None)
    if comma is None or comma + 1 >= sentence.last or contents.opens_another(reading, tokens[comma + 1]):
        return ()
    if verb.dep == "conj" and (comma != behind or tokens[comma + 1].lower not in {"and", "but"}):
        return ()
    rest = trimmed(tokens[comma + 1 : sentence.last])
    told = any(word.pos in {"VERB", "AUX"} for word in rest)
    return (contents.widen(reading, *hull(rest)),) if told else ()


def _included(clause: CueClause) -> tuple[Span, ...]:
    """A part named behind the cue: "225 died, the office said on Saturday, including 19 officers"."""
    tokens = clause.reading.parsed.tokens
    last = clause.reading.parsed.sentence_of(clause.verb).last
    for index in range(clause.last_index() + 1, last - 1):
        if tokens[index].text == "," and tokens[index + 1].lower in {"including", "among"}:
            return (contents.widen(clause.reading, *hull(trimmed(tokens[index + 1 : last]))),)
    return ()


def closing(clause: CueClause) -> Draft | None:
    """..., the minister, Ivan Petrov, announced on Sunday: read by commas where the parser hung the verb elsewhere."""
    verb, reading = clause.verb, clause.reading
    if verb.child(*SUBJECT, "agent") is not None or not clause.cue.takes("clause") or verb.tag not in {"VBD", "VBN", "VBZ"}:
        return None
    if clause.cue.class_of("clause") not in reading.lexicon.vouching or verb.dep not in {"advcl", "acl", "conj", "relcl", "ccomp", "ROOT"}:
        return None
    sentence = reading.parsed.sentence_of(verb)
    tokens = reading.parsed.tokens
    stop = _before_judgement(tokens, verb.i, sentence.last)
    if any(token.pos in {"VERB", "AUX"} for token in tokens[verb.i + 1 : stop]) or clause.words[0] is not verb:
        return None
    source = _before_cue(tokens, verb.i, sentence.first)
    named = trimmed(source or [])
    if source is None or not named:
        return None
    lead = contents.clause_before(reading, source[0], verb)
    if not lead or not any(token.dep in SUBJECT for token in tokens[sentence.first : source[0].i]):
        return None
    return clause.draft(lead, "clause", "clause before", said_by=((hull(named),), _head_of(named).i))


def _before_judgement(tokens: list[Token], verb: int, last: int) -> int:
    """Where the report's own view of it begins: "..., officials told Reuters, in what would be the worst loss in years"."""
    for index in range(verb + 1, last - 2):
        if tokens[index].text == "," and tokens[index + 1].lower == "in" and tokens[index + 2].lower == "what":
            return index
    return last


def _before_cue(tokens: list[Token], verb: int, first: int) -> list[Token] | None:
    """The noun phrase right before a cue, back to a comma; one in apposition takes the phrase before it as well."""
    commas = [index for index in range(first, verb) if tokens[index].text == ","]
    if not commas:
        return None
    apposed = commas[-1] == verb - 1
    start = (commas[-3] if len(commas) > 2 else None) if apposed else commas[-1]
    if start is None:
        return None
    words = tokens[start + 1 : verb]
    plain = not any(token.pos in {"VERB", "AUX", "SCONJ"} and token.dep not in {"amod", "compound"} for token in words)
    return words if words and plain and any(token.pos in {"NOUN", "PROPN", "PRON"} for token in words) else None


def _head_of(words: list[Token]) -> Token:
    """The noun that the others hang on; of two in apposition the name."""
    names = [word for word in words if word.pos == "PROPN" and word.dep not in {"compound", "pobj"}]
    inside = {word.i for word in words}
    tops = [word for word in words if word.head.i not in inside and word.pos in {"NOUN", "PROPN", "PRON"}]
    return (tops or names or words[-1:])[0]
