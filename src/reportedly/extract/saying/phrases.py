"""Attributions without a verb of their own: "according to", nouns ("the claim that"), adjectives, adverbs, headlines."""

from __future__ import annotations

from reportedly.extract.saying import contents
from reportedly.extract.saying.draft import Draft, Reading
from reportedly.extract.saying.spans import group, hull, sentence_words, source_of, source_words, trimmed
from reportedly.model.mentions import Span
from reportedly.ontology.roles import roles
from reportedly.syntax.kinds import is_kind
from reportedly.syntax.tree import Token

BECOME = frozenset({"become", "becomes", "became", "becoming"})
_SPEAKERS = frozenset({"actor"})
_LONGEST_NAME = 5
BE = frozenset({"be", "feel", "remain", "seem", "become", "appear", "sound", "look"})


def find_by_phrases(reading: Reading) -> list[Draft]:
    """All attributions of these kinds, in the order of the rules."""
    found: list[Draft] = []
    openers = reading.lexicon.phrases
    for token in reading.parsed.tokens:
        draft = None
        if token.lower == "by":
            draft = by_count(reading, token)
        elif token.lower in openers and (cue := _fixed(reading, token, openers[token.lower])):
            draft = according_to(reading, token, cue)
        elif token.lower in reading.lexicon.hedges and token.pos == "ADV":
            draft = hedge(reading, token)
        elif token.pos == "NOUN":
            draft = noun_of_saying(reading, token) or closing_clause(reading, token) or mistaken_noun(reading, token)
        elif token.tag == "VBN" and token.dep in {"acl", "advcl"}:
            draft = reported_earlier(reading, token)
        elif token.lower == "known":
            draft = became_known(reading, token)
        elif token.pos == "ADJ":
            draft = adjective(reading, token)
        if draft is not None:
            found.append(draft)
    return found


def _fixed(reading: Reading, token: Token, endings: tuple[tuple[str, ...], ...]) -> list[Token] | None:
    """The tokens of a fixed phrase that begins here."""
    for words in endings:
        tokens = reading.parsed.tokens[token.i : token.i + len(words)]
        if tuple(word.lower for word in tokens) == words and tokens[-1].sent == token.sent:
            return tokens
    return None


def according_to(reading: Reading, token: Token, cue: list[Token]) -> Draft | None:
    """According to somebody, in the words of somebody: before, after, or within what it ascribes."""
    tokens = reading.parsed.tokens
    words = sentence_words(reading.parsed, token)
    to = cue[-1]
    if to.i + 1 > words[-1].i:
        return None
    noun = to.child("pobj") or token.child("pobj") or tokens[to.i + 1]
    if noun.i <= to.i:
        return None
    source = [word for word in source_words(noun) if word.i > to.i]
    source = _until_main_clause(source, noun)
    if not source:
        return None
    source, noun = _with_name_behind(tokens, words, source, noun)
    first, last = _between_semicolons(words, token)
    quoted = reading.quoted(token)
    if quoted is not None:
        inside = [word.i for word in words if quoted.inner[0] <= word.start < quoted.inner[1]]
        first, last = inside[0], inside[-1]
    left = trimmed(tokens[first : token.i])
    right = trimmed(tokens[source[-1].i + 1 : last + 1])
    spans: list[Span] = []
    if len(left) > 3 or (left and any(word.pos in {"VERB", "AUX"} for word in left)):
        spans.append(contents.widen(reading, *hull(left)))
    if right and (not spans or (tokens[source[-1].i + 1].text == "," and token.i > first and _resumes(right))):
        spans.append(contents.widen(reading, *hull(right)))
    if not spans:
        return None
    return Draft((hull(source),), noun.i, ((token.start, to.end),), token, tuple(spans), "say", "according to")


