"""Children that do not add up to their parent: adjusted values beside the reported ones."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core.errors import problem
from ....core.register import schema
from ....core.transmission import reconciling
from ....toolbelt.translation import language, sentence, translate
from ... import groups, hierarchies, reconciledrows, registerinputs, registerresults, registertables
from ... import indicatorrows as rows
from ...algorithm import Algorithm
from ...hierarchies import objects
from ...parameters import advanced, choice, field, number, output
from ...reconciledrows import AUTO, HIGH, LOW, RAS, SD

SAME = "same"


class Reconcile(Algorithm):
    """Asks for reports and the hierarchy; adjusts the children to their parents, from the top down."""

    ID = "reconcile"
    GROUP = groups.TRANSMISSION
    TAGS = (
        "reconcile,adjust,least squares,RAS,proportional,closure,report,"
        "平差,上下级核对,最小二乘,比例调整,双比例,闭合"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.VALUES,
        "UNITS": registertables.UNITS,
        "GROUPS": registertables.GROUPS,
    }

    METHOD, PARENT_KIND, SPAN = "METHOD", "PARENT_KIND", "SPAN"
    OUTPUT, CLOSURE = "OUTPUT", "CLOSURE"
    ADJUSTED, OPEN = "ADJUSTED", "OPEN"

    def displayName(self):
        return translate("Reconcile", "Reconcile children with parents")

    def initAlgorithm(self, config=None):
        for parameter in (
            *rows.parameters(),
            *self._ways(),
            rows.rule_parameter(),
            *hierarchies.parameters(),
        ):
            self.addParameter(parameter)
        for parameter in registerinputs.parameters(("actual", "reported"), years=False):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("Reconcile", "Adjusted values")))
        self.addParameter(output(self.CLOSURE, translate("Reconcile", "Closure of the parents")))
        for name, label in (
            (self.ADJUSTED, translate("Reconcile", "Parents whose children were adjusted")),
            (self.OPEN, translate("Reconcile", "Parents that stay open")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _ways(self):
        methods = {
            AUTO: translate("Reconcile", "by binding force (rigid: in proportion; expected: by uncertainty)"),
            reconciling.PROPORTIONAL: translate("Reconcile", "in proportion"),
            reconciling.SHIFT: translate("Reconcile", "equal shift"),
            reconciling.GLS: translate("Reconcile", "generalised least squares (by uncertainty)"),
            reconciling.BOUNDED: translate("Reconcile", "least squares within bounds"),
            RAS: translate("Reconcile", "RAS: parts fitted to unit totals and to the parent's parts"),
        }
        lang = language()
        kinds = {
            SAME: translate("Reconcile", "of the same kind"),
            **{
                item.code: item.name_zh if lang == "zh" else item.name_en
                for item in schema.value_list("value_kind")
            },
        }
        return (
            choice(self.METHOD, translate("Reconcile", "Method"), methods),
            choice(self.PARENT_KIND, translate("Reconcile", "Values of the parents are"), kinds),
            field(SD, translate("Reconcile", "Standard deviation"), "sd"),
            advanced(field(LOW, translate("Reconcile", "Lower bound"), "lo")),
            advanced(field(HIGH, translate("Reconcile", "Upper bound"), "hi")),
            advanced(
                number(self.SPAN, translate("Reconcile", "Bounds: percent of the reported value"), None, 0.0)
            ),
        )

    def problems(self, request):
        found = rows.problems(request)
        method = request.choice(self.METHOD)
        if method == reconciling.GLS and not request.field(SD):
            found.append(
                problem("Least squares need the standard deviations of the reports; choose the field SD.")
            )
        bounds = request.field(LOW) or request.field(HIGH) or np.isfinite(request.number(self.SPAN))
        if method == reconciling.BOUNDED and not bounds:
            found.append(problem("Choose bounds: the fields LOW and HIGH, or a percentage in SPAN."))
        if method == RAS and not request.field(rows.COMPONENT):
            found.append(problem("RAS fits parts; choose the field with the part (COMPONENT)."))
        if request.choice(self.PARENT_KIND) != SAME and not request.field(rows.KIND):
            found.append(problem("Values of another kind need the field with the kind (KIND)."))
        return found

    def work(self, run):
        run.stage(0.0, 0.4)
        values = rows.read(run, (SD, LOW, HIGH))
        method = run.choice(self.METHOD)
        kind = run.choice(self.PARENT_KIND)
        run.record["standards"].update(reconcile_method=method, parents=kind)
        if method == RAS:
            run.stage(0.4, 0.8)
            found = reconciledrows.by_margins(values, run.progress)
        else:
            rules = rows.rules(run, values)
            weights, rules = rows.weights(run, values, rules)
            run.stage(0.4, 0.8)
            found = reconciledrows.by_column(
                values,
                rules,
                weights,
                method,
                "" if kind == SAME else kind,
                run.number(self.SPAN) / 100.0,
                run.progress,
            )
        self._tell(run, found)
        if registerresults.is_asked(run):
            self._keep(run, values, found)
        run.stage(0.8, 1.0)
        states = [one.state for _, one, _ in found.closings]
        return {
            self.OUTPUT: run.give_table(self.OUTPUT, reconciledrows.child_columns(values, found)),
            self.CLOSURE: run.give_table(
                self.CLOSURE, reconciledrows.closing_columns(values, found, sentence)
            ),
            self.ADJUSTED: states.count(reconciling.ADJUSTED),
            self.OPEN: len(states) - states.count(reconciling.ADJUSTED) - states.count(reconciling.EQUAL),
        }

    def _keep(self, run, values, found):
        """Adjusted values along the tree; in groupings a unit may have several, and none is the one."""
        along = [one for one in found.children if values.tree.code[one[2]] not in values.tree.groups]
        columns = rows.subject(values, [one[1] for one in along], [values.keys[one[0]] for one in along])
        adjusted = np.array([one[4] for one in along], dtype=np.float64)
        columns.update(value=adjusted, method=objects(one[5] for one in along))
        registerresults.keep_values(run, "adjusted", columns)

    def _tell(self, run, found):
        states = [one.state for _, one, _ in found.closings]
        missing = states.count(reconciling.MISSING)
        if missing:
            run.warn(
                problem(
                    "{count} parents have children that did not report; nothing is adjusted there, because "
                    "the "
                    "gap may be those children.",
                    count=missing,
                )
            )
        failed = states.count(reconciling.FAILED)
        if failed:
            run.warn(problem("{count} parents cannot be reconciled; closure_note says why.", count=failed))
        if not found.children:
            run.warn(problem("No parent has a value and children that reported; nothing was adjusted."))
