"""Emission accounts seen by sector, and by the kind of land that emits, with intervals.

The land-space view (buildings, transport, industry, agriculture, land) is what use control can hold (paper 2
s1.2). Factors are shared by the rows that are added up, so intervals are made from the lines, not from rows.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from .. import uncertainty as un
from ..vocabulary import by_code
from ..vocabulary import sectors as known_sectors
from .emission_ranges import Ranges

if TYPE_CHECKING:
    import pandas as pd

OTHER = "other"
COUNTED = "counted"
#: Land of activities whose sector says nothing, by group of the activity.
_BY_GROUP = {"process": "industry", "agriculture": "agriculture", "waste": "utilities"}


def interval(name: str, target: np.ndarray, count: int, ranges: Ranges) -> dict[str, np.ndarray]:
    """Columns of the interval of sums of all lines; NaN where no line has any width."""
    found = ranges.of(target, count, np.ones(len(target), dtype=bool))
    known = np.bincount(target[ranges.ranged], minlength=count) > 0
    return {key: np.where(known, values, np.nan) for key, values in un.columns(name, found).items()}


def sectors(detail: pd.DataFrame, of_line: np.ndarray, ranges: Ranges) -> pd.DataFrame:
    """Emissions by unit, year, sector, gas and scope.

    Parameters
    ----------
    detail
        Table of details.
    of_line
        Row of it that every line of the account belongs to.
    ranges
        The lines with their limits.
    """
    detail = detail.assign(land_group=_groups(detail))
    keys = ["unit_code", "unit_name", "year", "sector", "land_group", "gas", "gas_origin", "scope", "counted"]
    return _grouped(detail, keys, of_line, ranges)


def land_views(detail: pd.DataFrame, of_line: np.ndarray, ranges: Ranges) -> pd.DataFrame:
    """Counted emissions by unit, year and kind of land that emits."""
    detail = detail.assign(land_group=_groups(detail))
    keys = ["unit_code", "unit_name", "year", "land_group", "counted"]
    made = _grouped(detail, keys, of_line, ranges)
    counted = made[made["counted"] == COUNTED].drop(columns=["counted", "emission_t"])
    return counted.reset_index(drop=True)


def _grouped(detail: pd.DataFrame, keys: list[str], of_line: np.ndarray, ranges: Ranges) -> pd.DataFrame:
    import pandas as pd

    grouped = detail.groupby(keys, sort=True, dropna=False)
    of_row = grouped.ngroup().to_numpy()
    made = grouped[["emission_t", "tco2e"]].sum(min_count=1).reset_index()
    limits = interval("tco2e", of_row[of_line], len(made), ranges)
    return pd.concat([made, pd.DataFrame(limits)], axis=1)


def _groups(detail: pd.DataFrame) -> np.ndarray:
    pairs = zip(detail["sector"].tolist(), detail["emission_group"].tolist())
    return np.array([*(_group(*pair) for pair in pairs), None], dtype=object)[:-1]


@cache
def _group(sector: str, activity_group: str) -> str:
    """Kind of land of a sector, else of the group of the activity."""
    known = by_code(known_sectors()).get(sector)
    return (known.land_group if known else "") or _BY_GROUP.get(activity_group, OTHER)
