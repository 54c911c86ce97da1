"""Trends of series and where they lead: test, slope, forecast, year of breach."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingParameterFileDestination

from ....cartography import linecharts, monitoring_report, reports
from ....core.errors import InputError, problem
from ....core.transmission import forecast, trend
from ....core.years import NO_YEAR
from ....toolbelt.translation import translate
from ... import groups, panels, plans, registerinputs, registerresults, registertables
from ...algorithm import Algorithm
from ...parameters import advanced, choice, number, output

WORDS = np.array(["falling", "none", "rising"], dtype=object)
AHEAD = 10
PERCENT = 100.0
LINE, VALUE, TARGET_INK = "#8C1C13", "#333333", "#2E8B57"


class TrendForecast(Algorithm):
    """Asks for values over years and targets; gives trend, forecast and what becomes of the target."""

    ID = "trendforecast"
    GROUP = groups.MONITORING
    NEEDS = ("scipy",)
    TAGS = (
        "trend,Mann-Kendall,Theil-Sen,Sen slope,forecast,breach,target,"
        "趋势,预测,突破年份,目标,趋势检验,森斜率,监测"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.SERIES,
        "PLAN": registertables.PLAN,
        "UNITS_LAYER": registertables.AREAS,
    }

    HORIZON, RECENT, LINE, CORRECTION, ALPHA = "HORIZON", "RECENT", "LINE", "CORRECTION", "ALPHA"
    OUTPUT, FORECAST, REPORT = "OUTPUT", "FORECAST", "REPORT"

    def displayName(self):
        return translate("TrendForecast", "Trend and forecast")

    def initAlgorithm(self, config=None):
        values = translate("TrendForecast", "Values (rows: one field; else the field of every year)")
        for parameter in (
            *panels.parameters(values),
            *panels.places(),
            *self._how(),
            *plans.parameters(),
            *plans.targets(),
            *plans.settings(),
            *registerinputs.parameters(levels=True, groupings=True),
            output(self.OUTPUT, translate("TrendForecast", "Trends")),
            output(self.FORECAST, translate("TrendForecast", "Values and forecasts by year"), True),
            QgsProcessingParameterFileDestination(
                self.REPORT, translate("TrendForecast", "Report"), "HTML (*.html)", optional=True
            ),
        ):
            self.addParameter(parameter)

    def _how(self):
        lines = {
            "theilsen": translate("TrendForecast", "median of all slopes (Theil-Sen)"),
            "linear": translate("TrendForecast", "least squares"),
        }
        corrections = {
            "none": translate("TrendForecast", "none: years are independent"),
            "hamed_rao": translate("TrendForecast", "for autocorrelation (Hamed and Rao)"),
        }
        horizon = translate("TrendForecast", "Year of the forecast (empty: ten years after the last)")
        return (
            number(self.HORIZON, horizon, minimum=1000, maximum=2999, whole=True),
            number(
                self.RECENT,
                translate("TrendForecast", "Years at the end that count (empty: all)"),
                minimum=trend.FEWEST,
                whole=True,
            ),
            choice(self.LINE, translate("TrendForecast", "Line"), lines),
            advanced(
                choice(self.CORRECTION, translate("TrendForecast", "Correction of the test"), corrections)
            ),
            advanced(
                number(self.ALPHA, translate("TrendForecast", "Level of significance"), 0.05, 0.0001, 0.5)
            ),
        )

    def problems(self, request):
        return panels.problems(request) + plans.problems(request)

    def work(self, run):
        run.stage(0.0, 0.4)
        found = panels.read(run, constant=plans.TARGET_FIELD)
        values = self._counted(run, found.panel)
        alpha = run.number(self.ALPHA)
        line, correction = run.choice(self.LINE), run.choice(self.CORRECTION)
        run.record["standards"].update({"line": line, "correction": correction, "alpha": alpha})
        made = trend.trends(values.years, values.values, line=line, correction=correction)
        horizon = self._horizon(run, values)
        target = self._targets(run, found, horizon)
        settings = plans.resolved(run, found.panel.item)
        floor = settings.direction == "floor"
        target = np.where(settings.judged, target, np.nan)
        last_year, last = values.last()
        arrival = forecast.arrival(made, last_year, last, target, floor, horizon)
        run.stage(0.4, 1.0)
        new = self._columns(values, made, arrival, target, floor, horizon, alpha)
        masks = self._flags(values, made, target, horizon)
        panels.tell(run, {name: mask for name, mask in masks.items() if name != "NO_TARGET"})
        new["flags"] = panels.flagged(masks)
        legend = "targetstates" if np.isfinite(target).any() else "trends"
        results = {self.OUTPUT: panels.give(run, self.OUTPUT, found, new, legend)}
        if run.wanted(self.FORECAST) or registerresults.is_asked(run):
            table = self._by_year(found, values, made, horizon)
        if run.wanted(self.FORECAST):
            results[self.FORECAST] = run.give_table(self.FORECAST, table)
        if registerresults.is_asked(run):
            ahead = table["kind"] == "forecast"
            columns = registerresults.series_columns(table, ahead)
            for name in ("lo", "hi"):
                columns[name] = table[f"value_{name}"][ahead]
            registerresults.keep_values(run, "forecast", {**columns, "value": table["value"][ahead]})
        if run.wanted(self.REPORT):
            page = monitoring_report.render(self._story(run, found, values, made, new, horizon))
            results[self.REPORT] = run.give_file(
                self.REPORT, lambda place: reports.write(place, page), ".html"
            )
        return results

    def _counted(self, run, values):
        """The years that count."""
        if not run.wanted(self.RECENT):
            return values
        return values.over(values.years[values.years > values.years[-1] - run.integer(self.RECENT)])

    def _horizon(self, run, values):
        last = int(values.years[-1])
        horizon = run.integer(self.HORIZON) if run.wanted(self.HORIZON) else last + AHEAD
        if horizon <= last:
            raise InputError(
                problem(
                    "The year of the forecast, {horizon}, must lie after the last year with values, {last}.",
                    horizon=horizon,
                    last=last,
                )
            )
        run.record["standards"]["horizon"] = horizon
        return horizon

    def _targets(self, run, found, horizon):
        """Target of every series in the year of the forecast."""
        given = plans.plan(run)
        if given is not None:
            own = plans.matched(run, given, found.panel)
            return plans.path.planned(own, [horizon], run.choice(plans.WAY), "hold")[:, 0]
        if plans.TARGET_FIELD in found.others:
            return found.others[plans.TARGET_FIELD].last()[1]
        return np.full(len(found.panel), run.number(plans.TARGET))

    def _columns(self, values, made, arrival, target, floor, horizon, alpha):
        known = np.isfinite(made.s)
        first_year, (last_year, last) = values.first()[0], values.last()
        value, low, high = forecast.predicted(made, horizon)
        middle = np.array([np.median(row[np.isfinite(row)]) if np.isfinite(row).any() else np.nan
                           for row in values.values])  # fmt: skip
        share = np.divide(made.slope, np.abs(middle), out=np.full(len(middle), np.nan), where=middle != 0)
        return {
            "n_years": made.count,
            "year_first": _whole(first_year),
            "year_last": _whole(last_year),
            "value_last": last,
            "trend_word": np.where(known, WORDS[made.direction(alpha) + 1], "unknown"),
            "mk_s": made.s,
            "mk_z": made.z,
            "mk_p": made.p,
            "slope_a": made.slope,
            "slope_a_lo": made.low,
            "slope_a_hi": made.high,
            "slope_pct": PERCENT * share,
            "forecast_year": np.full(len(values), horizon),
            "forecast": value,
            "forecast_lo": low,
            "forecast_hi": high,
            "target": target,
            "target_state": np.array(forecast.STATES, dtype=object)[arrival.state],
            "target_time": arrival.time,
            "target_time_lo": arrival.early,
            "target_time_hi": np.where(np.isfinite(arrival.late), arrival.late, np.nan),
            "p_kept": forecast.chance_kept(made, horizon, target, floor),
        }

    def _flags(self, values, made, target, horizon):
        first, (last, value) = values.first()[0], values.last()
        some, inside = made.count > 0, forecast.predicted(made, last)
        return {
            "NO_DATA": ~some,
            "SHORT": some & (made.count < trend.FEWEST),
            "WEAK": (made.count >= trend.FEWEST) & (made.count < trend.WEAK_BELOW),
            "GAPS": values.gaps() > 0,
            "FAR": (made.count >= trend.FEWEST) & (horizon - last > last - first),
            "OFF": ~((inside[1] <= value) & (value <= inside[2])) & (made.count >= trend.FEWEST),
            "NO_TARGET": ~np.isfinite(target),
        }

    def _by_year(self, found, values, made, horizon):
        """A row for every known value, then for every year behind the last up to the horizon."""
        series, column = np.nonzero(np.isfinite(values.values))
        last = values.last()[0]
        ahead = [
            (row, year)
            for row in np.flatnonzero(np.isfinite(made.slope)).tolist()
            for year in range(int(last[row]) + 1, horizon + 1)
        ]
        rows, years = (np.array(part, dtype=np.int64) for part in (zip(*ahead) if ahead else ((), ())))
        guesses = np.column_stack(
            [np.array(forecast.predicted(made, year))[:, rows[at]] for at, year in enumerate(years.tolist())]
        ) if len(years) else np.zeros((3, 0))  # fmt: skip
        own = values.values[series, column]
        none = np.full(len(own), np.nan)
        position = np.r_[series, rows]
        return {
            **{name: part[position] for name, part in found.identity().items()},
            "year": np.r_[values.years[column], years],
            "kind": np.array([*["actual"] * len(own), *["forecast"] * len(rows), None], dtype=object)[:-1],
            "value": np.r_[own, guesses[0]],
            "value_lo": np.r_[none, guesses[1]],
            "value_hi": np.r_[none, guesses[2]],
        }

    def _story(self, run, found, values, made, new, horizon):
        states, targets = monitoring_report.colours("targetstates"), np.isfinite(new["target"])
        legend, key = ("targetstates", "target_state") if targets.any() else ("trends", "trend_word")
        shown = monitoring_report.colours(legend)
        tallies = [("trends", _counts(new["trend_word"]))]
        if targets.any():
            tallies.append(("targetstates", _counts(new["target_state"])))
        pictures = [
            self._picture(
                panels.spoken(found, row), values, made, row, new, horizon, shown.get(new[key][row])
            )
            for row in range(len(values))
        ]
        return monitoring_report.Story(
            title=translate("TrendForecast", "Trend and forecast"),
            subtitle=run.layer_name(panels.INPUT),
            facts=[
                (translate("TrendForecast", "Series"), len(values)),
                (translate("TrendForecast", "Years"), f"{values.years[0]}–{values.years[-1]}"),
                (translate("TrendForecast", "Year of the forecast"), str(horizon)),
            ],
            tallies=tallies,
            pictures=pictures,
            curves=(
                (VALUE, translate("TrendForecast", "values"), False),
                (LINE, translate("TrendForecast", "trend and 95 % interval of a year"), True),
                (TARGET_INK, translate("TrendForecast", "target"), True),
            ),
            tables=[self._listing(found, new, states if targets.any() else shown, key)],
            method=_method(),
            record=run.record,
        )

    def _picture(self, title, values, made, row, new, horizon, colour):
        known = list(zip(values.years.tolist(), values.values[row].tolist()))
        line, fan = [], []
        if np.isfinite(made.slope[row]):
            begin = int(values.first()[0][row])
            line = [(year, float(made.at(year)[row])) for year in (begin, horizon)]
            ends = [
                (year, *(float(part[row]) for part in forecast.predicted(made, year)[1:]))
                for year in range(int(new["year_last"][row]), horizon + 1)
            ]
            fan = [linecharts.Fan(ends, LINE)]
        target = float(new["target"][row])
        marks = [linecharts.Mark(target, TARGET_INK)] if np.isfinite(target) else []
        curves = [linecharts.Curve(line, LINE, dashed=True), linecharts.Curve(known, VALUE, dots=True)]
        return linecharts.chart(title, curves, fan, marks, colour or "")

    def _listing(self, found, new, colours, key):
        headers = [
            translate("TrendForecast", "Series"),
            translate("TrendForecast", "Last year"),
            translate("TrendForecast", "Last value"),
            translate("TrendForecast", "p of the trend"),
            translate("TrendForecast", "Change per year"),
            translate("TrendForecast", "Forecast"),
            translate("TrendForecast", "Low"),
            translate("TrendForecast", "High"),
            translate("TrendForecast", "Target"),
            translate("TrendForecast", "Meets it in"),
            translate("TrendForecast", "Chance to keep it"),
        ]
        names = ("value_last", "mk_p", "slope_a", "forecast", "forecast_lo", "forecast_hi", "target")
        rows = [
            [
                panels.spoken(found, row),
                str(new["year_last"][row]) if new["year_last"][row] else None,
                *(float(new[name][row]) for name in names),
                f"{new['target_time'][row]:.1f}" if np.isfinite(new["target_time"][row]) else None,
                float(new["p_kept"][row]),
            ]
            for row in range(len(found.panel))
        ]
        shades = [colours.get(word, "#BDBDBD") for word in new[key].tolist()]
        heading = translate("TrendForecast", "Trends and targets")
        return monitoring_report.Listing(heading, headers, rows, shades)


def _whole(years: np.ndarray) -> np.ndarray:
    """Years, None where there is none."""
    return np.where(years == NO_YEAR, None, years.astype(object))


def _counts(words: np.ndarray) -> dict[str, int]:
    names = ["ND" if word == "unknown" else word for word in words.tolist()]
    return {name: names.count(name) for name in set(names)}


def _method() -> list[str]:
    return [
        translate(
            "TrendForecast",
            "A trend is told where the Mann-Kendall test finds one at the level of significance; with fewer "
            "than four values there is no test, with fewer than eight it is weak.",
        ),
        translate(
            "TrendForecast",
            "The interval is that of single values as long as the trend goes on; no interval covers a change "
            "of course.",
        ),
        translate(
            "TrendForecast",
            "Whether a target is met now is told by the last value; when it will be lost or reached, by the "
            "line.",
        ),
    ]
