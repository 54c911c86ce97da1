"""Values of indicators as parameters: a row for each unit, indicator, year, kind, sub-zone, part and plan.

The table of the register, the practice table ``plan_target`` or any other with these fields. What is read
becomes a matrix of units and keys, on the tree of `hierarchies`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

import numpy as np
from qgis.core import QgsProcessingParameterDefinition

from ..core import joining, years
from ..core.errors import InputError, Problem, faults_of, problem, raise_if_any
from ..core.register import schema
from ..core.transmission import definitions, rollup
from ..core.transmission.definitions import Listing
from ..core.transmission.keys import Key
from ..core.transmission.tree import Tree
from ..toolbelt.translation import language, translate
from . import hierarchies
from .hierarchies import objects
from .parameters import ANY_TABLE, advanced, choice, field, needed, source, text
from .request import Request
from .run import Run

INPUT, UNIT, VALUE, INDICATOR, YEAR = "INPUT", "UNIT", "VALUE", "INDICATOR", "YEAR"
KIND, SUBZONE, COMPONENT, PLAN, WEIGHT = "KIND", "SUBZONE", "COMPONENT", "PLAN", "WEIGHT"
YEARS, RULE = "YEARS", "RULE"
BY_LIST = "list"
_KEYS = (INDICATOR, YEAR, KIND, SUBZONE, COMPONENT, PLAN)
SHOWN = 10


def parameters(weighted: bool = True) -> tuple[QgsProcessingParameterDefinition, ...]:
    """The table of values and its fields; with a field for weights where *weighted*."""
    made = (
        needed(source(INPUT, translate("IndicatorRows", "Values of indicators (layer or table)"), ANY_TABLE)),
        needed(field(UNIT, translate("IndicatorRows", "Unit code"), "unit_code")),
        needed(field(VALUE, translate("IndicatorRows", "Value"), "value")),
        field(INDICATOR, translate("IndicatorRows", "Indicator (empty: all rows are one)"), "concept"),
        field(YEAR, translate("IndicatorRows", "Year"), "year"),
        field(
            KIND,
            translate("IndicatorRows", "Kind: base, target, reported ... (empty: all rows are one)"),
            "kind",
        ),
        advanced(field(SUBZONE, translate("IndicatorRows", "Sub-zone (blank: the whole unit)"), "subzone")),
        advanced(
            field(COMPONENT, translate("IndicatorRows", "Part: fuel, sector (blank: all)"), "component")
        ),
        advanced(field(PLAN, translate("IndicatorRows", "Plan (blank: the territorial plan)"), "plan")),
    )
    weight = field(
        WEIGHT,
        translate("IndicatorRows", "Weight: denominator of an intensity, whole of a share, population, area"),
        "weight",
    )
    only = text(YEARS, translate("IndicatorRows", "Years, such as 2025, 2030-2035 (empty: all)"))
    return (*made, *((weight,) if weighted else ()), only)


def rule_parameter() -> QgsProcessingParameterDefinition:
    """How values add up."""
    rules = {
        BY_LIST: translate("IndicatorRows", "as the list of indicators says; others are summed"),
        rollup.SUM: translate("IndicatorRows", "sum (totals)"),
        rollup.MEAN: translate(
            "IndicatorRows", "weighted mean (intensities, shares, concentrations, cut rates)"
        ),
        rollup.RATIO: translate(
            "IndicatorRows", "ratio of sums (value is the numerator, weight the denominator)"
        ),
        rollup.MAX: translate("IndicatorRows", "largest"),
        rollup.MIN: translate("IndicatorRows", "smallest"),
    }
    return choice(RULE, translate("IndicatorRows", "How values add up"), rules)


def problems(request: Request) -> list[Problem]:
    """Years that are none, and what `hierarchies` finds."""
    return faults_of(lambda: years.chosen(request.text(YEARS))) + hierarchies.problems(request)


@dataclass(frozen=True)
class Values:
    """What was read.

    Attributes
    ----------
    tree
        Units and links.
    keys
        The columns, in the order of their first row.
    value, weight
        Shape (units of the tree, keys); NaN where missing. *weight* is all NaN without a field.
    others
        Further number fields, as *value*.
    words
        Further text fields: parameter -> indicator -> its first text.
    listing
        What the indicators are.
    """

    tree: Tree
    keys: tuple[Key, ...]
    value: np.ndarray
    weight: np.ndarray
    others: dict[str, np.ndarray]
    words: dict[str, dict[str, str]]
    listing: Listing = attribute(default_factory=definitions.usual)

    @property
    def position(self) -> dict[Key, int]:
        """Key -> its column."""
        return {key: at for at, key in enumerate(self.keys)}


def read(run: Run, more: Sequence[str] = (), weighted: bool = True, texts: Sequence[str] = ()) -> Values:
    """Read the table; *more* are parameters of further number fields, *texts* of fields about indicators.

    Raises
    ------
    InputError
        Rows without unit, unknown kinds of value, a unit and key twice.
    """
    asked = (UNIT, VALUE, *_KEYS, *((WEIGHT,) if weighted else ()), *more, *texts)
    chosen = {name: run.field(name) for name in asked}
    chosen[INDICATOR] = chosen[INDICATOR] or _usual(run)
    table = run.columns(INPUT, list(chosen.values()))
    what = run.layer_name(INPUT)
    unit = joining.codes(table[chosen[UNIT]])
    keys, taken = _keys(run, table, chosen, what)
    blank = table.ids[taken & (unit == "")]
    if len(blank):
        raise InputError(
            problem(
                "{count} rows of {layer} have no unit code (rows: {rows}). Fill it in.",
                count=len(blank),
                layer=what,
                rows=", ".join(map(str, blank[:SHOWN].tolist())),
            )
        )
    tree = hierarchies.read(run, unit[taken], what)
    rows = _known(run, tree, unit, taken, what)
    place, column, listed = _placed(tree, unit, keys, rows, what)
    shape = len(tree.code), len(listed)

    def matrix(name: str) -> np.ndarray:
        made = np.full(shape, np.nan)
        if chosen.get(name):
            made[place, column] = run.numbers(table, chosen[name], INPUT)[rows]
        return made

    words: dict[str, dict[str, str]] = {name: {} for name in texts}
    for name in texts:
        for row, text_of_row in enumerate(
            joining.codes(table[chosen[name]]).tolist() if chosen[name] else ()
        ):
            if text_of_row:
                words[name].setdefault(keys[row].indicator, text_of_row)
    others = {name: matrix(name) for name in more}
    return Values(tree, listed, matrix(VALUE), matrix(WEIGHT), others, words, run.listing)


def _usual(run: Run) -> str:
    """Field ``indicator`` of a table without ``concept``, where nothing was chosen and nothing emptied."""
    there = run.source(INPUT).fields().lookupField("indicator") >= 0
    return "indicator" if there and INDICATOR not in run.parameters else ""


def _keys(run: Run, table, chosen: dict[str, str], what: str) -> tuple[list[Key], np.ndarray]:
    """Key of every row, and which rows are of the chosen years."""
    count = len(table)

    def texts(name: str) -> list[str]:
        return joining.codes(table[chosen[name]]).tolist() if chosen[name] else [""] * count

    year = np.full(count, years.NO_YEAR)
    if chosen[YEAR]:
        year = years.years(table[chosen[YEAR]], chosen[YEAR])
    taken = years.among(year, years.chosen(run.text(YEARS)))
    kinds = _kinds(texts(KIND), chosen[KIND], what)
    indicator = [run.listing.concept(code) for code in texts(INDICATOR)]
    columns = (indicator, year.tolist(), kinds, texts(SUBZONE), texts(COMPONENT), texts(PLAN))
    if not taken.any():
        raise InputError(
            problem("{layer} has no rows of the years {years}.", layer=what, years=run.text(YEARS) or "–")
        )
    return [Key(*cells) for cells in zip(*columns)], taken


def _kinds(words: list[str], name: str, what: str) -> list[str]:
    made = {word: schema.listed("value_kind", word) if word else "" for word in set(words)}
    strange = sorted(word for word, code in made.items() if word and not code)
    if strange:
        raise InputError(
            problem(
                "The field {field} of {layer} has kinds of values that are not known: {kinds}. Use "
                "{accepted}.",
                field=name,
                layer=what,
                kinds=", ".join(strange[:SHOWN]),
                accepted=schema.accepted("value_kind"),
            )
        )
    return [made[word] for word in words]


def _known(run: Run, tree: Tree, unit: np.ndarray, taken: np.ndarray, what: str) -> np.ndarray:
    """Rows that take part: of the chosen years, of units that the tree has."""
    known = np.isin(unit.astype(str), np.array(tree.code, dtype=str))
    strange = sorted(set(unit[taken & ~known].tolist()))
    if strange and len(strange) == len(set(unit[taken].tolist())):
        raise InputError(
            problem(
                "{layer} and the units have no code in common; {layer} has {codes}. Choose the fields that "
                "hold "
                "the same codes.",
                layer=what,
                codes=tree.told(strange),
            )
        )
    if strange:
        run.warn(
            problem(
                "{count} units of {layer} are not among the units of the hierarchy and are left out: "
                "{codes}.",
                count=len(strange),
                layer=what,
                codes=tree.told(strange),
            )
        )
    return np.flatnonzero(taken & known)


def _placed(tree: Tree, unit: np.ndarray, keys: list[Key], rows: np.ndarray, what: str):
    at = tree.position
    place = np.array([at[code] for code in unit[rows].tolist()], dtype=np.intp)
    used = [keys[row] for row in rows.tolist()]
    listed = {key: number for number, key in enumerate(dict.fromkeys(used))}
    column = np.array([listed[key] for key in used], dtype=np.intp)
    pairs, counts = np.unique(place * max(len(listed), 1) + column, return_counts=True)
    double = [divmod(int(pair), max(len(listed), 1)) for pair in pairs[counts > 1]]
    ordered = tuple(listed)
    raise_if_any(
        [
            problem(
                "{layer} has {count} values more than once: {values}. Give one value for each unit, "
                "indicator, year "
                "and kind, or choose the fields that tell the rows apart (sub-zone, part, plan).",
                layer=what,
                count=len(double),
                values="; ".join(f"{tree.code[row]} {ordered[col].told()}" for row, col in double[:SHOWN]),
            )
        ]
        if double
        else []
    )
    return place, column, ordered


def rules(run: Run, values: Values) -> list[str]:
    """Rule of every column, as chosen or as the list of indicators says; what is not listed is summed."""
    chosen = run.choice(RULE)
    if chosen != BY_LIST:
        return [chosen] * len(values.keys)
    found = {key.indicator: run.listing.definition(key.indicator) for key in values.keys}
    strange = sorted(name for name, one in found.items() if one is None and name)
    if strange:
        run.warn(
            problem(
                "Values of {indicators} are summed, because the list of indicators does not have them. "
                "Choose RULE where that is wrong: intensities, shares and concentrations must never be "
                "summed.",
                indicators=", ".join(strange[:SHOWN]),
            )
        )
    return [found[key.indicator].rule if found[key.indicator] else rollup.SUM for key in values.keys]


def weights(run: Run, values: Values, rule: Sequence[str]) -> tuple[np.ndarray, list[str]]:
    """Weights of the columns: the field, else rows of the same table that hold the weighing indicator.

    Returns the weights, and the rules, where weighted ones without any weight have become ``none``; told.
    """
    made, kept, lacking = values.weight.copy(), list(rule), {}
    for at, key in enumerate(values.keys):
        if rule[at] not in rollup.WEIGHTED or np.isfinite(made[:, at]).any():
            continue
        found = _weighing(values, key)
        if found is None:
            kept[at] = rollup.NONE
            one = run.listing.definition(key.indicator)
            lacking[key.indicator or "–"] = (one.weight if one else "") or "–"
        else:
            made[:, at] = found
    if lacking:
        run.warn(
            problem(
                "{indicators} cannot be averaged without weights (in brackets what weighs them) and stay "
                "empty; a "
                "simple mean would be wrong. Choose the field WEIGHT.",
                indicators=", ".join(f"{name} ({weight})" for name, weight in list(lacking.items())[:SHOWN]),
            )
        )
    return made, kept


def _weighing(values: Values, key: Key) -> np.ndarray | None:
    one = values.listing.definition(key.indicator)
    for code in one.weighing if one else ():
        for kind in (key.kind, "actual", "reported", ""):
            for found in (key._replace(indicator=code, kind=kind), Key(code, key.year, kind)):
                if found in values.position:
                    return values.value[:, values.position[found]]
    return None


def subject(values: Values, positions, keys: Sequence[Key]) -> dict[str, np.ndarray]:
    """Whose value of what, in the words of the register's table of values."""
    names = ("indicator", "year", "subzone", "component", "plan")
    return {
        "unit": objects(values.tree.code[at] for at in np.asarray(positions).tolist()),
        **{name: objects(getattr(key, name) for key in keys) for name in names},
    }


def columns(keys: Sequence[Key], listing: Listing) -> dict[str, np.ndarray]:
    """Declared columns that say what rows are about; those that are empty everywhere are left out."""
    lang = language()

    def name(key: Key) -> str | None:
        found = listing.definition(key.indicator)
        return found.name(lang) if found else None

    made = {
        "indicator": objects(key.indicator or None for key in keys),
        "indicator_name": objects(name(key) for key in keys),
        "year": objects(key.year or None for key in keys),
        "value_kind": objects(key.kind or None for key in keys),
        "subzone": objects(key.subzone or None for key in keys),
        "component": objects(key.component or None for key in keys),
        "plan": objects(key.plan or None for key in keys),
    }
    return {column: cells for column, cells in made.items() if any(cell is not None for cell in cells)}
