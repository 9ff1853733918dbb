"""Verbs that ascribe: "said that", "vowed to", "condemned the", "called for", and quotations around them.

For each verb of the lexicon the forms that its content can have are tried in this order: what the words before the verb
say ("as police said"), a quotation or clause before it, a clause behind it, a quotation behind it, an infinitive, a
complement, an object, a preposition, and the sentence before, meant by "this".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportedly.extract.saying import contents
from reportedly.extract.saying.draft import Draft, Reading
from reportedly.extract.saying.spans import IMPERSONAL, SUBJECT, group, hull, phrase, source_of, trimmed
from reportedly.model.mentions import Span
from reportedly.ontology.cues import Cue
from reportedly.syntax.predicates import is_passive
from reportedly.syntax.tree import Token

CLAUSAL = frozenset({"ccomp", "xcomp"})
DEMONSTRATIVE = frozenset({"this", "that"})
ADDRESSED = frozenset(
    {
        "tell",
        "inform",
        "urge",
        "ask",
        "warn",
        "advise",
        "order",
        "assure",
        "notify",
        "remind",
        "invite",
        "encourage",
        "instruct",
        "direct",
        "convince",
    }
)
ADDRESSING = frozenset({"on", "upon", "for", "to"})  # "called on both sides to talk"
WITHHELD = frozenset({"decline", "refuse"})  # "declined to say": one attribution, not two


def cue_of(reading: Reading, verb: Token) -> tuple[Cue, Token | None] | None:
    """The entry of a verb, and its particle if the entry has one."""
    lemma = verb.lemma.lower()
    if lemma in reading.lexicon.with_particle:
        for child in verb.children:
            if child.dep in {"prt", "advmod", "acomp", "prep", "dobj"} and child.i == verb.i + 1:
                entry = reading.lexicon.verbs.get(f"{lemma} {child.lower}")
                if entry is not None:
                    return entry, child
    entry = reading.lexicon.verbs.get(lemma)
    return (entry, None) if entry is not None else None


def find_by_verbs(reading: Reading) -> list[Draft]:
    """Attributions whose cue is a verb."""
    found: list[Draft] = []
    for token in reading.parsed.tokens:
        if token.pos == "VERB" or (token.pos == "AUX" and token.lemma == "say"):
            draft = read_verb(reading, token)
            if draft is not None:
                found.append(draft)
    return found


def read_verb(reading: Reading, verb: Token) -> Draft | None:
    """The attribution of one verb, if it is one."""
    entry = cue_of(reading, verb)
    if entry is None or verb.dep in {"amod", "compound"} or (verb.dep == "xcomp" and verb.head.lemma in WITHHELD):
        return None
    cue, particle = entry
    words = group(verb)
    if particle is not None and particle not in words:
        words = sorted([*words, particle], key=lambda token: token.i)
    if any(child.dep == "xcomp" and cue_of(reading, child) for child in verb.children) and particle is not None:
        return None  # "went on to say"
    source, source_token = source_of(verb)
    for rule in RULES:
        draft = rule(reading, verb, cue, words, source, source_token)
        if draft is not None:
            return _withheld(reading, draft)
    return None


def _withheld(reading: Reading, draft: Draft) -> Draft:
    """Did not confirm, would not say: the source does not answer for the content."""
    negated = draft.cue_token.child("neg") is not None or draft.cue_token.lemma in WITHHELD
    if negated and draft.act in reading.lexicon.vouching:
        return replace(draft, act="withhold", polarity="asserts")
    return draft


def _draft(
    words: list[Token], verb: Token, source: tuple[Span, ...], token: int, content: tuple[Span, ...], act: str, rule: str
) -> Draft | None:
    if not content:
        return None
    start, end = hull(words)
    if rule in {"clause behind", "quotation behind"} and content[0][0] - end <= 3:
        end = next((child.end for child in verb.each("punct") if child.text == ":" and child.start == end), end)
    return Draft(source, token, ((start, end),), verb, content, act, rule)


def _opening(reading: Reading, verb: Token, words: list[Token], source: tuple[Span, ...]) -> Token:
    """The first token of the cue's own clause: of source and cue."""
    first = words[0]
    if source and source[0][0] < first.start:
        token = reading.parsed.token_at(source[0][0])
        if token is not None and token.sent == verb.sent and _side_by_side(reading, token, first):
            return token
    return first


def _side_by_side(reading: Reading, token: Token, first: Token) -> bool:
    return reading.quoted(token) is reading.quoted(first)


