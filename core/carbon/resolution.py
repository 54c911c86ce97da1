"""From the words of a row to the factors that apply to it.

Everything that a table of a million rows needs from the factor tables is found here, in plain Python, for the
few hundred kinds of rows that it has.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .. import units
from ..errors import FactorError, ScienceError, UnitError, problem
from . import agriculture, fuels, gwp
from .activities import GROUPS, Activity, find, like
from .routes import ROUTES
from .streams import SCOPE_DIRECT, Case, Choices, Kind, Resolved, Stream, own_scheme, stream

OWN_PREFIX = "ef_"
#: Dimension of an amount -> the base unit in which rates are kept (the base units of units.csv).
BASES = {
    "mass": "t",
    "volume": "m3",
    "energy": "GJ",
    "area": "m2",
    "head": "head",
    "persons": "person",
    "money": "yuan",
    "power": "kW",
    "distance": "m",
}
#: What the amount of a route may measure; the others depend on the factor.
_DIMENSIONS = {
    "fuel": ("mass", "volume", "energy"),
    "electricity": ("energy",),
    "heat": ("energy",),
    "nitrogen": ("mass",),
    "rice": ("area",),
    "livestock": ("head",),
    "process": ("mass",),
    "burning": ("mass",),
}
_YEARLY = (("year", ""), -1)


def resolve(kind: Kind, choices: Choices) -> Resolved:
    """Factors of one kind of row.

    Raises
    ------
    UnitError
        The unit of amount is unknown, or is none that an amount of the activity can have.
    FactorError
        The activity is unknown, or the chosen set has no greenhouse-gas factor for it.
    """
    activity = find(kind.activity) or _by_key(kind.activity, choices)
    unit, dimension = amount_unit(kind.unit, activity)
    case = Case(kind, activity, BASES[dimension], choices)
    own = _own_streams(case)
    replaced = {found.gas for found in own}
    try:
        known = ROUTES[activity.route](case)
    except FactorError:
        # the user's factors may cover what the chosen scheme lacks
        if not any(found.is_ghg for found in own):
            raise
        known = []
    kept = [found for found in known if found.gas not in replaced]
    return Resolved(
        activity.code,
        activity.group,
        case.base,
        float(unit.size),
        (*kept, *own),
        _standard_coal(case),
        tuple(case.notes),
    )


@dataclass(frozen=True)
class Pollutants:
    """Pollutants of one kind of row, per base unit of its amount; see `Resolved`."""

    code: str
    route: str
    base: str
    size: float
    streams: tuple[Stream, ...]


def resolve_pollutants(kind: Kind, choices: Choices) -> Pollutants:
    """Pollutants of one kind of row, greenhouse gases left aside; none where the tables have no factor.

    Built-in factors of pollutants are those of burnt residues; all others are the user's own.

    Raises
    ------
    UnitError
        The unit of amount is unknown, or is none that an amount of the activity can have.
    FactorError
        The activity is unknown.
    """
    activity = find(kind.activity) or _by_key(kind.activity, choices)
    unit, dimension = amount_unit(kind.unit, activity)
    case = Case(kind, activity, BASES[dimension], choices)
    own = [found for found in _own_streams(case) if not found.is_ghg]
    known = ROUTES["burning"](case) if activity.route == "burning" else []
    replaced = {found.gas for found in own}
    kept = [found for found in known if not found.is_ghg and found.gas not in replaced]
    return Pollutants(activity.code, activity.route, case.base, float(unit.size), (*kept, *own))


def _by_key(text: str, choices: Choices) -> Activity:
    """An activity that only a factor table of the user's knows, by its key there."""
    rows = choices.emission.select(key=text)
    if rows:
        group = rows[0].extra.get("group", "")
        if group not in GROUPS:
            raise FactorError(
                problem(
                    "The factors of {activity} need a column group with one of {groups}.",
                    activity=text,
                    groups=", ".join(GROUPS),
                )
            )
        return Activity(text, rows[0].name_en, rows[0].name_zh, (), group, "own", text, (), "", "", "")
    rows = choices.fuel.select(key=text)
    if rows:
        return Activity(text, rows[0].name_en, rows[0].name_zh, (), "fossil", "fuel", text, (), "", "", "")
    near = like(text)
    raise FactorError(
        problem(
            "The activity {activity} is not known{hint}. Write a key or name of the factor tables, or add it "
            "to a factor table of your own.",
            activity=text,
            hint=f" ({', '.join(near)}?)" if near else "",
        )
    )


def amount_unit(text: str, activity: Activity) -> tuple[units.Unit, str]:
    """The unit of an amount of *activity* and its dimension; amounts per year count as amounts.

    Raises
    ------
    UnitError
        The unit is unknown, weighs another substance, or measures what the activity is not measured in.
    """
    unit = units.unit(text)
    parts = [part for part in unit.signature if part != _YEARLY]
    if len(parts) == 1:
        (dimension, substance), power_of = parts[0]
        allowed = _DIMENSIONS.get(activity.route, tuple(BASES))
        if power_of == 1 and dimension in allowed and substance in ("", activity.substance):
            return unit, dimension
    accepted = [symbol for name in _DIMENSIONS.get(activity.route, BASES) for symbol in units.accepted(name)]
    raise UnitError(
        problem(
            "Amounts of {activity} cannot be given in {unit}; use one of {accepted}.",
            activity=activity.code,
            unit=text,
            accepted=", ".join(accepted),
        )
    )


def _own_streams(case: Case) -> list[Stream]:
    """Streams of the table ``emission``: the user's own factors, of gases and of pollutants."""
    rows = case.choices.emission.select(key=case.activity.factor_key)
    streams = []
    for parameter in dict.fromkeys(row.parameter for row in rows):
        gas = parameter.removeprefix(OWN_PREFIX)
        alike = [row for row in rows if row.parameter == parameter]
        factor = agriculture.nearest(alike, case.regions, case.kind.year)
        if factor is None:
            continue
        is_ghg = gwp.is_greenhouse_gas(gas, case.choices.gwp)
        weight = f"t{gas}" if gas in ("CO2", "CH4", "N2O") else "t"
        rate = fuels.product((factor,), (units.factor(factor.unit, f"{weight}/{case.base}"),))
        origin = factor.extra.get("origin") or gwp.FOSSIL
        scope = int(factor.extra.get("scope") or SCOPE_DIRECT)
        streams.append(stream(case, gas, origin if is_ghg else "", rate, "emission", scope))
    return streams


def standard_coal(kind: Kind, choices: Choices) -> float:
    """Standard coal in one unit of amount of a kind of row, t; NaN where no energy is known."""
    try:
        activity = find(kind.activity) or _by_key(kind.activity, choices)
        unit, dimension = amount_unit(kind.unit, activity)
    except ScienceError:
        return math.nan
    return float(unit.size) * _standard_coal(Case(kind, activity, BASES[dimension], choices))


def _standard_coal(case: Case) -> float:
    if case.activity.route not in ("fuel", "electricity", "heat"):
        return math.nan
    choices = case.choices
    if case.base == "GJ" and units.unit(case.kind.unit).symbol.endswith("ce"):
        return 1 / fuels.GJ_PER_TCE  # an amount in standard coal is standard coal
    rate, _ = fuels.tce_rate(
        choices.fuel,
        own_scheme(choices.fuel, choices.tce_scheme),
        case.activity.factor_key,
        case.base,
        case.scheme(choices.fuel, choices.fuel_scheme),
    )
    return rate
