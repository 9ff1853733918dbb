"""What a number counts.

The numeral is found in the tree; the noun that it modifies is what is counted ("16 security officials"). Where there
is no such noun the numeral stands for one: "two of them", "dozens of protesters", "346 are policemen", "12 were
killed". The bearer is the token whose part in the clause tells what happened: the noun itself, the first of a list
that it belongs to, or the noun over it ("the offices of five TV channels were ransacked").

Nothing is counted by numbers inside times and names, by measurements, ages and ranks, nor by numbers that follow
their noun ("Channel 5").
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extract.measure_words import counted_words_index, measure_words
from reportedly.model.mentions import Amount
from reportedly.syntax.phrases import counted_words
from reportedly.syntax.tree import ParsedText, Token

MODIFIERS = frozenset({"nummod", "det", "amod", "quantmod", "compound", "nmod", "predet", "poss"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "VERB"})
FRACTIONS = frozenset(
    {
        "half",
        "third",
        "fourth",
        "quarter",
        "fifth",
        "tenth",
        "percent",
        "majority",
        "most",
        "part",
        "rest",
        "remainder",
        "proportion",
        "share",
        "bulk",
    }
)
NAMING = frozenset({"name", "photograph", "photo", "picture"})  # "published the names of 12 detainees" counts detainees
COMPARING = frozenset(
    {"other", "another", "additional", "further", "extra", "more", "same"}
)  # modifiers that tell nothing of what is counted
WHOEVER = frozenset(
    {"people", "person", "victim", "man", "woman", "civilian", "suspect", "survivor", "casualty", "fatality", "member", "other"}
)
OPENING = frozenset({"after", "when", "as", "since", "while", "before", "because"})  # words that begin a clause
PRONOUNS = frozenset({"them", "these", "those", "whom", "which", "who"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with what it counts.

    Attributes:
        amount: The number.
        numeral: Its head token.
        noun: The noun that is counted, None where the text leaves it out.
        bearer: The token that takes part in the clause for it.
        outer: The noun over the counted one that bears it ("offices" of five channels), or None.
        whole: The word for that of which this is a part ("of them", "of the 30 passengers"), or None.
        listed: Whether the bearer is another member of a list.
    """

    amount: Amount
    numeral: Token
    noun: Token | None
    bearer: Token
    outer: Token | None = None
    whole: Token | None = None
    listed: bool = False


def counted(parsed: ParsedText, amount: Amount) -> Counted | None:
    """What the amount counts, or None where it counts nothing."""
    numeral = _numeral(parsed, amount)
    if numeral is None or (amount.unit_words is not None and not _is_quantity(parsed, amount)):
        return None
    if _is_frame(numeral):
        return None
    noun, whole = _noun(parsed, numeral, amount)
    if noun is not None and not is_money(amount) and _is_uncounted(noun):
        return None
    climbed = _climb(noun if noun is not None and numeral.head is noun else numeral)
    if climbed is None:
        return None
    bearer, outer, listed = climbed
    if listed and whole is None:
        whole = _whole_before(bearer)
    return Counted(amount, numeral, noun, bearer, outer, whole, listed)


def _is_frame(numeral: Token) -> bool:
    """Read "22 of the country's 36 states": how many there are at all is no claim."""
    noun = numeral.head
    framed = numeral.dep == "nummod" and noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head.tag == "CD"
    return framed and noun.child("poss") is not None


def _is_quantity(parsed: ParsedText, amount: Amount) -> bool:
    """Read "85,000 hectares of rice": a quantity of something; what happened to it is looked for."""
    unit = parsed.token_at(amount.unit_words[0]) if amount.unit_words is not None else None
    return unit is not None and singular(unit) in counted_words_index().quantities


def is_people(noun: Token) -> bool:
    """Whether a noun is one of people, by the list, by its ending, or as the name of a nation's members."""
    words = counted_words_index()
    lemma = singular(noun)
    if lemma in words.people:
        return True
    return (lemma.endswith(words.endings) and len(lemma) > 4) or (noun.ent == "NORP" and noun.tag in {"NNPS", "NNS"})


def singular(noun: Token) -> str:
    """The dictionary form of a noun, lower case; capitals and headlines keep some parsers from giving one."""
    lemma = noun.lemma.lower()
    if lemma == noun.lower and noun.tag in {"NNS", "NNPS", "NNP"} and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
    return lemma


def is_money(amount: Amount) -> bool:
    """Whether the amount is one of money; "500 dinars" is, though the text does not say whose dinars."""
    return amount.currency is not None or "money" in amount.rule


