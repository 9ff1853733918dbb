"""Learn which incidents MUC asks for, and write `relevance.yaml`.

    python -m bench.muc.train [--half A] [--sample N]

Logistic regression by gradient descent over the signs of `relevance.py`, with every incident of the developers' texts
(public domain) as an example: right where the scorer pairs it with a template of the key. No chance is involved: the
same texts and the same records give the same weights. The threshold is the middle of those that give
the best F, or nearly, in cross-validation.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import yaml

from bench.documents import Document, chosen, digest, documents, json_lines, position, shared
from bench.muc.happenings import happenings
from bench.muc.incidents import incidents
from bench.muc.relevance import WEIGHTS, likelihood, signs
from bench.muc.templates import template
from bench.tasks import read
from reportedly.model.record import Record

ROUNDS, RATE, SHRINK, FOLDS, PLATEAU = 600, 0.5, 0.002, 5, 0.99


@dataclass(frozen=True, slots=True)
class Example:
    """An incident: its report, its signs, whether the key has it, and how many templates the key of the report has."""

    document: str
    signs: frozenset[str]
    right: bool


def scorer() -> ModuleType:
    """The shared scorer, as a module."""
    folder = shared() / "bench" / "muc"
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("muc_score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"the scorer was looked for in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def examples(rows: Iterable[tuple[Document, Record]], keys: dict[str, Any], score: ModuleType) -> list[Example]:
    """An example for each incident of the records."""
    found = []
    for document, record in rows:
        made = incidents(happenings(record))
        templates = [score.read_template(template(incident, record, document.published, made)) for incident in made]
        pairs = score.map_templates(keys[document.id], templates)
        paired = {id(response) for key, response, _ in pairs if key is not None and response is not None}
        for incident, said in zip(made, templates, strict=True):
            found.append(Example(document.id, signs(incident, record, len(made)), id(said) in paired))
    return found


def fit(items: Sequence[Example]) -> dict[str, float]:
    """The weights of the signs."""
    learned = dict.fromkeys(["bias", *sorted({sign for item in items for sign in item.signs})], 0.0)
    for _ in range(ROUNDS):
        slope = dict.fromkeys(learned, 0.0)
        for item in items:
            error = likelihood(item.signs, learned) - item.right
            slope["bias"] += error
            for sign in item.signs:
                slope[sign] += error
        for sign in learned:
            learned[sign] -= RATE * (slope[sign] / len(items) + SHRINK * learned[sign] * (sign != "bias"))
    return learned


def best_threshold(items: Sequence[Example], missed: int) -> float:
    """The threshold with the best F of incidents in cross-validation; `missed` are templates that no incident pairs with."""
    scored = []
    for fold in range(FOLDS):
        learned = fit([item for item in items if position(item.document) // 2 % FOLDS != fold])
        scored += [(likelihood(item.signs, learned), item.right) for item in items if position(item.document) // 2 % FOLDS == fold]
    total = sum(right for _, right in scored) + missed

    def f(limit: float) -> float:
        kept = [right for value, right in scored if value >= limit]
        return 2 * sum(kept) / (len(kept) + total)

    limits = [step / 50 for step in range(40)]
    best = max(map(f, limits))
    plateau = [limit for limit in limits if f(limit) >= PLATEAU * best]
    return round(sum(plateau) / len(plateau), 2)


def main() -> None:
    """Train on a half, and write the weights."""
    parser = argparse.ArgumentParser(prog="bench.muc.train")
    parser.add_argument("--half", choices=["A", "B"], default="A")
    parser.add_argument("--sample", type=int)
    given = parser.parse_args()
    folder = shared() / "bench" / "muc" / "dev"
    items = chosen(documents(folder / "docs.jsonl"), given.sample, given.half)
    write([(item, read(item)) for item in items], given.half)


def write(rows: Sequence[tuple[Document, Record]], half: str) -> None:
    """Learn from records, and write the weights with what they come from."""
    folder, score = shared() / "bench" / "muc" / "dev", scorer()
    keys = {
        line["id"]: [score.read_template(each, alternatives=True) for each in line["templates"]]
        for line in json_lines(folder / "gold.jsonl")
    }
    found = examples(rows, keys, score)
    missed = sum(len(keys[item.id]) for item, _ in rows) - sum(example.right for example in found)
    learned = {sign: round(weight, 3) for sign, weight in fit(found).items() if abs(weight) >= 0.02}
    content = {"threshold": best_threshold(found, missed), "weights": learned}
    source = f"half {half} of MUC-4, public domain; keys {digest(folder / 'gold.jsonl')}"
    head = f"# Written by bench/muc/train.py: {len(found)} incidents of {len(rows)} texts ({source}).\n"
    WEIGHTS.write_text(head + yaml.safe_dump(content, sort_keys=True), encoding="utf-8")
    print(f"{len(found)} incidents, {sum(example.right for example in found)} right; threshold {content['threshold']}")


if __name__ == "__main__":
    main()
