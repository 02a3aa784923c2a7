"""Small models that learn from features of passages which of them are right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """The passages of one question: features in rows, and which are right."""

    rows: Rows
    right: NDArray[np.bool_]


@dataclass(frozen=True)
class Model:
    """Scores rows of features, the higher, the better; `weights` say by what, where that can be said."""

    score: Callable[[Rows], Rows]
    weights: dict[str, float]


def telling(examples: Sequence[Example]) -> list[Example]:
    """Those from which something can be learnt: some of the passages are right, and some are not."""
    return [one for one in examples if one.right.any() and not one.right.all()]


def listwise(sets: Sequence[Sequence[Example]], names: Sequence[str], hold: float) -> Model:
    """A linear model under which the right passages have the most of each question's softmax.

    After ListNet (Cao et al. 2007). The first feature is the present score, which it is free to scale; what the others
    add is held to 0 by `hold` times its square. Each set counts the same, whatever its number of questions.
    """
    import torch

    known = [telling(examples) for examples in sets]
    everything = np.concatenate([one.rows for examples in known for one in examples])
    middle, spread = everything.mean(axis=0), np.maximum(everything.std(axis=0), 1e-6)
    lists = [
        (torch.from_numpy((one.rows - middle) / spread), torch.from_numpy(one.right), 1 / len(examples))
        for examples in known
        for one in examples
    ]
    weights = torch.zeros(everything.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Any:
        optimizer.zero_grad()
        total = hold * (weights[1:] ** 2).sum()
        for rows, right, part in lists:
            scores = torch.log_softmax(rows @ weights, dim=0)
            total = total - part * torch.logsumexp(scores[right], dim=0) / len(known)
        total.backward()
        return total

    optimizer.step(loss)
    found = weights.detach().numpy()
    return Model(lambda rows: np.asarray(((rows - middle) / spread) @ found), _named(names, found / spread))


def _named(names: Sequence[str], weights: Rows) -> dict[str, float]:
    """The weights of the features as they are, that of the present score being 1."""
    first = weights[0] if abs(weights[0]) > 1e-9 else 1.0
    return {name: round(float(weight / first), 4) for name, weight in zip(names, weights, strict=True)}


def boosted(sets: Sequence[Sequence[Example]]) -> Model:
    """Small trees, boosted, that tell right passages from others one by one. Each set counts the same."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]

    known = [telling(examples) for examples in sets]
    rows = np.concatenate([one.rows for examples in known for one in examples])
    right = np.concatenate([one.right for examples in known for one in examples])
    counts = [sum(len(one.rows) for one in examples) for examples in known]
    weights = np.concatenate([np.full(count, len(rows) / count / len(counts)) for count in counts])
    trees = HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.05,
        max_depth=3,
        min_samples_leaf=20,
        l2_regularization=1.0,
        random_state=1,
    )
    trees.fit(rows, right, sample_weight=weights)
    return Model(lambda unseen: np.asarray(trees.decision_function(unseen)), {})
