"""Rules for a verb whose content follows it: a clause, a quotation, an infinitive, a complement, an object, a preposition."""

from __future__ import annotations

from reportedly.extract.saying import contents
from reportedly.extract.saying.around import DEMONSTRATIVE
from reportedly.extract.saying.clause import CueClause
from reportedly.extract.saying.draft import Draft, Reading
from reportedly.extract.saying.spans import IMPERSONAL, hull, phrase, trimmed
from reportedly.model.mentions import Span
from reportedly.syntax.kinds import is_kind
from reportedly.syntax.predicates import is_passive
from reportedly.syntax.tree import Token

ADDRESSING = frozenset({"on", "upon", "for", "to"})  # "called on both sides to talk"
CONNECTIVES = frozenset({"that", "whether"})
EVENTS = frozenset({"event"})
PEOPLE = frozenset({"human"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})


def clause_behind(clause: CueClause) -> Draft | None:
    """Police said that the road was closed."""
    if not clause.cue.takes("clause"):
        return None
    head = next((child for child in clause.verb.children if child.i > clause.end.i and _is_clause(child)), None)
    that = _that(clause)
    if head is not None and that is None and clause.cue.class_of("clause") in {"show", "think"} and not _is_finite(head):
        return None  # "found a man shot": what was found is no statement
    if head is None and that is None:
        return None
    first = _first_behind(head, clause.end) if head is not None else that
    if that is not None and (first is None or that.i < first.i):
        first = that
    if first is None:
        return None
    spans = contents.after(clause.reading, clause.verb, first, head if head is not None else first)
    if spans and clause.reading.quotations.at(spans[-1][1] - 1) is not None and clause.reading.quoted(clause.verb) is None:
        spans = (*spans, *contents.continued(clause.reading, _past_stop(clause.reading, spans[-1][1])))
    return clause.draft(spans, "clause", "clause behind")


def _that(clause: CueClause) -> Token | None:
    """A "that" which can only open the content: no verb, comma or noun clause between it and the cue."""
    tokens = clause.reading.parsed.tokens
    last = clause.reading.parsed.sentence_of(clause.verb).last
    for token in tokens[clause.end.i + 1 : min(last, clause.end.i + 12)]:
        if token.lower in CONNECTIVES and token.dep == "mark" and token.tag in {"IN", "WDT"}:
            return token
        if token.pos in {"VERB", "AUX"} or token.text in {",", ";", ":", '"', "“", "”"}:
            return None
    return None


def _past_stop(reading: Reading, end: int) -> int:
    return end + 1 if reading.parsed.text[end : end + 1] in {".", ","} else end


def _is_clause(child: Token) -> bool:
    if child.dep == "ccomp":
        return not _is_of_which(child)
    if child.dep in {"advcl", "pcomp"}:
        return (mark := child.child("mark")) is not None and mark.lower in CONNECTIVES
    return False


def _is_of_which(head: Token) -> bool:
    """Read "12 cases were confirmed, one of which was fatal": a clause about the subject, and not what was confirmed."""
    part = head.child("nsubj", "nsubjpass")
    return part is not None and any(word.tag in RELATIVE_TAGS and word.head.lower == "of" for word in part.subtree())


def _is_counted(noun: Token) -> bool:
    return noun.pos == "NUM" or noun.child("nummod") is not None


def _is_finite(head: Token) -> bool:
    """Whether a clause has a verb of its own tense, or begins with a question word."""
    tensed = head.tag in {"VBD", "VBZ", "VBP"} or head.child("aux", "auxpass", "cop") is not None
    return tensed or any(child.tag in {"WRB", "WP", "WDT", "IN"} for child in head.children) or head.pos == "AUX"


def _first_behind(head: Token, last: Token) -> Token:
    below = [word for word in head.subtree() if word.i > last.i]
    return (trimmed(below) or below)[0]


def quotation_behind(clause: CueClause) -> Draft | None:
    """He said: "..."; also "called it 'a disgrace'" where no other form holds."""
    reading = clause.reading
    if not clause.cue.takes("quote"):
        return None
    found = contents.quotation_after(reading, clause.end.end, reading.parsed.sentence_of(clause.verb).end)
    if found is None or reading.quoted(clause.verb) is not None:
        return None
    between = reading.parsed.between(clause.end.end, found.start)
    if any(word.pos == "VERB" and word.tag != "VBG" for word in between):
        return None
    said_by = (clause.source, clause.source_token) if is_passive(clause.verb) else clause.inverted()
    content = ((found.start, found.end), *contents.continued(reading, found.end))
    return clause.draft(content, "quote", "quotation behind", said_by=said_by)


