"""Several estimates of one quantity, side by side in fields or one below the other in rows."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QMetaType

from ....core import estimates, joining, units
from ....core.errors import InputError, Problem, UnitError, Words, faults_of, problem, raise_if_any
from ....core.grouping import factorise
from ....toolbelt.translation import translate
from ... import columns, groups, spreads
from ...algorithm import Algorithm
from ...estimates import combined_columns, pair_columns, tell
from ...parameters import ANY_TABLE, advanced, choice, field, number, output, source, text
from ...unittables import sums_by_their_names

FIELDS, ROWS = "fields", "rows"


class CombineEstimates(Algorithm):
    """Asks for estimates and how wide they are; gives range, means and agreement of every quantity."""

    ID = "combineestimates"
    GROUP = groups.CARBON
    TAGS = (
        "estimate,ensemble,range,mean,weighted,inverse variance,agreement,sink,uncertainty,"
        "估算,多方法,集成,区间,均值,方差倒数加权,一致性,碳汇,不确定性"
    )

    INPUT, LAYOUT, ESTIMATES = "INPUT", "LAYOUT", "ESTIMATES"
    QUANTITY, NAME, UNIT_FIELD, UNIT = "QUANTITY", "NAME", "UNIT_FIELD", "UNIT"
    TRIM, OUTPUT, PAIRS = "TRIM", "OUTPUT", "PAIRS"

    def displayName(self):
        return translate("CombineEstimates", "Combine estimates")

    def initAlgorithm(self, config=None):
        layouts = {
            FIELDS: translate("CombineEstimates", "side by side: a field for each, a row for each unit"),
            ROWS: translate("CombineEstimates", "one below the other: a row for each"),
        }
        quantity = translate("CombineEstimates", "Rows: what is estimated (empty: all rows are one thing)")
        for parameter in (
            source(self.INPUT, translate("CombineEstimates", "Estimates (layer or table)"), ANY_TABLE),
            choice(self.LAYOUT, translate("CombineEstimates", "Estimates stand"), layouts),
            field(
                self.ESTIMATES,
                translate("CombineEstimates", "Fields of the estimates (rows: the field of the value)"),
                many=True,
                optional=False,
            ),
            spreads.parameter(),
            field(self.QUANTITY, quantity),
            field(self.NAME, translate("CombineEstimates", "Rows: name of the estimate")),
            field(self.UNIT_FIELD, translate("CombineEstimates", "Rows: unit of the value"), "unit"),
            text(self.UNIT, translate("CombineEstimates", "Rows: unit of the result (empty: the first)")),
            advanced(
                number(
                    self.TRIM,
                    translate("CombineEstimates", "Share that the trimmed mean leaves out on either side"),
                    estimates.TRIM,
                    0.0,
                    0.49,
                )
            ),
            output(self.OUTPUT, translate("CombineEstimates", "Combined estimates")),
            output(self.PAIRS, translate("CombineEstimates", "Pairs of estimates"), True),
        ):
            self.addParameter(parameter)

    def problems(self, request):
        layer, given = request.layer_name(self.INPUT), request.optional_source(self.INPUT)
        fields = request.fields(self.ESTIMATES)
        found = spreads.problems(request.matrix(spreads.SPREADS), fields, given, layer)
        if request.choice(self.LAYOUT) == FIELDS:
            if len(fields) < 2:
                found.append(problem("Choose at least two fields with estimates of the same quantity."))
            found += _mixed_units(fields)
        elif len(fields) != 1:
            found.append(problem("Where estimates stand in rows, choose the one field that holds them."))
        if request.text(self.UNIT):
            found += faults_of(lambda: units.unit(request.text(self.UNIT)))
        return found

    def work(self, run):
        run.record["standards"]["trim"] = run.number(self.TRIM)
        run.stage(0.0, 0.5)
        return self._of_fields(run) if run.choice(self.LAYOUT) == FIELDS else self._of_rows(run)

    def _read(self, run, more=()):
        """The table; estimates, standard deviations and ends of intervals, a row for each field."""
        fields, given = run.fields(self.ESTIMATES), run.source(self.INPUT)
        known = spreads.chosen(run.matrix(spreads.SPREADS), fields, given)
        wanted = [*fields, *(name for one in known.values() for name in one.fields), *more]
        table = run.columns(self.INPUT, wanted)
        run.record["standards"]["uncertainty"] = {name: one.described() for name, one in known.items()}
        value = np.array([run.numbers(table, name, self.INPUT) for name in fields])
        sd = np.array([spreads.deviations(run, table, self.INPUT, known[name]) for name in fields])
        low, high = (np.full(value.shape, np.nan) for _ in range(2))
        for at, name in enumerate(fields):
            if known[name].low:
                low[at] = run.numbers(table, known[name].low, self.INPUT)
                high[at] = run.numbers(table, known[name].high, self.INPUT)
        numbers = np.stack([value, sd, low, high])
        self._refuse(run, table, fields, estimates.faults(*numbers))
        return table, numbers

    def _refuse(self, run, table, fields, faults):
        """Name rows that no estimate can have; a swapped or clipped interval would be somebody else's."""
        words = {
            "infinite": Words("are infinite", "为无穷大"),
            "negative_sd": Words("have a standard deviation below 0 or infinite", "的标准差为负或无穷大"),
            "limits": Words("do not lie within their own limits", "不在其自身的上下限之间"),
        }
        raise_if_any(
            problem(
                "{count} estimates of the field {field} {fault} (features: {features}). Correct them.",
                count=int(mask[at].sum()),
                field=name,
                fault=words[kind],
                features=", ".join(map(str, table.ids[mask[at]][: joining.SHOWN])),
            )
            for kind, mask in faults.items()
            for at, name in enumerate(fields)
            if mask[at].any()
        )

    def _of_fields(self, run):
        names = run.fields(self.ESTIMATES)
        fields = run.source(self.INPUT).fields()
        texts = [one.name() for one in fields if one.type() == QMetaType.Type.QString]
        texts = [name for name in texts if name not in names]
        table, numbers = self._read(run, texts)
        self._tell_totals(run, table, texts)
        made = estimates.combine(*numbers, trim=run.number(self.TRIM))
        new = {**combined_columns(made), **_extremes(numbers[0], names)}
        run.stage(0.5, 1.0)
        given = run.source(self.INPUT)
        results = {self.OUTPUT: run.give_features(self.OUTPUT, given, table.ids, new, "estimates")}
        return self._finished(run, results, made, numbers, names)

    def _of_rows(self, run):
        asked = [run.field(name) for name in (self.QUANTITY, self.NAME, self.UNIT_FIELD)]
        table, numbers = self._read(run, [name for name in asked if name])
        self._tell_totals(run, table, [name for name in asked[:2] if name])
        quantity, name, unit = (
            joining.codes(table[one]) if one else np.full(len(table), "", dtype=object) for one in asked
        )
        lacking = (quantity == "") & bool(asked[0])
        if lacking.any():
            run.warn(
                problem(
                    "{count} rows do not say what they estimate ({field} is empty); they are left out.",
                    count=int(lacking.sum()),
                    field=asked[0],
                )
            )
        scale, targets = _scales(quantity, unit, run.text(self.UNIT), lacking)
        numbers = numbers[:, 0] * scale
        codes, labels = factorise(quantity[~lacking])
        of_row = np.full(len(quantity), -1, dtype=np.int64)
        of_row[~lacking] = codes
        called = np.array([*(text or str(at + 1) for at, text in enumerate(name)), None], dtype=object)
        rows, names = _stacked(of_row, len(labels), called[:-1])
        if names is None and run.wanted(self.PAIRS):
            raise InputError(
                problem(
                    "Pairs of estimates need a name for every row (NAME), each once for every quantity. "
                    "Name them, or leave the table of pairs out."
                )
            )
        # behind the last row a row of nothing, which -1 takes
        stacked = np.column_stack([numbers, np.full(4, np.nan)])[:, rows]
        made = estimates.combine(*stacked, trim=run.number(self.TRIM))
        new = combined_columns(made)
        flags = new.pop("flags")
        ends = {key: _named(stacked[0], called[rows], pick) for key, pick in _ENDS.items()}
        named = {"group_name": np.array([*labels, None], dtype=object)[:-1]} if asked[0] else {}
        unit_of = np.array([*(targets.get(one) or None for one in labels), None], dtype=object)[:-1]
        run.stage(0.5, 1.0)
        new = {**named, "est_unit": unit_of, **new, **ends, "flags": flags}
        results = {self.OUTPUT: run.give_table(self.OUTPUT, new)}
        return self._finished(run, results, made, stacked, names)

    def _tell_totals(self, run, table, fields):
        for remark in sums_by_their_names(run, self.INPUT, table, fields):
            run.warn(remark)

    def _finished(self, run, results, made, numbers, names):
        words = made.flags.tolist()
        tell(run, len(words), {name: sum(name in text.split() for text in words) for name in estimates.FLAGS})
        if run.wanted(self.PAIRS):
            _, below, above = estimates.intervals(*numbers)
            pairs = estimates.pairs(numbers[0], below, above)
            results[self.PAIRS] = run.give_table(self.PAIRS, pair_columns(pairs, names))
        return results


