"""Tables about the same units, joined by code to the units of a layer; or fields of that layer itself."""

from __future__ import annotations

import numpy as np

from ..core import flags as fl
from ..core import joining, uncertainty, years
from ..core.csvdata import is_total
from ..core.errors import Problem, problem
from ..core.wording import shown
from ..toolbelt.tables import Columns
from . import records
from .run import Run

#: Endings of the columns that hold the low and high of another column, and its standard deviation.
LIMITS, DEVIATION = ("_lo", "_hi"), "_sd"
FLAGS, YEAR = "flags", "year"
#: Parameter that says what becomes of rows without a unit code.
BLANK_CODES = "BLANK_CODES"


class UnitTable:
    """Columns over the units of a layer, wherever they come from.

    Parameters
    ----------
    run
        The run.
    name
        Source parameter: the layer of the units itself, or a table about them.
    wanted
        Fields that will be asked for, empty ones left out; their limits and flags come along where the
        source has them.
    code
        Field with the unit codes.
    year
        Years as the user wrote them; of a table with several years one must be chosen.
    units
        Units to which the table is joined; None for the layer of the units itself.
    area
        Whether polygons are measured.
    """

    def __init__(self, run: Run, name: str, wanted, code: str, year: str = "", units=None, area=False):
        self._run, self._name = run, name
        fields = run.source(name).fields()
        named = [field for field in wanted if field]
        along = [f"{field}{ending}" for field in named for ending in (*LIMITS, DEVIATION)] + [FLAGS]
        if units is not None:
            along.append(YEAR)
        self._along = [field for field in along if fields.lookupField(field) >= 0]
        self.columns: Columns = run.columns(name, [code, *named, *self._along], area=area)
        self.codes = joining.codes(self.columns[code]) if code else None
        self._rows = np.ones(len(self.columns), dtype=bool)
        self._join: joining.Join | None = None
        if units is not None:
            self._of_year(year)
            self._join = self._joined(units)

    def _of_year(self, year: str) -> None:
        if YEAR not in self._along:
            return
        found = years.years(self.columns[YEAR], YEAR)
        self._rows = years.among(found, years.chosen(year))
        records.one_year(found[self._rows])

    def _joined(self, units: UnitTable) -> joining.Join:
        made = joining.join(
            units.codes,
            self.codes[self._rows],
            self._run.layer_name(units._name),
            self._run.layer_name(self._name),
        )
        for remark in made.remarks:
            self._run.warn(remark)
        return made

    def has(self, field: str) -> bool:
        """Whether the source has a field that came along: a limit, flags."""
        return field in self._along

    def numbers(self, field: str) -> np.ndarray:
        """A column over the units, float64; NaN where missing, or where the table lacks the unit."""
        values = self._run.numbers(self.columns, field, self._name)
        return values if self._join is None else self._join.taken(values[self._rows])

    def has_limits(self, field: str) -> bool:
        """Whether the source says how wide a column is: by both limits, or by a standard deviation."""
        return all(self.has(f"{field}{limit}") for limit in LIMITS) or self.has(f"{field}{DEVIATION}")

    def limit(self, field: str, ending: str) -> np.ndarray:
        """Low or high of a column, from its standard deviation where it has no limits; its value without."""
        if all(self.has(f"{field}{limit}") for limit in LIMITS):
            return self.numbers(f"{field}{ending}")
        if not self.has(f"{field}{DEVIATION}"):
            return self.numbers(field)
        made = uncertainty.from_sd(self.numbers(field), self.numbers(f"{field}{DEVIATION}"))
        return made.low if ending == LIMITS[0] else made.high

    def flags(self) -> np.ndarray:
        """Flags that came along with the units."""
        if not self.has(FLAGS):
            return fl.empty(len(self.columns) if self._join is None else len(self._join.position))
        words = self.columns[FLAGS]
        return fl.bits(words if self._join is None else self._join.taken(words[self._rows]))

    def sums_of_units(self) -> list[Problem]:
        """What is wrong with rows that are no units but sums of others."""
        if self.codes is None:
            return []
        return sums_of_units(self._run, self._name, self.codes, self.columns.ids)

    def repeated(self) -> list[Problem]:
        """What there is to tell of codes that several rows have."""
        if self.codes is None:
            return []
        found, count = np.unique(self.codes[self.codes != ""].astype(str), return_counts=True)
        several = found[count > 1]
        if not len(several):
            return []
        return [
            problem(
                "{count} unit codes of {layer} occur several times ({codes}); each row counts as a unit of "
                "its own.",
                count=len(several),
                layer=self._run.layer_name(self._name),
                codes=shown(several.tolist(), joining.SHOWN),
            )
        ]

    def without_code(self, rule: str) -> list[Problem]:
        """What is wrong with rows that name no unit; where *rule* is ``leave_out`` they are only told.

        Such rows join with nothing, so their amounts would be lost in silence.
        """
        if self.codes is None:
            return []
        blank = self._rows & (self.codes == "")
        return without_code(self._run, self._name, self.columns.ids[blank], rule)


