"""Logistic regression over signs, by gradient descent; the same examples give the same weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

ROUNDS, RATE = 800, 1.0
RARE = 4  # examples that a sign needs


def fit(signs: Sequence[frozenset[str]], right: Sequence[bool], shrink: float = 0.006) -> dict[str, float]:
    """The weight of each sign, and of `bias`."""
    counts = Counter(sign for each in signs for sign in each)
    names = sorted(sign for sign, count in counts.items() if count >= RARE)
    place = {sign: number for number, sign in enumerate(names)}
    table = np.zeros((len(signs), len(names)), dtype=np.float32)
    for row, each in enumerate(signs):
        table[row, [place[sign] for sign in sorted(each) if sign in place]] = 1.0
    wanted = np.array(right, dtype=np.float32)
    weights, bias = np.zeros(len(names), dtype=np.float32), np.float32(0.0)
    speed, bias_speed = np.zeros_like(weights), np.float32(0.0)
    for _ in range(ROUNDS):
        error = 1 / (1 + np.exp(-(table @ weights + bias))) - wanted
        speed = 0.9 * speed - 0.1 * RATE * (table.T @ error / len(wanted) + shrink * weights)
        bias_speed = 0.9 * bias_speed - 0.1 * RATE * error.mean()
        weights, bias = weights + speed, bias + bias_speed
    return {"bias": float(bias), **{sign: float(weight) for sign, weight in zip(names, weights, strict=True)}}
