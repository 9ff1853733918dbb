"""Put the trained heads beside the encoder: `python training/export.py HEADS.safetensors ENCODER_FOLDER OUT_FOLDER VERSION`.

OUT_FOLDER gets what the reader runs: `encoder.onnx`, `heads.onnx` (32 bits), `vocab.txt`, and `weights.yaml` with the version and
the SHA-256 of each.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file
from train import STATE, Heads

FILES = ("encoder.onnx", "heads.onnx", "vocab.txt")


def main() -> None:
    """Export the heads, and put the files together."""
    heads, encoder, out, version = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    out.mkdir(parents=True, exist_ok=True)
    model = Heads().eval()
    model.load_state_dict(load_file(heads))
    pieces, phrases, sentences = torch.export.Dim("pieces", min=2), torch.export.Dim("phrases", min=2), torch.export.Dim("sentences", min=2)
    some = (torch.randn(9, STATE), torch.tensor([[0, 1], [2, 2], [3, 5]]), torch.rand(4, 9))
    program = torch.onnx.export(
        model,
        some,
        dynamo=True,
        input_names=["states", "spans", "pool"],
        output_names=["phrases", "sentences"],
        dynamic_shapes=({0: pieces}, {0: phrases}, {0: sentences, 1: pieces}),
        opset_version=18,
        external_data=False,
    )
    program.save(str(out / "heads.onnx"), external_data=False)
    for name in ("encoder.onnx", "vocab.txt"):
        shutil.copyfile(encoder / name, out / name)
    digests = "".join(f"  {name}: {hashlib.sha256((out / name).read_bytes()).hexdigest()}\n" for name in FILES)
    (out / "weights.yaml").write_text(
        f"# Written by training/export.py: what the reader runs, and the SHA-256 of each file.\nversion: {version}\nfiles:\n{digests}"
    )
    print(sum((out / name).stat().st_size for name in FILES) / 1e6, "MB")


if __name__ == "__main__":
    main()