def sums_of_units(run: Run, name: str, codes: np.ndarray, ids: np.ndarray) -> list[Problem]:
    """The fault of rows that carry a sum of other rows ("合计", "total") instead of the code of a unit."""
    sums = _are_totals(codes)
    if not sums.any():
        return []
    return [
        problem(
            "{count} rows of {layer} are totals and would be counted twice (rows: {rows}). Remove them.",
            count=int(sums.sum()),
            layer=run.layer_name(name),
            rows=shown(ids[sums].tolist(), joining.SHOWN),
        )
    ]


def sums_by_their_names(run: Run, name: str, table: Columns, fields: list[str]) -> list[Problem]:
    """What there is to tell of rows that some text of *fields* calls a total, where no field is the code."""
    sums = np.zeros(len(table), dtype=bool)
    for one in fields:
        if table[one].dtype == object:
            sums |= _are_totals(table[one])
    if not sums.any():
        return []
    return [
        problem(
            "{count} rows of {layer} are called totals (rows: {rows}); each counts as a row of its own. "
            "Remove them if they are sums of other rows.",
            count=int(sums.sum()),
            layer=run.layer_name(name),
            rows=shown(table.ids[sums].tolist(), joining.SHOWN),
        )
    ]


def _are_totals(texts: np.ndarray) -> np.ndarray:
    cells = [str(text or "") for text in texts.tolist()]
    known = {text: is_total(text) for text in set(cells)}  # texts repeat: each is judged once
    return np.array([known[text] for text in cells], dtype=bool)


def without_code(run: Run, name: str, ids: np.ndarray, rule: str) -> list[Problem]:
    """The fault of rows without a unit code (*ids*); where *rule* is ``leave_out`` they are only told."""
    if not len(ids):
        return []
    told = {
        "count": len(ids),
        "layer": run.layer_name(name),
        "rows": ", ".join(map(str, ids[: joining.SHOWN])),
    }
    if rule == "leave_out":
        run.warn(
            problem("{count} rows of {layer} have no unit code and are left out (rows: {rows}).", **told)
        )
        return []
    return [
        problem(
            "{count} rows of {layer} have no unit code (rows: {rows}). Fill it in, or choose to leave "
            "such rows out ({parameter}).",
            parameter=BLANK_CODES,
            **told,
        )
    ]


def wrong_signs(amounts: np.ndarray, codes: np.ndarray, what: str, wanted: str, remedy: str) -> list[Problem]:
    """One problem for amounts of the wrong sign, with the units that have them; or none.

    Parameters
    ----------
    amounts
        Values that may not be positive.
    """
    wrong = np.isfinite(amounts) & (amounts > 0)
    if not wrong.any():
        return []
    return [
        problem(
            "{count} {what} are not {wanted} (units: {units}). {remedy}",
            count=int(wrong.sum()),
            what=what,
            wanted=wanted,
            units=", ".join(map(str, codes[wrong][: joining.SHOWN])),
            remedy=remedy,
        )
    ]
