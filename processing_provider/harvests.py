"""The harvest of mariculture as an input: a table of units, species and amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingParameterDefinition

from ..core import joining, units, years
from ..core.carbon import mariculture
from ..core.errors import InputError, Problem, UnitError, faults_of, problem, raise_if_any
from ..core.factors import FactorTable
from ..toolbelt.translation import language, translate
from . import landareas
from .parameters import ANY_TABLE, advanced, choice, field, number, source, text
from .request import Request
from .run import Run
from .unittables import BLANK_CODES, sums_of_units, without_code

TABLE = "MARICULTURE"
CODE, SPECIES, AMOUNT = "HARVEST_CODE", "SPECIES", "HARVEST"
UNIT, YEAR, YEARS, ALGAE = "HARVEST_UNIT", "HARVEST_YEAR", "HARVEST_YEARS", "ALGAE"
PERCENT = "HARVEST_PERCENT"
#: Output columns of the parts of a harvest.
COLUMNS = {"tissue": "tissue_tco2", "shell": "shell_tco2", "n2o": "fish_tco2e"}
DEFAULT_UNIT = "t"
SHOWN = 10


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters."""

    def column(name, label, default):
        return field(name, label, default, parent=TABLE)

    return (
        source(TABLE, translate("BlueCarbon", "Harvest of mariculture (table)"), ANY_TABLE, optional=True),
        column(CODE, translate("BlueCarbon", "Unit code in that table"), "unit_code"),
        column(SPECIES, translate("BlueCarbon", "Species"), "species"),
        column(AMOUNT, translate("BlueCarbon", "Amount"), "amount"),
        column(UNIT, translate("BlueCarbon", "Unit of the amount (none: t)"), "unit"),
        column(YEAR, translate("BlueCarbon", "Year of the harvest"), "year"),
        text(YEARS, translate("BlueCarbon", "Year that is counted")),
        choice(
            ALGAE,
            translate("BlueCarbon", "Algae are given as"),
            {
                "wet": translate("BlueCarbon", "wet weight"),
                "dry": translate("BlueCarbon", "dry weight (usual in fishery statistics)"),
            },
        ),
        advanced(
            number(
                PERCENT,
                translate("BlueCarbon", "Uncertainty of the harvest (half of the 95 % interval, %)"),
                minimum=0.0,
            )
        ),
    )


def problems(request: Request) -> list[Problem]:
    """What can be refused before work."""
    if request.optional_source(TABLE) is None:
        return []
    found = faults_of(lambda: years.chosen(request.text(YEARS)))
    lacking = [name for name in (SPECIES, AMOUNT) if not request.field(name)]
    if lacking:
        found.append(problem("Choose the fields {lacking} of the harvest.", lacking=", ".join(lacking)))
    return found


@dataclass(frozen=True)
class Harvests:
    """Harvest by unit and species; arrays over rows, in the order of units and species."""

    unit: np.ndarray
    species: tuple[mariculture.Species, ...]
    wet_t: np.ndarray
    made: mariculture.Harvest

    def of_units(self, codes: np.ndarray) -> dict[str, np.ndarray]:
        """Declared columns of sums over the units of *codes*; NaN where a unit has no harvest."""
        place = {code: number for number, code in enumerate(codes.tolist())}
        at = np.array([place.get(code, len(codes)) for code in self.unit.tolist()], dtype=np.int64)
        count = np.bincount(at, minlength=len(codes) + 1)[: len(codes)]
        sums = self.made.of_units(at, len(codes) + 1)
        return {
            name: np.where(count > 0, values[: len(codes)], np.nan)
            for name, values in _declared(sums).items()
        }

    def columns(self) -> dict[str, np.ndarray]:
        """Declared columns, one row per unit and species."""

        def each(read):
            return np.array([*(read(one) for one in self.species), None], dtype=object)[:-1]

        return {
            "unit_code": self.unit,
            "species": each(lambda one: one.key.removeprefix("mc_")),
            "species_name": each(lambda one: one.name(language())),
            "wet_t": self.wet_t,
            **_declared(vars(self.made)),
            "factor_source": each(lambda one: one.source),
            "source_confidence": each(lambda one: one.confidence),
        }


