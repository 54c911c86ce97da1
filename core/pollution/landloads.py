"""Diffuse loads of land: area x export coefficient x delivery ratio, by unit, sub-catchment and land class.

    L_j = sum over land classes i of A_i x E_ij x D

A_i hectares, E_ij kg of pollutant j per hectare and year that leave the land, D the share of it that arrives
in the water body (export coefficient method, Johnes 1996, J. Hydrol. 183: 323-349). Coefficients depend on
rain, soil and farming so much that none is built in: the table ``land_export`` holds declared gaps, to be
exported, filled in with sources, and passed back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .. import units
from ..errors import FactorError, InputError, Problem, Words, problem, raise_if_any
from ..factors import Factor, FactorTable, source_text
from ..vocabulary import CarbonClass, by_code, carbon_classes
from .activityloads import Origin
from .lines import NOWHERE, Book, Lines, lines
from .removal import pollutant_code

TABLE_NAME = "land_export"
PREFIX, DELIVERY = "export_", "delivery_ratio"
UNIT = "kg ha-1 a-1"
KG_PER_T = 1000.0
#: Class of the fields, and of what falls back to it.
TILLED = "cropland"
STOP, LEAVE_OUT = "stop", "leave_out"


@dataclass(frozen=True)
class Exports:
    """Coefficients of one scheme.

    Attributes
    ----------
    rates
        (carbon class, pollutant) -> row of the table.
    delivery
        Carbon class -> row with its delivery ratio; 1 for classes without.
    pollutants
        Codes of the pollutants, in the order of the table.
    stands_in
        Carbon class -> class whose coefficients it takes.
    """

    rates: Mapping[tuple[str, str], Factor]
    delivery: Mapping[str, Factor]
    pollutants: tuple[str, ...]
    stands_in: Mapping[str, str]


def exports(table: FactorTable, scheme: str = "") -> Exports:
    """Coefficients by carbon class and pollutant; gaps are left out.

    A class without any row of its own with a value takes those of the next wider class
    (`vocabulary.CarbonClass.fallback`), which is told with its area by `account`.

    Raises
    ------
    FactorError
        The table has no values: it is the template, not filled in yet.
    """
    chosen = scheme or table.default_scheme()
    known = [row for row in table.select(scheme=chosen) if not row.gap]
    rates = {
        (row.key, pollutant_code(row.parameter.removeprefix(PREFIX))): row
        for row in known
        if row.parameter.startswith(PREFIX)
    }
    if not rates:
        raise FactorError(
            problem(
                "The table {table} ({scheme}) has no export coefficients. None is built in, because they "
                "depend on the place: export land_export with “Factor tables”, fill in values with their "
                "sources, and give the file.",
                table=table.words,
                scheme=chosen,
            )
        )
    _one_region(table, known)
    own = {key for key, _ in rates}
    stands_in = {}
    for land in carbon_classes():
        wider = next((code for code in land.fallback if code in own), "")
        if land.code not in own and wider:
            stands_in[land.code] = wider
    delivery = {row.key: row for row in known if row.parameter == DELIVERY}
    return Exports(rates, delivery, tuple(dict.fromkeys(code for _, code in rates)), stands_in)


def fields_with(pollutant: str, classes: Sequence[str], known: Exports) -> tuple[CarbonClass, ...]:
    """Tilled land among *classes* that has an export coefficient of a pollutant."""
    return tuple(
        one
        for one in carbon_classes()
        if one.code in classes
        and TILLED in (one.code, *one.fallback)
        and (known.stands_in.get(one.code, one.code), pollutant) in known.rates
    )


def _one_region(table: FactorTable, known: Sequence[Factor]) -> None:
    """Refuse a coefficient that stands twice, for several regions or years: none of them may be guessed."""
    seen: dict[tuple[str, str], int] = {}
    for row in known:
        seen[row.key, row.parameter] = seen.get((row.key, row.parameter), 0) + 1
    raise_if_any(
        [
            problem(
                "The table {table} has {count} values for {parameter} of {key} (regions or years). Keep one.",
                table=table.words,
                count=count,
                parameter=parameter,
                key=key,
            )
            for (key, parameter), count in seen.items()
            if count > 1
        ],
        FactorError,
    )


@dataclass(frozen=True)
class LandAreas:
    """Hectares of carbon classes in every part of the map that one unit and one sub-catchment share.

    Attributes
    ----------
    unit, catchment
        Positions; `NOWHERE` outside of all of them.
    classes
        Carbon classes, one for each column of *area_ha*.
    area_ha
        Parts x classes.
    unknown_ha
        Hectares of each part whose class is not known.
    """

    unit: np.ndarray
    catchment: np.ndarray
    classes: tuple[str, ...]
    area_ha: np.ndarray
    unknown_ha: np.ndarray


@dataclass(frozen=True)
class LandLoads:
    """Lines of land with their labels, see `activityloads.ActivityLoads`.

    Attributes
    ----------
    unsure
        Mask of the parts that hold land without a class, or without a coefficient.
    """

    pollutants: tuple[str, ...]
    origins: tuple[Origin, ...]
    lines: Lines
    unsure: np.ndarray
    remarks: tuple[Problem, ...]


def account(
    land: LandAreas,
    known: Exports,
    book: Book,
    delivery: float = 1.0,
    catchment_delivery: np.ndarray | None = None,
    uncovered: str = STOP,
) -> LandLoads:
    """Lines of the diffuse loads.

    Parameters
    ----------
    land
        Areas.
    known
        Coefficients.
    book
        Takes what is known within limits.
    delivery
        Delivery ratio of all land, 0 to 1.
    catchment_delivery
        Delivery ratio of each sub-catchment, multiplied with it; land outside of all of them has 1.
    uncovered
        Land classes without a coefficient of any pollutant: ``stop``, or ``leave_out`` as unknown.

    Raises
    ------
    InputError
        Delivery ratios outside of 0 to 1, or (with ``stop``) land classes without coefficients, all listed
        with their areas.
    """
    ratios = _ratios(delivery, catchment_delivery, int(np.max(land.catchment, initial=NOWHERE)) + 1)
    remarks, lacking = _uncovered(land, known, uncovered)
    made, origins, pollutants = [], {}, {code: at for at, code in enumerate(known.pollutants)}
    for column, code in enumerate(land.classes):
        used = known.stands_in.get(code, code)
        ratio = known.delivery.get(code) or known.delivery.get(used)
        share = _delivery_number(book, ratio)
        for pollutant, at in pollutants.items():
            row = known.rates.get((used, pollutant))
            number = None if row is None else _rate_number(book, row)
            for part in np.flatnonzero(land.area_ha[:, column] > 0).tolist():
                of = int(land.catchment[part])
                origin = _origin(code, row, ratio, float(ratios[of]))
                place = origins.setdefault(origin, len(origins))
                scale = np.nan if row is None else land.area_ha[part, column] * ratios[of] / KG_PER_T
                numbers = [one for one in (number, share) if one is not None]
                made.append((int(land.unit[part]), of, at, place, scale, numbers))
    unsure = (np.asarray(land.unknown_ha) > 0) | (land.area_ha[:, lacking] > 0).any(axis=1)
    remarks += _standing_in(land, known)
    return LandLoads(known.pollutants, tuple(origins), lines(made), unsure, tuple(remarks))


def _ratios(delivery: float, by_catchment: np.ndarray | None, count: int) -> np.ndarray:
    """Delivery ratio by position of the sub-catchment, the last one for land outside of all."""
    own = np.zeros(0) if by_catchment is None else np.asarray(by_catchment, dtype=np.float64)
    wrong = int((~((own >= 0) & (own <= 1))).sum())
    faults = []
    if not 0 <= delivery <= 1:
        faults.append(
            problem("The delivery ratio is {value}; it is a share from 0 to 1.", value=f"{delivery:g}")
        )
    if wrong:
        faults.append(
            problem(
                "{count} sub-catchments have no delivery ratio from 0 to 1. Fill it in (1 where all of the "
                "load arrives), or leave the field out.",
                count=wrong,
            )
        )
    raise_if_any(faults, InputError)
    made = np.full(count + 1, delivery)
    made[: len(own)] *= own
    return made


def _rate_number(book: Book, row: Factor) -> int:
    scale = units.factor(row.unit, UNIT)
    low, high = row.range_in_unit(UNIT)
    return book.number(f"export/{row.scheme}/{row.key}/{row.parameter}", row.value * scale, low, high)


def _delivery_number(book: Book, row: Factor | None) -> int | None:
    if row is None:
        return None
    return book.number(f"delivery/{row.scheme}/{row.key}", row.value, row.low, row.high)


def _origin(code: str, row: Factor | None, ratio: Factor | None, delivery: float) -> Origin:
    return Origin(
        "land",
        code,
        delivery=delivery if ratio is None else ratio.value * delivery,
        factor=float("nan") if row is None else row.value * units.factor(row.unit, UNIT),
        factor_unit=UNIT,
        source="" if row is None else source_text(row),
        confidence="" if row is None else row.confidence,
    )


def _uncovered(land: LandAreas, known: Exports, rule: str) -> tuple[list[Problem], np.ndarray]:
    """What lacks coefficients, and the columns of classes that have none for some pollutant."""
    names, told = by_code(carbon_classes()), []
    lacking = np.zeros(len(land.classes), dtype=bool)
    for pollutant in known.pollutants:
        without = [
            column
            for column, code in enumerate(land.classes)
            if (known.stands_in.get(code, code), pollutant) not in known.rates
            and land.area_ha[:, column].sum() > 0
        ]
        lacking[without] = True
        if without:
            listed = [
                _with_area(names[land.classes[column]].words, land.area_ha[:, column].sum())
                for column in without
            ]
            told.append(
                problem(
                    "There is no export coefficient of {pollutant} for {classes}. Add it to your table (0 "
                    "where nothing leaves), or go on without this land.",
                    pollutant=pollutant,
                    classes=Words.joined(listed),
                )
            )
    if told and rule == STOP:
        raise InputError(*told)
    return told, lacking


def _with_area(named: Words, area: float) -> Words:
    return Words(f"{named.en} ({area:.6g} ha)", f"{named.zh}（{area:.6g} ha）")


def _standing_in(land: LandAreas, known: Exports) -> list[Problem]:
    names = by_code(carbon_classes())
    area = dict(zip(land.classes, land.area_ha.sum(axis=0).tolist()))
    return [
        problem(
            "{land} ({area} ha) has no export coefficients of its own and takes those of {used}.",
            land=names[code].words,
            area=f"{area[code]:.6g}",
            used=names[used].words,
        )
        for code, used in known.stands_in.items()
        if area.get(code, 0) > 0
    ]


def outside(land: LandAreas) -> float:
    """Hectares that lie in no unit."""
    out = np.asarray(land.unit) == NOWHERE
    return float(land.area_ha[out].sum() + np.asarray(land.unknown_ha)[out].sum())