def by_count(reading: Reading, token: Token) -> Draft | None:
    """By the union's count, on the ministry's own estimate: whose count it is says so."""
    count = token.child("pobj")
    owner = (count.child("poss") or _of(count)) if count is not None else None
    if count is None or owner is None or count.lemma.lower() not in reading.lexicon.counts:
        return None
    tokens, words = reading.parsed.tokens, sentence_words(reading.parsed, token)
    first, last = _between_semicolons(words, token)
    behind = max(count.i, owner.subtree()[-1].i if owner.i > count.i else 0)
    left, right = trimmed(tokens[first : token.i]), trimmed(tokens[behind + 1 : last + 1])
    content = left if any(word.pos in {"VERB", "AUX"} for word in left) else right
    source = [word for word in owner.subtree() if word.dep != "case"]
    if not content or not source or not any(word.pos in {"VERB", "AUX"} for word in content):
        return None
    return Draft(
        (hull(source),), owner.i, ((count.start, count.end),), count, (contents.widen(reading, *hull(content)),), "say", "by a count"
    )


def _of(count: Token) -> Token | None:
    """The agency of "the estimate of the agency", not the number of "an estimate of 40"."""
    preposition = count.child("prep")
    noun = preposition.child("pobj") if preposition is not None and preposition.lower == "of" else None
    return noun if noun is not None and is_kind(noun, _SPEAKERS) and noun.pos in {"NOUN", "PROPN"} else None


def _with_name_behind(tokens: list[Token], words: list[Token], source: list[Token], noun: Token) -> tuple[list[Token], Token]:
    """The source with the name of who holds the office: "according to its spokesman, Ali Omar, ..."."""
    last, comma = words[-1].i, source[-1].i + 1
    office = any(word.lemma.lower() in roles().offices for word in (noun, *noun.each("compound")))
    if not office or comma >= last or tokens[comma].text != ",":
        return source, noun
    name: list[Token] = []
    for token in tokens[comma + 1 : last + 1]:
        if token.pos != "PROPN" or token.ent not in {"PERSON", ""}:
            break
        name.append(token)
    ends = name and (name[-1].i == last or tokens[name[-1].i + 1].text in {",", ".", ";"})
    if not ends or not any(token.ent == "PERSON" for token in name) or len(name) > _LONGEST_NAME:
        return source, noun
    return tokens[source[0].i : name[-1].i + 1], name[-1]


def _between_semicolons(words: list[Token], token: Token) -> tuple[int, int]:
    """First and last index of the part of a sentence, between semicolons, that a token stands in."""
    stops = [word.i for word in words if word.text == ";"]
    first = max((stop + 1 for stop in stops if stop < token.i), default=words[0].i)
    return first, min((stop - 1 for stop in stops if stop > token.i), default=words[-1].i)


def _until_main_clause(source: list[Token], noun: Token) -> list[Token]:
    """The source without a clause that the parser hung on it."""
    for index, word in enumerate(source):
        if (
            word.text == ","
            and word.i > noun.i
            and any(later.pos == "VERB" and later.dep not in {"relcl", "acl"} for later in source[index:])
        ):
            return source[:index]
    return source


def _resumes(right: list[Token]) -> bool:
    """Whether the words behind a parenthesis go on with the clause before it."""
    return any(word.pos in {"VERB", "AUX"} for word in right) and right[0].lower not in {"which", "who"}


def hedge(reading: Reading, token: Token) -> Draft | None:
    """Reportedly, allegedly: ascribed to nobody; the content is the clause."""
    head = token.head
    if head is token:
        return None
    if head.pos == "AUX" and head.head is not head and head.dep in {"aux", "auxpass"}:
        head = head.head
    words = [word for word in head.subtree() if word is not token]
    before = trimmed([word for word in words if word.i < token.i])
    behind = trimmed([word for word in words if word.i > token.i])
    spans = tuple(hull(part) for part in (before, behind) if part)
    if not spans:
        return None
    return Draft((), -1, ((token.start, token.end),), token, spans, "allege", "adverb", reading.lexicon.hedges[token.lower])


