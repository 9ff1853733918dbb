"""Train the reader's heads: `python training/train.py ENCODER LESSONS.jsonl OUT [--half A|B] [--predict]`.

Runs in an environment of its own (`training/requirements.in`), on one thread, with fixed seeds. ENCODER is the folder with
`encoder.onnx` and `tokenizer.json`; OUT gets `heads.safetensors`, and with `--predict` the scores of the other half.

A phrase is scored from the states of its first and last word piece, a sentence from the mean of its own. The likelihood of a
phrase's words in a report is that of their likeliest mentions together (log of the sum of exponentials), and so is
that of an incident of a type over the sentences: the lesson says what, never where.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
from reportedly.reader.windows import windows

PHRASE_LABELS, SENTENCE_LABELS, ROLE_LABELS = 42, 10, 6
STATE, WIDTH = 768, 128
EPOCHS, RATE, BATCH = 8, 1.5e-3, 8


class Heads(nn.Module):
    """From the encoder's states to scores: of phrases by their first and last piece, of sentences by the mean of their pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.enter = nn.Linear(STATE, WIDTH)
        self.near = nn.Conv1d(WIDTH, WIDTH, 5, padding=2)
        self.norms = nn.ModuleList([nn.LayerNorm(WIDTH) for _ in range(2)])
        self.about = nn.Linear(WIDTH, WIDTH)
        self.first, self.last = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH, bias=False)
        self.length = nn.Embedding(12, WIDTH)
        self.phrase = nn.Linear(WIDTH, PHRASE_LABELS)
        self.told = nn.Linear(2 * WIDTH, WIDTH)
        self.sentence = nn.Linear(WIDTH, SENTENCE_LABELS)
        self.drop, self.drop_states = nn.Dropout(0.2), nn.Dropout(0.3)
        with torch.no_grad():
            self.length.weight.mul_(0.1)
            self.phrase.bias.fill_(-4.0)
            self.sentence.bias.fill_(-2.0)

    def forward(self, states: torch.Tensor, spans: torch.Tensor, pool: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of phrases, and of sentences.

        Args:
            states: One row for each word piece of the report.
            spans: First and last piece of each phrase.
            pool: One row for each sentence: the shares of the pieces in it.
        """
        x = self.norms[0](functional.gelu(self.enter(self.drop_states(states))))
        x = self.norms[1](x + self.drop(functional.gelu(self.near(x.T[None])[0].T)))
        told = pool @ x
        x = x + pool.T.sign() @ self.about(told)
        reach = (spans[:, 1] - spans[:, 0]).clamp(0, 11)
        inner = self.drop(functional.relu(self.first(x)[spans[:, 0]] + self.last(x)[spans[:, 1]] + self.length(reach)))
        whole = told.mean(0, keepdim=True).expand(told.shape[0], -1)
        said = self.drop(functional.gelu(self.told(torch.cat([told, whole], 1))))
        return self.phrase(inner), self.sentence(said)


class Lesson:
    """A report as numbers."""

    def __init__(self, row: dict, tokenizer: Tokenizer) -> None:
        self.id = row["id"]
        encoded = tokenizer.encode(row["text"], add_special_tokens=False)
        starts = np.array([low for low, _ in encoded.offsets] or [0])
        ends = np.array([high for _, high in encoded.offsets] or [0])
        first_piece = lambda offset: int(np.searchsorted(ends, offset, side="right"))  # noqa: E731
        last_piece = lambda offset: int(np.searchsorted(starts, offset, side="left")) - 1  # noqa: E731
        count = len(encoded.ids)
        bounds = [(first_piece(low), last_piece(high) + 1) for low, high, _ in row["sentences"]]
        self.windows = windows(bounds, count)
        self.ids = encoded.ids
        spans = [(first_piece(low), last_piece(high), words) for low, high, words in row["phrases"]]
        self.spans = torch.tensor([(min(a, count - 1), min(max(a, b), count - 1)) for a, b, _ in spans], dtype=torch.long).reshape(-1, 2)
        self.words = torch.tensor([words for _, _, words in spans], dtype=torch.long)
        pool = torch.zeros(len(bounds), count)
        for number, (low, high) in enumerate(bounds):
            pool[number, low:high] = 1.0 / max(1, high - low)
        self.pool = pool
        self.kinds = torch.zeros(len(row["kinds"]), PHRASE_LABELS)
        for number, found in enumerate(row["kinds"]):
            self.kinds[number, found] = 1.0
        self.marks = torch.zeros(len(bounds), SENTENCE_LABELS)
        for number, (_, _, found) in enumerate(row["sentences"]):
            self.marks[number, found] = 1.0
        self.report = torch.zeros(SENTENCE_LABELS)
        self.report[row["report"]] = 1.0


def encoded(lessons: list[Lesson], encoder: Path) -> None:
    """Give each lesson its states, from the very encoder that will run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(encoder), options, providers=["CPUExecutionProvider"])
    for lesson in lessons:
        found = []
        for low, high in lesson.windows:
            ids = np.array([[101, *lesson.ids[low:high], 102]], dtype=np.int64)
            found.append(session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0, 1:-1].astype(np.float16))
        lesson.states = torch.from_numpy(np.concatenate(found))