def subject_words(parsed: ParsedText, noun: Token, outer: Token | None, after: int = 0) -> str:
    """The words counted, modifiers included, numbers and articles left out ("offices of TV channels").

    Args:
        parsed: The text.
        noun: The noun counted.
        outer: The noun over it, if that bears the deed.
        after: Offset where the number ends: "several" is a modifier, and no word counted.
    """
    words = counted_words_index()
    start, _ = counted_words(noun)
    start = max(start, after) if after < noun.end else start
    last = _complement(noun) if singular(noun) in words.relational | words.quantities else None
    said = parsed.text[start : (last or _last_of_list(noun)).end]
    if outer is not None and singular(outer) not in words.groups:
        low, high = counted_words(outer)
        said = f"{parsed.text[low:high]} of {said}"
    spoken = said.split()
    while len(spoken) > 1 and spoken[0].lower() in COMPARING:
        spoken = spoken[1:]
    return " ".join(spoken)


def _complement(noun: Token) -> Token | None:
    """The last word of "of the security forces" right behind "members", of "in the riots" behind "participants"."""
    prep = next((child for child in noun.each("prep") if child.i == noun.i + 1), None)
    if prep is None or not (prep.lower == "of" or (prep.lower == "in" and singular(noun) == "participant")):
        return None
    last = prep
    for token in prep.subtree():
        if token.i - last.i > 1 or token.dep in {"relcl", "acl", "punct"}:
            break
        last = token
    return last if last is not prep else None


def _last_of_list(noun: Token) -> Token:
    """Read "100 businesses and banks": one number for both, where the second has no number or article of its own."""
    for child in noun.each("conj"):
        bare = child.child("det", "nummod", "poss", "prep") is None and child.tag in {"NNS", "NNPS", "NN"}
        between = child.i - noun.i - 1 - len([token for token in child.children if token.i < child.i])
        if bare and between == 1 and child.tag == noun.tag:
            return child
    return noun


def unit_of(noun: Token) -> str:
    """`people`, or the lemma of the thing counted."""
    return "people" if is_people(noun) else singular(noun)


def _numeral(parsed: ParsedText, amount: Amount) -> Token | None:
    """The head token of the numeral, the currency's where it is money."""
    end = amount.end if is_money(amount) else amount.numeral[1]
    tokens = parsed.between(amount.numeral[0], end)
    if not tokens:
        covering = parsed.token_at(amount.numeral[0])
        return covering if covering is not None and covering.end > amount.numeral[0] else None
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head is token or token.head.i not in inside]
    return heads[-1] if heads else tokens[-1]


def _noun(parsed: ParsedText, numeral: Token, amount: Amount) -> tuple[Token | None, Token | None]:
    """The noun counted, and the word for the whole."""
    if is_money(amount):
        return numeral, _whole_before(numeral)
    head, partitive = numeral.head, _partitive(numeral)
    if numeral.dep in MODIFIERS and head.i > numeral.i and _is_torn(parsed, numeral, head):
        return None, None
    if numeral.dep in MODIFIERS and head.i > numeral.i and head.pos in NOUNS and head.sent == numeral.sent:
        return head, partitive if partitive is not None and partitive.lower in PRONOUNS else _whole_before(numeral) or _whole_before(head)
    if partitive is not None:
        if partitive.lower in PRONOUNS and not partitive.each("acl", "relcl"):
            return _noun_after(parsed, partitive) or _attribute(numeral), partitive
        definite = partitive.lower in {"those", "these"} or any(child.dep in {"det", "poss", "nummod"} for child in partitive.children)
        framed = partitive.child("poss") is not None and partitive.child("nummod") is not None
        whole = partitive if definite and numeral.pos == "NUM" and not framed else None
        attribute = _attribute(numeral) if whole is not None else None
        return attribute or (partitive if partitive.pos in {"NOUN", "PROPN"} else None), whole
    return _attribute(numeral) or _numbering(numeral), _whole_before(numeral)


def _numbering(numeral: Token) -> Token | None:
    """Read "the attackers, numbering about 70", "the attackers numbered 70"."""
    verb = numeral.head
    if verb.lemma != "number" or verb.pos != "VERB" or numeral.dep not in {"dobj", "attr", "npadvmod"}:
        return None
    noun = verb.head if verb.dep == "acl" else verb.child("nsubj")
    return noun if noun is not None and is_people(noun) else None