def noun_of_saying(reading: Reading, token: Token) -> Draft | None:
    """The president's claim that ..., her support for the plan."""
    cue = reading.lexicon.nouns.get(token.lemma.lower())
    if cue is None:
        return None
    for child in token.children:
        if child.i <= token.i:
            continue
        form = None
        head = child
        if child.dep in {"acl", "relcl", "ccomp"} and (mark := child.child("mark")) is not None and mark.lower in {"that", "whether"}:
            form = "clause"
        elif child.dep in {"acl", "relcl", "xcomp"} and any(part.lower == "to" and part.dep == "aux" for part in child.children):
            form = "infinitive"
        elif child.dep == "prep" and cue.takes(child.lower):
            noun = child.child("pobj", "pcomp")
            if noun is None:
                continue
            form, head = child.lower, noun
        if form is None or not cue.takes(form):
            continue
        owner = token.child("poss") or _by(token)
        if owner is None:
            continue
        source = [word for word in owner.subtree() if word.dep != "case" and word.text not in {"'s", "’s", "'", "’"}]
        below = trimmed([word for word in head.subtree() if word.i > token.i])
        if not below or not source:
            continue
        words = [token, child] if form == child.lower and child.i == token.i + 1 else [token]
        return Draft(
            (hull(trimmed(source) or source),),
            owner.i,
            (hull(words),),
            token,
            (contents.widen(reading, *hull(below)),),
            cue.class_of(form),
            f"noun {form}",
        )
    return None


def _by(noun: Token) -> Token | None:
    """The channel in "a report by the channel that ..."."""
    preposition = next((child for child in noun.each("prep", "agent") if child.lower in {"by", "from"}), None)
    return preposition.child("pobj") if preposition is not None else None


def became_known(reading: Reading, token: Token) -> Draft | None:
    """It became known about, of or that; something became known."""
    words = sentence_words(reading.parsed, token)
    verb = next((word for word in reversed(words) if word.i < token.i and word.lower in BECOME), None)
    if verb is None or token.i - verb.i > 2:
        return None
    start = next((word for word in words if word.i == verb.i - 1 and word.lower == "also"), verb)
    tokens = reading.parsed.tokens
    following = tokens[token.i + 1] if token.i + 1 <= words[-1].i else None
    if following is not None and following.lower in {"about", "of", "that"}:
        end = following.end if following.lower != "that" else token.end
        rest = trimmed(tokens[following.i + (following.lower != "that") : words[-1].i + 1])
    else:
        end = token.end
        subject = next((word for word in words if word.dep in {"nsubj", "nsubjpass"} and word.head in {verb, token}), None)
        if subject is None or subject.lower == "it":
            return None
        rest = [word for word in subject.subtree() if word.i < start.i]
    if not rest:
        return None
    return Draft((), -1, ((start.start, end),), token, (contents.widen(reading, *hull(trimmed(rest) or rest)),), "say", "became known")


def closing_clause(reading: Reading, token: Token) -> Draft | None:
    """The bridge was closed, the ministry reports: a verb at the end that the parser took for a noun."""
    cue = reading.lexicon.verbs.get(token.lemma.lower())
    words = trimmed(sentence_words(reading.parsed, token))
    if cue is None or not cue.takes("clause") or not words or words[-1] is not token:
        return None
    # "official data show", "a count by this newspaper shows"
    shows = token.lemma.lower() == "show" and any(word.lemma.lower() in reading.lexicon.documents for word in words[-6:-1])
    if token.tag != "NNS" and not shows:
        return None
    comma = next((word for word in reversed(words) if word.text == ","), None)
    if comma is None or token.i - comma.i < 2 or not any(word.pos in {"VERB", "AUX"} for word in words if word.i < comma.i):
        return None
    source = reading.parsed.tokens[comma.i + 1 : token.i]
    if any(word.pos in {"VERB", "ADP", "CCONJ"} and word.lower not in {"of", "by"} for word in source):
        return None
    content = trimmed([word for word in words if word.i < comma.i])
    return Draft(
        (hull(source),),
        source[-1].i,
        ((token.start, token.end),),
        token,
        (contents.widen(reading, *hull(content)),),
        cue.class_of("clause"),
        "clause before",
    )


