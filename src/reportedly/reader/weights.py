"""The reader's weights: which there are, and that they are those that were trained."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import yaml

PLACE = "REPORTEDLY_READER"  # environment: a folder with other weights
SHIPPED = Path(__file__).parent / "weights"
NEEDED = ("onnxruntime", "tokenizers", "numpy")


class ReaderMissing(RuntimeError):
    """The learned reader was asked for and cannot run."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Where the weights are.

    Attributes:
        folder: The folder of the files.
        version: As the record says it.
    """

    folder: Path
    version: str


def is_installed() -> bool:
    """Whether the learned reader can run here: the `reader` extra and the weights are there."""
    return all(find_spec(name) is not None for name in NEEDED) and (_folder() / "weights.yaml").exists()


def weights() -> Weights:
    """The weights, each file checked against its digest.

    Raises:
        ReaderMissing: They, or what runs them, are not there, or a file is another than the one that was trained.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ReaderMissing(
            f"the learned reader was asked for; {', '.join(missing)} is not installed; run `pip install reportedly[reader]`"
        )
    return _checked(_folder())


def _folder() -> Path:
    return Path(os.environ.get(PLACE) or SHIPPED)


@cache
def _checked(folder: Path) -> Weights:
    listed = folder / "weights.yaml"
    if not listed.exists():
        raise ReaderMissing(f"the learned reader's weights were looked for in {folder}; there is no weights.yaml; unset {PLACE}")
    content = yaml.safe_load(listed.read_text(encoding="utf-8"))
    for name, digest in content["files"].items():
        path = folder / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "nothing"
        if found != digest:
            raise ReaderMissing(f"{path} with SHA-256 {digest[:12]} was expected, {found[:12]} found; install the package anew")
    return Weights(folder, str(content["version"]))
