"""Make the reader's encoder: `python training/encoder.py MINILM OUT.onnx`.

MINILM is the folder of `model.safetensors` (all-MiniLM-L6-v2) out of its package. Nothing of it is trained: the states behind its
third and its last layer are given side by side, 768 numbers for each word piece, with all weights in 8 bits, by channel.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from safetensors.torch import load_file
from torch import nn

WIDTH, HEADS, LAYERS, GIVEN = 384, 12, 6, (3, 6)
NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """One layer further."""
        rows, length = x.shape[0], x.shape[1]
        q, k, v = (part(x).view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (self.q, self.k, self.v))
        seen = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, dim=-1) @ v
        x = self.norm1(x + self.o(seen.transpose(1, 2).reshape(rows, length, WIDTH)))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """MiniLM: word pieces and mask to the states behind some of its layers, side by side."""

    def __init__(self, weights: dict[str, torch.Tensor]) -> None:
        super().__init__()
        w = {name.removeprefix("bert."): value.float() for name, value in weights.items()}
        self.words = nn.Embedding.from_pretrained(w["embeddings.word_embeddings.weight"])
        places = w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        self.places = nn.Parameter(places, requires_grad=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        with torch.no_grad():
            for kind in ("weight", "bias"):
                getattr(self.norm, kind).copy_(w[f"embeddings.LayerNorm.{kind}"])
                for number, layer in enumerate(self.layers):
                    for mine, theirs in NAMES.items():
                        getattr(getattr(layer, mine), kind).copy_(w[f"encoder.layer.{number}.{theirs}.{kind}"])

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The states of each word piece."""
        x = self.norm(self.words(ids) + self.places[: ids.shape[1]])
        bias = (1.0 - mask.float())[:, None, None, :] * -10000.0
        found = []
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, bias)
            if number in GIVEN:
                found.append(x)
        return torch.cat(found, -1)


def main() -> None:
    """Export, and cut to 8 bits."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    model = Encoder(load_file(source / "model.safetensors")).eval()
    some = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long))
    with tempfile.TemporaryDirectory() as folder:
        full, shaped = Path(folder) / "full.onnx", Path(folder) / "shaped.onnx"
        sizes = {0: torch.export.Dim("rows"), 1: torch.export.Dim("length", max=512)}
        program = torch.onnx.export(
            model, some, dynamo=True, input_names=["ids", "mask"], output_names=["states"], dynamic_shapes=(sizes, sizes), opset_version=18
        )
        program.save(str(full))
        quant_pre_process(str(full), str(shaped), skip_symbolic_shape=True)
        quantize_dynamic(
            str(shaped), str(out), per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather", "Gemm"]
        )
    onnx.checker.check_model(str(out))
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