def mistaken_noun(reading: Reading, token: Token) -> Draft | None:
    """Local authorities in the valley report that ...: a verb behind a place that the parser took for a noun."""
    cue = reading.lexicon.verbs.get(token.lower)
    words, tokens = sentence_words(reading.parsed, token), reading.parsed.tokens
    that = tokens[token.i + 1] if token.i < words[-1].i else None
    if cue is None or not cue.takes("clause") or token.tag != "NN" or token.dep not in {"pobj", "ROOT"}:
        return None
    if that is None or that.lower != "that" or that.dep != "mark":
        return None
    speaker = token.child("nsubj") if token.dep == "ROOT" else that.head.head
    if (
        speaker is None
        or speaker.tag != "NNS"
        or speaker.dep not in {"ROOT", "nsubj"}
        or speaker.i > token.i
        or not is_kind(speaker, _SPEAKERS)
    ):
        return None
    source, content = tokens[speaker.subtree()[0].i : token.i], trimmed(tokens[that.i + 1 : words[-1].i + 1])
    span = (contents.widen(reading, *hull(content)),) if content else ()
    found = Draft((hull(source),), speaker.i, ((token.start, token.end),), token, span, cue.class_of("clause"), "clause behind")
    return found if source and content else None


def reported_earlier(reading: Reading, token: Token) -> Draft | None:
    """..., up from 38 reported by the ministry; ..., up from 60,000 reported in Bulletin No. 7: the number is what they reported."""
    before = reading.parsed.tokens[token.i - 1] if token.i else token
    cue, number = reading.lexicon.verbs.get(token.lemma.lower()), token.head if token.dep == "acl" else before
    counted = (number.pos == "NUM" and number.lower != "one") or number.child("nummod") is not None
    if cue is None or not cue.takes("object") or cue.objects or cue.first not in {"say", "show", "estimate"} or not counted:
        return None
    preposition = next((child for child in token.each("agent", "prep") if child.lower in {"by", "in"} and child.i == token.i + 1), None)
    noun = preposition.child("pobj") if preposition is not None else None
    if preposition is None or noun is None:
        return None
    source = trimmed([word for word in source_words(noun) if word.i > preposition.i])
    if preposition.lower == "in":
        source = _title(reading, preposition)
        if not any(word.lemma.lower() in reading.lexicon.documents for word in source):
            return None
    content = [word for word in number.subtree() if word.i < token.i]
    if not source or not content or (preposition.lower == "by" and not is_kind(noun, _SPEAKERS)):
        return None
    span = ((token.start, token.end),)
    return Draft((hull(source),), noun.i, span, token, (hull(trimmed(content)),), cue.class_of("object"), "reported earlier")


def _title(reading: Reading, preposition: Token) -> list[Token]:
    """The title of a text behind "in": "Situation Report No. 7"."""
    found: list[Token] = []
    words = sentence_words(reading.parsed, preposition)
    for token in reading.parsed.tokens[preposition.i + 1 : words[-1].i]:
        if token.text in {",", ";"} or (token.pos == "ADP" and token.lower != "of") or token.pos in {"VERB", "AUX"}:
            break
        found.append(token)
    return trimmed(found)


def adjective(reading: Reading, token: Token) -> Draft | None:
    """Somebody is confident that ..., willing to ...."""
    cue = reading.lexicon.adjectives.get(token.lower)
    verb = token.head
    if cue is None or verb.lemma not in BE or token.dep not in {"acomp", "oprd", "attr"}:
        return None
    source, source_token = source_of(verb)
    if not source:
        return None
    for child in token.children:
        if child.i <= token.i:
            continue
        form, head = None, child
        if child.dep == "ccomp":
            form = "clause"
        elif child.dep == "xcomp":
            form = "infinitive"
        elif child.dep == "prep" and (noun := child.child("pobj", "pcomp")) is not None:
            form, head = child.lower, noun
        if form is None or not cue.takes(form):
            continue
        below = trimmed([word for word in head.subtree() if word.i > token.i])
        if not below:
            continue
        words = [*group(verb), token] + ([child] if form == child.lower else [])
        start, end = group(verb)[0].start, max(word.end for word in words if word.i <= below[0].i)
        return Draft(
            source, source_token, ((start, end),), token, (contents.widen(reading, *hull(below)),), cue.class_of(form), f"adjective {form}"
        )
    return None
