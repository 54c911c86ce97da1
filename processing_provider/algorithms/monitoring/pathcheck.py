"""Values beside their planned path: ahead, on it or behind, at the nodes and in every year."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingParameterFileDestination

from ....cartography import linecharts, monitoring_report, reports
from ....core import years as calendar
from ....core.errors import faults_of, problem
from ....core.transmission import panel, path, trend
from ....toolbelt.translation import translate
from ... import groups, panels, plans, registerinputs, registertables
from ...algorithm import Algorithm
from ...parameters import advanced, number, output, text

PERCENT = 100.0
VALUE, PLAN_INK = "#333333", "#2E8B57"


class PathCheck(Algorithm):
    """Asks for values and their plan; gives gaps and states in every year, and what the next node needs."""

    ID = "pathcheck"
    GROUP = groups.MONITORING
    TAGS = (
        "planned path,time node,milestone,progress,timetable,gap,规划路径,时间节点,进度,时间表,差距,监测评估"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.SERIES,
        "PLAN": registertables.PLAN,
        "UNITS_LAYER": registertables.AREAS,
    }

    BASE_YEAR, TARGET_YEAR, NODES = "BASE_YEAR", "TARGET_YEAR", "NODES"
    TOLERANCE, RECENT = "TOLERANCE", "RECENT"
    OUTPUT, CHECKS, REPORT = "OUTPUT", "CHECKS", "REPORT"

    def displayName(self):
        return translate("PathCheck", "Check of the planned path")

    def initAlgorithm(self, config=None):
        values = translate("PathCheck", "Values (rows: one field; else the field of every year)")
        for parameter in (
            *panels.parameters(values),
            *panels.places(),
            *plans.parameters(),
            *plans.targets(),
            *self._line(),
            *plans.settings(),
            *registerinputs.parameters(levels=True, groupings=True, writes=False),
            output(self.OUTPUT, translate("PathCheck", "State at the last node")),
            output(self.CHECKS, translate("PathCheck", "Check of every year"), True),
            QgsProcessingParameterFileDestination(
                self.REPORT, translate("PathCheck", "Report"), "HTML (*.html)", optional=True
            ),
        ):
            self.addParameter(parameter)

    def _line(self):
        base = translate("PathCheck", "Without a plan: base year (empty: the first)")
        nodes = translate("PathCheck", "Years to be checked (empty: all with values)")
        recent = translate("PathCheck", "Years at the end that make the present change")
        return (
            number(self.BASE_YEAR, base, minimum=1000, maximum=2999, whole=True),
            number(
                self.TARGET_YEAR,
                translate("PathCheck", "Without a plan: year of the target"),
                minimum=1000,
                maximum=2999,
                whole=True,
            ),
            text(self.NODES, nodes),
            number(self.TOLERANCE, translate("PathCheck", "Share that counts as on the path"), 0.0, 0.0, 0.5),
            advanced(number(self.RECENT, recent, 5, trend.FEWEST, whole=True)),
        )

    def problems(self, request):
        found = panels.problems(request) + plans.problems(request, needed=True)
        found += faults_of(lambda: calendar.chosen(request.text(self.NODES)))
        if request.optional_source(plans.PLAN) is None and not request.wanted(self.TARGET_YEAR):
            found.append(problem("A path without a plan needs the year of the target (TARGET_YEAR)."))
        return found

    def work(self, run):
        run.stage(0.0, 0.4)
        found = panels.read(run, constant=plans.TARGET_FIELD)
        values, plan = found.panel, self._plan(run, found)
        settings = plans.resolved(run, values.item)
        tolerance = run.number(self.TOLERANCE)
        run.record["standards"].update({"way": run.choice(plans.WAY), "tolerance": tolerance})
        planned = path.planned(plan, values.years, run.choice(plans.WAY))
        planned[~settings.judged] = np.nan
        floor = settings.direction == "floor"
        made = path.check(values.values, planned, floor[:, np.newaxis], tolerance)
        asked = calendar.chosen(run.text(self.NODES))
        chosen = calendar.among(values.years, asked) & np.isfinite(values.values)
        run.stage(0.4, 1.0)
        new = self._columns(run, values, plan, made, chosen)
        masks = self._flags(values, plan, made, chosen)
        panels.tell(run, masks)
        new["flags"] = panels.flagged(masks)
        results = {self.OUTPUT: panels.give(run, self.OUTPUT, found, new, "pathstates")}
        if run.wanted(self.CHECKS):
            results[self.CHECKS] = run.give_table(self.CHECKS, _by_year(found, made, chosen))
        if run.wanted(self.REPORT):
            page = monitoring_report.render(self._story(run, found, plan, new))
            results[self.REPORT] = run.give_file(
                self.REPORT, lambda place: reports.write(place, page), ".html"
            )
        return results

    def _plan(self, run, found):
        """Nodes of every series: of the plan, or from the value of the base year to the target."""
        given = plans.plan(run)
        if given is not None:
            return plans.matched(run, given, found.panel)
        values, at = found.panel, run.integer(self.TARGET_YEAR)
        if run.wanted(self.BASE_YEAR):
            base_year = np.full(len(values), run.integer(self.BASE_YEAR))
            held = values.years == run.integer(self.BASE_YEAR)
            base = values.values[:, held][:, 0] if held.any() else np.full(len(values), np.nan)
        else:
            base_year, base = values.first()
        target = np.full(len(values), run.number(plans.TARGET))
        if plans.TARGET_FIELD in found.others:
            target = found.others[plans.TARGET_FIELD].last()[1]
        years = np.unique(np.r_[base_year[base_year > 0], at])
        nodes = np.full((len(values), len(years)), np.nan)
        for row, year in enumerate(base_year.tolist()):
            nodes[row, years == year] = base[row]
        nodes[:, years == at] = target[:, np.newaxis]
        # without a base there is no path, only its end
        nodes[~np.isfinite(base)] = np.nan
        return panel.Panel(values.unit, values.item, years, nodes, np.full(nodes.shape, np.nan))

    def _columns(self, run, values, plan, made, chosen):
        at = _last_checked(chosen)
        last_year, last = values.last()
        node, target = path.next_node(plan, last_year)
        inside = values.years > values.years[-1] - run.integer(self.RECENT)
        slope = trend.trends(values.years[inside], values.values[:, inside]).slope
        needed = path.needed(last, last_year, target, node)
        times = np.divide(needed, slope, out=np.full(len(slope), np.nan), where=np.nan_to_num(slope) != 0)
        return {
            "year": np.full(len(values), values.years[at]),
            "value": values.values[:, at],
            "planned": made.planned[:, at],
            "path_gap": made.gap[:, at],
            "path_gap_pct": PERCENT * made.share[:, at],
            "path_state": np.array(path.STATES, dtype=object)[made.state[:, at]],
            "behind_n": ((made.state == path.BEHIND) & chosen).sum(axis=1),
            "node_year": np.where(node > 0, node.astype(object), None),
            "node_target": target,
            "slope_a": slope,
            "needed_a": needed,
            "needed_times": times,
        }

    def _flags(self, values, plan, made, chosen):
        known = np.isfinite(values.values).any(axis=1)
        planned = np.isfinite(plan.values).sum(axis=1)
        beyond = (chosen & ~np.isfinite(made.planned)).any(axis=1)
        return {
            "NO_DATA": ~known,
            "LATE": known & ~chosen[:, _last_checked(chosen)],
            "NO_PLAN": planned == 0,
            "ONE_NODE": planned == 1,
            "OUTSIDE": (planned > 0) & beyond,
        }

    def _story(self, run, found, plan, new):
        shades = monitoring_report.colours("pathstates")
        shown = [shades.get(word, "") for word in new["path_state"].tolist()]
        words = new["path_state"].tolist()
        pictures = []
        for row, colour in enumerate(shown):
            years = found.panel.years.tolist()
            own = list(zip(years, found.panel.values[row].tolist()))
            span = np.arange(plan.years[0], plan.years[-1] + 1) if len(plan.years) else np.zeros(0)
            line = path.planned(_one(plan, row), span, run.choice(plans.WAY))[0]
            curves = [
                linecharts.Curve(list(zip(span.tolist(), line.tolist())), PLAN_INK, dashed=True),
                linecharts.Curve(own, VALUE, dots=True),
            ]
            pictures.append(linecharts.chart(panels.spoken(found, row), curves, colour=colour))
        return monitoring_report.Story(
            title=translate("PathCheck", "Check of the planned path"),
            subtitle=run.layer_name(panels.INPUT),
            facts=[(translate("PathCheck", "Series"), len(found.panel))],
            tallies=[("pathstates", {word: words.count(word) for word in set(words)})],
            pictures=pictures,
            curves=(
                (VALUE, translate("PathCheck", "values"), False),
                (PLAN_INK, translate("PathCheck", "planned path"), True),
            ),
            tables=[_listing(found, new, shown)],
            record=run.record,
        )


def _one(plan, row):
    """The plan of one series."""
    kept = slice(row, row + 1)
    return panel.Panel(plan.unit[kept], plan.item[kept], plan.years, plan.values[kept], plan.sd[kept])


def _last_checked(chosen: np.ndarray) -> int:
    """Position of the last year in which any series is checked; the last one where none is."""
    some = np.flatnonzero(chosen.any(axis=0))
    return int(some[-1]) if len(some) else chosen.shape[1] - 1


def _by_year(found, made, chosen):
    """A row for every year that was checked."""
    series, column = np.nonzero(chosen)
    return {
        **{name: part[series] for name, part in found.identity().items()},
        "year": found.panel.years[column],
        "value": found.panel.values[series, column],
        "planned": made.planned[series, column],
        "path_gap": made.gap[series, column],
        "path_gap_pct": PERCENT * made.share[series, column],
        "path_state": np.array(path.STATES, dtype=object)[made.state[series, column]],
    }


def _listing(found, new, shown):
    headers = [
        translate("PathCheck", "Series"),
        translate("PathCheck", "Year"),
        translate("PathCheck", "Value"),
        translate("PathCheck", "Planned"),
        translate("PathCheck", "Gap (%)"),
        translate("PathCheck", "Years behind"),
        translate("PathCheck", "Next node"),
        translate("PathCheck", "Its target"),
        translate("PathCheck", "Change per year"),
        translate("PathCheck", "Change that is needed"),
    ]
    names = ("node_target", "slope_a", "needed_a")
    rows = [
        [
            panels.spoken(found, row),
            str(new["year"][row]),
            *(float(new[name][row]) for name in ("value", "planned", "path_gap_pct")),
            int(new["behind_n"][row]),
            None if new["node_year"][row] is None else str(new["node_year"][row]),
            *(float(new[name][row]) for name in names),
        ]
        for row in range(len(found.panel))
    ]
    return monitoring_report.Listing(translate("PathCheck", "States and needs"), headers, rows, shown)