def infinitive(clause: CueClause) -> Draft | None:
    """Somebody vowed to rebuild, urged residents to leave."""
    verb, words = clause.verb, clause.words
    head = next(
        (child for child in verb.children if child.dep in {"xcomp", "ccomp", "advcl"} and child.i > clause.end.i and _form(child)), None
    )
    form = _form(head) if head is not None else None
    if head is None or form is None or not clause.cue.takes(form) or (head.dep == "advcl" and not clause.cue.takes("infinitive")):
        return None
    below = [word for word in head.subtree() if word.i > clause.end.i]
    addressee = verb.child("dobj")
    for preposition in verb.each("prep", "dative"):
        noun = preposition.child("pobj")
        if preposition.lower in ADDRESSING and noun is not None and noun.ent not in {"DATE", "TIME"} and clause.end.i < preposition.i:
            addressee = noun
            words = (*words, preposition) if preposition.i == clause.end.i + 1 else words
            break
    if addressee is not None and clause.end.i < addressee.i <= below[0].i and clause.cue.class_of(form) != "tell":
        below = [word for word in addressee.subtree() if word.i > words[-1].i] + below
    first = min(below, key=lambda word: word.i)
    spans = contents.after(clause.reading, verb, first, head)
    return clause.draft((*_raised(clause), *spans) if spans else (), form, form, words=words)


def _form(head: Token) -> str | None:
    if any(child.lower == "to" and child.dep == "aux" for child in head.children):
        return "infinitive"
    return "gerund" if head.tag == "VBG" and head.dep in {"xcomp", "ccomp"} else None


def _raised(clause: CueClause, form: str = "infinitive") -> tuple[Span, ...]:
    """The subject of "is expected to win" belongs to what is expected; not that of "was told to leave"."""
    subject = clause.verb.child("nsubjpass")
    if subject is None or subject.lower in IMPERSONAL or subject.tag in RELATIVE_TAGS or not is_passive(clause.verb):
        return ()
    if clause.cue.class_of(form) in {"tell", "ask", "order", "warn"}:
        return ()
    below = phrase(subject, clause.words[0])
    return (hull(below),) if below else ()


def complement(clause: CueClause) -> Draft | None:
    """Somebody called him a liar, described it as a crime."""
    verb, last = clause.verb, clause.end.i
    if not clause.cue.takes("complement"):
        return None
    small = next((child for child in verb.children if child.i > last and _is_small(child)), None) or _quoted_name(clause)
    if small is None:
        return None
    noun = verb.child("dobj")
    below = [word for head in (small, noun) if head is not None and head.i > verb.i for word in head.subtree() if word.i > last]
    if not below:
        return None
    spans = contents.after(clause.reading, verb, min(below, key=lambda word: word.i), small)
    return clause.draft((*_raised(clause, "complement"), *spans), "complement", "complement")


def _quoted_name(clause: CueClause) -> Token | None:
    """Read "called the raid "a shame"", where the parser takes the name for an apposition."""
    noun = clause.verb.child("dobj")
    name = noun.child("appos") if noun is not None else None
    if name is None or clause.cue.class_of("complement") != "say":
        return None
    opening = clause.reading.parsed.tokens[name.subtree()[0].i - 1]
    return name if opening.text in {'"', "“", "''", "«", "„"} else None


def _is_small(child: Token) -> bool:
    return child.dep in {"oprd", "ccomp", "xcomp"} or (child.dep == "prep" and child.lower == "as")


def direct_object(clause: CueClause) -> Draft | None:
    """Somebody condemned the attack, announced a curfew."""
    said = _said_before(clause)
    if said is not None:
        return clause.draft((hull([word for word in said.subtree() if word.i <= said.i]),), "object", "object before")
    noun = next((child for child in clause.verb.children if child.dep == "dobj" and child.i > clause.end.i), None)
    if noun is None or not clause.cue.takes("object") or noun.tag in RELATIVE_TAGS or (noun.lower in DEMONSTRATIVE and not noun.children):
        return None
    named = {noun.lemma.lower(), _measured(noun), *(child.lower for child in noun.each("amod") if noun.pos == "NUM")}
    if (clause.cue.objects and not named & clause.cue.objects) or noun.lemma.lower() in clause.cue.barred:
        return None
    told_of_own = noun.child("poss") is not None and noun.child("amod", "nummod") is None  # "the town counts its dead"
    if clause.cue.objects and (_cannot_count(clause) or (clause.cue.class_of("object") == "show" and told_of_own)):
        return None
    if clause.cue.class_of("object") == "ask" and clause.verb.lemma == "question" and is_kind(noun, PEOPLE):
        return None  # "police questioned two men"
    first = next(word for word in noun.subtree() if word.i > clause.end.i)
    return clause.draft(contents.after(clause.reading, clause.verb, first, noun, adverbials=False), "object", "object")


