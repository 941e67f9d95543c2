"""The reader as it is taught: the layers of a BERT (Devlin et al., 2019), and what compares their words."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from assistant.evidence.reader import INPUTS, KINDS, UNSEEN, Page

_NORM = 1e-12
# A cosine counts so much at the beginning: what translations have taught it tells of answers too.
_HEAT = 6.0
_HIDDEN = 128


def batch_of(pages: Sequence[Page], filler: int) -> list[Tensor]:
    """Pages side by side, filled up to one length: `INPUTS`, each with one row a page.

    What fills a page up sees and is seen by nothing but itself.
    """
    sentences = max(page.sentences for page in pages)
    questions = max(page.questions for page in pages)
    given = [page.inputs(sentences, questions) for page in pages]
    columns: list[NDArray[Any]] = []
    for name in INPUTS:
        arrays = [of_page[name] for of_page in given]
        sides = np.max([array.shape for array in arrays], axis=0)
        value = {"ids": filler, "sentence": -1, "mask": UNSEEN}.get(name, 0)
        columns.append(np.stack([_filled(array, sides, value) for array in arrays]))
    mask = columns[INPUTS.index("mask")]
    for row, page in zip(mask, pages, strict=True):
        own = range(len(page.ids), len(row))
        row[own, own] = 0
    return [torch.from_numpy(column) for column in columns]


def _filled(array: NDArray[Any], sides: NDArray[np.int64], value: float) -> NDArray[Any]:
    more = [(0, side - own) for side, own in zip(sides, array.shape, strict=True)]
    return np.pad(array, more, constant_values=value)


class Layer(nn.Module):
    """One layer of attention, with the weights of one of a BERT."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.attend, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.norm_out = nn.LayerNorm(width, _NORM), nn.LayerNorm(width, _NORM)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        """The rows, shape (texts, tokens, width), each with what it has seen of the others."""
        texts, tokens, width = rows.shape
        parted = self.attend(rows).view(texts, tokens, 3, self.heads, width // self.heads)
        query, key, value = parted.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, mask[:, None])
        seen = seen.transpose(1, 2).reshape(texts, tokens, width)
        rows = self.norm(rows + self.out(seen))
        made: Tensor = self.norm_out(rows + self.down(functional.gelu(self.up(rows))))
        return made

    def take(self, weights: dict[str, Tensor], number: int) -> None:
        """Have the weights of a BERT's layer."""
        at = f"encoder.layer.{number}"
        own = ("query", "key", "value")
        for part in ("weight", "bias"):
            joined = [weights[f"{at}.attention.self.{name}.{part}"] for name in own]
            getattr(self.attend, part).data.copy_(torch.cat(joined))
            for layer, name in (
                (self.out, "attention.output.dense"),
                (self.norm, "attention.output.LayerNorm"),
                (self.up, "intermediate.dense"),
                (self.down, "output.dense"),
                (self.norm_out, "output.LayerNorm"),
            ):
                getattr(layer, part).data.copy_(weights[f"{at}.{name}.{part}"])


class Layers(nn.Module):
    """Tokens to tokens in their context."""

    def __init__(self, pieces: Tensor, english: English) -> None:
        """`pieces` has a vector for each token, shape (tokens, width)."""
        super().__init__()
        weights = english.weights
        self.pieces = _embedding(pieces)
        self.places = _embedding(weights["embeddings.position_embeddings.weight"])
        kind = weights["embeddings.token_type_embeddings.weight"][:1]
        self.kinds = _embedding(kind.repeat(KINDS, 1))
        width = pieces.shape[1]
        self.norm = nn.LayerNorm(width, _NORM)
        for part in ("weight", "bias"):
            getattr(self.norm, part).data.copy_(weights[f"embeddings.LayerNorm.{part}"])
        inner = len(weights["encoder.layer.0.intermediate.dense.bias"])
        self.layers = nn.ModuleList(
            Layer(width, english.heads, inner) for _ in range(english.depth)
        )
        for number, layer in enumerate(self.layers):
            layer.take(weights, number)  # type: ignore[operator]

    def forward(self, ids: Tensor, kinds: Tensor, places: Tensor, mask: Tensor) -> Tensor:
        """Shape (texts, tokens, width); `mask` is added to what tokens make of each other."""
        rows: Tensor = self.norm(self.pieces(ids) + self.kinds(kinds) + self.places(places))
        for layer in self.layers:
            rows = layer(rows, mask)
        return rows

    def keep(self, chosen: Sequence[int]) -> None:
        """Do without the other layers."""
        self.layers = nn.ModuleList(self.layers[number] for number in chosen)


