"""Writes what was taught as it ships: layers of whole numbers of one byte, and the heads."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from assistant.evidence.reader import HEADS, LAYERS
from eval.reader.network import Layer, Layers, ReaderNetwork
from eval.teaching import save

_OPERATIONS = 17
_LENGTHS = {name: {0: "texts", 1: "tokens"} for name in ("ids", "kinds", "places", "states")}


class _Plain(nn.Module):
    """The layers in operations that any runtime knows."""

    def __init__(self, layers: Layers) -> None:
        super().__init__()
        self._layers = layers

    def forward(self, ids: Tensor, kinds: Tensor, places: Tensor, mask: Tensor) -> Tensor:
        held = self._layers
        rows: Tensor = held.norm(held.pieces(ids) + held.kinds(kinds) + held.places(places))
        for layer in held.layers:
            rows = _of_layer(layer, rows, mask)  # type: ignore[arg-type]
        return rows


def _of_layer(layer: Layer, rows: Tensor, mask: Tensor) -> Tensor:
    texts, tokens, width = rows.shape
    parted = layer.attend(rows).view(texts, tokens, 3, layer.heads, width // layer.heads)
    query, key, value = parted.permute(2, 0, 3, 1, 4).unbind(0)
    alike = query @ key.transpose(2, 3) * (width // layer.heads) ** -0.5 + mask[:, None]
    seen = (alike.softmax(dim=-1) @ value).transpose(1, 2).reshape(texts, tokens, width)
    rows = layer.norm(rows + layer.out(seen))
    inner = nn.functional.gelu(layer.up(rows))
    made: Tensor = layer.norm_out(rows + layer.down(inner))
    return made


def write(network: ReaderNetwork, folder: Path, corpus: str) -> None:
    """Write both files; `corpus` is the fingerprint of what was learnt from."""
    network.eval()
    tokens = 8
    row = torch.ones(1, tokens, dtype=torch.long)
    given = (row, torch.zeros_like(row), torch.arange(tokens)[None], torch.zeros(1, tokens, tokens))
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        with warnings.catch_warnings():
            # Torch has a newer way, which wants another library and gives the same.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                _Plain(network.layers),
                given,
                str(whole),
                input_names=["ids", "kinds", "places", "mask"],
                output_names=["states"],
                dynamic_axes={**_LENGTHS, "mask": {0: "texts", 1: "tokens", 2: "tokens"}},
                opset_version=_OPERATIONS,
                dynamo=False,
            )
        # Seven bits: with eight, processors without VNNI add up beyond sixteen.
        quantize_dynamic(
            whole,
            folder / LAYERS,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    save(folder / HEADS, network.heads(), corpus)
