"""A target of one unit, shared among its children."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core.errors import problem
from ....core.transmission import allocation
from ....core.transmission.distribution import distribute
from ....core.transmission.methods import DEA_UNITS, criteria_weights, methods
from ....toolbelt.translation import language, translate
from ... import (
    checks,
    groups,
    quotainputs,
    quotaresults,
    registerinputs,
    registerquotas,
    registerresults,
    registertables,
)
from ... import quotaparameters as q
from ...algorithm import Algorithm
from ...parameters import choice, output

SHOWN = 5


class AllocateTarget(Algorithm):
    """Asks for the children, the target and a method; gives quotas and their closure."""

    ID = "allocatetarget"
    GROUP = groups.TRANSMISSION
    TAGS = (
        "target,quota,allocation,transmission,reserve,burden sharing,grandfathering,TOPSIS,DEA,Gini,Shapley,"
        "指标分解,目标分解,配额,传导,预留,约束性指标,祖父法,基尼系数,沙普利"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.WIDE,
    }

    METHOD = "METHOD"
    OUTPUT, TARGETS, CLOSURE = "OUTPUT", "TARGETS", "CLOSURE"
    SHARED, LEFT, KEPT = "SHARED", "LEFT", "KEPT"

    def displayName(self):
        return translate("AllocateTarget", "Allocate a target to children")

    def initAlgorithm(self, config=None):
        method = choice(self.METHOD, translate("AllocateTarget", "Method"), q.method_names())
        for parameter in (
            *q.children(),
            *q.target(),
            method,
            *q.amounts(),
            *q.criteria(),
            *q.bounds(),
            *q.openings(),
            *q.labels(),
            *registerinputs.parameters(),
            output(self.OUTPUT, translate("AllocateTarget", "Children with their quotas")),
            output(self.CLOSURE, translate("AllocateTarget", "Closure")),
            output(self.TARGETS, translate("AllocateTarget", "Targets, one row per unit"), True),
        ):
            self.addParameter(parameter)
        for name, label in (
            (self.SHARED, translate("AllocateTarget", "Sum of the children")),
            (self.LEFT, translate("AllocateTarget", "Reserve that remains")),
            (self.KEPT, translate("AllocateTarget", "Whether the closure holds (1 yes)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def from_register(self, request, held):
        return registerquotas.of_parent(request, held)

    def problems(self, request):
        method = methods()[request.choice(self.METHOD)]
        return [
            *quotainputs.problems(request, method.needs),
            *checks.package_problems(method.packages),
            *registerresults.problems(request, (q.INDICATOR, q.YEAR, q.PARENT_CODE)),
        ]

    def work(self, run):
        run.stage(0.0, 0.3)
        rules = quotainputs.rules(run, run.choice(self.METHOD))
        children = quotainputs.read(run)
        run.stage(0.3, 0.7)
        made = distribute(
            run.number(q.TOTAL),
            children.columns,
            rules,
            children.keys,
            low=children.low,
            high=children.high,
        )
        self._tell(run, rules, children, made)
        run.stage(0.7, 0.9)
        new = quotaresults.of_children(made, children)
        if rules.method == "shapley":
            cuts = children.columns["base"] - made.quota
            new["saving"] = allocation.shared_savings(children.columns["cost"], cuts)
        legend = "quota_change" if "quota_change_pct" in new else "quota"
        columns = {name: children.spread(values) for name, values in new.items()}
        results = {
            self.OUTPUT: run.give_features(
                self.OUTPUT, run.source(q.INPUT), children.table.ids, columns, legend, children.kept
            )
        }
        run.stage(0.9, 1.0)
        parent = run.text(q.PARENT_CODE).strip()
        account = quotaresults.closure_rows(run, made, children, rules, parent)
        results[self.CLOSURE] = run.give_table(self.CLOSURE, account)
        if run.wanted(self.TARGETS):
            rows = quotaresults.target_rows(run, made, children, rules)
            results[self.TARGETS] = run.give_table(self.TARGETS, rows)
        if registerresults.is_asked(run):
            registerresults.keep_values(run, *quotaresults.as_values(run, made, children, rules))
            registerresults.keep_run(run, *quotaresults.as_allocations(run, made, children, rules))
            indicator = run.text(q.INDICATOR).strip()
            by = quotaresults.in_register(run, indicator, run.text(q.UNIT).strip())
            parent = run.text(q.PARENT_CODE).strip()
            registerquotas.tell_total(run, parent, indicator, by * float(made.total[0]))
        return {
            **results,
            self.SHARED: float(made.shared[0]),
            self.LEFT: float(made.left[0]),
            self.KEPT: int(made.closure.kept[0]),
        }

    def _tell(self, run, rules, children, made):
        """What decided goes into the record; what a planner must know into the log."""
        method = methods()[rules.method]
        run.record["standards"].update(
            method=rules.method,
            formula=method.formula,
            direction=rules.direction,
            binding=rules.binding,
            reserve=rules.reserve,
            rounding=rules.rounding,
        )
        if "criteria" in method.needs and len(children.codes) > 1:
            weights = criteria_weights(children.columns["criteria"], rules.settings)
            named = dict(zip(run.fields(q.CRITERIA), weights.round(6).tolist()))
            run.record["standards"].update(weighing=rules.settings.weighing, weights=named)
            told = ", ".join(f"{name} {weight:.4f}" for name, weight in named.items())
            run.say(translate("AllocateTarget", "Weights of the criteria: {weights}").format(weights=told))
        if rules.method == "dea" and len(children.codes) < DEA_UNITS:
            run.warn(
                problem(
                    "{count} children are few for a DEA with one input and two outputs; below {least} most "
                    "units look efficient.",
                    count=len(children.codes),
                    least=DEA_UNITS,
                )
            )
        negative = np.flatnonzero(made.quota < 0)
        if len(negative) and run.number(q.TOTAL) > 0:
            keys = children.keys
            run.warn(
                problem(
                    "{count} children get a negative quota ({codes}): the method asks more of them than they "
                    "have. Set lower bounds, or take another method.",
                    count=len(negative),
                    codes=", ".join(keys[at] for at in negative[:SHOWN]),
                )
            )
        run.say(
            translate(
                "AllocateTarget", "{method}: {shared} of {total} for {count} children; {left} remains."
            ).format(
                method=method.name(language()),
                shared=f"{made.shared[0]:.10g}",
                total=f"{made.total[0]:.10g}",
                count=len(children.codes),
                left=f"{made.left[0]:.10g}",
            )
        )