def _said_before(clause: CueClause) -> Token | None:
    """The charge of "a charge that the ministry rejected"."""
    noun = clause.verb.head
    if clause.verb.dep not in {"relcl", "acl"} or noun.lemma.lower() not in clause.cue.objects or clause.verb.child("nsubj") is None:
        return None
    relative = clause.verb.child("dobj", "mark")
    gap = (
        relative is not None and (relative.tag in RELATIVE_TAGS or relative.lower == "that") and clause.verb.child("ccomp", "xcomp") is None
    )
    return noun if gap and clause.cue.takes("object") else None


def _cannot_count(clause: CueClause) -> bool:
    """Whether what "recorded 40 deaths" or "raised the toll" is no speaker: a country where they were, a blast."""
    if clause.source_token < 0:
        return False
    source = clause.reading.parsed.tokens[clause.source_token]
    return source.ent == "GPE" or is_kind(source, EVENTS) is True


def _measured(noun: Token) -> str:
    """What a noun of time or amount measures: "two days of mourning"."""
    of = noun.child("prep")
    inner = of.child("pobj") if of is not None and of.lower == "of" else None
    return inner.lemma.lower() if inner is not None else ""


def prepositional(clause: CueClause) -> Draft | None:
    """Somebody called for calm: the preposition belongs to the cue."""
    verb, last = clause.verb, clause.end.i
    value = _put_at(clause)
    if value is not None:
        about = verb.child("dobj")
        below = [word for word in about.subtree() if word.i > last] if about is not None else []
        return clause.draft(contents.after(clause.reading, verb, below[0], value), "at", "preposition at") if below else None
    for child in verb.children:
        if child.dep not in {"prep", "dative"} or child.i < verb.i or not clause.cue.takes(child.lower):
            continue
        noun = child.child("pobj", "pcomp")
        if noun is None or noun.ent in {"DATE", "TIME"}:
            continue
        if not clause.source and (child.lower == "at" or clause.cue.class_of(child.lower) == "estimate"):
            continue  # "is estimated at": a figure's own mark, and nobody's statement
        below = [word for word in noun.subtree() if word.i > child.i]
        about = verb.child("dobj")
        of_something = child.lower == "at" or clause.cue.class_of(child.lower) in {"estimate", "allege"}
        if about is not None and last < about.i < child.i and of_something:
            # "put the toll at 12", "accused the army of shelling": what it is said of belongs to it
            below = [word for word in about.subtree() if word.i > last]
        if below:
            words = (*clause.words, child) if child.i == last + 1 else clause.words
            spans = contents.after(clause.reading, verb, below[0], noun)
            return clause.draft(spans, child.lower, f"preposition {child.lower}", words=words)
    return None


def _put_at(clause: CueClause) -> Token | None:
    """The number of "put the number of those killed since Friday at 13", where the parser hangs it on what stands between.

    So is that of "put the figure as high as 200".
    """
    about = clause.verb.child("dobj")
    if about is None or not clause.source or not clause.cue.takes("at") or any(child.lower == "at" for child in clause.verb.each("prep")):
        return None
    degrees = (word for degree in clause.verb.each("advmod") for word in degree.each("prep") if word.lower == "as")
    for word in (*about.subtree(), *degrees):
        number = word.child("pobj") if word.lower in {"at", "as"} and word.dep == "prep" else None
        if number is not None and number.tag == "CD" and number.i <= word.i + 4:
            return number
    return None


def passive_subject(clause: CueClause) -> Draft | None:
    """The toll was confirmed by doctors: the subject of the passive is what they confirmed."""
    verb = clause.verb
    subject = verb.child("nsubjpass")
    if (
        subject is None
        or not clause.cue.takes("object")
        or not is_passive(verb)
        or verb.child("oprd", "acomp", "xcomp", "advcl") is not None
    ):
        return None
    act = clause.cue.class_of("object")
    if not clause.source and (
        act not in clause.reading.lexicon.vouching or act == "estimate" or (act == "show" and not _is_counted(subject))
    ):
        return None  # "the damage is estimated at": a figure's own mark; "a case was registered": a deed
    if (clause.cue.objects and subject.lemma.lower() not in clause.cue.objects) or subject.tag in RELATIVE_TAGS:
        return None
    if subject.lower in IMPERSONAL | DEMONSTRATIVE:
        return None
    below = phrase(subject, clause.words[0])
    return clause.draft((hull(below),) if below else (), "object", "subject of a passive")
