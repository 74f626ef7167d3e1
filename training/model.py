"""The encoder and its heads in PyTorch: the base model's weights, three small embeddings, one layer a head.

A BERT of six layers (Devlin et al. 2019; MiniLM, Wang et al. 2020). What lower-casing and word pieces lose comes back
as learned embeddings of letter case, layout and open quotation marks, zero at the start so that training begins from
the base model exactly. Heads: sentence starts, UPOS, features, deep biaffine dependencies (Dozat and Manning 2017),
entities, cues, and the roles of every word for a given cue, decoded by a linear chain (CRF).
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from allegedly.language.pieces import CASE_SIZE, LAYOUT_SIZE, QUOTED_SIZE

WIDTH, LAYERS, ATTENTION_HEADS = 384, 6, 12
DISTANCES = 65
FORBIDDEN = -1e4


BEARINGS = 3


class Sizes(NamedTuple):
    """How many labels each head has."""

    upos: int
    feats: int
    deprels: int
    entities: int
    roles: int


class Locked(nn.Module):
    """Dropout with one mask for all pieces of a window (Gal and Ghahramani 2016): one random number for all of them,
    where drawing one each was a tenth of a step on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        if not self.training:
            return states
        shape = (states.shape[0], *([1] * (states.dim() - 2)), states.shape[-1])
        return states * F.dropout(states.new_ones(shape), self.share)


