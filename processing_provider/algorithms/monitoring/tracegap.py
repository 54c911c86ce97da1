"""From a warning to the units, sectors, enterprises and drivers that cause it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core.errors import problem
from ....core.transmission import causes, decomposition, tracing
from ....toolbelt.translation import language, sentence, translate
from ... import gaprows, groups, hierarchies, registerinputs, registerresults, registertables
from ...algorithm import Algorithm
from ...hierarchies import objects
from ...parameters import choice, number, output


class TraceGap(Algorithm):
    """Asks for records of two dates and for warnings; hands every gap down to its causes."""

    ID = "tracegap"
    GROUP = groups.MONITORING
    TAGS = (
        "trace,gap,cause,source,LMDI,Kaya,growth,share,enterprise,sector,warning,"
        "溯源,缺口,原因,驱动因素,企业,行业,预警,责任"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.PARTS,
        "WARNINGS": registertables.WARNINGS,
        "UNITS": registertables.UNITS,
    }

    METHOD, SHARE, OUTPUT, GAPS = "METHOD", "SHARE", "OUTPUT", "GAPS"
    TRACED, DECISIVE = "TRACED", "DECISIVE"

    def displayName(self):
        return translate("TraceGap", "Trace gaps to their causes")

    def initAlgorithm(self, config=None):
        methods = {
            tracing.GROWTH: translate("TraceGap", "by what grew"),
            tracing.SHARE: translate("TraceGap", "by shares"),
            tracing.LMDI: translate("TraceGap", "by drivers (LMDI)"),
        }
        own = (
            *gaprows.parameters(),
            *gaprows.warning_parameters(),
            choice(self.METHOD, translate("TraceGap", "Share the gap"), methods),
            number(
                self.SHARE,
                translate("TraceGap", "Share of the gap that decisive causes make"),
                0.8,
                0.01,
                1.0,
            ),
            *hierarchies.unit_parameters(),
        )
        for parameter in own:
            self.addParameter(parameter)
        for parameter in registerinputs.parameters():
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("TraceGap", "Causes")))
        self.addParameter(output(self.GAPS, translate("TraceGap", "Traced units"), True))
        for name, label in (
            (self.TRACED, translate("TraceGap", "Units whose gap was traced")),
            (self.DECISIVE, translate("TraceGap", "Decisive causes")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def from_register(self, request, held):
        # one target for every unit was asked for: the warnings of the register have others
        one_for_all = request.parameters.get(gaprows.TARGET) not in (None, "")
        made = {gaprows.WARNINGS: None} if one_for_all else {}
        if len(held.wanted) == 1 and not request.text(gaprows.ONLY).strip():
            made[gaprows.ONLY] = held.wanted[0]
        return made

    def problems(self, request):
        found = gaprows.problems(request)
        drivers = request.field(gaprows.GDP) or request.field(gaprows.ENERGY)
        if request.choice(self.METHOD) == tracing.LMDI and not drivers:
            found.append(problem("LMDI needs GDP or energy by sector; choose the fields GDP or ENERGY."))
        return found

    def work(self, run):
        run.stage(0.0, 0.5)
        records = gaprows.read(run)
        wanted = gaprows.targets(run, records)
        how = run.choice(self.METHOD), run.choice(gaprows.DIRECTION) == gaprows.FLOOR, run.number(self.SHARE)
        run.record["standards"].update(
            trace_method=how[0], direction=run.choice(gaprows.DIRECTION), years=list(records.years)
        )
        run.stage(0.5, 0.9)
        ledger = causes.Ledger(
            records.unit,
            records.sector,
            records.enterprise,
            records.value,
            records.gdp,
            records.energy,
            records.population,
        )
        traced = []
        for number_of_unit, (unit, target) in enumerate(wanted.items()):
            run.progress(number_of_unit / max(len(wanted), 1))
            traced.append(causes.of_unit(records.tree, ledger, unit, target, how))
        rows = [row for one in traced for row in one.rows]
        self._tell(run, traced, rows, how[0])
        run.stage(0.9, 1.0)
        results = {self.OUTPUT: run.give_table(self.OUTPUT, cause_columns(records, rows))}
        if run.wanted(self.GAPS) or registerresults.is_asked(run):
            gaps = gap_columns(records, traced)
        if run.wanted(self.GAPS):
            results[self.GAPS] = run.give_table(self.GAPS, gaps)
        if registerresults.is_asked(run):
            told = {unit: cause for unit, cause in zip(gaps["unit_code"], gaps["cause"]) if cause}
            registerresults.keep_causes(run, told, run.text(gaprows.ONLY).strip())
        return {
            **results,
            self.TRACED: sum(bool(one.rows) for one in traced),
            self.DECISIVE: sum(row.decisive for row in rows),
        }

    def _tell(self, run, traced, rows, method):
        for one in traced:
            if one.reason is not None:
                run.say(sentence(one.reason))
        if not rows:
            run.warn(problem("No gap could be traced; the log and the table of traced units say why."))
        stood_in = sum(row.method == tracing.SHARE for row in rows) if method == tracing.GROWTH else 0
        if stood_in:
            run.warn(
                problem(
                    "{count} causes are told by their share, because their base is not known or nothing "
                    "grew there.",
                    count=stood_in,
                )
            )


def cause_columns(records, rows) -> dict[str, np.ndarray]:
    """Declared columns of the causes."""
    names = records.tree.name

    def numbers(name: str) -> np.ndarray:
        return np.array([getattr(row, name) for row in rows], dtype=np.float64)

    return {
        "unit_code": objects(row.traced for row in rows),
        "unit_name": objects(names.get(row.traced) for row in rows),
        "cause_level": objects(row.level for row in rows),
        "cause_unit": objects(row.unit or None for row in rows),
        "cause_unit_name": objects(names.get(row.unit) for row in rows),
        "sector": objects(row.sector or None for row in rows),
        "enterprise_name": objects(row.enterprise or None for row in rows),
        "driver": objects(row.factor or None for row in rows),
        "driver_name": objects(driver_name(row.factor) for row in rows),
        "base_value": numbers("base"),
        "value_last": numbers("now"),
        "cause_change": numbers("effect"),
        "gap_part": numbers("gap"),
        "gap_share_pct": 100.0 * numbers("share"),
        "cause_rank": np.array([row.rank for row in rows], dtype=np.int64),
        "cumulative_pct": 100.0 * numbers("cumulative"),
        "decisive": np.array([int(row.decisive) for row in rows], dtype=np.int64),
        "trace_method": objects(row.method or None for row in rows),
    }


def gap_columns(records, traced) -> dict[str, np.ndarray]:
    """Declared columns of the traced units."""

    def numbers(name: str) -> np.ndarray:
        return np.array([getattr(one, name) for one in traced], dtype=np.float64)

    def first(one) -> str | None:
        told = [
            cause_words(row, records.tree.name)
            for row in one.rows
            if row.decisive and row.level == _finest(one)
        ]
        return "; ".join(told[:3]) or None

    return {
        "unit_code": objects(one.unit for one in traced),
        "unit_name": objects(records.tree.name.get(one.unit) for one in traced),
        "base_value": numbers("base"),
        "value_last": numbers("now"),
        "target": numbers("target"),
        "traced_gap": numbers("gap"),
        "cause": objects(first(one) for one in traced),
        "trace_note": objects(sentence(one.reason) if one.reason else None for one in traced),
    }


def _finest(one) -> str:
    """Level of which the main causes are told: drivers, or the sectors of the unit."""
    levels = {row.level for row in one.rows}
    order = (causes.DRIVER, causes.SECTOR, causes.ENTERPRISE)
    return next((level for level in order if level in levels), causes.UNIT)


def driver_name(factor: str) -> str | None:
    """Words for a driver in the user's language."""
    return decomposition.NAMES[factor].text(language()) if factor else None


def cause_words(row, names) -> str:
    """A cause in a few words: where, what, and its share."""
    where = names.get(row.unit, row.unit) if row.unit != row.traced else ""
    parts = [where, row.sector, row.enterprise, driver_name(row.factor)]
    return f"{' '.join(filter(None, parts))} {100.0 * row.share:.0f} %"
