"""Guards against counting twice: one diesel, one route of the same matter, one side of power."""

from __future__ import annotations

import numpy as np

from ..errors import Problem, problem
from ..wording import shown
from . import rows as table
from .activities import find, sector_code
from .emission_tables import Account

#: Activities that account for the same matter by two routes.
_SAME_MATTER = (("fert_N", "fert_total"), ("msw_nonbio", "msw_incineration"))
#: The same diesel as a farm input, and as a fuel of these sectors or of none: one route (factors.md 3.9).
_INPUT_DIESEL, _FUEL_DIESEL = "agri_diesel", "diesel"
_FARM_SECTORS = ("agriculture_energy", "agriculture", "")


def one_diesel(rows: table.Rows, cells: table.Cells, remarks: list[Problem]) -> tuple:
    """Leave farm diesel of the input route out of units that have farm diesel as a fuel, and tell it.

    Returns
    -------
    rows, cells
        What is left of both.
    """
    activity, sector = rows.coded["activity"], rows.coded["sector"]
    known = [found.code if found else "" for found in map(find, activity.values.tolist())]
    as_input, as_fuel = (
        np.array([code == which for code in known], dtype=bool)[activity.codes]
        for which in (_INPUT_DIESEL, _FUEL_DIESEL)
    )
    on_farm = np.array([sector_code(text) in _FARM_SECTORS for text in sector.values], dtype=bool)
    unit = table.numbered(rows.coded["unit_code"], rows.coded["year"])
    twice = as_input & np.isin(unit, unit[as_fuel & on_farm[sector.codes]])
    if not twice.any():
        return rows, cells
    remarks.append(
        problem(
            "{count} rows of farm diesel by the input route were left out, because their units have farm "
            "diesel as a fuel too ({units}): the same diesel is counted once.",
            count=int(twice.sum()),
            units=shown(np.unique(rows.unit_code[twice].astype(str)).tolist(), table.SHOWN),
        )
    )
    rows = rows.taken(~twice)
    return rows, table.gather(rows)


def counted_twice(made: Account) -> list[Problem]:
    """Units in which two activities stand for the same matter."""
    found = []
    codes = set(made.detail["activity"].unique())
    for one, other in _SAME_MATTER:
        if not {one, other} <= codes:
            continue
        held = made.detail[made.detail["activity"].isin((one, other))]
        both = held.groupby(["unit_code", "year"])["activity"].nunique() > 1
        if both.any():
            found.append(
                problem(
                    "{count} units have both {one} and {other}, which account for the same matter "
                    "({units}). Keep one of them.",
                    count=int(both.sum()),
                    one=one,
                    other=other,
                    units=shown(both[both].index.get_level_values(0), table.SHOWN),
                )
            )
    return found


def left_out(made: Account, side: str) -> list[Problem]:
    """What the chosen side leaves out of the total, so that nobody misses it."""
    units = made.units
    if side == "consumption" and units["power_tco2"].sum() > 0:
        return [
            problem(
                "The total is on the consumption side: {amount} t CO2e of power and heat supply are shown in "
                "power_tco2 and not added, because users carry them in scope 2.",
                amount=f"{units['power_tco2'].sum():.10g}",
            )
        ]
    if side == "production" and units["scope2_tco2"].sum() > 0:
        return [
            problem(
                "The total is on the production side: {amount} t CO2e of bought power and heat are shown in "
                "scope2_tco2 and not added.",
                amount=f"{units['scope2_tco2'].sum():.10g}",
            )
        ]
    return []
