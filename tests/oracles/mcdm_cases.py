"""Matrices on which weights and closeness are compared with pymcdm."""

from __future__ import annotations

import numpy as np


def matrices() -> dict[str, np.ndarray]:
    """Name -> (units, indicators), all positive; pymcdm takes logarithms of shares."""
    rng = np.random.default_rng(23)
    return {
        "notes": np.array(
            [
                [50, 500, 1.25, 20],
                [80, 400, 400 / 300, 10],
                [40, 160, 0.8, 60],
                [30, 90, 0.6, 110],
            ]
        ),
        "small": rng.gamma(2.0, size=(5, 3)) + 0.1,
        "wide": rng.lognormal(0.0, 2.0, size=(40, 8)),
        "long": rng.uniform(1.0, 100.0, size=(300, 5)),
    }


def costs(columns: int) -> list[bool]:
    """Every second indicator is one of which less is better."""
    return [bool(at % 2) for at in range(columns)]
