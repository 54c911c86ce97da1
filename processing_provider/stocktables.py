"""Tables of carbon stocks: by unit, by date and class, by pair of classes, by type of conversion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..core import flags as fl
from ..core import uncertainty as un
from ..core.carbon import conversions, stock
from ..core.carbon.pools import POOLS
from ..core.carbon.stock import Change, Passages, Spreading, Stock
from ..toolbelt.translation import language
from .stocklands import LandType


@dataclass(frozen=True)
class Dates:
    """Names of the dates, and their years where they are known."""

    labels: tuple[str, ...]
    years: tuple[int, ...]

    def between(self, pair: tuple[int, int]) -> float:
        """Years from one date to another; NaN where they are not known."""
        return float(self.years[pair[1]] - self.years[pair[0]]) if self.years else np.nan

    def period(self, pair: tuple[int, int]) -> str:
        """Name of a pair of dates."""
        return f"{self.labels[pair[0]]} – {self.labels[pair[1]]}"


def unit_columns(
    last: Stock, first: Stock | None, change: Change | None, years: float, worth: float
) -> dict[str, np.ndarray]:
    """Declared columns over units: the stock of the last date, and the change from the first."""
    with np.errstate(invalid="ignore", divide="ignore"):
        per_hectare = last.total / np.where(last.area_ha > 0, last.area_ha, np.nan)
    columns = {
        "known_ha": last.area_ha,
        "unknown_ha": last.unknown_ha,
        "stock_tc": last.total,
        **un.columns("stock_tc", last.interval),
        "stock_t_ha": per_hectare,
        **{f"{pool}_tc": last.pools[:, number] for number, pool in enumerate(POOLS)},
    }
    if first is not None and change is not None:
        columns["stock_before_tc"] = first.total
        columns |= change_columns(change, years, change.area_ha > 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            columns["change_t_ha"] = columns["change_tc"] / change.area_ha
        columns["one_sided_ha"] = change.one_sided_ha
        if np.isfinite(worth):
            columns["stock_value"] = columns["change_tc"] * worth
            columns |= un.columns(
                "stock_value",
                un.from_limits(columns["change_tc_lo"] * worth, columns["change_tc_hi"] * worth),
            )
    return {**columns, "flags": fl.texts(last.flags)}


def change_columns(change: Change, years: float, known=True) -> dict[str, np.ndarray]:
    """Declared columns of a change; NULL where *known* is false."""
    known = np.broadcast_to(np.where(known, 1.0, np.nan), change.total.shape)
    co2, co2_interval = change.co2()
    columns = {
        "change_tc": change.total,
        **un.columns("change_tc", change.interval),
        "gain_tc": change.gain,
        "loss_tc": change.loss,
        "change_tc_a": change.per_year(years),
        "change_tco2": co2,
        **un.columns("change_tco2", co2_interval),
        "change_tco2_a": co2 / years,
    }
    # adding zero turns the -0 of what did not change into 0
    return {name: values * known + 0.0 for name, values in columns.items()}


def class_columns(
    dates: Dates, lands: Sequence[stock.LandAt], types: Sequence[LandType], spreading: Spreading
) -> dict[str, np.ndarray]:
    """Declared columns by date and class; a class that a date lacks has a row of zeros."""
    densities = [one.density for one in types]
    parts = []
    for label, land in zip(dates.labels, lands):
        area = land.area_ha.sum(axis=0)
        made = stock.stock(np.diag(area), densities, 0.0, spreading)
        known = np.array([one is not None for one in densities])
        # no land of a class is a stock of zero where its density is known
        totals = np.where(known, np.nan_to_num(made.total), np.nan)
        whole = np.nansum(totals)
        part = {
            "land_date": _texts([label] * len(types)),
            "land_class": _texts([one.code for one in types]),
            "class_name": _texts([one.name for one in types]),
            "land_count": land.count.astype(np.int64),
            "area_ha": area,
            **{
                f"{pool}_t_ha": _numbers([getattr(one, pool) if one else np.nan for one in densities])
                for pool in POOLS
            },
            "stock_t_ha": _numbers([one.total if one else np.nan for one in densities]),
            "stock_t_ha_lo": _numbers([one.low if one else np.nan for one in densities]),
            "stock_t_ha_hi": _numbers([one.high if one else np.nan for one in densities]),
            "stock_tc": totals,
            **{
                name: np.where(known & (area <= 0), 0.0, values)
                for name, values in un.columns("stock_tc", made.interval).items()
            },
            **{f"{pool}_tc": np.where(area > 0, made.pools[:, at], 0.0) for at, pool in enumerate(POOLS)},
            "share": totals / whole if whole > 0 else np.full(len(types), np.nan),
            "stands_in": _texts([one.stands_in or None if one else None for one in densities]),
            **_origins(types),
        }
        parts.append(part)
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _origins(types: Sequence[LandType]) -> dict[str, np.ndarray]:
    """Where densities come from; NULL for those of a table by code."""
    rows = [one.density.factor if one.density else None for one in types]
    return {
        "factor_scheme": _texts([row.scheme if row else None for row in rows]),
        "factor_region": _texts([row.region if row else None for row in rows]),
        "factor_source": _texts([(row.source_key or row.source) if row else None for row in rows]),
        "source_confidence": _texts([row.confidence if row else None for row in rows]),
    }


def transition_columns(
    dates: Dates, passages: dict, types: Sequence[LandType], spreading: Spreading
) -> dict[str, np.ndarray]:
    """Declared columns of every pair of classes for every pair of dates, those without land too."""
    size = len(types)
    start, end = (axis.ravel() for axis in np.indices((size, size)))
    kinds = [conversion(types[a], types[b]) for a, b in zip(start.tolist(), end.tolist())]
    parts = []
    for pair, found in passages.items():
        inside = found.chosen((found.unit >= 0) & (found.start >= 0) & (found.end >= 0))
        made = changed(inside, types, inside.start * size + inside.end, size**2, spreading)
        place = inside.start * size + inside.end
        known = np.array(
            [types[a].density and types[b].density and True for a, b in zip(start, end)], dtype=bool
        )
        part = {
            "period": _texts([dates.period(pair)] * size**2),
            "land_from": _texts([types[at].code for at in start]),
            "land_from_name": _texts([types[at].name for at in start]),
            "land_to": _texts([types[at].code for at in end]),
            "land_to_name": _texts([types[at].name for at in end]),
            "conversion_type": _texts([kind.code for kind in kinds]),
            "conversion_name": _texts([kind.name(language()) for kind in kinds]),
            "land_count": np.bincount(place, inside.count, size**2).astype(np.int64),
            "area_ha": np.bincount(place, inside.area_ha, size**2),
            **change_columns(made, dates.between(pair), known),
        }
        parts.append(part)
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def conversion_columns(
    dates: Dates, passages: dict, types: Sequence[LandType], spreading: Spreading
) -> dict[str, np.ndarray]:
    """Declared columns by type of conversion for every pair of dates, those without land too."""
    size, every = len(types), conversions.types()
    place = {kind.code: at for at, kind in enumerate(every)}
    table = np.array([[place[conversion(a, b).code] for b in types] for a in types])
    if not any(one.carbon_class for one in types):
        every = every[-2:]
        table -= len(place) - 2
    elif all(one.carbon_class for one in types):
        every = tuple(kind for kind in every if kind != conversions.UNTOLD)
        table = np.minimum(table, len(every) - 1)
    parts = []
    for pair, found in passages.items():
        inside = found.chosen((found.unit >= 0) & (found.start >= 0) & (found.end >= 0))
        target = table[inside.start, inside.end] if size else np.zeros(0, dtype=np.int64)
        made = changed(inside, types, target, len(every), spreading)
        losses = made.loss.sum()
        part = {
            "period": _texts([dates.period(pair)] * len(every)),
            "conversion_type": _texts([kind.code for kind in every]),
            "conversion_name": _texts([kind.name(language()) for kind in every]),
            "area_ha": np.bincount(target, inside.area_ha, len(every)),
            **change_columns(made, dates.between(pair)),
            "loss_share": made.loss / losses + 0.0 if losses < 0 else np.full(len(every), np.nan),
        }
        parts.append(part)
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def conversion(start: LandType, end: LandType):
    """The type of a conversion; a class that stays is `conversions.SAME`."""
    if start.code == end.code:
        return conversions.SAME
    return conversions.type_of(start.carbon_class, end.carbon_class)


def changed(found: Passages, types: Sequence[LandType], target, count: int, spreading: Spreading) -> Change:
    """Change summed by *target*."""
    return stock.change(found, [one.density for one in types], target, count, spreading)


def _texts(values) -> np.ndarray:
    return np.array([*values, None], dtype=object)[:-1]


def _numbers(values) -> np.ndarray:
    return np.array(values, dtype=np.float64)
