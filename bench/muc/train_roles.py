"""Learn which candidates fill a role of an incident; write `roles.yaml`.

    python -m bench.muc.train_roles [--half A]

Every candidate for a role in an incident that the scorer pairs with a template of the key is an example: right where the
key's slot has it. The threshold of a role is the one with the best F of fills in cross-validation by report.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import yaml

from bench.documents import Document, chosen, digest, documents, json_lines, position, shared
from bench.muc.candidates import WEIGHTS, candidates, learned
from bench.muc.happenings import happenings
from bench.muc.incidents import Incident, incidents
from bench.muc.relevance import likelihood
from bench.muc.templates import template
from bench.muc.train import FOLDS, PLATEAU, Example, fit, scorer
from bench.tasks import read
from reportedly.model.record import Record

ROLES = {"individuals": "perp_individual", "organizations": "perp_org", "weapons": "instrument_id"}
RARE = 3  # examples that a sign needs
SURE = 0.3  # least threshold: every third incident is none of the key's, so what is hardly likely within one does not pay
LEAST = 0.05  # smaller weights are not kept
Rows = Sequence[tuple[Document, Record]]
Paired = tuple[Document, Record, Incident, dict[str, Any]]


def paired(rows: Rows, score: ModuleType) -> list[Paired]:
    """The incidents that the scorer pairs with a template of the key, each with that."""
    keys = {line["id"]: line["templates"] for line in json_lines(shared() / "bench" / "muc" / "dev" / "gold.jsonl")}
    found: list[Paired] = []
    for document, record in rows:
        made = incidents(happenings(record))
        said = [score.read_template(template(incident, record, document.published, made)) for incident in made]
        wanted = [score.read_template(each, alternatives=True) for each in keys[document.id]]
        met = {id(response): key for key, response, _ in score.map_templates(wanted, said) if key is not None and response is not None}
        found += [(document, record, incident, met[id(each)]) for incident, each in zip(made, said, strict=True) if id(each) in met]
    return found


def role_examples(pairs: Sequence[Paired], role: str, score: ModuleType) -> tuple[list[Example], int]:
    """The candidates of a role as examples, and how many fills the key has."""
    found, fills = [], 0
    for document, record, incident, key in pairs:
        fills += sum(not fill["optional"] for fill in key[ROLES[role]])
        wanted = [value for fill in key[ROLES[role]] for value in fill["value"]]
        for item in candidates(role, incident, record):
            right = any(score.credit_string(value, item.phrase) == 1 for value in wanted)
            found.append(Example(document.id, item.signs, right))
    return common_signs(found), fills


def common_signs(items: Sequence[Example]) -> list[Example]:
    """The examples without their rare signs."""
    counts = Counter(sign for item in items for sign in item.signs)
    return [Example(item.document, frozenset(sign for sign in item.signs if counts[sign] >= RARE), item.right) for item in items]


def threshold(items: Sequence[Example], fills: int) -> tuple[float, float]:
    """The threshold with the best F of fills in cross-validation, and that F."""
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = fit([item for item in items if position(item.document) // 2 % FOLDS != fold])
        scored += [(likelihood(item.signs, weights), item.right) for item in items if position(item.document) // 2 % FOLDS == fold]

    def f(limit: float) -> float:
        kept = [right for value, right in scored if value >= limit]
        return 2 * sum(kept) / max(1, len(kept) + fills)

    limits = [step / 50 for step in range(5, 40)]
    best = max(map(f, limits))
    plateau = [limit for limit in limits if f(limit) >= PLATEAU * best]
    return max(SURE, round(sum(plateau) / len(plateau), 2)), best


def _kept(items: Sequence[Example]) -> dict[str, float]:
    return {sign: round(weight, 2) for sign, weight in fit(items).items() if abs(weight) >= LEAST}


def learn(rows: Rows) -> dict[str, Any]:
    """Threshold and weights of each role."""
    score = scorer()
    pairs = paired(rows, score)
    content: dict[str, Any] = {}
    for role in ROLES:
        items, fills = role_examples(pairs, role, score)
        least, best = threshold(items, fills)
        print(f"{role}: {len(items)} candidates, {sum(item.right for item in items)} right, {fills} fills; F {best:.3f} at {least}")
        content[role] = {"threshold": least, "weights": _kept(items)}
    return content


def write(rows: Rows, half: str) -> None:
    """Learn from records, and write the weights with what they come from."""
    source = f"half {half} of MUC-4, public domain; keys {digest(shared() / 'bench' / 'muc' / 'dev' / 'gold.jsonl')}"
    WEIGHTS.unlink(missing_ok=True)  # what was learned before must not choose what is learned from
    learned.cache_clear()
    head = f"# Written by bench/muc/train_roles.py from {len(rows)} texts ({source}).\n"
    WEIGHTS.write_text(head + yaml.safe_dump(learn(rows), sort_keys=True), encoding="utf-8")


def main() -> None:
    """Train on a half, and write the weights."""
    parser = argparse.ArgumentParser(prog="bench.muc.train_roles")
    parser.add_argument("--half", choices=["A", "B"], default="A")
    given = parser.parse_args()
    folder = shared() / "bench" / "muc" / "dev"
    write([(item, read(item)) for item in chosen(documents(folder / "docs.jsonl"), None, given.half)], given.half)


if __name__ == "__main__":
    main()