@dataclass(frozen=True)
class English:
    """An English BERT that is learnt from: its weights, layers, and heads of a layer."""

    weights: dict[str, Tensor]
    depth: int
    heads: int

    @staticmethod
    def read(folder: Path) -> English:
        """The weights of a sentence-transformers model of one BERT."""
        config = json.loads((folder / "config.json").read_text("utf-8"))
        held = load_file(folder / "model.safetensors")
        weights = {name.removeprefix("bert."): w.float() for name, w in held.items()}
        return English(weights, config["num_hidden_layers"], config["num_attention_heads"])


class ReaderNetwork(nn.Module):
    """The layers, and what `assistant.evidence.reader.Reader` makes of their words."""

    def __init__(self, layers: Layers) -> None:
        super().__init__()
        self.layers = layers
        width = layers.pieces.embedding_dim
        self.points, self.points_to = _same(width), _same(width)
        self.finds, self.finds_in = _same(width), _same(width)
        self.weigh = nn.Linear(width, 1, bias=False)
        self.wording, self.tops = nn.Linear(width, 1), nn.Linear(3, 1)
        self.none = nn.Sequential(nn.Linear(2 * width, _HIDDEN), nn.GELU(), nn.Linear(_HIDDEN, 1))
        self.heat = nn.Parameter(torch.tensor([_HEAT, _HEAT, 0.0]))
        for layer in (self.weigh, self.wording, self.tops):
            nn.init.zeros_(layer.weight)

    def forward(self, *given: Tensor) -> tuple[Tensor, Tensor]:
        """The logit of each sentence, shape (pages, questions, sentences), and of none of them.

        What is given are `INPUTS`, each with one row a page.
        """
        ids, kinds, places, mask, sentence, of_sentence, of_question, asked = given
        # Half the time on processors that know these short numbers.
        with torch.autocast("cpu", torch.bfloat16, enabled=not torch.onnx.is_in_onnx_export()):
            states = self.layers(ids, kinds, places, mask)
        states = states.float()
        sentences, questions = _means(of_sentence, states), _means(of_question, states)
        units = functional.normalize
        alike = units(questions, dim=-1) @ units(sentences, dim=-1).transpose(1, 2)
        points = self.points(questions) @ self.points_to(sentences).transpose(1, 2)
        own = _rows(states, asked)
        like = units(self.finds_in(own), dim=-1) @ units(self.finds(states), dim=-1).transpose(1, 2)
        # For each token of a question the most like one of each sentence; the first column is of no sentence.
        to = (sentence + 1)[:, None, :].expand_as(like)
        best = torch.full((*like.shape[:2], of_sentence.shape[2] + 1), -1.0)
        best = best.scatter_reduce(2, to, like, "amax")[..., 1:]
        weights = self.weigh(own) + (1 - _rows(of_question, asked)) * UNSEEN
        found = weights.softmax(dim=1).transpose(1, 2) @ best
        scores = self.heat[0] * alike + self.heat[1] * found
        scores = scores + self.heat[2] * points / math.sqrt(states.shape[2])
        scores = scores + self.wording(sentences)[..., 0][:, None, :]
        absent = (of_sentence.sum(dim=1) == 0)[:, None, :]
        scores = scores.masked_fill(absent, UNSEEN)
        tops = [each.masked_fill(absent, UNSEEN).amax(dim=-1) for each in (scores, found, alike)]
        seen = torch.cat([questions, scores.softmax(dim=-1) @ sentences], dim=-1)
        none = self.none(seen)[..., 0] + self.tops(torch.stack(tops, dim=-1))[..., 0]
        return scores, none + (self.heat[0] + self.heat[1]) / 2


def _embedding(rows: Tensor) -> nn.Embedding:
    return nn.Embedding(len(rows), rows.shape[1], _weight=rows.clone())


def _same(width: int) -> nn.Linear:
    layer = nn.Linear(width, width, bias=False)
    nn.init.eye_(layer.weight)
    return layer


def _rows(held: Tensor, chosen: Tensor) -> Tensor:
    """These rows of each page, shape (pages, chosen, width)."""
    return held.gather(1, chosen[..., None].expand(-1, -1, held.shape[2]))


def _means(owned: Tensor, states: Tensor) -> Tensor:
    """The mean of each text's tokens, shape (pages, texts, width)."""
    counts = owned.sum(dim=1).clamp(min=1)[..., None]
    return owned.transpose(1, 2) @ states / counts
