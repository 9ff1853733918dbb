"""Whether what a predicate tells has happened: its stage of execution, its status, or that nothing has happened.

A predicate is a verb or a noun of action. It is read from itself upward: first the words beside it (negation, modals,
tense, adverbs), then each word that governs it, as long as that word bears on it. A clause that says when or of whom,
and the content of a report ("said that ..."), are the end of the way.

    tried to attack                        attempted         was being transferred          ongoing
    would send forces (was announced)      planned           will arrive, is to arrive      planned
    threatened to blow up the bridge       threatened        police prevented an attack     prevented
    did not attack, no one was killed      nothing           could attack, if they attack   nothing
    fears of an attack, called for strikes nothing           to prevent an attack           nothing

"Nothing" is a stage of None. It wins over all else that is met on the way; of several stages the one furthest from
the deed is kept: prevented, planned, threatened, attempted, ongoing, accomplished.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.figure import Stage, Status
from reportedly.syntax.modal_words import Reading, modal_words
from reportedly.syntax.tree import Token

_STRENGTH: tuple[Stage, ...] = ("accomplished", "ongoing", "attempted", "threatened", "planned", "prevented")
_STAGES = frozenset(_STRENGTH)
_VERBAL = frozenset({"VERB", "AUX"})
_PAST = frozenset({"VBD", "VBN"})
_DEEPEST = 14  # words on the way up: bounds the work on degenerate trees


@dataclass(frozen=True, slots=True)
class Modality:
    """How the text holds a predicate.

    Attributes:
        stage: Stage of execution; null where nothing is said to have happened.
        status: How the clause marks the claim.
        why: The words that decided, in the order met; empty for a plain statement.
    """

    stage: Stage | None
    status: Status = "asserted"
    why: tuple[str, ...] = ()


def stage_of(token: Token) -> Stage | None:
    """The stage of execution of a verb or noun of action; None where nothing is said to have happened."""
    return modality(token).stage


def modality(token: Token) -> Modality:
    """How the text holds a verb or a noun of action."""
    found: list[tuple[Reading, str]] = []
    node: Token | None = token
    if _is_question(_root(token)):
        return Modality(None, "asserted", ("question",))
    for _ in range(_DEEPEST):
        if node is None:
            break
        found.extend(_beside(node))
        if any(reading == "hypothetical" for reading, _ in found):
            break
        node = _upward(node, found)
    return _summed(found)


def _summed(found: list[tuple[Reading, str]]) -> Modality:
    """One modality from all that was met."""
    readings = [reading for reading, _ in found]
    why = tuple(word for reading, word in found if reading != "plain")
    status: Status = "denied" if "denied" in readings else "alleged" if "alleged" in readings else "asserted"
    if "hypothetical" in readings:
        return Modality(None, status, why)
    stages = [reading for reading in readings if reading in _STAGES]
    return Modality(max(stages, key=_STRENGTH.index, default="accomplished"), status, why)


def is_negated(token: Token) -> bool:
    """Whether a negation stands beside a verb or noun, or its subject or object is nobody or nothing."""
    words = modal_words().negations
    for child in token.children:
        if child.dep == "neg" or (child.lower in words and child.dep in {"det", "advmod", "preconj"}):
            return True
        if token.pos in _VERBAL and child.dep in {"nsubj", "nsubjpass", "dobj", "attr"} and _is_nobody(child):
            return True
    return False


def _is_nobody(token: Token) -> bool:
    words = modal_words().negations
    return token.lower in words or any(each.lower in words and each.dep in {"det", "neg"} for each in token.children)


def _beside(node: Token) -> list[tuple[Reading, str]]:
    """What the words beside a predicate say."""
    lexicon = modal_words()
    if is_negated(node):
        return [("hypothetical", "negation")]
    found = [
        (lexicon.beside[child.lower], child.lower)
        for child in node.children
        if child.dep in {"amod", "advmod", "compound", "nmod", "det"}
        and child.lower in lexicon.beside
        # "died in a similar blast": there was one
        and not (child.lower == "similar" and node.tag == "NN" and node.dep == "pobj" and node.head.lower == "in")
    ]
    if node.pos in _VERBAL:
        found.extend(_verbal(node))
    return found


def _verbal(verb: Token) -> list[tuple[Reading, str]]:
    """What auxiliaries, conjunctions and the mark of a question say of a verb."""
    lexicon = modal_words()
    if any(child.dep == "mark" and child.lower in lexicon.conditionals for child in verb.children):
        return [("hypothetical", "condition")]
    auxiliaries = [child for child in verb.children if child.dep in {"aux", "auxpass"}]
    if any(child.dep == "advcl" and _is_condition(child) for child in verb.children) and any(each.tag == "MD" for each in auxiliaries):
        return [("hypothetical", "condition")]
    words = [each.lower for each in auxiliaries]
    found: list[tuple[Reading, str]] = [(lexicon.modals[word], word) for word in words if word in lexicon.modals]
    if "would" in words or ("'d" in words and verb.tag == "VB"):
        found.append(("hypothetical", "would have") if "have" in words else ("planned", "would"))
    if (
        "to" in words
        and "have" not in words
        and (verb.dep == "ROOT" or (verb.child("nsubj", "nsubjpass") is not None and verb.dep in {"ccomp", "conj"}))
    ):
        found.append(("planned", "to"))
    progressive = verb.tag == "VBG" and any(each.lemma == "be" for each in auxiliaries)
    if progressive or ("being" in words and len(words) > 1):
        found.append(("ongoing", "progressive"))
    if verb.dep == "csubj" and verb.tag == "VBG":
        found.append(("hypothetical", "general"))
    return found


def _is_condition(clause: Token) -> bool:
    return any(child.dep == "mark" and child.lower in {"if", "unless"} for child in clause.children)


def _root(token: Token) -> Token:
    return max(token.ancestors(), key=lambda each: each.dep == "ROOT", default=token)


def _is_question(root: Token) -> bool:
    return any(child.text == "?" for child in root.children[-2:])


def _upward(node: Token, found: list[tuple[Reading, str]]) -> Token | None:
    """The word that governs a predicate, its own weight noted; None at the end of the way."""
    head = node.head
    if head is node:
        return None
    if node.pos in _VERBAL:
        return _above_verb(node, head, found)
    return _above_noun(node, head, found)


def _above_verb(verb: Token, head: Token, found: list[tuple[Reading, str]]) -> Token | None:
    bare = verb.tag in {"VB", "VBG", "VBN"} and verb.child("nsubj", "nsubjpass") is None
    infinitive = verb.tag == "VB" and any(child.lower == "to" for child in verb.children)
    if verb.dep == "conj" and head.pos in _VERBAL:
        return _above_conjunct(verb, head, found)
    finite = verb.tag not in {"VB", "VBG"} or any(child.tag == "MD" or child.lemma == "be" for child in verb.each("aux"))
    if verb.dep == "xcomp" or (verb.dep == "ccomp" and (bare or not finite)):
        return _weighed(head, found, infinitive and verb.dep == "xcomp")
    if verb.dep == "ccomp":
        return _reported(head, found)
    if verb.dep == "advcl":
        return _above_adverbial(verb, head, found, infinitive)
    if verb.dep in {"acl", "relcl"}:
        return _above_modifier(verb, head, found, infinitive)
    if verb.dep == "pcomp":
        return _above_preposition(head, found)
    return None


def _above_conjunct(verb: Token, head: Token, found: list[tuple[Reading, str]]) -> Token | None:
    """A conjunct shares what governs the first; its auxiliaries too, where it has none and the same form."""
    own = verb.child("aux", "auxpass", "nsubj", "nsubjpass", "expl")
    if own is None and (verb.tag == head.tag or verb.tag in {"VB", "VBG"} or (verb.tag in _PAST and head.tag == "VBN")):
        return head
    lexicon = modal_words()
    if own is None and any(child.dep == "mark" and child.lower in lexicon.conditionals for child in head.children):
        found.append(("hypothetical", "condition"))
        return None
    return _upward(head, found) if own is None and head.head is not head else None


def _above_adverbial(verb: Token, head: Token, found: list[tuple[Reading, str]], infinitive: bool) -> Token | None:
    """A purpose is not done; a participle goes with its clause; a time clause in the past stands for itself."""
    if any(child.lower == "without" for child in verb.children):
        found.append(("hypothetical", "without"))
        return None
    if infinitive:
        return _weighed(head, found, True)
    if verb.tag in _PAST and (verb.tag == "VBD" or verb.child("aux", "auxpass")):
        return None
    return head if head.pos in _VERBAL else None


def _above_modifier(verb: Token, head: Token, found: list[tuple[Reading, str]], infinitive: bool) -> Token | None:
    """A clause upon a noun: "an attempt to storm", "people detained", "anyone who attacks"."""
    lexicon = modal_words()
    if _is_nobody(head):
        found.append(("hypothetical", "negation"))
        return None
    if verb.child("mark") is not None and verb.dep == "acl":
        found.append((lexicon.nouns.get(head.lemma, "plain") if head.lower != "authorities" else "plain", head.lower))
        return None
    if infinitive:
        perfect = any(child.lower == "have" and child.dep == "aux" for child in verb.children)
        # "the fourth person to have been killed" has been
        reading = "plain" if perfect else lexicon.nouns.get(head.lemma, "hypothetical")
        found.append((reading, head.lower))
        return head if reading in {"attempted", "planned", "threatened"} else None
    if any(child.lower == "being" for child in verb.children):
        return head  # "the possibility of prisoners being released"
    if verb.tag in {"VBP", "VBZ"} and head.lower in lexicon.anybody and verb.child("aux", "auxpass") is None:
        found.append(("hypothetical", "general"))
    return None


def _above_preposition(preposition: Token, found: list[tuple[Reading, str]]) -> Token | None:
    """Read "accused of killing", "without firing", "the possibility of attacking"."""
    lexicon = modal_words()
    head = preposition.head
    if preposition.lower in lexicon.without and not (preposition.lower in {"despite", "against"} and head.pos in _VERBAL):
        found.append(("hypothetical", preposition.lower))
        return None
    if preposition.lower in lexicon.bearing:
        if preposition.lower == "from" and lexicon.over.get(head.lemma) == "prevented":
            found.append(("prevented", head.lower))
            return head
        if head.dep == "dobj" and head.head.lemma in lexicon.accusing:
            head = head.head  # "accused the rebels of killing": hung on the noun by the parser
        if head.pos in _VERBAL:
            return _weighed_by_preposition(head, preposition, found)
        if head.lemma in lexicon.nouns:
            found.append((lexicon.nouns[head.lemma], head.lower))
            return head
        if head.lemma in lexicon.tidings:
            return head  # "denied reports of an attack"
    return None


def _weighed_by_preposition(head: Token, preposition: Token, found: list[tuple[Reading, str]]) -> Token | None:
    lexicon = modal_words()
    lemma = head.lemma.lower()
    if lemma in lexicon.about:
        return None
    if lemma == "charge" and preposition.lower == "with":
        found.append(("alleged", lemma))
        return None
    if preposition.lower in {"of", "for", "against", "about"} or (preposition.lower == "to" and lemma == "commit"):
        if lemma in lexicon.accusing or lemma in lexicon.doubting:
            found.append(("alleged", lemma))
        elif lemma in lexicon.for_nouns:
            found.append((lexicon.for_nouns[lemma], lemma))
            return None
    if preposition.lower == "in" and lemma in lexicon.joining:
        return head
    return None if preposition.lower in lexicon.circumstance else head


def _weighed(head: Token, found: list[tuple[Reading, str]], infinitive: bool) -> Token | None:
    """Note what a governing verb, adjective or noun says of what it governs."""
    lexicon = modal_words()
    lemma = head.lemma.lower()
    passive = head.child("auxpass", "nsubjpass") is not None or head.tag == "VBN"
    if lemma in lexicon.denied:
        found.append(("denied", lemma))
        return None
    if infinitive and any(child.lower == "yet" for child in head.children) and lemma in {"have", "be"}:
        found.append(("hypothetical", "yet"))  # "have yet to arrest anybody"
        return None
    made = head.child("nsubjpass") if lemma == "make" else None
    if infinitive and made is not None and made.lemma in lexicon.nouns:
        found.append((lexicon.nouns[made.lemma], made.lower))  # "an attempt was made to storm the base"
        return head
    if lemma == "go" and infinitive and head.tag == "VBG":
        found.append(("planned", "going to"))
    elif lemma == "be" and infinitive:
        found.append(("planned", "is to"))
    elif lemma in lexicon.alleged and passive:
        found.append(("alleged", lemma))
    elif lemma in lexicon.over and not (lemma in {"fear", "expect"} and not infinitive and passive):
        reading = lexicon.over[lemma]
        if reading == "continued":
            found.append(("ongoing", lemma) if head.tag in {"VBP", "VBZ", "VBG"} else ("plain", lemma))
        elif reading == "prevented" and (infinitive or (head.pos in _VERBAL and lemma in {"stop", "halt"})):
            found.append(("hypothetical" if infinitive and lemma not in lexicon.plain else "plain", lemma))
        else:
            found.append((reading, lemma))
    elif infinitive and lemma not in lexicon.plain:
        found.append(("hypothetical", "purpose"))
    return head


def _reported(head: Token, found: list[tuple[Reading, str]]) -> Token | None:
    """The content of a report stands for itself, unless the report denies it, doubts it or makes it up."""
    lexicon = modal_words()
    lemma = head.lemma.lower()
    if lemma in lexicon.denied:
        found.append(("denied", lemma))
    elif lemma in lexicon.doubting:
        found.append(("alleged", lemma))
    elif lemma in lexicon.inventing:
        found.append(("hypothetical", lemma))
    elif head.pos in _VERBAL and any(child.dep == "mark" and child.lower in {"if", "unless"} for child in head.children):
        found.append(("hypothetical", "condition"))
    return None


def _above_noun(noun: Token, head: Token, found: list[tuple[Reading, str]]) -> Token | None:
    lexicon = modal_words()
    if noun.dep in {"conj", "appos"}:
        return head if head.pos not in _VERBAL else None
    if noun.dep in {"compound", "nmod"}:
        if head.lemma in lexicon.nouns and lexicon.nouns[head.lemma] != "alleged":
            found.append((lexicon.nouns[head.lemma], head.lower))
            return head
        return None
    if noun.dep == "pobj":
        return _above_preposition(head, found)
    if noun.dep in {"dobj", "oprd", "dative"} and head.pos in _VERBAL:
        return _object_of(head, found)
    if noun.dep == "nsubjpass" and head.lemma in lexicon.about:
        return None
    if noun.dep == "nsubjpass":
        reading = lexicon.over.get(head.lemma)
        if head.lemma in lexicon.undergone:
            found.append((lexicon.undergone[head.lemma], head.lower))
        elif reading in {"planned", "prevented", "threatened", "attempted"}:
            found.append((reading, head.lower))
        return head
    if noun.dep in {"nsubj", "attr"} and head.pos in _VERBAL:
        reading = lexicon.does.get(head.lemma)
        if reading is not None and (reading != "ongoing" or head.tag in {"VBZ", "VBP"}):
            found.append((reading, head.lemma))
        return head
    return None


def _object_of(verb: Token, found: list[tuple[Reading, str]]) -> Token | None:
    """Read "foiled an attack", "plan a march", "deny the killing", "carried out a strike"."""
    lexicon = modal_words()
    lemma = verb.lemma.lower()
    if lemma in lexicon.denied:
        found.append(("denied", lemma))
        return None
    if lemma in lexicon.about:
        return None
    reading = "planned" if lemma == "call" else lexicon.over.get(lemma)
    if reading == "continued":
        found.append(("ongoing", lemma) if verb.tag in {"VBP", "VBZ", "VBG"} else ("plain", lemma))
    elif reading is not None and lemma not in lexicon.not_over_nouns:
        found.append((reading, lemma))
    return verb
