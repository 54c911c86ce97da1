"""Assessment of units by their indicators: score, veto of rigid ones, grade."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingParameterFileDestination

from ....cartography import charts, drawing, monitoring_report, reports
from ....core import csvdata
from ....core.errors import InputError, faults_of, problem
from ....core.transmission import grading
from ....toolbelt.translation import language, translate
from ... import groups, panels, plans, registerinputs, registerresults, registertables
from ...algorithm import Algorithm
from ...parameters import advanced, box, number, output, text

PERCENT = 100.0


class Assessment(Algorithm):
    """Asks for values of indicators and their targets; gives the score and grade of every unit."""

    ID = "assessment"
    GROUP = groups.MONITORING
    TAGS = (
        "assessment,score,grade,veto,target achievement,performance,"
        "考核,评分,考核等级,一票否决,约束性指标,目标完成度,优秀,合格"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.SERIES,
        "PLAN": registertables.PLAN,
        "UNITS_LAYER": registertables.AREAS,
    }

    YEAR_JUDGED, AT_NODES, LIMITS = "YEAR_JUDGED", "AT_NODES", "LIMITS"
    OUTPUT, DETAILS, REPORT = "OUTPUT", "DETAILS", "REPORT"

    def displayName(self):
        return translate("Assessment", "Assessment of units")

    def initAlgorithm(self, config=None):
        values = translate("Assessment", "Values of the indicators (rows: one field)")
        for parameter in (
            *panels.parameters(values),
            *panels.places(),
            *plans.parameters(),
            *plans.targets(),
            box(
                self.AT_NODES, translate("Assessment", "Judge by the next node of the plan, not by the path")
            ),
            *plans.settings(),
            number(
                self.YEAR_JUDGED,
                translate("Assessment", "Year (empty: the last)"),
                minimum=1000,
                maximum=2999,
                whole=True,
            ),
            advanced(
                text(
                    self.LIMITS,
                    translate(
                        "Assessment", "Lowest scores of excellent, good and passed (empty: 90, 80, 60)"
                    ),
                )
            ),
            *registerinputs.parameters(levels=True, groupings=True),
            output(self.OUTPUT, translate("Assessment", "Grades of the units")),
            output(self.DETAILS, translate("Assessment", "Attainment of every indicator"), True),
            QgsProcessingParameterFileDestination(
                self.REPORT, translate("Assessment", "Report"), "HTML (*.html)", optional=True
            ),
        ):
            self.addParameter(parameter)

    def problems(self, request):
        found = panels.problems(request) + plans.problems(request, needed=True)
        return found + faults_of(lambda: self._lowest(request))

    def _lowest(self, request):
        """Lowest scores of the grades as they were written; empty where nothing was."""
        written = request.text(self.LIMITS).replace("，", ",")
        return grading.lowest_scores(
            tuple(csvdata.number(part) for part in written.split(",") if part.strip())
        )

    def work(self, run):
        run.stage(0.0, 0.4)
        found = panels.read(run, constant=plans.TARGET_FIELD)
        values = found.panel
        target = plans.targets_of(run, found, run.yes(self.AT_NODES))
        settings = plans.resolved(run, values.item)
        at = self._column(run, values)
        run.record["standards"]["year"] = int(values.years[at])
        kept = settings.judged
        rows = np.flatnonzero(kept)
        limits = self._lowest(run)
        made = grading.assess(
            values.unit[rows],
            values.item[rows],
            values.values[rows, at],
            target[rows, at],
            settings.direction[rows],
            settings.rigid[rows],
            settings.weight[rows],
            limits,
        )
        run.stage(0.4, 1.0)
        details = self._details(found, rows, at, target, settings, made)
        units = self._units(found, values.unit[rows], made)
        panels.tell(run, {"NO_SCORE": ~np.isfinite(made.score), "PART": made.coverage < 1})
        results = {self.OUTPUT: self._give(run, found, units)}
        if registerresults.is_asked(run):
            columns = {
                "unit": units["unit_code"],
                "year": np.full(len(made.unit), values.years[at]),
                "score": units["score"],
                "coverage": made.coverage,
                "veto": units["vetoed"],
                "grade": units["grade"],
            }
            registerresults.keep_run(run, "scores", columns, {"limits": list(limits)})
        if run.wanted(self.DETAILS):
            results[self.DETAILS] = run.give_table(self.DETAILS, details)
        if run.wanted(self.REPORT):
            page = monitoring_report.render(_story(run, found, units, details, made))
            results[self.REPORT] = run.give_file(
                self.REPORT, lambda place: reports.write(place, page), ".html"
            )
        return results

    def _column(self, run, values):
        filled = np.flatnonzero(np.isfinite(values.values).any(axis=0))
        if not run.wanted(self.YEAR_JUDGED):
            return int(filled[-1]) if len(filled) else len(values.years) - 1
        year = run.integer(self.YEAR_JUDGED)
        if year not in values.years:
            raise InputError(
                problem(
                    "There are no values of {year}; the years are {years}.",
                    year=year,
                    years=", ".join(map(str, values.years.tolist())),
                )
            )
        return values.years.tolist().index(year)

    def _details(self, found, rows, at, target, settings, made):
        values = found.panel
        rigid = np.where(settings.rigid[rows], "rigid", "expected").astype(object)
        known = np.isfinite(made.attained)
        return {
            **{name: part[rows] for name, part in found.identity().items()},
            "year": np.full(len(rows), values.years[at]),
            "value": values.values[rows, at],
            "target": target[rows, at],
            "direction": settings.direction[rows],
            "binding": rigid,
            "weight": settings.weight[rows],
            "attainment": made.attained,
            "points": made.points,
            "met": np.where(known, made.met.astype(np.int64).astype(object), None),
            "flags": panels.flagged({"NOT_APPLICABLE": ~made.applies, "UNKNOWN": made.applies & ~known}),
        }

    def _units(self, found, unit, made):
        names = [found.names.get(code) for code in made.unit.tolist()]
        words = {grade.code: grade.name(language()) for grade in grading.grades()}
        known = np.isfinite(made.attained)
        place = {code: at for at, code in enumerate(made.unit.tolist())}
        rows = np.array([place[code] for code in unit.tolist()], dtype=np.int64)
        count = np.bincount(rows, known, len(made.unit)).astype(np.int64)
        met = np.bincount(rows, known & made.met, len(made.unit)).astype(np.int64)
        masks = {"NO_SCORE": ~np.isfinite(made.score), "PART": made.coverage < 1}
        return {
            "unit_code": made.unit,
            **({"unit_name": np.array([*names, None], dtype=object)[:-1]} if found.names else {}),
            "score": made.score,
            "grade": made.grade,
            "grade_name": np.array([*(words.get(code) for code in made.grade.tolist()), None], object)[:-1],
            "vetoed": made.vetoed,
            "assessed_pct": PERCENT * made.coverage,
            "items_n": count,
            "items_met": met,
            "flags": panels.flagged(masks),
        }

    def _give(self, run, found, units):
        if found.ids is None:
            return panels.give_units(run, self.OUTPUT, found, units, "grades")
        # a row is a unit here, in the order of the features
        new = {name: column for name, column in units.items() if name not in ("unit_code", "unit_name")}
        return panels.give(run, self.OUTPUT, found, new, "grades")


def _story(run, found, units, details, made):
    shades = monitoring_report.colours("grades")
    grades = units["grade"].tolist()
    shown = [shades.get(word, "#BDBDBD") for word in grades]
    called = [found.names.get(code) or code for code in units["unit_code"].tolist()]
    order = np.argsort(-np.nan_to_num(made.score, nan=-1.0), kind="stable").tolist()
    bars = [charts.Bar(called[row], float(made.score[row]), shown[row]) for row in order]
    return monitoring_report.Story(
        title=translate("Assessment", "Assessment of units"),
        subtitle=run.layer_name(panels.INPUT),
        facts=[
            (translate("Assessment", "Units"), len(called)),
            (translate("Assessment", "Year"), str(run.record["standards"]["year"])),
            (translate("Assessment", "Units with a veto"), sum(bool(one) for one in made.vetoed.tolist())),
        ],
        tallies=[("grades", {word or "ND": grades.count(word) for word in set(grades)})],
        pictures=[drawing.svg(charts.bars(bars, translate("Assessment", "score")))],
        tables=[_ranking(called, made, units, order, shown), _indicators(found, details)],
        method=[
            translate(
                "Assessment",
                "Attainment: target / value of ceilings, value / target of floors, at most 1; the score is "
                "its weighted mean times 100. A rigid indicator that is missed is a veto, whatever the "
                "score.",
            )
        ],
        over_pictures=translate("Assessment", "Scores of the units"),
        record=run.record,
    )


def _ranking(called, made, units, order, shown):
    headers = [
        translate("Assessment", "Unit"),
        translate("Assessment", "Score"),
        translate("Assessment", "Grade"),
        translate("Assessment", "Veto by"),
        translate("Assessment", "Assessed (% of the weight)"),
        translate("Assessment", "Indicators that are met"),
    ]
    rows = [
        [
            called[row],
            float(made.score[row]),
            units["grade_name"][row],
            made.vetoed[row],
            float(units["assessed_pct"][row]),
            f"{units['items_met'][row]} / {units['items_n'][row]}",
        ]
        for row in order
    ]
    heading = translate("Assessment", "Scores and grades")
    return monitoring_report.Listing(heading, headers, rows, [shown[row] for row in order])


def _indicators(found, details):
    headers = [
        translate("Assessment", "Unit"),
        translate("Assessment", "Indicator"),
        translate("Assessment", "Value"),
        translate("Assessment", "Target"),
        translate("Assessment", "Weight"),
        translate("Assessment", "Attainment"),
        translate("Assessment", "Points"),
    ]
    items = details.get("item", [None] * len(details["unit_code"]))
    rows = [
        [
            found.names.get(details["unit_code"][row]) or details["unit_code"][row],
            panels.called(found, items[row] or "") or None,
            *(float(details[name][row]) for name in ("value", "target", "weight", "attainment", "points")),
        ]
        for row in range(len(details["unit_code"]))
    ]
    colours = [
        "#BDBDBD" if one is None else "#1A9641" if one else "#D7191C" for one in details["met"].tolist()
    ]
    return monitoring_report.Listing(translate("Assessment", "Indicators"), headers, rows, colours)