def _stacked(of_row: np.ndarray, count: int, called: np.ndarray) -> tuple[np.ndarray, list[str] | None]:
    """Positions of rows as estimates x quantities, and the names of the estimates.

    Estimates are told apart by name; where a name comes twice for one quantity of several, their order is
    all there is, and there are no names.
    """
    if count == 1:
        rows = estimates.stacked(of_row, count)
        return rows, called[rows[:, 0]].tolist()
    codes, names = factorise(called)
    inside = of_row >= 0
    places = codes[inside] * count + of_row[inside]
    if len(np.unique(places)) < len(places):
        return estimates.stacked(of_row, count), None
    rows = np.full((len(names), count), -1, dtype=np.int64)
    rows[codes[inside], of_row[inside]] = np.flatnonzero(inside)
    return rows, names


def _mixed_units(fields: list[str]) -> list[Problem]:
    """What is wrong where fields are columns of ours that have different units."""
    known = {name: columns.known(name) for name in fields}
    found = {name: one.unit for name, one in known.items() if one is not None}
    if len(set(found.values())) < 2:
        return []
    return [
        problem(
            "The estimates have different units ({units}); convert them first.",
            units=", ".join(f"{name}: {unit or '–'}" for name, unit in found.items()),
        )
    ]


def _scales(quantity, unit, wanted: str, lacking) -> tuple[np.ndarray, dict[str, str]]:
    """Factor of every row into the unit of its quantity, and that unit by quantity.

    The unit is the one that is *wanted*, else that of the first row of the quantity; a row without a unit
    has it already.
    """
    targets: dict[str, str] = {}
    for what, own in zip(quantity[~lacking].tolist(), unit[~lacking].tolist()):
        if not targets.get(what):
            targets[what] = wanted or own
    factors, faults = {}, []
    for what, own in dict.fromkeys(zip(quantity[~lacking].tolist(), unit[~lacking].tolist())):
        try:
            factors[what, own] = units.carbon_factor(own, targets[what]) if own else 1.0
        except UnitError as error:
            faults += error.problems
    raise_if_any(faults)
    pairs = zip(quantity.tolist(), unit.tolist())
    return np.array([factors.get(pair, np.nan) for pair in pairs]), targets


_ENDS = {"est_lowest": np.nanargmin, "est_highest": np.nanargmax}


def _extremes(value: np.ndarray, names: list[str]) -> dict[str, np.ndarray]:
    """Names of the smallest and largest estimate of every unit; None where there is none."""
    called = np.repeat(np.array([*names, None], dtype=object)[:-1, np.newaxis], value.shape[1], axis=1)
    return {key: _named(value, called, pick) for key, pick in _ENDS.items()}


def _named(value: np.ndarray, called: np.ndarray, pick) -> np.ndarray:
    some = np.isfinite(value).any(axis=0)
    at = pick(np.where(some, value, 0.0), axis=0)
    return np.where(some, called[at, np.arange(value.shape[1])], None)
