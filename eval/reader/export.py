"""Writes what was taught as it ships: one file, its layers in whole numbers of one byte."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from assistant.evidence.reader import INPUTS, LEARNT_FROM, Page, Tokens
from eval.reader.network import ReaderNetwork, batch_of

# The first that knows the highest of scattered numbers.
_OPERATIONS = 18
_SIDES = {
    **{name: {0: "pages", 1: "tokens"} for name in ("ids", "kinds", "places", "sentence")},
    "mask": {0: "pages", 1: "tokens", 2: "tokens"},
    "of_sentence": {0: "pages", 1: "tokens", 2: "sentences"},
    "of_question": {0: "pages", 1: "tokens", 2: "questions"},
    "asked": {0: "pages", 1: "asked"},
    "scores": {0: "pages", 1: "questions", 2: "sentences"},
    "none": {0: "pages", 1: "questions"},
}


def write(network: ReaderNetwork, file: Path, corpus: str) -> None:
    """Write it; `corpus` is the fingerprint of what was learnt from."""
    network.eval()
    vocabulary = network.layers.pieces.num_embeddings - 3
    text = Tokens(torch.arange(3).numpy(), torch.zeros(3, dtype=torch.long).numpy())
    page = Page.of(text, [text, text], [text, text], vocabulary)
    with tempfile.TemporaryDirectory() as place:
        whole, small = Path(place) / "whole.onnx", Path(place) / "small.onnx"
        with warnings.catch_warnings():
            # Torch has a newer way, which wants another library and gives the same.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                network,
                tuple(batch_of([page], vocabulary + 2)),
                str(whole),
                input_names=list(INPUTS),
                output_names=["scores", "none"],
                dynamic_axes=_SIDES,
                opset_version=_OPERATIONS,
                dynamo=False,
            )
        layers = [n.name for n in onnx.load(whole).graph.node if n.name.startswith("/layers/")]
        # Seven bits: with eight, processors without VNNI add up beyond sixteen.
        quantize_dynamic(
            whole,
            small,
            nodes_to_quantize=layers,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        model = onnx.load(small)
        onnx.helper.set_model_props(model, {LEARNT_FROM: corpus})
        onnx.save(model, file)
