"""What pymcdm finds on the matrices of `mcdm_cases`.

    .venv/bin/python tests/oracles/freeze_mcdm.py            writes tests/fixtures/mcdm_oracles.json

Needs ``tools/setup.sh --oracles``.
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from oracles import mcdm_cases as cases

TARGET = Path(__file__).resolve().parents[1] / "fixtures" / "mcdm_oracles.json"


def listed(values) -> list:
    return np.asarray(values, dtype=float).round(12).tolist()


def found() -> dict:
    from pymcdm import normalizations
    from pymcdm.methods import TOPSIS
    from pymcdm.weights import critic_weights, entropy_weights

    closeness = TOPSIS(normalization_function=normalizations.vector_normalization)
    made = {}
    for name, matrix in cases.matrices().items():
        columns = matrix.shape[1]
        weights = entropy_weights(matrix)
        turned = cases.costs(columns)
        made[name] = {
            "entropy_share": listed(weights),
            "critic": listed(critic_weights(matrix)),
            "topsis": listed(closeness(matrix, weights, np.ones(columns))),
            "topsis_costs": listed(closeness(matrix, weights, np.where(turned, -1, 1))),
        }
    return made


if __name__ == "__main__":
    versions = {name: importlib.metadata.version(name) for name in ("pymcdm", "numpy", "scipy")}
    record = {"made_by": "tests/oracles/freeze_mcdm.py", "versions": versions, **found()}
    TARGET.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
