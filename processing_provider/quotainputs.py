"""Children of a parent, read from a layer, with the rules by which a target is shared among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..core import csvdata, joining
from ..core.errors import InputError, Problem, problem, raise_if_any
from ..core.transmission.distribution import Rules
from ..core.transmission.methods import Settings
from ..toolbelt import tables
from . import matrices
from . import quotaparameters as q
from .request import Request
from .run import Run

SHOWN = 5


@dataclass(frozen=True)
class Children:
    """Rows of the layer that take part.

    Attributes
    ----------
    table
        All rows.
    kept
        Mask of the children; the arrays below run along them.
    codes, names, subzones
        Texts; *subzones* are empty where the target is shared by place alone.
    columns
        See `core.transmission.methods.COLUMNS`; NaN where missing.
    low, high
        Bounds of the fields, or None.
    """

    table: tables.Columns
    kept: np.ndarray
    codes: np.ndarray
    names: np.ndarray
    subzones: np.ndarray
    columns: dict[str, np.ndarray]
    low: np.ndarray | None
    high: np.ndarray | None

    @property
    def keys(self) -> list[str]:
        """What tells the children apart: the code, with the sub-zone where there is one."""
        pairs = zip(self.codes.tolist(), self.subzones.tolist())
        return [f"{code} {zone}" if zone else code for code, zone in pairs]

    def spread(self, values) -> np.ndarray:
        """A column of the children as a column of all rows, NaN or None elsewhere."""
        given = np.asarray(values)
        whole = np.full(
            len(self.table),
            None if given.dtype == object else np.nan,
            dtype=given.dtype if given.dtype == object else np.float64,
        )
        whole[self.kept] = given
        return whole


def problems(request: Request, needs: tuple[str, ...] = ()) -> list[Problem]:
    """Fields that the method *needs* and that were not chosen; weights and parents that cannot be."""
    given = {column for name, column in q.FIELDS.items() if request.field(name)}
    given |= {"criteria"} if request.fields(q.CRITERIA) else set()
    lacking = [name.upper() for name in needs if name not in given]
    found = []
    if np.isnan(request.number(q.TOTAL)):
        found.append(_without_total(request))
    if lacking:
        found.append(
            problem("This method needs fields for {columns}. Choose them.", columns=", ".join(lacking))
        )
    if request.text(q.PARENT_CODE).strip() and not request.field(q.PARENT):
        found.append(
            problem(
                "To take the children of {parent} alone, choose the field with the code of the parent.",
                parent=request.text(q.PARENT_CODE),
            )
        )
    return [*found, *weight_problems(request)]


def _without_total(request: Request) -> Problem:
    """Where the target that is to be shared may come from."""
    names = (q.INDICATOR, q.PARENT_CODE, q.YEAR)
    lacking = [name for name in names if request.parameters.get(name) in (None, "")]
    if request.held is None:
        return problem("Give the target of the parent that is to be shared (TOTAL).")
    if lacking:
        return problem(
            "Give the target of the parent that is to be shared (TOTAL), or {names}: then the register tells "
            "it.",
            names=", ".join(lacking),
        )
    return problem(
        "The register has no target of {indicator} for {unit} in {year}. Import it, or give it (TOTAL).",
        indicator=request.text(q.INDICATOR),
        unit=request.text(q.PARENT_CODE),
        year=int(request.number(q.YEAR)),
    )


def weight_problems(request: Request) -> list[Problem]:
    """Faults of the criteria: those of which less asks for more must be criteria, weights must be given."""
    chosen = request.fields(q.CRITERIA)
    strange = [name for name in request.fields(q.LESS) if name not in chosen]
    found = []
    if strange:
        found.append(
            problem(
                "{fields} are not among the criteria {criteria}.",
                fields=", ".join(strange),
                criteria=", ".join(chosen) or "–",
            )
        )
    if chosen and request.choice(q.WEIGHING) == "given":
        found += given_weights(request, q.WEIGHTS, chosen)[1]
    return found


def given_weights(request: Request, name: str, chosen: list[str]) -> tuple[list[float], list[Problem]]:
    """(weight per criterion, faults) of a table of fields and weights."""
    weights, found = {}, []
    for key, text in matrices.rows(request.matrix(name), 2):
        try:
            weights[key] = csvdata.number(text)
        except InputError as error:
            found += error.problems
    lacking = [key for key in chosen if key not in weights]
    strange = [key for key in weights if key not in chosen]
    if lacking and not found:
        found.append(problem("These criteria have no weight: {fields}.", fields=", ".join(lacking)))
    if strange:
        found.append(
            problem(
                "{fields} are not among the criteria {criteria}.",
                fields=", ".join(strange),
                criteria=", ".join(chosen),
            )
        )
    return [weights.get(key, 0.0) for key in chosen], found


def settings(request: Request) -> Settings:
    """What the methods leave open, as asked."""
    chosen, less = request.fields(q.CRITERIA), set(request.fields(q.LESS))
    weighing = request.choice(q.WEIGHING)
    return Settings(
        exponent=request.number(q.EXPONENT),
        years=request.integer(q.YEARS),
        sink_weight=request.number(q.PHI),
        beta=request.number(q.BETA),
        constant_returns=request.yes(q.CCR),
        weighing=weighing,
        weights=tuple(given_weights(request, q.WEIGHTS, chosen)[0]) if weighing == "given" else (),
        less_is_better=tuple(name in less for name in chosen) if less else (),
    )


def percent(request: Request, name: str) -> float | None:
    """A ratio from a percentage; None where it is not given."""
    value = request.number(name)
    return None if np.isnan(value) else value / 100.0


def rules(request: Request, method: str, direction: str = "", rounding: float | None = None) -> Rules:
    """Rules for the children of one parent, as asked; *direction* and *rounding* where tables give them."""
    return Rules(
        method=method,
        direction=direction or request.choice(q.DIRECTION),
        reserve=request.number(q.RESERVE) / 100.0,
        binding=request.choice(q.BINDING),
        tolerance=request.number(q.TOLERANCE) / 100.0,
        rounding=request.number(q.ROUNDING) if rounding is None else rounding,
        band=percent(request, q.BAND),
        least_cut=percent(request, q.LEAST_CUT),
        most_cut=percent(request, q.MOST_CUT),
        settings=settings(request),
    )


def read(run: Run) -> Children:
    """The children with all columns that were chosen; refuses codes that are missing or doubled."""
    single = {name: run.field(name) for name in (*q.FIELDS, q.LOW, q.HIGH)}
    texts = {name: run.field(name) for name in (q.CODE, q.NAME, q.SUBZONE, q.PARENT)}
    criteria = run.fields(q.CRITERIA)
    asked = [*single.values(), *texts.values(), *criteria]
    table = run.columns(q.INPUT, list(dict.fromkeys(name for name in asked if name)))

    def words(name: str) -> np.ndarray:
        return joining.codes(table[texts[name]]) if texts[name] else np.full(len(table), "", dtype=object)

    parent = joining.codes([run.text(q.PARENT_CODE)])[0]
    kept = words(q.PARENT) == parent if parent else np.ones(len(table), dtype=bool)
    if not kept.any():
        raise InputError(
            problem("{layer} has no children of {parent}.", layer=run.layer_name(q.INPUT), parent=parent)
        )
    numbers = {name: run.numbers(table, chosen, q.INPUT)[kept] for name, chosen in single.items() if chosen}
    columns = {column: numbers[name] for name, column in q.FIELDS.items() if name in numbers}
    if criteria:
        columns["criteria"] = np.column_stack([run.numbers(table, one, q.INPUT)[kept] for one in criteria])
    made = Children(
        table,
        kept,
        words(q.CODE)[kept],
        names_of(table, texts[q.NAME])[kept],
        words(q.SUBZONE)[kept],
        columns,
        numbers.get(q.LOW),
        numbers.get(q.HIGH),
    )
    _refuse(run, made)
    return made


def names_of(table: tables.Columns, field: str) -> np.ndarray:
    """Names as they are written; "" where missing or where no *field* was chosen."""
    made = np.full(len(table), "", dtype=object)
    if field:
        made[:] = ["" if value is None else str(value) for value in table[field].tolist()]
    return made


def _refuse(run: Run, made: Children) -> None:
    layer, found = run.layer_name(q.INPUT), []
    blank = made.table.ids[made.kept][made.codes == ""].tolist()
    if blank:
        found.append(
            problem(
                "{count} features of {layer} have no unit code (feature ids: {ids}).",
                count=len(blank),
                layer=layer,
                ids=", ".join(map(str, blank[:SHOWN])),
            )
        )
    found += joining.duplicates(np.array(made.keys, dtype=object), layer)
    negative = [name for name, column in made.columns.items() if name != "criteria" and (column < 0).any()]
    for name in negative:
        codes = [key for key, value in zip(made.keys, made.columns[name].tolist()) if value < 0]
        found.append(
            problem(
                "{count} values of {column} are negative ({codes}); take sources and sinks apart.",
                count=len(codes),
                column=name.upper(),
                codes=", ".join(codes[:SHOWN]),
            )
        )
    raise_if_any(found)