def _is_torn(parsed: ParsedText, numeral: Token, noun: Token) -> bool:
    """Read "to 47 after 5 more bodies": a clause, with a number of its own, begins between the number and the noun."""
    between = parsed.tokens[numeral.i + 1 : noun.i]
    opening = next((token.i for token in between if token.lower in OPENING), None)
    return opening is not None and any(token.pos == "NUM" and token.i > opening for token in between)


def _partitive(numeral: Token) -> Token | None:
    """The object of "of" or "among" that belongs to the numeral."""
    for prep in numeral.each("prep"):
        if prep.lower in {"of", "among", "amongst"}:
            noun = prep.child("pobj")
            if noun is not None:
                return noun
    return None


def _whole_before(token: Token) -> Token | None:
    """Read "Of the 30 passengers, 12 were hurt", "among them 12 children": the object of a preposition before the numeral."""
    for place in (token, token.head) if token.head.pos in {"VERB", "AUX"} else (token,):
        for prep in place.each("prep"):
            among = place is not token and place.lemma == "be" and prep.lower in {"among", "amongst"}
            # behind its verb it belongs to the verb: "spoke of 11 dead and as many as 12 trapped"
            ahead = prep.i < token.i and (place is token or prep.i < place.i or prep.lower != "of")
            if (prep.lower in {"of", "among", "amongst"} and ahead) or among:
                noun = prep.child("pobj")
                if noun is not None:
                    return noun
    if token.dep == "pobj" and token.head.lower in {"among", "amongst"}:
        # "..., among them six children": both hang on the preposition
        first = token.head.child("pobj")
        return first if first is not None and first is not token and first.lower in PRONOUNS else None
    return None


def _noun_after(parsed: ParsedText, pronoun: Token) -> Token | None:
    """Read "12 of them children": the noun right behind the pronoun."""
    following = parsed.tokens[pronoun.i + 1 : pronoun.i + 4]
    for position, token in enumerate(following):
        if token.pos in {"NOUN", "PROPN"} and token.sent == pronoun.sent:
            later = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else None
            if later is None or later.pos not in {"NOUN", "AUX", "VERB"}:
                return token
        elif token.pos != "ADJ" or position > 1:
            return None
    return None


def _attribute(numeral: Token) -> Token | None:
    """Read "346 are policemen": the noun that the numeral is said to be."""
    verb = numeral.head
    if numeral.dep == "nsubj" and verb.lemma == "be":
        noun = verb.child("attr")
        if noun is not None and noun.pos in {"NOUN", "PROPN"} and noun.child("det", "nummod") is None:
            return noun
    return None


def _is_uncounted(noun: Token) -> bool:
    of = next((token for prep in noun.each("prep") if prep.lower == "of" for token in prep.each("pobj")), None)
    if of is not None and singular(of) in counted_words_index().quantities:
        return False  # "435 rounds of ammunition"
    return singular(noun) in counted_words_index().uncounted


def is_next_of_list(first: Token, second: Token) -> bool:
    """Read "13 soldiers, eight workers and five cooks": the second looks like an apposition of the first, and may be one alone.

    "Three people, two workers and a cook" says who the three are, and "two brothers, a teacher and a farmer" who the two are.
    """
    following, article = second.child("conj"), second.child("det")
    one = article is not None and article.lower in {"a", "an"} and following is not None and following.child("nummod") is not None
    numbered = first.child("nummod") is not None and (second.child("nummod") is not None or one)
    coordinated = following is not None and any(each.child("cc") is not None for each in (second, following))
    return numbered and coordinated and singular(first) not in WHOEVER


def _climb(token: Token) -> tuple[Token, Token | None, bool] | None:
    """The bearer, the noun over the counted one, and whether a list was climbed; None for "a city of 50,000 people"."""
    words, measures = counted_words_index(), measure_words()
    outer: Token | None = None
    listed = False
    for _ in range(24):
        head = token.head
        if token.dep == "conj" and head is not token and head.pos in NOMINAL:
            token, listed = head, True
            continue
        if token.dep == "appos" and head is not token and is_next_of_list(head, token):
            token, listed = head, True
            continue
        if token.dep == "pobj" and head.lower == "of" and head.head.pos in {"NOUN", "PROPN"} and head.head is not head:
            above = head.head
            name = singular(above)
            if name in measures.nouns or name in measures.totals or name in measures.those or name in {"life", "body"}:
                break
            if name in FRACTIONS or name in NAMING:
                break
            if name in words.groups:
                token = above
                continue
            if name in words.places:
                return None
            if is_people(above) or above.tag not in {"NNS", "NNPS"} or above.child("nummod") is not None:
                break
            token = outer = above
            continue
        break
    return token, outer, listed
