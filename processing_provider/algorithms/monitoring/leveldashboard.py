"""One page for each level: targets, progress, map of warnings, closure, tasks."""

from __future__ import annotations

import re
from typing import ClassVar

from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterFolderDestination

from ....cartography import dashboard, reports
from ....core.errors import InputError, problem
from ....core.register import schema
from ....core.transmission import checking, progress, transmitting
from ....toolbelt.translation import language, translate
from ... import dashboardrows, groups, hierarchies, registerinputs, registertables, shownlayers
from ... import indicatorrows as rows
from ...algorithm import Algorithm
from ...parameters import choice, field, number

UNNAMED = re.compile(r"[^\w-]+")


class LevelDashboard(Algorithm):
    """Asks for values, units, warnings and tasks; gives a page for each level."""

    ID = "leveldashboard"
    GROUP = groups.MONITORING
    TAGS = (
        "dashboard,level,target,progress,warning map,closure,task,HTML,"
        "看板,层级,目标,进展,预警图,闭合,任务,仪表板"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.VALUES,
        "UNITS": registertables.UNITS,
        "AREAS": registertables.AREAS,
        "WARNINGS": registertables.WARNINGS,
        "TASKS": registertables.TASKS,
    }

    DIRECTION, BINDING, TOLERANCE, RESERVE = "DIRECTION", "BINDING", "TOLERANCE", "RESERVE"
    LEVELS, OUTPUT = "LEVELS", "OUTPUT"
    PAGES, BEHIND, MISSED = "PAGES", "BEHIND", "MISSED"

    def displayName(self):
        return translate("LevelDashboard", "Level dashboard")

    def initAlgorithm(self, config=None):
        levels = {item.code: item.name(language()) for item in schema.value_list("unit_level")}
        for parameter in (
            *rows.parameters(),
            field(self.DIRECTION, translate("LevelDashboard", "Ceiling or floor (empty: list)"), "direction"),
            field(self.BINDING, translate("LevelDashboard", "Rigid or expected (empty: list)"), "binding"),
            rows.rule_parameter(),
            *hierarchies.unit_parameters(),
            *dashboardrows.parameters(),
            number(
                self.TOLERANCE,
                translate("LevelDashboard", "Tolerance of expected indicators and of the path (%)"),
                5.0,
                0.0,
            ),
            number(
                self.RESERVE,
                translate("LevelDashboard", "Reserve that parents hold back (%)"),
                0.0,
                0.0,
                99.999,
            ),
            choice(
                self.LEVELS,
                translate("LevelDashboard", "Levels (empty: all that have units)"),
                levels,
                many=True,
                optional=True,
            ),
            *registerinputs.parameters((*registerinputs.ALL, "aggregated"), years=False, writes=False),
            shownlayers.language_parameter(),
            QgsProcessingParameterFolderDestination(
                self.OUTPUT, translate("LevelDashboard", "Folder for the pages")
            ),
        ):
            self.addParameter(parameter)
        for name, label in (
            (self.PAGES, translate("LevelDashboard", "Pages")),
            (self.BEHIND, translate("LevelDashboard", "Indicators behind their path")),
            (self.MISSED, translate("LevelDashboard", "Targets that the children do not keep")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        return rows.problems(request) + dashboardrows.problems(request)

    def work(self, run):
        run.stage(0.0, 0.3)
        values = rows.read(run, texts=(self.DIRECTION, self.BINDING))
        levels = self._levels(run, values.tree)
        run.stage(0.3, 0.6)
        courses, findings = self._judged(run, values)
        known = [code for codes in levels.values() for code in codes]
        warned, tasks = dashboardrows.warnings(run, known), dashboardrows.tasks(run, known)
        shapes, crs = dashboardrows.shapes(run, values.tree)
        run.stage(0.6, 1.0)
        lang, code = shownlayers.lang_of(run), values.tree.code
        names = {level: _level_name(level, lang) for level in levels}
        files = _files(levels)
        listed = [(names[level], files[level]) for level in levels]
        pages = {}
        for number_of, (level, units) in enumerate(levels.items()):
            run.progress(number_of / len(levels))
            own = set(units)
            content = dashboard.Content(
                names[level],
                {one: values.tree.name.get(one, "") for one in units},
                [one for one in courses if code[one.unit] in own],
                [one for one in findings if code[one.unit] in own],
                [one for one in warned if one.unit in own],
                [one for one in tasks if one.unit in own],
                shapes,
                crs,
                listed,
                lambda at: code[at],
                run.layer_name(rows.INPUT),
                run.record,
                run.listing,
            )
            pages[files[level]] = dashboard.render(content, lang)

        def write(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for name, page in pages.items():
                reports.write(folder / name, page)

        shown = set(known)
        return {
            self.OUTPUT: run.give_folder(self.OUTPUT, write),
            self.PAGES: len(pages),
            self.BEHIND: sum(one.state == "behind" and code[one.unit] in shown for one in courses),
            self.MISSED: sum(one.state == checking.MISSED and code[one.unit] in shown for one in findings),
        }

    def _levels(self, run, tree):
        """Level -> codes of its units, from the top; refuses where there is none to show."""
        order = [item.code for item in schema.value_list("unit_level")]
        asked = run.choices(self.LEVELS)
        made = {}
        for code in tree.code:
            level = tree.level.get(code, "")
            if level and (not asked or level in asked):
                made.setdefault(level, []).append(code)
        without = [code for code in tree.code if not tree.level.get(code)]
        if not made:
            raise InputError(
                problem(
                    "No unit has a level that was asked for. Choose the field with the level (LEVEL) of the "
                    "units, or "
                    "other levels (LEVELS)."
                )
            )
        if without:
            run.warn(
                problem(
                    "{count} units have no level and are on no page: {codes}.",
                    count=len(without),
                    codes=tree.told(without),
                )
            )
        ranked = sorted(made, key=lambda level: order.index(level) if level in order else len(order))
        return {level: made[level] for level in ranked}

    def _judged(self, run, values):
        """Progress of every unit, and the closure of its targets."""
        tolerance, reserve = run.number(self.TOLERANCE) / 100.0, run.number(self.RESERVE) / 100.0
        run.record["standards"].update(tolerance=tolerance, reserve=reserve)

        def told(name, key):
            return schema.listed(name.lower(), values.words[name].get(key.indicator, ""))

        def rule_of(key):
            one = run.listing.definition(key.indicator)
            direction = told(self.DIRECTION, key) or (one.direction if one else checking.CEILING)
            binding = told(self.BINDING, key) or (one.binding if one else checking.EXPECTED)
            return checking.Rule(direction, binding, 0.0, tolerance)

        courses = progress.follow(values.keys, values.value, lambda key: rule_of(key).direction, tolerance)
        weights, rules = rows.weights(run, values, rows.rules(run, values))
        table = transmitting.Table(values.tree, values.keys, values.value, weights, rules)
        settings = transmitting.Settings(rule_of, lambda unit: reserve)
        return courses, transmitting.check(table, settings, [checking.DOWN], run.progress)


def _level_name(level, lang):
    known = {item.code: item for item in schema.value_list("unit_level")}
    return known[level].name(lang) if level in known else level


def _files(levels):
    """Level -> name of its page, from the top; a level of the user's own keeps its letters."""
    return {level: f"{at}_{UNNAMED.sub('_', level)}.html" for at, level in enumerate(levels, start=1)}
