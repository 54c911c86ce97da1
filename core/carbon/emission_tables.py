"""The tables of an emission account: details by stream, sums by unit, pollutants of the same activities.

pandas holds the tables; the sums run over integer codes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .. import flags as fl
from .. import uncertainty as un
from ..vocabulary import pollutant
from . import emission_views
from . import rows as table
from .activities import GROUP_COLUMNS, sector_code
from .emission_ranges import Ranges, Spreading
from .gwp import BIOGENIC
from .streams import SCOPE_BOUGHT, SCOPE_DIRECT, Resolved

if TYPE_CHECKING:
    import pandas as pd

GAS_COLUMNS = {"CO2": "co2_t", "CH4": "ch4_t", "N2O": "n2o_t"}
#: Base units of the computation that people read better in another unit: (unit, units per base unit).
_SHOWN_IN = {"m2": ("ha", 1e-4), "yuan": ("10^4 yuan", 1e-4), "m": ("km", 1e-3)}
#: Whether a line is part of the total: counted; of the other accounting side; CO2 of living matter; no gas.
STATUSES = ("counted", "other_side", "biogenic", "pollutant")
_IDENTITY = ("unit_code", "year", "sector", "activity", "unit", "place")
_STREAM_TEXTS = ("gas", "origin", "formula", "scheme", "region", "year", "source_key", "confidence")


@dataclass(frozen=True)
class Account:
    """Tables of an inventory; those that not everybody asks for are made when they are asked for.

    Attributes
    ----------
    units
        One row per unit and year: ``source_tco2`` with its limits, groups, scopes, gases, tce, flags.
    detail
        One row per unit, year, sector, activity, gas and scope, with the factor and its source.
    whole
        Interval of the counted total of all units and years.
    of_line, ranges
        Row of *detail* of every line, and the lines with their limits.
    """

    units: pd.DataFrame
    detail: pd.DataFrame
    whole: un.Interval
    of_line: np.ndarray
    ranges: Ranges

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """One row per unit, year, sector, gas and scope, see `emission_views`."""
        return emission_views.sectors(self.detail, self.of_line, self.ranges)

    @cached_property
    def views(self) -> pd.DataFrame:
        """One row per unit, year and kind of land that emits, see `emission_views`."""
        return emission_views.land_views(self.detail, self.of_line, self.ranges)

    @cached_property
    def pollutants(self) -> pd.DataFrame:
        """One row per unit, year and pollutant: amount in kg."""
        return _pollutants(self.detail)


@dataclass(frozen=True)
class _Streams:
    """All streams of all kinds in columns; those of kind k are ``start[k]`` to ``start[k] + count[k]``."""

    start: np.ndarray
    count: np.ndarray
    like: np.ndarray  # number that streams with the same gas, scope and factors share
    rate: np.ndarray
    scope: np.ndarray
    potential: np.ndarray  # t CO2e per t, NaN for pollutants
    memo: np.ndarray  # CO2 of living matter: told, never added
    texts: dict[str, np.ndarray]


@dataclass(frozen=True)
class _Lines:
    """One element per cell and stream: masses in t, equivalents in t CO2e (NaN for pollutants).

    ``weight`` is what the equivalents are without the rate of the stream.
    """

    cell: np.ndarray
    stream: np.ndarray
    mass: np.ndarray
    co2e: np.ndarray
    weight: np.ndarray
    counted: np.ndarray


def account(
    rows: table.Rows,
    cells: table.Cells,
    kind_of_cell: np.ndarray,
    resolved: list[Resolved | None],
    potentials: dict[tuple[str, str], float],
    is_power: np.ndarray,
    side: str,
    spreading: Spreading,
    progress: Callable[[float], None] = lambda fraction: None,
) -> Account:
    """Emissions of cells as tables.

    Parameters
    ----------
    kind_of_cell
        Position in *resolved* of every cell.
    resolved
        Factors of every kind; None where there are none.
    potentials
        (gas, origin) -> t CO2e per t.
    is_power
        Which cells belong to the supply of power and heat.
    side
        ``consumption`` or ``production``.
    spreading
        How intervals are made.
    progress
        Called with a fraction 0..1; may raise to cancel.
    """
    streams = _columns(resolved, potentials)
    size = np.array([np.nan if found is None else found.size for found in resolved])
    amount = cells.amount * size[kind_of_cell]
    lines = _lines(streams, kind_of_cell, amount, is_power, side)
    names = _names(rows)
    ranges = Ranges(resolved, cells, _namer(rows, cells), lines.cell, lines.stream, lines.weight, spreading)
    units = _units(
        rows, cells, kind_of_cell, resolved, amount, streams, lines, is_power, side, names, ranges, progress
    )
    detail, of_line = _detail(rows, cells, amount, streams, lines, names, ranges)
    whole = ranges.of_all(lines.counted)
    return Account(units, detail, whole, of_line, ranges)


def _namer(rows: table.Rows, cells: table.Cells) -> Callable[[int], str]:
    """A name for a cell that neither the order of rows nor other rows change."""

    def name(cell: int) -> str:
        return "/".join(str(getattr(rows, column)[cells.first[cell]]) for column in _IDENTITY)

    return name


def _names(rows: table.Rows) -> np.ndarray:
    """The first name of each unit code: spellings of names differ, codes decide."""
    codes, names = rows.coded["unit_code"], rows.coded["unit_name"]
    named = np.flatnonzero((names.values != "")[names.codes])[::-1]
    found = np.full(len(codes.values), "", dtype=object)
    found[codes.codes[named]] = names.values[names.codes[named]]
    return found


def _columns(resolved: list[Resolved | None], potentials: dict[tuple[str, str], float]) -> _Streams:
    count = np.array([0 if found is None else len(found.streams) for found in resolved], dtype=np.int64)
    pairs = [(found, stream) for found in resolved if found is not None for stream in found.streams]
    streams = [stream for _, stream in pairs]

    def column(name, dtype=np.float64):
        return np.array([getattr(stream, name) for stream in streams], dtype=dtype)

    texts = {name: column(name, object) for name in _STREAM_TEXTS}
    identities = np.array(
        ["\t".join(map(str, one)) for one in zip(*texts.values(), column("scope"))], dtype=object
    )
    for name in ("code", "group", "base"):
        texts[name] = np.array([getattr(found, name) for found, _ in pairs], dtype=object)
    return _Streams(
        start=np.cumsum(count) - count,
        count=count,
        like=table.Labels.of(identities).ranks,
        rate=column("rate"),
        scope=column("scope", np.int64),
        potential=np.array([potentials.get((s.gas, s.origin), np.nan) for s in streams], dtype=np.float64),
        memo=np.array([s.gas == "CO2" and s.origin == BIOGENIC for s in streams], dtype=bool),
        texts=texts,
    )


def _lines(streams: _Streams, kind_of_cell, amount, is_power, side: str) -> _Lines:
    count = streams.count[kind_of_cell]
    cell = np.repeat(np.arange(len(kind_of_cell)), count)
    within = np.arange(len(cell)) - np.repeat(np.cumsum(count) - count, count)
    stream = np.repeat(streams.start[kind_of_cell], count) + within
    base = amount[cell]
    mass = base * streams.rate[stream]
    weight = base * streams.potential[stream]
    co2e = weight * streams.rate[stream]
    scope = streams.scope[stream]
    bought = scope == SCOPE_BOUGHT
    on_side = bought | ~is_power[cell] if side == "consumption" else ~bought
    counted = on_side & ~np.isnan(streams.potential[stream]) & ~streams.memo[stream]
    return _Lines(cell, stream, mass, co2e, weight, counted)


def _units(
    rows,
    cells,
    kind_of_cell,
    resolved,
    amount,
    streams,
    lines: _Lines,
    is_power,
    side,
    names,
    ranges,
    progress,
):
    import pandas as pd

    first = cells.first
    code, year = rows.coded["unit_code"].at(first), rows.coded["year"].at(first)
    unit = table.numbered(code, year)
    shown = table.firsts(unit)
    length = len(shown)
    unit_of_line = unit[lines.cell]
    co2e, mass = np.nan_to_num(lines.co2e), np.nan_to_num(lines.mass)

    def summed(values, mask):
        return np.bincount(unit_of_line, values * mask, length)

    def counted(of_stream):
        return lines.counted & of_stream[lines.stream]

    total = summed(co2e, lines.counted)
    with_range = summed(co2e, lines.counted & ranges.ranged)
    columns = {
        "source_tco2": total,
        **un.columns("source_tco2", ranges.of(unit_of_line, length, lines.counted, progress)),
        "ranged_pct": np.divide(100 * with_range, total, out=np.full(length, np.nan), where=total != 0),
    }
    group, gas = streams.texts["group"], streams.texts["gas"]
    columns.update({name: summed(co2e, counted(group == which)) for which, name in GROUP_COLUMNS.items()})
    own = ~np.isnan(streams.potential) & ~streams.memo
    direct = (own & (streams.scope == SCOPE_DIRECT))[lines.stream]
    columns["scope1_tco2"] = summed(co2e, direct)
    columns["scope2_tco2"] = summed(co2e, (own & (streams.scope == SCOPE_BOUGHT))[lines.stream])
    columns["power_tco2"] = summed(co2e, direct & is_power[lines.cell])
    columns.update({name: summed(mass, counted(gas == which)) for which, name in GAS_COLUMNS.items()})
    columns["fgas_tco2e"] = summed(co2e, counted(~np.isin(gas, list(GAS_COLUMNS))))
    columns["co2_bio_t"] = summed(mass, streams.memo[lines.stream])
    columns["tce"] = _standard_coal(unit, length, kind_of_cell, resolved, amount, is_power, side)
    known, flags = _known(unit, length, kind_of_cell, resolved, cells)
    columns = {name: np.where(known, values, np.nan) for name, values in columns.items()}
    return pd.DataFrame(
        {
            "unit_code": code.values[code.codes[shown]],
            "unit_name": names[code.codes[shown]],
            "year": year.values[year.codes[shown]],
            **columns,
            "side": np.full(length, side, dtype=object),
            "flags": fl.texts(flags),
        }
    ).sort_values(["unit_code", "year"], ignore_index=True)


def _standard_coal(unit, length, kind_of_cell, resolved, amount, is_power, side) -> np.ndarray:
    """Energy of the activities that the chosen side counts, t of standard coal."""
    rate = np.array([np.nan if found is None else found.tce for found in resolved])
    bought = np.array([found is not None and found.group in ("electricity", "heat") for found in resolved])
    bought = bought[kind_of_cell]
    counted = (bought | ~is_power) if side == "consumption" else ~bought
    energy = amount * rate[kind_of_cell]
    chosen = counted & np.isfinite(energy)
    return np.bincount(unit[chosen], energy[chosen], length)


def _known(unit, length, kind_of_cell, resolved, cells: table.Cells):
    """Which units have any emission that is known, and the flags of all."""
    has_factor = np.array([found is not None for found in resolved], dtype=bool)[kind_of_cell]
    good = has_factor & np.isfinite(cells.amount)
    partly = ~has_factor | (cells.missing > 0)
    known = np.bincount(unit[good], minlength=length) > 0
    flags = fl.empty(length)
    fl.mark(flags, "PART_E", (np.bincount(unit[partly], minlength=length) > 0) & known)
    fl.mark(flags, "NO_E", ~known)
    return known, flags


def _detail(rows, cells, amount, streams: _Streams, lines: _Lines, names, ranges: Ranges):
    """Table of details, and the row of it that each line belongs to."""
    import pandas as pd

    code, year, sector = (rows.coded[name].at(cells.first) for name in ("unit_code", "year", "sector"))
    sector = sector.mapped([sector_code(text) for text in sector.values])
    activity = table.Labels.of(streams.texts["code"])
    keys = [(column.ranks[lines.cell], len(column.values)) for column in (code, year, sector)]
    of_stream = [(activity.ranks, len(activity.values)), (streams.like, len(streams.like))]
    keys += [(ranks[lines.stream], count) for ranks, count in of_stream]
    line_of, one = table.ordered(table.combined(*keys))
    length = len(one)

    def summed(values):
        known = np.isfinite(values)
        total = np.bincount(line_of[known], values[known], length)
        return np.where(np.bincount(line_of[known], minlength=length) > 0, total, np.nan)

    shown_in = [_SHOWN_IN.get(base, (base, 1.0)) for base in streams.texts["base"].tolist()]
    scale = np.array([factor for _, factor in shown_in], dtype=np.float64)
    symbol = np.array([unit for unit, _ in shown_in], dtype=object)
    cell, stream = lines.cell[one], lines.stream[one]
    texts = {name: values[stream] for name, values in streams.texts.items()}
    made = pd.DataFrame(
        {
            "unit_code": code.values[code.codes[cell]],
            "unit_name": names[code.codes[cell]],
            "year": year.values[year.codes[cell]],
            "sector": sector.values[sector.codes[cell]],
            "activity": texts["code"],
            "emission_group": texts["group"],
            "scope": streams.scope[stream],
            "counted": np.array(STATUSES, dtype=object)[_status(streams, lines)[one]],
            "gas": texts["gas"],
            "gas_origin": texts["origin"],
            "amount": summed(amount[lines.cell] * scale[lines.stream]),
            "amount_unit": symbol[stream],
            "emission_t": summed(lines.mass),
            "tco2e": summed(lines.co2e),
            **emission_views.interval("tco2e", line_of, length, ranges),
            "factor": texts["formula"],
            "factor_scheme": texts["scheme"],
            "factor_region": texts["region"],
            "factor_year": texts["year"],
            "factor_source": texts["source_key"],
            "source_confidence": texts["confidence"],
        },
        copy=False,
    )
    return made, line_of


def _status(streams: _Streams, lines: _Lines) -> np.ndarray:
    """Position in `STATUSES` of every line."""
    of_stream = np.where(np.isnan(streams.potential), 3, np.where(streams.memo, 2, 1))
    return np.where(lines.counted, 0, of_stream[lines.stream])


def _pollutants(detail):
    """Pollutants of all activities per unit and year, in the columns that `pollutantequivalents` reads."""
    import pandas as pd

    media = {gas: _medium(gas) for gas in detail["gas"].unique()}
    chosen = detail["gas"].isin([gas for gas, medium in media.items() if medium]).to_numpy()
    keys = ["unit_code", "unit_name", "year", "gas"]
    # column by column: a table of a million lines is not copied for a few of them
    found = pd.DataFrame({name: detail[name].to_numpy()[chosen] for name in [*keys, "emission_t"]})
    summed = found.groupby(keys, as_index=False, sort=True)["emission_t"].sum(min_count=1)
    summed["medium"] = summed["gas"].map(media)
    summed["amount"] = summed["emission_t"] * 1000.0
    summed["unit"] = "kg"
    return summed.rename(columns={"gas": "pollutant"})[
        ["unit_code", "unit_name", "year", "pollutant", "medium", "amount", "unit"]
    ]


def _medium(gas: str) -> str:
    found = pollutant(gas)
    return found.medium if found is not None else ""