def _declared(made: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Parts of a harvest and their limits under the names of their columns."""
    endings = {"": "", "_low": "_lo", "_high": "_hi"}
    return {column + endings[side]: made[part + side] for part, column in COLUMNS.items() for side in endings}


def read(run: Run, table: FactorTable, gwp_set: str) -> Harvests | None:
    """The harvest; None where no table was given."""
    if run.optional_source(TABLE) is None:
        return None
    names = [run.field(name) for name in (CODE, SPECIES, AMOUNT, UNIT, YEAR)]
    rows = run.columns(TABLE, [name for name in names if name])
    chosen = _chosen(run, rows)
    known = mariculture.species(table)
    texts = [cell or "" for cell in joining.codes(rows[run.field(SPECIES)]).tolist()]
    amount = _amounts(run, rows)
    keys = mariculture.matched([texts[at] for at in chosen.tolist()], known)
    codes = _codes(run, rows, chosen)
    sums: dict[tuple[str, str], float] = {}
    empty = 0
    for at, key in zip(chosen.tolist(), keys):
        if not codes[at]:
            continue
        if np.isnan(amount[at]):
            empty += 1
            continue
        place = codes[at], key
        sums[place] = sums.get(place, 0.0) + amount[at]
    if empty:
        run.warn(
            problem(
                "{count} rows of {layer} have no amount; they are left out, not counted as zero.",
                count=empty,
                layer=run.layer_name(TABLE),
            )
        )
    order = sorted(sums, key=lambda one: (one[0], list(known).index(one[1])))
    wet = np.array([sums[one] for one in order], dtype=np.float64)
    found = [one[1] for one in order]
    percent = run.number(PERCENT, 0.0)
    if any(known[key].lacks_ranges for key in found):
        run.warn(
            problem(
                "The tables have no ranges of the tissue and the shells of a harvest: their limits tell of "
                "the tonnes alone (HARVEST_PERCENT: {percent} %); N₂O of fed fish has a range.",
                percent=f"{percent:g}",
            )
        )
    made = mariculture.harvest(found, wet, known, run.choice(ALGAE) == "dry", gwp_set, percent)
    unit = np.array([*(one[0] for one in order), None], dtype=object)[:-1]
    return Harvests(unit, tuple(known[key] for key in found), wet, made)


def _codes(run: Run, rows, chosen: np.ndarray) -> list[str]:
    """Unit code of every row; rows without one are refused, or told and left out (an empty text)."""
    if not run.field(CODE):
        return [landareas.WHOLE] * len(rows)
    codes = joining.codes(rows[run.field(CODE)])
    blank = chosen[codes[chosen] == ""]
    faults = without_code(run, TABLE, rows.ids[blank], run.choice(BLANK_CODES))
    raise_if_any([*faults, *sums_of_units(run, TABLE, codes, rows.ids)])
    return codes.tolist()


def _chosen(run: Run, rows) -> np.ndarray:
    """Positions of the rows of the one year that is counted."""
    if not run.field(YEAR):
        return np.arange(len(rows))
    found = years.years(rows[run.field(YEAR)], run.field(YEAR))
    mask = years.among(found, years.chosen(run.text(YEARS)))
    have = sorted(set(found[mask].tolist()))
    if len(have) > 1:
        raise InputError(
            problem(
                "The harvest has the years {years}; choose one (HARVEST_YEARS).",
                years=", ".join(map(str, have)),
            )
        )
    return np.flatnonzero(mask)


def _amounts(run: Run, rows) -> np.ndarray:
    """Tonnes; refuses negative amounts and units that are no masses."""
    values = run.numbers(rows, run.field(AMOUNT), TABLE)
    texts = [""] * len(rows)
    if run.field(UNIT):
        texts = joining.codes(rows[run.field(UNIT)]).tolist()
    scale, faults = {}, []
    for one in dict.fromkeys(texts):
        try:
            scale[one] = units.factor(one or DEFAULT_UNIT, "t")
        except UnitError as error:
            faults += error.problems
    bad = np.flatnonzero((values < 0) | np.isinf(values))
    if len(bad):
        faults.append(
            problem(
                "{count} amounts of {layer} are negative or infinite (rows: {rows}). Correct them.",
                count=len(bad),
                layer=run.layer_name(TABLE),
                rows=", ".join(str(number) for number in rows.ids[bad[:SHOWN]]),
            )
        )
    raise_if_any(faults, InputError)
    return values * np.array([scale[one] for one in texts], dtype=np.float64)
