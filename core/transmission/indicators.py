"""The indicators of the plans and what is usual for them: direction, how binding, critical band."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ..csvdata import read_rows
from ..vocabulary import FOLDER, Named

TABLE = FOLDER.parent / "indicators" / "indicators.csv"


@dataclass(frozen=True)
class Indicator(Named):
    """An indicator; ``kappa`` is NaN where the table has none."""

    unit: str
    direction: str
    binding: str
    kappa: float


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by id."""
    return {
        row["id"]: Indicator(
            row["id"],
            row["name_en"],
            row["name_zh"],
            row["unit"],
            row["direction"],
            row["binding"],
            float(row["kappa"]) if row["kappa"] else np.nan,
        )
        for row in read_rows(TABLE, "list of indicators")
    }
