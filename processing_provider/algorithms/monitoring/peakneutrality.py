"""Whether emissions have peaked, when, and when they will be neutral, on the present path and the planned."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingParameterFileDestination

from ....cartography import monitoring_report, reports
from ....core.errors import problem
from ....core.transmission import draws, neutrality, peak
from ....toolbelt.translation import translate
from ... import groups, panels, peakpages, plans, registerinputs, registertables
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, choice, field, number, output, source

PERCENT = 100.0


class PeakNeutrality(Algorithm):
    """Asks for emissions, sinks and plans over years; gives peak types and years of neutrality."""

    ID = "peakneutrality"
    GROUP = groups.MONITORING
    TAGS = (
        "peak,carbon peak,neutrality,net zero,plateau,turning point,"
        "碳达峰,碳中和,峰值,平台期,达峰年份,中和年份,分区"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.SERIES,
        "PLAN": registertables.PLAN,
        "UNITS_LAYER": registertables.AREAS,
        "PLAN_SINKS": registertables.SINK_PLAN,
    }

    SINKS, SINK_SIGN, MEANING = "SINKS", "SINK_SIGN", "MEANING"
    SINCE, BAND, WINDOW, ALPHA = "SINCE", "BAND", "WINDOW", "ALPHA"
    NEUTRAL_BY, PLAN_SINKS = "NEUTRAL_BY", "PLAN_SINKS"
    DRAWS, SEED, SHARED = "DRAWS", "SEED", "SHARED"
    OUTPUT, NEUTRALITY, REPORT = "OUTPUT", "NEUTRALITY", "REPORT"

    def displayName(self):
        return translate("PeakNeutrality", "Peak and neutrality")

    def initAlgorithm(self, config=None):
        values = translate("PeakNeutrality", "Emissions (rows: one field; else the field of every year)")
        for parameter in (
            *panels.parameters(values, widths=True),
            *self._carbon(),
            *panels.places(),
            *self._rule(),
            *plans.parameters(ways=False),
            source(
                self.PLAN_SINKS,
                translate("PeakNeutrality", "Planned sinks (table with the same fields)"),
                ANY_TABLE,
                optional=True,
            ),
            *registerinputs.parameters(levels=True, groupings=True, writes=False),
            output(self.OUTPUT, translate("PeakNeutrality", "Peaks")),
            output(self.NEUTRALITY, translate("PeakNeutrality", "Neutrality zones"), True),
            QgsProcessingParameterFileDestination(
                self.REPORT, translate("PeakNeutrality", "Report"), "HTML (*.html)", optional=True
            ),
        ):
            self.addParameter(parameter)

    def _carbon(self):
        meanings = {
            "gross": translate("PeakNeutrality", "gross emissions (neutrality needs the sinks too)"),
            "net": translate("PeakNeutrality", "net emissions, sinks already taken off"),
        }
        signs = {
            "negative": translate("PeakNeutrality", "negative numbers"),
            "positive": translate("PeakNeutrality", "positive removals"),
        }
        sinks = translate("PeakNeutrality", "Sinks (rows: one field; else the field of every year)")
        return (
            choice(self.MEANING, translate("PeakNeutrality", "The emissions are"), meanings),
            field(self.SINKS, sinks, many=True),
            choice(self.SINK_SIGN, translate("PeakNeutrality", "Sinks are written as"), signs),
        )

    def _rule(self):
        usual = peak.Rule()
        return (
            number(self.NEUTRAL_BY, translate("PeakNeutrality", "Year by which neutrality is due"), 2060,
                   2020, 2200, whole=True),
            number(self.SINCE, translate("PeakNeutrality", "Years that must lie behind a peak"), usual.since,
                   4, 30, whole=True),
            number(self.BAND, translate("PeakNeutrality", "Plateau: share below the peak"), usual.band,
                   0.0, 0.5),
            number(self.WINDOW, translate("PeakNeutrality", "Years at the end that make the present path"),
                   usual.window, 4, 50, whole=True),
            advanced(number(self.ALPHA, translate("PeakNeutrality", "Level of significance"), usual.alpha,
                            0.0001, 0.5)),
            advanced(number(self.SHARED, translate("PeakNeutrality", "Share of the variance that all years "
                            "have in common"), 0.0, 0.0, 1.0)),
            advanced(number(self.DRAWS, translate("PeakNeutrality", "Draws"), draws.DRAWS, 100, 100000,
                            whole=True)),
            advanced(number(self.SEED, translate("PeakNeutrality", "Seed"), draws.SEED, 0, whole=True)),
        )  # fmt: skip

    def problems(self, request):
        found = panels.problems(request, (self.SINKS,)) + plans.problems(request)
        net = request.choice(self.MEANING) == "net"
        sinks = bool(request.fields(self.SINKS))
        if net and sinks:
            found.append(
                problem(
                    "Net emissions have the sinks taken off already: leave SINKS empty, or set MEANING to "
                    "gross."
                )
            )
        planned_sinks = request.optional_source(self.PLAN_SINKS) is not None
        if planned_sinks and request.optional_source(plans.PLAN) is None:
            found.append(problem("Planned sinks (PLAN_SINKS) need planned emissions (PLAN)."))
        if planned_sinks and net:
            found.append(problem("A plan of net emissions has the sinks taken off: leave PLAN_SINKS empty."))
        return found

    def work(self, run):
        run.stage(0.0, 0.3)
        found = panels.read(run, (self.SINKS,))
        rule = peak.Rule(
            run.integer(self.SINCE), run.number(self.BAND), run.integer(self.WINDOW), run.number(self.ALPHA)
        )
        run.record["standards"].update(vars(rule))
        run.record["standards"].update({"draws": run.integer(self.DRAWS), "seed": run.integer(self.SEED)})
        run.stage(0.3, 0.8)
        seed, number_of = run.integer(self.SEED), run.integer(self.DRAWS)
        shared = run.number(self.SHARED)
        peaks = peak.peaks(found.panel, rule, number_of, seed, shared, run.progress)
        carbon = neutrality.Carbon(found.panel, self._net(run, found), *self._plans(run, found))
        made = neutrality.neutrality(carbon, rule.window, run.integer(self.NEUTRAL_BY))
        run.stage(0.8, 1.0)
        new = output_columns(peaks, made, found.panel)
        masks = self._flags(found.panel, peaks, made, rule)
        panels.tell(run, masks)
        new["flags"] = panels.flagged(masks)
        results = {self.OUTPUT: panels.give(run, self.OUTPUT, found, new, "peaktypes")}
        if run.wanted(self.NEUTRALITY):
            results[self.NEUTRALITY] = panels.give(run, self.NEUTRALITY, found, new, "neutrality")
        if run.wanted(self.REPORT):
            page = monitoring_report.render(peakpages.story(run, found, carbon, new))
            results[self.REPORT] = run.give_file(
                self.REPORT, lambda place: reports.write(place, page), ".html"
            )
        return results

    def _net(self, run, found):
        """Net emissions of every series and year; None where they cannot be known."""
        if run.choice(self.MEANING) == "net":
            return found.panel.values
        if self.SINKS not in found.others:
            return None
        sinks = found.others[self.SINKS].over(found.panel.years).values
        return found.panel.values + (sinks if run.choice(self.SINK_SIGN) == "negative" else -sinks)

    def _plans(self, run, found):
        """Planned emissions, and planned net emissions where they can be known; panels or None."""
        emissions = plans.plan(run)
        if emissions is None:
            return None, None
        emissions = plans.matched(run, emissions, found.panel)
        if run.choice(self.MEANING) == "net":
            return emissions, emissions
        sinks = plans.plan(run, self.PLAN_SINKS)
        if sinks is None:
            return emissions, None
        sinks = sinks.of(found.panel.unit, found.panel.item)
        sign = 1.0 if run.choice(self.SINK_SIGN) == "negative" else -1.0
        return emissions, neutrality.net_plan(emissions, sinks, sign)

    def _flags(self, values, peaks, made, rule):
        known = np.isfinite(values.values).sum(axis=1)
        recent = (peaks.kind == peak.PLATEAU) & (values.last()[0] - peaks.year < rule.since)
        return {
            "NO_DATA": known == 0,
            "SHORT": (known > 0) & (peaks.kind == peak.ND),
            "GAPS": values.gaps() > 0,
            "FIRST": (peaks.kind != peak.ND) & (peaks.year == values.first()[0]),
            "RECENT": recent,
            "REBOUND": peaks.rebound,
            "NO_SINK": ~np.isfinite(made.last),
            "EXTENDED": made.extended,
        }


def output_columns(peaks: peak.Peaks, made: neutrality.Neutrality, values) -> dict[str, np.ndarray]:
    """Declared columns of peaks and neutrality."""
    known = peaks.kind != peak.ND
    return {
        "n_years": np.isfinite(values.values).sum(axis=1),
        "year_last": np.where(values.last()[0] > 0, values.last()[0].astype(object), None),
        "value_last": values.last()[1],
        "peak_type": np.array(peak.TYPES, dtype=object)[peaks.kind],
        "peak_year": np.where(known, peaks.year.astype(object), None),
        "peak_year_lo": peaks.early,
        "peak_year_hi": peaks.late,
        "peak_value": peaks.value,
        "peak_drop_pct": PERCENT * peaks.drop,
        "p_peak_year": peaks.sure,
        "p_peaked": peaks.chances[:, 0],
        "p_plateau": peaks.chances[:, 1],
        "p_rising": peaks.chances[:, 2],
        "plan_peak_year": np.where(made.plan_peak > 0, made.plan_peak.astype(object), None),
        "plan_peak_value": made.plan_peak_value,
        "net_last": made.last,
        "neutral_year": made.present,
        "neutral_year_lo": made.early,
        "neutral_year_hi": made.late,
        "plan_neutral_year": made.planned,
        "neutral_gap": made.present - made.planned,
        "neutrality_zone": made.zone,
    }
