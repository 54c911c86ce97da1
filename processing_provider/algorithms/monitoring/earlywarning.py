"""Five-level warning of series against their targets, its move since the period before, its probability."""

from __future__ import annotations

import json
from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingParameterFileDestination

from ....cartography import monitoring_report, reports
from ....core.errors import InputError, problem
from ....core.transmission import alarm, draws, warning
from ....core.transmission.ladder import ladder, measures, moves, responses
from ....toolbelt.translation import language, translate
from ... import groups, panels, plans, registerinputs, registerresults, registertables, warningpages
from ...algorithm import Algorithm
from ...parameters import advanced, box, choice, field, number, output

LEVELS = np.array(warning.LEVELS, dtype=object)
#: Columns of the probabilities, in the order of `warning.LEVELS` without ND.
CHANCES = ("p_green", "p_blue", "p_yellow", "p_orange", "p_red")
COUNTS = ("items_unknown", "items_green", "items_blue", "items_yellow", "items_orange", "items_red")


class EarlyWarning(Algorithm):
    """Asks for values over years and targets; gives levels, what follows, and how sure they are."""

    ID = "earlywarning"
    GROUP = groups.MONITORING
    TAGS = (
        "early warning,five levels,red,orange,yellow,blue,green,carrying capacity,escalation,"
        "五级预警,红色预警,橙色预警,黄色预警,蓝色预警,承载力,监测预警,升级"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.SERIES,
        "PLAN": registertables.PLAN,
        "UNITS_LAYER": registertables.AREAS,
    }

    YEAR_JUDGED, YEAR_BEFORE, AT_NODES = "YEAR_JUDGED", "YEAR_BEFORE", "AT_NODES"
    KAPPA, SCALE_FIELD, SCALE = "KAPPA", "SCALE_FIELD", "SCALE"
    WINDOW, TREND, ALPHA = "WINDOW", "TREND", "ALPHA"
    DRAWS, SEED, SHARED = "DRAWS", "SEED", "SHARED"
    OUTPUT, UNITS, HISTORY, REPORT = "OUTPUT", "UNITS", "HISTORY", "REPORT"

    def displayName(self):
        return translate("EarlyWarning", "Five-level warning")

    def initAlgorithm(self, config=None):
        values = translate("EarlyWarning", "Values (rows: one field; else the field of every year)")
        for parameter in (
            *panels.parameters(values, widths=True),
            *panels.places(),
            *plans.parameters(),
            *plans.targets(),
            box(
                self.AT_NODES,
                translate("EarlyWarning", "Judge by the next node of the plan, not by the path"),
            ),
            *plans.settings(),
            *self._band(),
            *self._when(),
            *self._chance(),
            *registerinputs.parameters(levels=True, groupings=True),
            output(self.OUTPUT, translate("EarlyWarning", "Warnings")),
            output(self.UNITS, translate("EarlyWarning", "Worst warning of every unit"), True),
            output(self.HISTORY, translate("EarlyWarning", "Warnings of all years"), True),
            QgsProcessingParameterFileDestination(
                self.REPORT, translate("EarlyWarning", "Report"), "HTML (*.html)", optional=True
            ),
        ):
            self.addParameter(parameter)

    def _band(self):
        kappa = translate("EarlyWarning", "Critical band kappa, where the list of indicators has none")
        scale = translate("EarlyWarning", "Benchmark where the target is 0")
        return (
            number(self.KAPPA, kappa, plans.KAPPA, 0.0, 1.0),
            field(
                self.SCALE_FIELD, translate("EarlyWarning", "Field with the benchmark where the target is 0")
            ),
            number(self.SCALE, scale, minimum=0.0),
        )

    def _when(self):
        trends = {
            "significant": translate("EarlyWarning", "where the Mann-Kendall test finds one"),
            "slope": translate("EarlyWarning", "by the sign of the slope (Theil-Sen)"),
        }
        before = translate("EarlyWarning", "Year of the period before (empty: the year with values before)")
        years = {"minimum": 1000, "maximum": 2999, "whole": True}
        return (
            number(self.YEAR_JUDGED, translate("EarlyWarning", "Year (empty: the last)"), **years),
            number(self.YEAR_BEFORE, before, **years),
            number(self.WINDOW, translate("EarlyWarning", "Years of the trend"), 10, 2, 100, whole=True),
            choice(self.TREND, translate("EarlyWarning", "A trend counts"), trends),
            advanced(
                number(self.ALPHA, translate("EarlyWarning", "Level of significance"), 0.05, 0.0001, 0.5)
            ),
        )

    def _chance(self):
        shared = translate("EarlyWarning", "Share of the variance that all years have in common")
        return (
            advanced(number(self.SHARED, shared, 0.0, 0.0, 1.0)),
            advanced(
                number(self.DRAWS, translate("EarlyWarning", "Draws"), draws.DRAWS, 100, 100000, whole=True)
            ),
            advanced(number(self.SEED, translate("EarlyWarning", "Seed"), draws.SEED, 0, whole=True)),
        )

    def problems(self, request):
        found = panels.problems(request) + plans.problems(request, needed=True)
        asked = [request.wanted(name) for name in (self.YEAR_JUDGED, self.YEAR_BEFORE)]
        if all(asked) and request.integer(self.YEAR_BEFORE) >= request.integer(self.YEAR_JUDGED):
            found.append(problem("The year of the period before must lie before the year that is judged."))
        return found

    def work(self, run):
        run.stage(0.0, 0.4)
        found = panels.read(run, (self.SCALE_FIELD,), plans.TARGET_FIELD)
        values, rule = found.panel, self._rule(run)
        limits, settings = self._limits(run, found)
        made = alarm.watch(values, limits, rule)
        at, before = self._columns_of(run, values)
        run.stage(0.4, 0.7)
        number_of, seed = run.integer(self.DRAWS), run.integer(self.SEED)
        chances = alarm.chances(
            values, limits, at, rule, number_of, seed, run.number(self.SHARED), run.progress
        )
        run.stage(0.7, 1.0)
        new = self._columns(values, limits, made, at, before, chances)
        masks = self._flags(values, limits, made, settings, at, chances)
        panels.tell(run, {name: mask for name, mask in masks.items() if name != "NO_SD"})
        new["flags"] = panels.flagged(masks)
        results = {self.OUTPUT: panels.give(run, self.OUTPUT, found, new, "warnings")}
        if run.wanted(self.UNITS):
            table = self._by_unit(found, made, at, before)
            results[self.UNITS] = panels.give_units(run, self.UNITS, found, table, "warnings")
        if registerresults.is_asked(run):
            self._keep(run, found, new, (made.level[:, at], made.level[:, before] if before >= 0 else None))
        if run.wanted(self.HISTORY):
            results[self.HISTORY] = run.give_table(self.HISTORY, _history(found, limits, made))
        if run.wanted(self.REPORT):
            page = monitoring_report.render(warningpages.story(run, found, limits, made, new))
            results[self.REPORT] = run.give_file(
                self.REPORT, lambda place: reports.write(place, page), ".html"
            )
        return results

    def _rule(self, run):
        rule = alarm.Rule(run.integer(self.WINDOW), run.number(self.ALPHA), run.choice(self.TREND))
        run.record["standards"].update({"window": rule.window, "alpha": rule.alpha, "trend": rule.by})
        run.record["standards"].update({"draws": run.integer(self.DRAWS), "seed": run.integer(self.SEED)})
        return rule

    def _limits(self, run, found):
        target = plans.targets_of(run, found, run.yes(self.AT_NODES))
        settings = plans.resolved(run, found.panel.item, run.number(self.KAPPA))
        target[~settings.judged] = np.nan
        scale = np.full(len(found.panel), run.number(self.SCALE))
        if self.SCALE_FIELD in found.others:
            scale = np.abs(found.others[self.SCALE_FIELD].last()[1])
        return alarm.Limits(target, settings.direction, settings.kappa, scale), settings

    def _columns_of(self, run, values):
        """Positions of the judged year and of the one before; -1 where there is none before."""
        filled = np.flatnonzero(np.isfinite(values.values).any(axis=0))
        listed = values.years.tolist()

        def position(year):
            if year not in listed:
                raise InputError(
                    problem(
                        "There are no values of {year}; the years are {years}.",
                        year=year,
                        years=", ".join(map(str, listed)),
                    )
                )
            return listed.index(year)

        last = int(filled[-1]) if len(filled) else len(listed) - 1
        at = position(run.integer(self.YEAR_JUDGED)) if run.wanted(self.YEAR_JUDGED) else last
        earlier = filled[filled < at]
        before = int(earlier[-1]) if len(earlier) else -1
        before = position(run.integer(self.YEAR_BEFORE)) if run.wanted(self.YEAR_BEFORE) else before
        if before >= at:
            raise InputError(
                problem("The year of the period before must lie before the year that is judged.")
            )
        return at, before

    def _columns(self, values, limits, made, at, before, chances):
        level = made.level[:, at]
        earlier = made.level[:, before] if before >= 0 else np.zeros(len(values), dtype=np.uint8)
        rows = np.arange(len(values))
        modal = np.where(np.isfinite(chances).all(axis=1), np.nan_to_num(chances).argmax(axis=1), 0)
        return {
            "year": np.full(len(values), values.years[at]),
            "value": values.values[:, at],
            "target": limits.target[:, at],
            "direction": limits.direction,
            "kappa": limits.kappa,
            "deviation": made.deviation[:, at],
            "pressure": made.pressure[:, at].astype(np.int64),
            **_level_columns(level),
            "year_before": np.full(len(values), values.years[before] if before >= 0 else None, dtype=object),
            "warn_before": LEVELS[earlier],
            "warn_move": moves(earlier, level),
            "warn_response": responses(earlier, level, language()),
            "measures": measures(level, language()),
            "p_level": chances[rows, level],
            "level_modal": np.where(modal > 0, LEVELS[modal], None),
            **{name: chances[:, at_level] for at_level, name in enumerate(CHANCES, start=1)},
        }

    def _flags(self, values, limits, made, settings, at, chances):
        some = np.isfinite(values.values[:, at])
        target = limits.target[:, at]
        return {
            "NO_VALUE": ~some,
            "NO_TARGET": ~np.isfinite(target) & settings.judged,
            "NOT_JUDGED": ~settings.judged,
            "NO_SCALE": (target == 0) & ~(limits.scale > 0),
            "SHORT": some & made.short[:, at],
            "NO_SD": some & ~np.isfinite(chances).any(axis=1),
        }

    def _keep(self, run, found, new, levels):
        """The warnings of this run for the register; series without a level are no warnings."""
        table = {**found.identity(), **new}
        kept = new["warn_level"] != warning.LEVELS[0]
        earlier = np.zeros(len(kept), dtype=np.uint8) if levels[1] is None else levels[1]
        chances = [
            json.dumps({name: round(float(new[name][row]), 4) for name in CHANCES})
            if np.isfinite(new["p_level"][row])
            else None
            for row in np.flatnonzero(kept).tolist()
        ]
        columns = {
            **registerresults.series_columns(table, kept),
            "level": new["warn_level"][kept],
            "level_before": new["warn_before"][kept],
            "response": warning.response(earlier, levels[0])[kept],
            **{name: new[name][kept] for name in ("value", "target", "deviation", "kappa")},
            "probability": new["p_level"][kept],
            "probabilities": np.array([*chances, None], dtype=object)[:-1],
        }
        registerresults.keep_run(run, "warnings", columns)

    def _by_unit(self, found, made, at, before):
        values, lang = found.panel, language()
        units, level, items = alarm.worst(made.level[:, at], values.unit, values.item)
        none = np.zeros(len(values), dtype=np.uint8)
        _, earlier, _ = alarm.worst(made.level[:, before] if before >= 0 else none, values.unit, values.item)
        names = [found.names.get(code) for code in units.tolist()]
        counts = alarm.counts(made.level[:, at], values.unit, units)
        return {
            "unit_code": units,
            **({"unit_name": np.array([*names, None], dtype=object)[:-1]} if found.names else {}),
            "year": np.full(len(units), values.years[at]),
            **_level_columns(level),
            "decisive_items": items,
            "warn_before": LEVELS[earlier],
            "warn_move": moves(earlier, level),
            "warn_response": responses(earlier, level, lang),
            "measures": measures(level, lang),
            **{name: counts[:, position] for position, name in enumerate(COUNTS)},
        }


def _level_columns(level):
    names = [ladder()[one].name(language()) for one in level.tolist()]
    return {
        "warn_level": LEVELS[level],
        "warn_value": level.astype(np.int64),
        "warn_name": np.array([*names, None], dtype=object)[:-1],
    }


def _history(found, limits, made):
    """A row for every series and year with a value, with its move since the value before."""
    values = found.panel
    series, column = np.nonzero(np.isfinite(values.values))
    level = made.level[series, column]
    same = np.r_[False, series[1:] == series[:-1]] if len(series) else np.zeros(0, dtype=bool)
    earlier = np.where(same, np.r_[0, level[:-1]] if len(level) else level, 0).astype(np.uint8)
    return {
        **{name: part[series] for name, part in found.identity().items()},
        "year": values.years[column],
        "value": values.values[series, column],
        "target": limits.target[series, column],
        "deviation": made.deviation[series, column],
        "pressure": made.pressure[series, column].astype(np.int64),
        **_level_columns(level),
        "warn_before": LEVELS[earlier],
        "warn_move": moves(earlier, level),
        "warn_response": responses(earlier, level, language()),
    }