class Layer(nn.Module):
    """One post-norm transformer layer.  Shape in and out: (window, piece, width)"""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Locked(dropout)
        self.scale = (WIDTH // ATTENTION_HEADS) ** -0.5

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        size = states.shape[:2]
        query, key, value = (
            part(states).view(*size, ATTENTION_HEADS, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        # Spelled out and kept in the operands' precision. On a CPU the fused kernel's backward pass was 23 % of a step,
        # and autocast would turn the softmax into float32, which held a step at 1,730 pieces a second instead of 2,750.
        with torch.autocast(states.device.type, enabled=False):
            scores = (query * self.scale if self.scale != 1 else query) @ key.transpose(-1, -2)
            mixed = (scores if mask is None else scores + mask.to(query.dtype)).softmax(-1) @ value
        mixed = self.output(mixed.transpose(1, 2).reshape(*size, WIDTH))
        states = self.attention_norm(states + self.dropout(mixed))
        return self.output_norm(states + self.dropout(self.down(F.gelu(self.up(states)))))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Pieces and their features to states.  Shape: (window, piece) to (window, piece, width)"""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(CASE_SIZE, WIDTH)
        self.layout = nn.Embedding(LAYOUT_SIZE, WIDTH)
        self.quoted = nn.Embedding(QUOTED_SIZE, WIDTH)
        for embedding in (self.case, self.layout, self.quoted):
            nn.init.zeros_(embedding.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Locked(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, case: Tensor, layout: Tensor, quoted: Tensor, *, padded: bool = True) -> Tensor:
        position = torch.arange(ids.shape[1], device=ids.device)
        states = self.words(ids) + self.positions(position) + self.kind
        states = states + self.case(case) + self.layout(layout) + self.quoted(quoted)
        states = self.dropout(self.norm(states))
        # Padding is piece 0; an additive mask exports to fewer operators than a boolean one.
        mask = (ids == 0)[:, None, None, :].to(states.dtype) * FORBIDDEN if padded else None
        for layer in self.layers:
            states = layer(states, mask)
        return states  # type: ignore[no-any-return]


_BASE_LAYER = {
    "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
    "attention.output.dense": "output", "attention.output.LayerNorm": "attention_norm",
    "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "output_norm",
}  # fmt: skip
_BASE_EMBEDDING = {
    "embeddings.word_embeddings": "words", "embeddings.position_embeddings": "positions",
    "embeddings.LayerNorm": "norm",
}  # fmt: skip


def load_base(encoder: Encoder, weights: dict[str, Tensor]) -> None:
    """Copy the base model's weights; every parameter of a layer must be there, none may be left over unnamed."""
    own: dict[str, Tensor] = {"kind": weights["embeddings.token_type_embeddings.weight"][0]}
    for theirs, ours in _BASE_EMBEDDING.items():
        for name in ("weight", "bias"):
            if f"{theirs}.{name}" in weights:
                own[f"{ours}.{name}"] = weights[f"{theirs}.{name}"]
    for number in range(LAYERS):
        for theirs, ours in _BASE_LAYER.items():
            for name in ("weight", "bias"):
                own[f"layers.{number}.{ours}.{name}"] = weights[f"encoder.layer.{number}.{theirs}.{name}"]
    missing, unexpected = encoder.load_state_dict(own, strict=False)
    if unexpected or set(missing) != {"case.weight", "layout.weight", "quoted.weight"}:
        raise ValueError(f"the base model's weights do not fit: missing {missing}, unexpected {unexpected}")


class Parser(nn.Module):
    """Deep biaffine arcs and labels over the words of a window.

    Shape: word states (window, word, width) to arcs (window, dependent, head).
    """

    def __init__(self, arc_width: int, label_width: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, arc_width), nn.Linear(WIDTH, arc_width)
        self.label_dependent, self.label_head = nn.Linear(WIDTH, label_width), nn.Linear(WIDTH, label_width)
        self.arc = nn.Parameter(torch.zeros(arc_width + 1, arc_width))
        self.label = nn.Parameter(torch.zeros(label_width + 1, labels, label_width + 1))
        nn.init.xavier_uniform_(self.arc)
        self.dropout = Locked(dropout)

    def arcs(self, words: Tensor) -> Tensor:
        dependent = self.dropout(F.gelu(self.arc_dependent(words)))
        head = self.dropout(F.gelu(self.arc_head(words)))
        return _with_one(dependent) @ self.arc @ head.transpose(-1, -2)

    def labels(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores of all labels for given pairs.  Shape: two of (pair, width) to (pair, label)"""
        dependent = _with_one(self.dropout(F.gelu(self.label_dependent(dependents))))
        head = _with_one(self.dropout(F.gelu(self.label_head(heads))))
        width, labels, _ = self.label.shape
        mixed = (dependent @ self.label.reshape(width, -1)).view(-1, labels, width)
        return (mixed @ head[:, :, None])[:, :, 0]


def _with_one(states: Tensor) -> Tensor:
    return torch.cat([states, torch.ones_like(states[..., :1])], -1)


class Roles(nn.Module):
    """What every word of a window is to a given cue: nothing, cue, source or content.

    The cue's first word modulates every word's vector (a scale and a shift, Perez et al. 2018), together with the
    distance between the two; a convolution lets neighbours agree.
    Shape: `project`ed words (pair, word, width), cue states (pair, 384), distance (pair, word) to (pair, word, tag).
    """

    def __init__(self, width: int, tags: int, dropout: float) -> None:
        super().__init__()
        self.word, self.cue = nn.Linear(WIDTH, width), nn.Linear(WIDTH, 2 * width)
        self.distance = nn.Embedding(DISTANCES, width)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.near = nn.Linear(3 * width, width)
        self.tag = nn.Linear(width, tags)
        self.dropout = Locked(dropout)

    def project(self, words: Tensor) -> Tensor:
        """What of a word's state the roles need, once for all cues.  Shape: (…, 384) to (…, width)"""
        return self.word(words)  # type: ignore[no-any-return]

    def forward(self, words: Tensor, cues: Tensor, distance: Tensor) -> Tensor:
        scale, shift = self.cue(cues)[:, None].chunk(2, -1)
        states = words * (1 + scale) + shift + self.distance(distance)
        states = self.dropout(F.gelu(states))
        before, after = F.pad(states, (0, 0, 1, 0))[:, :-1], F.pad(states, (0, 0, 0, 1))[:, 1:]
        states = states + self.dropout(F.gelu(self.near(torch.cat([before, states, after], -1))))
        return self.tag(states)  # type: ignore[no-any-return]


def distance_buckets(offsets: Tensor) -> Tensor:
    """Signed word distances to one of 65 buckets: exact up to 16, then coarser up to 128 and beyond."""
    size = offsets.abs()
    far = 16 + (torch.log2(size.clamp(min=16).float() / 16) * 5.34).long().clamp(max=16)
    return torch.where(size <= 16, size, far) * offsets.sign() + DISTANCES // 2


class Antecedents(nn.Module):
    """Do two words head mentions of one entity? Word-level coreference (Dobrovolskii 2021) without a second pass.

    Shape: `project`ed words (pair, width) twice, distance (pair) to (pair). A score of 0 is that of no antecedent.
    """

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.word = nn.Linear(WIDTH, width)
        self.mention, self.candidate = nn.Linear(width, width), nn.Linear(width, width, bias=False)
        self.product = nn.Linear(width, width, bias=False)
        self.distance = nn.Embedding(DISTANCES, width)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.score = nn.Linear(width, 1)
        self.dropout = Locked(dropout)

    def project(self, words: Tensor) -> Tensor:
        """What of a word's state the scores need.  Shape: (…, 384) to (…, width)"""
        return F.gelu(self.word(words))

    def forward(self, mentions: Tensor, candidates: Tensor, distance: Tensor) -> Tensor:
        hidden = self.mention(mentions) + self.candidate(candidates) + self.product(mentions * candidates)
        return self.score(self.dropout(F.gelu(hidden + self.distance(distance))))[..., 0]  # type: ignore[no-any-return]


class Bearing(nn.Module):
    """How two texts of one window bear on each other: supports, disputes, neither.  Shape: (pair, 384) to (pair, 3)"""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.hidden, self.label = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, BEARINGS)
        self.dropout = Locked(dropout)

    def forward(self, states: Tensor) -> Tensor:
        return self.label(self.dropout(F.gelu(self.hidden(self.dropout(states)))))  # type: ignore[no-any-return]


class Reader(nn.Module):
    """The encoder with all its heads."""

    def __init__(self, vocabulary: int, sizes: Sizes, config: dict[str, float]) -> None:
        super().__init__()
        dropout, head = config["dropout"], config["head_dropout"]
        self.encoder = Encoder(vocabulary, dropout)
        self.dropout = Locked(dropout)
        # One matrix for all word heads: sentence start, cue, UPOS, features, entities.
        self.parts = [1, 1, sizes.upos, sizes.feats, sizes.entities]
        self.word_heads = nn.Linear(WIDTH, sum(self.parts))
        self.parser = Parser(int(config["arc_width"]), int(config["label_width"]), sizes.deprels, head)
        self.roles = Roles(int(config["cue_width"]), sizes.roles, dropout)
        self.transitions = nn.Parameter(torch.zeros(sizes.roles, sizes.roles))
        self.antecedents = Antecedents(int(config["mention_width"]), dropout)
        self.bearing = Bearing(dropout)
        self.embedding = nn.Linear(WIDTH, WIDTH)
        with torch.no_grad():
            self.embedding.weight.copy_(torch.eye(WIDTH))
            self.embedding.bias.zero_()

    def words(self, states: Tensor, first: Tensor) -> Tensor:
        """The state of each word's first piece.  Shape: (window, piece, 384), (window, word) to (window, word, 384)"""
        return states.gather(1, first[:, :, None].expand(-1, -1, WIDTH))