def as_somebody_said(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """As noted in the ministry, ...; ..., as police said."""
    if verb.dep != "advcl" or not (cue.takes("clause") or cue.takes("quote")):
        return None
    mark = verb.child("mark", "advmod")
    if mark is None or mark.lower != "as" or any(child.dep in CLAUSAL and child.i > verb.i for child in verb.children):
        return None
    if not source or verb.tag == "VBN":
        place = next((child for child in verb.each("prep", "agent") if child.lower in {"in", "by", "at"}), None)
        noun = place.child("pobj") if place is not None else None
        source, token = ((), -1)
        if noun is not None:
            source, token = ((hull(phrase(noun)),), noun.i)
    clause = verb.subtree()
    sentence = reading.parsed.sentence_of(verb)
    tokens = reading.parsed.tokens
    if mark.i - sentence.first <= 1:
        end = clause[-1].i
        rest = trimmed(tokens[end + 1 : sentence.last])
    else:
        rest = trimmed(tokens[sentence.first : mark.i])
    if not rest:
        return None
    start, end_offset = hull(rest)
    return _draft(
        [mark, *words] if mark.i == words[0].i - 1 else words,
        verb,
        source,
        token,
        (contents.widen(reading, start, end_offset),),
        cue.class_of("clause"),
        "as",
    )


def quoted_before(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """A quotation, then "he said" or "said he"; and the quotations that go on behind."""
    if not cue.takes("quote"):
        return None
    opening = _opening(reading, verb, words, source)
    spans = contents.before(reading, opening)
    if not spans or _begins_anew(reading, spans[-1][1], opening):
        return None
    if _has_clause_behind(verb):
        return None
    if not source:
        source, token = _inverted(verb)
    own = _clause_end(reading, verb)
    return _draft(words, verb, source, token, (*spans, *contents.continued(reading, own)), cue.class_of("quote"), "quotation before")


def _begins_anew(reading: Reading, end: int, opening: Token) -> bool:
    """Whether the quotation is over with a full stop, and a new sentence begins: "He said: 'No.' The mayor added ..."."""
    inner = reading.parsed.text[max(0, end - 3) : end].rstrip("\"”“»' ")
    return inner.endswith(".") and opening.text[:1].isupper() and opening.pos != "PROPN" and opening.lower != "i"


def _has_clause_behind(verb: Token) -> bool:
    return any(child.dep == "ccomp" and child.i > verb.i for child in verb.children)


def _inverted(verb: Token) -> tuple[tuple[Span, ...], int]:
    """The subject behind the verb that the parser took for its object: "...", said Petrov."""
    noun = next(
        (
            child
            for child in verb.children
            if child.i > verb.i and child.dep in {"dobj", "attr", "oprd", "npadvmod"} and child.pos in {"PROPN", "NOUN", "PRON"}
        ),
        None,
    )
    if noun is None:
        return (), -1
    return (hull(phrase(noun, verb)),), noun.i


def _clause_end(reading: Reading, verb: Token) -> int:
    """Where the cue's clause ends: before the next quotation of the sentence, else with the sentence."""
    sentence = reading.parsed.sentence_of(verb)
    following = reading.quotations.after(verb.end)
    if following is not None and following.start < sentence.end:
        last = reading.parsed.token_at(following.start - 1)
        if (last is not None and last.text in {",", ".", ":", "—", "–"}) or following.start - verb.end < 60:
            return following.start
    return sentence.end


def clause_around(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """The road was closed, police said; the road, police said, was closed."""
    if not cue.takes("clause") and not cue.takes("quote"):
        return None
    left = next((child for child in verb.children if child.dep == "ccomp" and child.i < verb.i), None)
    opening = _opening(reading, verb, words, source)
    tokens = reading.parsed.tokens
    divided = (
        opening.i > 0
        and tokens[opening.i - 1].text in {",", "–", "—", "-", "--", '"', "”", "''"}
        and tokens[opening.i - 1].sent == verb.sent
    )
    if not divided or _has_clause_behind(verb):
        return None
    if left is None and verb.dep not in {"parataxis", "ROOT", "advcl", "ccomp"}:
        return None
    if left is None and verb.dep == "ROOT":
        return None
    spans = contents.clause_before(reading, opening, verb)
    behind = _resumed(reading, verb, words, opening)
    if not spans and not behind:
        return None
    if not source:
        source, token = _inverted(verb)
    return _draft(words, verb, source, token, (*spans, *behind), cue.class_of("clause"), "clause before")


def _resumed(reading: Reading, verb: Token, words: list[Token], opening: Token) -> tuple[Span, ...]:
    """What goes on behind a cue set between commas, where the cue hangs below it."""
    if verb.head is verb or verb.dep not in {"parataxis", "ccomp", "advcl"}:
        return ()
    tokens = reading.parsed.tokens
    sentence = reading.parsed.sentence_of(verb)
    after_cue = max(words[-1].i, max((child.i for child in verb.children if child.dep in SUBJECT), default=0)) + 1
    comma = next((index for index in range(after_cue, sentence.last) if tokens[index].text == ","), None)
    if comma is None or (verb.head.i < opening.i < after_cue and comma + 1 >= sentence.last):
        return ()
    rest = trimmed(tokens[comma + 1 : sentence.last])
    return (contents.widen(reading, *hull(rest)),) if rest else ()


def clause_behind(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """Police said that the road was closed."""
    if not cue.takes("clause"):
        return None
    clause = next((child for child in verb.children if child.i > words[-1].i and _is_clause(child)), None)
    if clause is None:
        return None
    first = _first_behind(clause, words)
    spans = contents.after(reading, verb, first, clause)
    if not spans:
        return None
    if reading.quotations.at(spans[-1][1] - 1) is not None and reading.quoted(verb) is None:
        spans = (*spans, *contents.continued(reading, max(spans[-1][1], _past_stop(reading, spans[-1][1]))))
    return _draft(words, verb, source, token, spans, cue.class_of("clause"), "clause behind")


def _past_stop(reading: Reading, end: int) -> int:
    return end + 1 if reading.parsed.text[end : end + 1] in {".", ","} else end


def _is_clause(child: Token) -> bool:
    if child.dep == "ccomp":
        return True
    if child.dep in {"advcl", "pcomp"}:
        return (mark := child.child("mark")) is not None and mark.lower in {"that", "whether"}
    return False


def _first_behind(clause: Token, words: list[Token]) -> Token:
    below = [word for word in clause.subtree() if word.i > words[-1].i]
    return trimmed(below)[0] if trimmed(below) else below[0]


def _raised(verb: Token, words: list[Token]) -> tuple[Span, ...]:
    """The subject of "is expected to win" belongs to what is expected."""
    subject = verb.child("nsubjpass")
    if subject is None or subject.lower in IMPERSONAL or subject.tag in {"WDT", "WP"} or verb.lemma in ADDRESSED or not is_passive(verb):
        return ()
    below = phrase(subject, words[0])
    return (hull(below),) if below else ()


def quotation_behind(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """He said: "..."; also "called it 'a disgrace'" where no other form holds."""
    if not cue.takes("quote"):
        return None
    sentence = reading.parsed.sentence_of(verb)
    found = contents.quotation_after(reading, words[-1].end, sentence.end)
    if found is None or reading.quoted(verb) is not None:
        return None
    between = reading.parsed.between(words[-1].end, found.start)
    if any(word.pos == "VERB" and word.tag != "VBG" for word in between):
        return None
    if not source and not is_passive(verb):
        source, token = _inverted(verb)
    spans = ((found.start, found.end),)
    return _draft(words, verb, source, token, (*spans, *contents.continued(reading, found.end)), cue.class_of("quote"), "quotation behind")


def infinitive(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """Somebody vowed to rebuild, urged residents to leave."""
    clause = next(
        (
            child
            for child in verb.children
            if child.dep in {"xcomp", "ccomp", "advcl"} and child.i > words[-1].i and _form(child) is not None
        ),
        None,
    )
    if clause is None:
        return None
    form = _form(clause)
    if form is None or not cue.takes(form) or (clause.dep == "advcl" and not cue.takes("infinitive")):
        return None
    below = [word for word in clause.subtree() if word.i > words[-1].i]
    addressee, called = verb.child("dobj"), words
    for preposition in verb.each("prep", "dative"):
        noun = preposition.child("pobj")
        if preposition.lower in ADDRESSING and noun is not None and words[-1].i < preposition.i < below[0].i:
            addressee, called = noun, [*words, preposition] if preposition.i == words[-1].i + 1 else words
    if addressee is not None and words[-1].i < addressee.i < below[0].i and cue.class_of(form) != "tell":
        below = [*[word for word in addressee.subtree() if word.i > called[-1].i], *below]
        words = called
    first = min(below, key=lambda word: word.i)
    spans = contents.after(reading, verb, first, clause)
    return _draft(words, verb, source, token, (*_raised(verb, words), *spans) if spans else (), cue.class_of(form), form)


def _form(clause: Token) -> str | None:
    if any(child.lower == "to" and child.dep == "aux" for child in clause.children):
        return "infinitive"
    return "gerund" if clause.tag == "VBG" and clause.dep in {"xcomp", "ccomp"} else None


def complement(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """Somebody called him a liar, described it as a crime."""
    if not cue.takes("complement"):
        return None
    small = next(
        (
            child
            for child in verb.children
            if child.i > words[-1].i and (child.dep in {"oprd", "ccomp", "xcomp"} or (child.dep == "prep" and child.lower == "as"))
        ),
        None,
    )
    if small is None:
        return None
    noun = verb.child("dobj")
    below = [word for word in small.subtree() if word.i > words[-1].i]
    if noun is not None and noun.i > verb.i:
        below += [word for word in noun.subtree() if word.i > words[-1].i]
    if not below:
        return None
    first = min(below, key=lambda word: word.i)
    return _draft(
        words,
        verb,
        source,
        token,
        (*_raised(verb, words), *contents.after(reading, verb, first, small)),
        cue.class_of("complement"),
        "complement",
    )


def direct_object(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """Somebody condemned the attack, announced a curfew."""
    if not cue.takes("object"):
        return None
    noun = next((child for child in verb.children if child.dep == "dobj" and child.i > words[-1].i), None)
    if noun is None or noun.tag in {"WDT", "WP"} or (noun.lower in DEMONSTRATIVE and not noun.children):
        return None
    if cue.objects and noun.lemma.lower() not in cue.objects:
        return None
    below = [word for word in noun.subtree() if word.i > words[-1].i]
    first = below[0]
    return _draft(words, verb, source, token, contents.after(reading, verb, first, noun), cue.class_of("object"), "object")


def prepositional(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """Somebody called for calm: the preposition belongs to the cue."""
    for child in verb.children:
        if child.dep in {"prep", "dative"} and child.i > verb.i and cue.takes(child.lower):
            noun = child.child("pobj", "pcomp")
            if noun is None:
                continue
            below = [word for word in noun.subtree() if word.i > child.i]
            if not below:
                continue
            about = verb.child("dobj")
            if about is not None and words[-1].i < about.i < child.i and cue.class_of(child.lower) in {"estimate", "allege"}:
                # "put the toll at 12", "accused the army of shelling": what it is said of belongs to it
                below = [word for word in about.subtree() if word.i > words[-1].i]
            own = [*words, child] if child.i == words[-1].i + 1 else words
            return _draft(
                own,
                verb,
                source,
                token,
                contents.after(reading, verb, below[0], noun),
                cue.class_of(child.lower),
                f"preposition {child.lower}",
            )
    return None


def passive_subject(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """The toll was confirmed by doctors: the subject of the passive is what they confirmed."""
    subject = verb.child("nsubjpass")
    if (
        subject is None
        or not cue.takes("object")
        or not is_passive(verb)
        or not (source or cue.class_of("object") in reading.lexicon.vouching)
    ):
        return None
    if cue.objects and subject.lemma.lower() not in cue.objects:
        return None
    if subject.lower in IMPERSONAL | DEMONSTRATIVE or subject.tag in {"WDT", "WP"}:
        return None
    below = phrase(subject, words[0])
    return _draft(words, verb, source, token, (hull(below),) if below else (), cue.class_of("object"), "subject of a passive")


def sentence_before(reading: Reading, verb: Token, cue: Cue, words: list[Token], source: tuple[Span, ...], token: int) -> Draft | None:
    """This was announced by the minister: the sentence before is what was announced."""
    if not (cue.takes("clause") or cue.takes("quote")) or verb.dep != "ROOT":
        return None
    meant = verb.child("nsubjpass", "dobj")
    if meant is None or meant.lower not in DEMONSTRATIVE or meant.children:
        return None
    if meant.i > 0 and meant.i > reading.parsed.sentence_of(verb).first + 1:
        lead = contents.before(reading, meant) or contents.clause_before(reading, meant, verb)
        if lead:
            return _draft(words, verb, source, token, lead, cue.class_of("clause"), "clause before")
    sentence = reading.parsed.sentence_of(verb)
    if sentence.i == 0:
        return None
    previous = reading.parsed.sentences[sentence.i - 1]
    tokens = trimmed(reading.parsed.words_of(previous))
    if previous.paragraph != sentence.paragraph and sentence.i > 1 and len(tokens) < 3:
        return None
    if not tokens:
        return None
    return _draft(words, verb, source, token, (contents.widen(reading, *hull(tokens)),), cue.class_of("clause"), "sentence before")


Rule = Callable[[Reading, Token, Cue, list[Token], tuple[Span, ...], int], Draft | None]
RULES: tuple[Rule, ...] = (
    as_somebody_said,
    sentence_before,
    quoted_before,
    clause_around,
    clause_behind,
    quotation_behind,
    infinitive,
    complement,
    direct_object,
    prepositional,
    passive_subject,
)
