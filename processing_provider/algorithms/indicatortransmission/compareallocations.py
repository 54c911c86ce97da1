"""The methods of sharing a target, side by side."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterFileDestination

from ....cartography import allocation_report, outlines, reports
from ....core.errors import problem
from ....core.transmission.comparison import compare, possible
from ....core.transmission.methods import methods
from ....toolbelt import areas
from ....toolbelt.translation import language, sentence, translate
from ... import checks, groups, quotacomparison, quotainputs, registerinputs, registerquotas, registertables
from ... import quotaparameters as q
from ...algorithm import Algorithm
from ...parameters import choice, output

MOST_SHAPES = 500


class CompareAllocations(Algorithm):
    """Asks for the children, the target and several methods; gives what each would mean, and a report."""

    ID = "compareallocations"
    GROUP = groups.TRANSMISSION
    TAGS = (
        "comparison,allocation,quota,Gini,Theil,winners,losers,fairness,report,"
        "方案比选,分解方案,配额,基尼系数,泰尔指数,公平,报告"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.WIDE,
    }

    METHODS = "METHODS"
    OUTPUT, COMPARISON, REPORT = "OUTPUT", "COMPARISON", "REPORT"
    FEASIBLE = "FEASIBLE"

    def displayName(self):
        return translate("CompareAllocations", "Compare allocations")

    def initAlgorithm(self, config=None):
        chosen = choice(
            self.METHODS,
            translate("CompareAllocations", "Methods (none: all whose fields are chosen)"),
            q.method_names(),
            many=True,
            optional=True,
        )
        report = QgsProcessingParameterFileDestination(
            self.REPORT,
            translate("CompareAllocations", "Report"),
            fileFilter="HTML (*.html)",
            optional=True,
            createByDefault=False,
        )
        for parameter in (
            *q.children(),
            *q.target(),
            chosen,
            *q.amounts(),
            *q.criteria(),
            *q.bounds(),
            *q.openings(),
            *q.labels(),
            *registerinputs.parameters(writes=False),
            output(self.COMPARISON, translate("CompareAllocations", "Methods side by side")),
            output(self.OUTPUT, translate("CompareAllocations", "Children with the quotas of all methods")),
            report,
        ):
            self.addParameter(parameter)
        self.addOutput(
            QgsProcessingOutputNumber(
                self.FEASIBLE, translate("CompareAllocations", "Methods that can be carried out")
            )
        )

    def from_register(self, request, held):
        return registerquotas.of_parent(request, held)

    def problems(self, request):
        found = quotainputs.problems(request)
        if not found and not self._methods(request):
            found.append(
                problem("No method has the fields it needs. Choose BASE, POPULATION, GDP or others.")
            )
        return [*found, *checks.package_problems(_packages(self._methods(request)))]

    def _methods(self, request):
        if request.parameters.get(self.METHODS) not in (None, "", []):
            return request.choices(self.METHODS)
        given = {column for name, column in q.FIELDS.items() if request.field(name)}
        given |= {"criteria"} if request.fields(q.CRITERIA) else set()
        # of those that nobody asked for by name, the ones that this Python can solve
        return [code for code in possible(given) if not checks.missing_packages(_packages([code]))]

    def work(self, run):
        run.stage(0.0, 0.2)
        chosen = self._methods(run)
        rules = quotainputs.rules(run, chosen[0])
        children = quotainputs.read(run)
        run.stage(0.2, 0.7)
        found = compare(
            run.number(q.TOTAL),
            children.columns,
            rules,
            chosen,
            children.keys,
            children.low,
            children.high,
            run.progress,
        )
        self._tell(run, rules, found)
        run.stage(0.7, 0.85)
        columns = quotacomparison.of_children(found, children)
        results = {
            self.COMPARISON: run.give_table(self.COMPARISON, quotacomparison.rows(run, found)),
            self.OUTPUT: run.give_features(
                self.OUTPUT,
                run.source(q.INPUT),
                children.table.ids,
                {name: children.spread(values) for name, values in columns.items()},
                "quota_spread" if "quota_range_pct" in columns else "",
                children.kept,
            ),
        }
        run.stage(0.85, 1.0)
        written = run.give_file(self.REPORT, lambda path: self._write(run, path, found, children), ".html")
        feasible = sum(one.made is not None for one in found)
        return {**results, self.FEASIBLE: feasible, **({self.REPORT: written} if written else {})}

    def _write(self, run, path, found, children):
        """The report, with small maps where the children have polygons."""
        places = run.source(q.INPUT)
        shapes = []
        if areas.has_polygons(places) and len(children.codes) <= MOST_SHAPES:
            shapes = outlines.read(places, children.kept, run.look_for_cancel)
        report = allocation_report.AllocationReport(
            title=translate("CompareAllocations", "Ways of sharing a target"),
            subtitle=quotacomparison.subtitle(run),
            names=[name or key for name, key in zip(children.names.tolist(), children.keys)],
            base=children.columns.get("base"),
            total=run.number(q.TOTAL),
            unit=run.text(q.UNIT).strip(),
            is_floor=run.choice(q.DIRECTION) == "floor",
            is_rounded=run.number(q.ROUNDING) > 0,
            candidates=found,
            outlines=shapes,
            records=[run.record],
        )
        reports.write(path, allocation_report.render(report, language()))

    def _tell(self, run, rules, found):
        run.record["standards"].update(
            methods=[one.method for one in found],
            direction=rules.direction,
            binding=rules.binding,
            reserve=rules.reserve,
            rounding=rules.rounding,
            settings={name: value for name, value in vars(rules.settings).items() if value not in ((), None)},
        )
        for one in found:
            name = methods()[one.method].name(language())
            for reason in one.reasons:
                told = translate("CompareAllocations", "{method}: {reason}")
                run.warn(told.format(method=name, reason=sentence(reason)))


def _packages(codes) -> list[str]:
    """Packages beyond numpy that the methods need."""
    return sorted({name for code in codes for name in methods()[code].packages})
