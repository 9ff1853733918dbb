"""Learn from the reader's likelihoods which incidents MUC asks for and who was harmed; write `likely.yaml`, `relevance-seen.yaml`.

    python -m bench.muc.train_likely WEIGHTS_OF_A WEIGHTS_OF_B [--half A]

As `train.py` and `train_roles.py`, with the learned reader's likelihoods among the signs. Those must not come from weights that
were taught by the same reports, so each half is read with the weights of the other (`training/README.md`).
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bench.documents import Document, Half, chosen, documents, json_lines, position, shared
from bench.muc import likely, relevance
from bench.muc.fitting import fit
from bench.muc.happenings import happenings
from bench.muc.incidents import incidents
from bench.muc.likely import MOST, Filler, fillers
from bench.muc.relevance import likelihood, signs
from bench.muc.seen import ROLES
from bench.muc.templates import template
from bench.muc.train import scorer
from bench.tasks import read
from reportedly.model.record import Record
from reportedly.reader.reading import forget as forget_weights
from reportedly.reader.weights import PLACE

FOLDS = 4
Rows = Sequence[tuple[Document, Record]]


def keys_of(name: str = "gold.jsonl") -> dict[str, Any]:
    """The keys of the developers' part, as the scorer reads them."""
    score = scorer()
    return {
        line["id"]: [score.read_template(each, alternatives=True) for each in line["templates"]]
        for line in json_lines(shared() / "bench" / "muc" / "dev" / name)
    }


def learn_roles(rows: Rows, keys: dict[str, Any]) -> dict[str, Any]:
    """Weights and threshold of each role, from the incidents that the scorer pairs with a template of the key."""
    score = scorer()
    found: dict[str, list[tuple[str, Filler, bool]]] = {role: [] for role in MOST}
    fills = dict.fromkeys(MOST, 0)
    for document, record in rows:
        among = incidents(happenings(record))
        said = [score.read_template(template(each, replace(record, violence=None), document.published, among)) for each in among]
        met = {id(response): key for key, response, _ in score.map_templates(keys[document.id], said) if key and response}
        for incident, response in zip(among, said, strict=True):
            key = met.get(id(response))
            if key is None:
                continue
            for role in MOST:
                slot = ROLES[role]
                fills[role] += sum(not fill["optional"] for fill in key[slot])
                wanted = [value for fill in key[slot] for value in fill["value"]]
                for item in fillers(role, incident, among, record):
                    found[role].append((document.id, item, any(_exact(value, item.phrase, score) for value in wanted)))
    content = {}
    for role, items in found.items():
        weights = fit([item.signs for _, item, _ in items], [right for _, _, right in items])
        content[role] = {"threshold": _threshold(items, fills[role]), "weights": _kept(weights)}
        print(
            f"{role}: {len(items)} candidates, {sum(right for *_, right in items)} right, {fills[role]} fills, {content[role]['threshold']}"
        )
    return content


def _exact(value: str, phrase: str, score: Any) -> bool:
    return bool(score.credit_string(value, phrase) == 1)


def _threshold(items: Sequence[tuple[str, Filler, bool]], fills: int) -> float:
    """The threshold with the best F of fills in cross-validation by report."""
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        others = [(item.signs, right) for name, item, right in items if position(name) // 2 % FOLDS != fold]
        weights = fit([each for each, _ in others], [right for _, right in others])
        scored += [(likelihood(item.signs, weights), right) for name, item, right in items if position(name) // 2 % FOLDS == fold]
    return _best(scored, fills)


def _best(scored: Sequence[tuple[float, bool]], total: int) -> float:
    def f(limit: float) -> float:
        kept = [right for value, right in scored if value >= limit]
        return 2 * sum(kept) / max(1, len(kept) + total)

    limits = [step / 50 for step in range(3, 40)]
    best = max(map(f, limits))
    plateau = [limit for limit in limits if f(limit) >= 0.985 * best]
    print(f"  F {best:.3f}, thresholds {plateau[0]} to {plateau[-1]}")
    return round(sum(plateau) / len(plateau), 2)


def learn_relevance(rows: Rows, keys: dict[str, Any]) -> dict[str, Any]:
    """Weights and threshold of incidents: right where the scorer pairs one with a template of the key."""
    score = scorer()
    found: list[tuple[str, frozenset[str], bool]] = []
    missed = 0
    for document, record in rows:
        among = incidents(happenings(record))
        said = [score.read_template(template(each, record, document.published, among)) for each in among]
        pairs = score.map_templates(keys[document.id], said)
        paired = {id(response) for key, response, _ in pairs if key and response}
        missed += sum(not key["optional"] for key, response, _ in pairs if key and not response)
        found += [(document.id, signs(each, record, len(among)), id(made) in paired) for each, made in zip(among, said, strict=True)]
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        others = [(each, right) for name, each, right in found if position(name) // 2 % FOLDS != fold]
        weights = fit([each for each, _ in others], [right for _, right in others], shrink=0.01)
        scored += [(likelihood(each, weights), right) for name, each, right in found if position(name) // 2 % FOLDS == fold]
    right = sum(right for *_, right in found)
    print(f"incidents: {len(found)}, {right} right, {missed} missed")
    weights = fit([each for _, each, _ in found], [right for *_, right in found], shrink=0.01)
    return {"threshold": _best(scored, right + missed), "weights": _kept(weights)}


def _kept(weights: dict[str, float]) -> dict[str, float]:
    return {sign: round(weight, 2) for sign, weight in sorted(weights.items()) if abs(weight) >= 0.02}


def write(rows: Rows, source: str) -> None:
    """Learn from records with likelihoods, and write both files with what they come from."""
    keys = keys_of()
    for path in (likely.WEIGHTS, relevance.SEEN):
        path.unlink(missing_ok=True)
    forget()
    head = f"# Written by bench/muc/train_likely.py from {len(rows)} texts ({source}).\n"
    likely.WEIGHTS.write_text(head + yaml.safe_dump(learn_roles(rows, keys), sort_keys=True), encoding="utf-8")
    forget()
    relevance.SEEN.write_text(head + yaml.safe_dump(learn_relevance(rows, keys), sort_keys=True), encoding="utf-8")
    forget()


def forget() -> None:
    """Read the weights anew when they are next asked for."""
    likely.learned.cache_clear()
    relevance._learned.cache_clear()


def main() -> None:
    """Learn from each half by the likelihoods of heads that the other half taught."""
    parser = argparse.ArgumentParser(prog="bench.muc.train_likely")
    parser.add_argument("weights_of_a", type=Path, help="folder of weights that half A taught: for half B")
    parser.add_argument("weights_of_b", type=Path, help="folder of weights that half B taught: for half A")
    parser.add_argument("--half", choices=["A", "B"], help="learn from this half alone")
    given = parser.parse_args()
    items = documents(shared() / "bench" / "muc" / "dev" / "docs.jsonl")
    rows = []
    taught_by_the_other: tuple[tuple[Half, Path], ...] = (("A", given.weights_of_b), ("B", given.weights_of_a))
    for half, folder in taught_by_the_other:
        if given.half in (None, half):
            os.environ[PLACE] = str(folder)
            forget_weights()
            rows += [(item, read(item, violence=True)) for item in chosen(items, None, half)]
    which = f"half {given.half}" if given.half else "both halves"
    write(rows, f"{which} of MUC-4, public domain; likelihoods of each half from heads that the other taught")


if __name__ == "__main__":
    main()
