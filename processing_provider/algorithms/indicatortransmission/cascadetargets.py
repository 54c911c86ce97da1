"""Targets down all levels in one run."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core.transmission import checking
from ....core.transmission.cascade import cascade, top_total
from ....core.transmission.methods import methods
from ....toolbelt.translation import translate
from ... import (
    cascadeinputs,
    cascaderesults,
    groups,
    quotaresults,
    registerinputs,
    registerquotas,
    registerresults,
    registertables,
)
from ... import quotaparameters as q
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, choice, field, needed, number, output, source


class CascadeTargets(Algorithm):
    """Asks for the units of all levels, the targets of the top and the rules of the levels."""

    ID = "cascadetargets"
    GROUP = groups.TRANSMISSION
    TAGS = (
        "cascade,five levels,target,transmission,total,intensity,reserve,quota,"
        "五级传导,逐级分解,指标传导,总量,强度,双控,预留"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.WIDE,
    }

    OUTPUT, TARGETS, CLOSURE = "OUTPUT", "TARGETS", "CLOSURE"
    BROKEN, UNITS = "BROKEN", "UNITS"

    def displayName(self):
        return translate("CascadeTargets", "Cascade targets down all levels")

    def initAlgorithm(self, config=None):
        method = translate("CascadeTargets", "Method of levels that are not listed")
        for parameter in (
            needed(
                source(
                    q.INPUT, translate("CascadeTargets", "Units of all levels (layer or table)"), ANY_TABLE
                )
            ),
            needed(field(q.CODE, translate("Quotas", "Field with the code of the unit"), "unit_code")),
            needed(field(q.PARENT, translate("Quotas", "Field with the code of the parent"), "parent_code")),
            field(q.NAME, translate("Quotas", "Field with the name of the unit"), "unit_name"),
            *cascadeinputs.parameters(),
            choice(cascadeinputs.METHOD, method, q.method_names()),
            number(q.RESERVE, translate("CascadeTargets", "Their reserve (%)"), 0.0, 0.0, 99.999),
            choice(q.BINDING, translate("Quotas", "It binds"), q.bindings()),
            *[one for one in q.amounts() if one.name() != q.BASE],
            *q.criteria(),
            *q.band_and_cuts(),
            *q.openings(),
            advanced(
                number(
                    q.TOLERANCE, translate("Quotas", "Tolerance of an expected target (%)"), 5.0, 0.0, 100.0
                )
            ),
            number(q.YEAR, translate("Quotas", "Year of the target"), None, 1000, 9999, whole=True),
            *registerinputs.parameters(),
            output(self.TARGETS, translate("CascadeTargets", "Targets, one row per unit and indicator")),
            output(self.CLOSURE, translate("CascadeTargets", "Closure of every parent")),
            output(self.OUTPUT, translate("CascadeTargets", "Units with the targets side by side"), True),
        ):
            self.addParameter(parameter)
        for name, label in (
            (self.BROKEN, translate("CascadeTargets", "Closures that do not hold")),
            (self.UNITS, translate("CascadeTargets", "Units")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def from_register(self, request, held):
        return registerquotas.of_top(request, held)

    def problems(self, request):
        return cascadeinputs.problems(request) + registerresults.problems(request, (q.YEAR,))

    def work(self, run):
        run.stage(0.0, 0.2)
        wanted = cascadeinputs.indicators(run)
        units = cascadeinputs.read(run, wanted)
        made = []
        for at, indicator in enumerate(wanted):
            run.stage(0.2 + 0.4 * at / len(wanted), 0.2 + 0.4 * (at + 1) / len(wanted))
            made.append(self._one(run, units, indicator))
        self._tell(run, units, made)
        run.stage(0.6, 0.8)
        results = {
            self.TARGETS: run.give_table(self.TARGETS, cascaderesults.target_rows(run, units, made)),
            self.CLOSURE: run.give_table(self.CLOSURE, cascaderesults.closure_rows(run, units, made)),
        }
        run.stage(0.8, 1.0)
        if run.wanted(self.OUTPUT):
            results[self.OUTPUT] = run.give_features(
                self.OUTPUT, run.source(q.INPUT), units.table.ids, cascaderesults.of_units(units, made)
            )
        if registerresults.is_asked(run):
            registerresults.keep_values(run, *cascaderesults.as_values(run, units, made))
            registerresults.keep_run(run, *cascaderesults.as_allocations(run, units, made))
            for one in made:
                by = quotaresults.in_register(run, one.indicator.code, one.indicator.unit)
                total = by * float(one.cascade.value[units.tree.top])
                registerquotas.tell_total(run, run.held.top(), one.indicator.code, total)
        broken = sum(int((~one.cascade.kept).sum()) for one in made)
        return {**results, self.BROKEN: broken, self.UNITS: units.tree.units}

    def _one(self, run, units, indicator):
        """One indicator down the tree."""
        columns = dict(units.columns)
        if indicator.field:
            columns["base"] = cascadeinputs.amounts(run, units.table, indicator.field, units.tree)
        later = columns.get("gdp_forecast")
        total = top_total(
            indicator.total,
            indicator.intensity,
            None if later is None else float(later[units.tree.top]),
            indicator.direction,
        )
        rules = cascadeinputs.steps(run, indicator, units.tree.steps)
        made = cascade(units.tree, total, columns, rules, run.progress)
        return cascaderesults.Made(indicator, rules, columns, made)

    def _tell(self, run, units, made):
        run.record["standards"].update(
            indicators={
                one.indicator.code: {
                    "total": float(one.cascade.value[units.tree.top]),
                    "direction": one.indicator.direction,
                    "rounding": one.indicator.rounding,
                }
                for one in made
            },
            levels=[
                {
                    "level": at,
                    "method": rules.method,
                    "formula": methods()[rules.method].formula,
                    "reserve": rules.reserve,
                    "binding": rules.binding,
                }
                for at, rules in enumerate(made[0].rules, start=1)
            ],
        )
        for one in made:
            kept = int(np.count_nonzero(one.cascade.kept))
            total = float(one.cascade.value[units.tree.top])
            run.say(
                translate(
                    "CascadeTargets",
                    "{indicator}: {total} on top; {kept} of {count} parents close; {left} is in reserve.",
                ).format(
                    indicator=one.indicator.code,
                    total=f"{total:.10g}",
                    kept=kept,
                    count=len(one.cascade.kept),
                    left=f"{_without_dust(one.cascade.left.sum(), total):.10g}",
                )
            )


def _without_dust(left: float, total: float) -> float:
    """What is left, 0 where only floats make it."""
    return 0.0 if abs(left) <= checking.DUST * abs(total) else left
