"""Compares two zonings of the same units: two rule sets, two class fields, or two layers."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core.errors import problem
from ....core.zoning import comparison, rulesets, sixclass
from ....toolbelt.translation import translate
from ... import groups, zonechanges, zonepairs, zoningsets
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, box, choice, field, output, source

RULES = "rules"


class CompareZonings(Algorithm):
    """Asks for two ways to a class per unit; gives their agreement and the units that differ."""

    ID = "comparezonings"
    GROUP = groups.ZONING
    TAGS = "compare,agreement,kappa,change,rule,zoning,比较,一致性,kappa,变化,分区方法"

    INPUT, WAY, Q_C, Q_P, SET_A, SET_B = "INPUT", "WAY", "Q_C", "Q_P", "SET_A", "SET_B"
    ONE_DATE, CHANGED_ONLY = "ONE_DATE", "CHANGED_ONLY"
    OUTPUT, MATRIX, SUMMARY = "OUTPUT", "MATRIX", "SUMMARY"
    AGREEMENT, KAPPA, IMPROVEMENT, CHANGED = "AGREEMENT", "KAPPA", "IMPROVEMENT", "CHANGED"

    def displayName(self):
        return translate("CompareZonings", "Compare zonings")

    def initAlgorithm(self, config=None):
        for parameter in (*self._rule_sets(), *zonepairs.parameters()):
            self.addParameter(parameter)
        self.addParameter(
            box(
                self.ONE_DATE,
                translate("CompareZonings", "Both zonings are of one date: nothing improves or worsens"),
            )
        )
        self.addParameter(
            box(self.CHANGED_ONLY, translate("CompareZonings", "Only units whose class differs"))
        )
        self.addParameter(output(self.OUTPUT, translate("CompareZonings", "Units with both classes")))
        self.addParameter(output(self.MATRIX, translate("CompareZonings", "Contingency table"), True))
        self.addParameter(output(self.SUMMARY, translate("CompareZonings", "Measures of agreement"), True))
        for name, label in (
            (self.AGREEMENT, translate("CompareZonings", "Overall agreement (share of the units)")),
            (self.KAPPA, translate("CompareZonings", "Kappa (by units)")),
            (self.IMPROVEMENT, translate("CompareZonings", "Improvement index (by area)")),
            (self.CHANGED, translate("CompareZonings", "Units whose class differs")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _rule_sets(self):
        return (
            source(self.INPUT, translate("CompareZonings", "Units"), ANY_TABLE),
            choice(
                self.WAY,
                translate("CompareZonings", "What is compared"),
                {
                    RULES: translate("CompareZonings", "two zoning standards on the same exceedances"),
                    zonepairs.FIELDS: translate("CompareZonings", "two class fields of the layer"),
                    zonepairs.LAYERS: translate("CompareZonings", "two layers, joined by unit code"),
                },
            ),
            field(self.Q_C, translate("CompareZonings", "Carbon exceedance q_c"), "q_c"),
            field(self.Q_P, translate("CompareZonings", "Pollution exceedance q_p"), "q_p"),
            zoningsets.one(self.SET_A, translate("CompareZonings", "First zoning standard"), "absolute"),
            zoningsets.one(self.SET_B, translate("CompareZonings", "Other zoning standard"), "quartile"),
            *zoningsets.own(),
            zoningsets.region(),
        )

    def problems(self, request):
        way = request.choice(self.WAY)
        if way != RULES:
            return zonepairs.problems(request, way)
        found = [
            problem(
                "Choose the field of {layer} for the parameter {name} ({label}).",
                layer=request.layer_name(self.INPUT),
                name=name,
                label=self.parameterDefinition(name).description(),
            )
            for name in (self.Q_C, self.Q_P)
            if not request.field(name)
        ]
        return found + zoningsets.problems(request, self.SET_A, self.SET_B)

    def work(self, run):
        way, units = run.choice(self.WAY), run.source(self.INPUT)
        run.stage(0.0, 0.5)
        if way == RULES:
            table, code_a, code_b, area_ha = self._by_rules(run)
            gone = np.zeros(len(table), dtype=bool)
        else:
            pair = zonepairs.read(run, way)
            table, code_a, code_b, area_ha, gone = (
                pair.table,
                pair.code_a,
                pair.code_b,
                pair.area_ha,
                pair.gone,
            )
        found = comparison.contingency(
            code_a[~gone], code_b[~gone], None if area_ha is None else area_ha[~gone]
        )
        run.stage(0.5, 1.0)
        new = zonechanges.unit_columns(code_a, code_b, gone, table.area_ha)
        known = (code_a != sixclass.ND) & (code_b != sixclass.ND)
        differs = known & (code_a != code_b)
        kept = differs if run.yes(self.CHANGED_ONLY) else None
        # two standards always judge one date: nothing improves or worsens
        dated = way != RULES and not run.yes(self.ONE_DATE)
        legend = "changes" if dated else "comparison"
        result = {
            self.OUTPUT: run.give_features(self.OUTPUT, units, table.ids, new, legend=legend, kept=kept)
        }
        if run.wanted(self.MATRIX):
            result[self.MATRIX] = run.give_table(self.MATRIX, zonechanges.matrix_columns(found))
        if run.wanted(self.SUMMARY):
            result[self.SUMMARY] = run.give_table(self.SUMMARY, zonechanges.summary_columns(found, dated))
        zonechanges.tell(run, found, dated)
        return {
            **result,
            self.AGREEMENT: comparison.agreement(found.known_units),
            self.KAPPA: comparison.kappa(found.known_units),
            self.IMPROVEMENT: comparison.improvement(found.area_ha) if dated else None,
            self.CHANGED: int(differs.sum()),
        }

    def _by_rules(self, run):
        """Both classes of every unit from its exceedances."""
        by_field, measured = zonepairs.area_fields(run)
        wanted = [run.field(self.Q_C), run.field(self.Q_P), by_field, run.field(zoningsets.REGION)]
        table = run.columns(self.INPUT, wanted, area=measured)
        q_c, q_p = (run.numbers(table, run.field(name), self.INPUT) for name in (self.Q_C, self.Q_P))
        regions, codes = zoningsets.regions(run, table), []
        for name in (self.SET_A, self.SET_B):
            chosen = zoningsets.asked(run, name)
            zoningsets.note(run, chosen, name.lower())
            made = rulesets.judge(chosen, q_c, q_p, regions)
            run.record["standards"][f"{name.lower()}_thresholds"] = made.frozen
            for remark in made.remarks:
                run.warn(remark)
            codes.append(made.code)
        return table, *codes, zonepairs.area_of(run, table)
