"""Bottom-up: what units add up to, by the kind of the indicator, along the tree or any grouping."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core.errors import problem
from ....core.register import views
from ....core.transmission import rollup
from ....toolbelt.translation import translate
from ... import groups, hierarchies, registerinputs, registerresults, registertables
from ... import indicatorrows as rows
from ...algorithm import Algorithm
from ...hierarchies import objects
from ...parameters import box, output

SHOWN = 20


class AggregateIndicators(Algorithm):
    """Asks for values and the hierarchy; aggregates them level by level, with their coverage."""

    ID = "aggregateindicators"
    GROUP = groups.TRANSMISSION
    TAGS = (
        "aggregate,bottom-up,report,coverage,weighted mean,hierarchy,city cluster,basin,"
        "汇总,自下而上,上报,覆盖率,加权平均,层级,城市群,流域"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.VALUES,
        "UNITS": registertables.UNITS,
        "GROUPS": registertables.GROUPS,
    }

    LOWEST, OUTPUT = "LOWEST", "OUTPUT"
    AGGREGATES, GAPS = "AGGREGATES", "GAPS"

    def displayName(self):
        return translate("AggregateIndicators", "Aggregate indicators bottom-up")

    def initAlgorithm(self, config=None):
        for parameter in (*rows.parameters(), rows.rule_parameter(), *hierarchies.parameters()):
            self.addParameter(parameter)
        self.addParameter(
            box(
                self.LOWEST,
                translate(
                    "AggregateIndicators", "Always add up the lowest units, whatever levels between report"
                ),
            )
        )
        for parameter in registerinputs.parameters(("actual", "reported"), years=False):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("AggregateIndicators", "Aggregates")))
        for name, label in (
            (self.AGGREGATES, translate("AggregateIndicators", "Aggregates with a value")),
            (self.GAPS, translate("AggregateIndicators", "Aggregates that lack children")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        return rows.problems(request)

    def work(self, run):
        run.stage(0.0, 0.5)
        values = rows.read(run)
        rules = rows.rules(run, values)
        weights, rules = rows.weights(run, values, rules)
        run.stage(0.5, 0.8)
        made = rollup.roll_up_columns(values.tree, values.value, rules, weights, not run.yes(self.LOWEST))
        run.record["standards"].update(
            rule=run.choice(rows.RULE), lowest=run.yes(self.LOWEST), unit_count=len(values.tree.code)
        )
        run.stage(0.8, 1.0)
        at, column = np.nonzero(made.children > 0)
        short = (made.reported < made.children)[at, column]
        result = run.give_table(self.OUTPUT, self._columns(values, rules, made, at, column))
        if short.any():
            run.warn(
                problem(
                    "{count} of {all} aggregates lack children; they are sums of those that reported, "
                    "nothing is "
                    "scaled up. See coverage and missing_units.",
                    count=int(short.sum()),
                    all=len(at),
                )
            )
        known = np.isfinite(made.value[at, column])
        if registerresults.is_asked(run):
            self._keep(run, values, made, (at, column), ~short & known)
        return {
            self.OUTPUT: result,
            self.AGGREGATES: int(known.sum()),
            self.GAPS: int((short | ~known).sum()),
        }

    def _keep(self, run, values, made, places, whole):
        """Aggregates of all children go into the register; those that lack some would be taken for whole."""
        at, column = (part[whole] for part in places)
        kept = np.array([values.tree.code[one] not in values.tree.groups for one in at.tolist()], dtype=bool)
        at, column = at[kept], column[kept]
        short = int((~whole).sum())
        if short:
            run.warn(
                problem(
                    "{count} aggregates that lack children are not written into the register: they would be "
                    "taken for the whole.",
                    count=short,
                )
            )
        counts = _counting(at, [values.keys[one] for one in column.tolist()])
        if len(counts) < len(at):
            run.warn(
                problem(
                    "{count} aggregates are not written into the register: those of targets and forecasts, "
                    "which nobody measured, and those beside one of the same year whose kind goes before "
                    "(actual, adjusted, reported).",
                    count=len(at) - len(counts),
                )
            )
        at, column = at[counts], column[counts]
        columns = rows.subject(values, at, [values.keys[one] for one in column.tolist()])
        registerresults.keep_values(run, "aggregated", {**columns, "value": made.value[at, column]})

    def _columns(self, values, rules, made, at, column):
        """Declared columns: a row for each unit with children, and key."""
        own = values.value[at, column]
        value = made.value[at, column]
        difference = value - own
        percent = np.divide(
            100.0 * difference,
            np.abs(own),
            out=np.full(len(at), np.nan),
            where=np.isfinite(difference) & (own != 0),
        )
        return {
            **hierarchies.columns(values.tree, at.tolist()),
            **rows.columns([values.keys[one] for one in column.tolist()], values.listing),
            "value": value,
            "coverage_pct": 100.0 * made.coverage[at, column],
            "child_count": made.children[at, column],
            "reported_children": made.reported[at, column],
            "missing_units": missing_units(values.tree, made, at, column),
            "aggregate_rule": objects(rules[one] for one in column.tolist()),
            "weight_sum": made.weight[at, column],
            "own_value": own,
            "own_difference": difference,
            "own_difference_pct": percent,
        }


def missing_units(tree, made, at, column) -> np.ndarray:
    """Codes of the children that handed nothing up, for every aggregate; None where all did."""
    below = tree.children()

    def listed(unit: int, key: int) -> str | None:
        if made.reported[unit, key] == made.children[unit, key]:
            return None
        lacking = [tree.code[child] for child in below[unit] if not made.handed[child, key]]
        return ", ".join(lacking[:SHOWN]) + (" …" if len(lacking) > SHOWN else "")

    return objects(listed(unit, key) for unit, key in zip(at.tolist(), column.tolist()))


#: Sums of what is wanted or expected must not pass for sums of what was measured.
_AHEAD = ("target", "forecast")


def _counting(at, keys) -> np.ndarray:
    """Positions of the aggregates that a register keeps: of several kinds of one year the first."""
    best: dict[tuple, tuple[int, int]] = {}
    for number, (unit, key) in enumerate(zip(at.tolist(), keys)):
        if key.kind in _AHEAD:
            continue
        rank = views.PREFERENCE.index(key.kind) if key.kind in views.PREFERENCE else len(views.PREFERENCE)
        subject = unit, key._replace(kind="")
        best[subject] = min(best.get(subject, (rank, number)), (rank, number))
    return np.array(sorted(number for _, number in best.values()), dtype=np.int64)