def together(scores: torch.Tensor, groups: torch.Tensor, count: int) -> torch.Tensor:
    """The log of the summed exponentials of each group's rows."""
    highest = torch.full((count, scores.shape[1]), -1e4).scatter_reduce(
        0, groups[:, None].expand_as(scores), scores.detach(), "amax", include_self=False
    )
    return highest + torch.zeros_like(highest).index_add(0, groups, (scores - highest[groups]).exp()).log()


def loss_of(model: Heads, lesson: Lesson) -> torch.Tensor:
    """How far the scores of a report are from its lesson."""
    phrases, sentences = model(lesson.states.float(), lesson.spans, lesson.pool)
    weigh = torch.ones(PHRASE_LABELS)
    weigh[ROLE_LABELS:] = 0.3
    total = torch.zeros(())
    if len(lesson.spans):
        said = together(phrases, lesson.words, len(lesson.kinds))
        each = functional.binary_cross_entropy_with_logits(said, lesson.kinds, pos_weight=torch.tensor(2.0), reduction="none")
        total = total + (each * weigh).sum() / 40.0
    if len(lesson.pool):
        weak = functional.binary_cross_entropy_with_logits(sentences, lesson.marks, reduction="none").sum(1).mean()
        whole = functional.binary_cross_entropy_with_logits(torch.logsumexp(sentences, 0), lesson.report)
        total = total + 0.5 * weak + 2.0 * whole
    return total


def train(lessons: list[Lesson], seed: int) -> Heads:
    """Heads that were taught by lessons, in an order that the seed fixes."""
    torch.manual_seed(seed)
    order = random.Random(seed)  # noqa: S311
    model = Heads()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.02)
    steps = EPOCHS * -(-len(lessons) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, step / (0.1 * steps) + 0.02) * max(0.0, 1 - step / steps))
    model.train()
    for epoch in range(EPOCHS):
        began, total = time.time(), 0.0
        shuffled = order.sample(lessons, len(lessons))
        for low in range(0, len(shuffled), BATCH):
            optimizer.zero_grad()
            for lesson in shuffled[low : low + BATCH]:
                loss = loss_of(model, lesson) / BATCH
                loss.backward()
                total += float(loss.detach())
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: loss {total * BATCH / len(lessons):.4f}, {time.time() - began:.0f} s", flush=True)
    return model


@torch.no_grad()
def predict(model: Heads, lessons: list[Lesson]) -> dict[str, np.ndarray]:
    """The scores of phrases and sentences, by report."""
    model.eval()
    found = {}
    for lesson in lessons:
        phrases, sentences = model(lesson.states.float(), lesson.spans, lesson.pool)
        for name, value in (("phrases", phrases), ("sentences", sentences)):
            found[f"{lesson.id}/{name}"] = value.numpy().astype(np.float16)
    return found


def half_of(identifier: str) -> str:
    """As `bench.documents` halves the developers' part."""
    return "AB"[int(hashlib.sha256(identifier.encode()).hexdigest()[:12], 16) % 2]


def main() -> None:
    """Train, and write what was learned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("lessons", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--half", choices=["A", "B"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--predict", action="store_true")
    parser.add_argument("--first", type=int, help="only so many reports, to try the script")
    given = parser.parse_args()
    torch.set_num_threads(1)  # sums in one order
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rows = [json.loads(line) for line in given.lessons.open(encoding="utf-8")][: given.first]
    lessons = [Lesson(row, tokenizer) for row in rows]
    encoded(lessons, given.encoder / "encoder.onnx")
    print("encoded", flush=True)
    model = train([lesson for lesson in lessons if given.half in (None, half_of(lesson.id))], given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in model.state_dict().items()}, given.out / "heads.safetensors")
    if given.predict:
        others = [lesson for lesson in lessons if half_of(lesson.id) != given.half]
        np.savez_compressed(given.out / "scores.npz", **predict(model, others))


if __name__ == "__main__":
    main()
