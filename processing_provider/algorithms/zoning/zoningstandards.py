"""Lists, exports and checks sets of zoning standards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

import numpy as np
from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterFileDestination

from ....core import factor_rules, standards, vocabulary
from ....core.errors import faults_of
from ....core.zoning import ruleset_table
from ....core.zoning.rulesets import Region, RuleSet
from ....toolbelt.translation import language, translate
from ... import groups, zoningsets
from ...algorithm import Algorithm
from ...parameters import output

#: Output column -> what it shows of a set and one of its regions.
SHOWN: dict[str, Callable[[RuleSet, Region], object]] = {
    "set_id": lambda made, _: made.id,
    "set_version": lambda made, _: made.version,
    "valid_from": lambda made, _: made.valid_from,
    "set_name": lambda made, _: made.name(language()),
    "method": lambda made, _: made.method,
    "region": lambda _, region: region.code,
    "carbon_mode": lambda made, _: made.carbon_mode,
    "carbon_standard": lambda _, region: region.carbon_standard,
    "carbon_benchmark": lambda _, region: region.carbon_benchmark,
    "carbon_unit": lambda made, _: made.carbon_unit,
    "tau_c": lambda _, region: region.tau_c,
    "tau_p": lambda _, region: region.tau_p,
    "quantile": lambda made, _: made.quantile,
    "cone_k": lambda made, _: made.cone_k,
    "tie_rule": lambda made, _: made.tie,
    "weak_weak": lambda made, _: made.weak_weak,
    "composite": lambda made, _: made.composite,
    "pollutant_set": lambda made, _: made.pollutant_set,
    "functional_class": lambda _, region: region.functional_class,
    "source": lambda made, _: _source(made),
    "evidence": lambda made, _: made.evidence,
    "source_confidence": lambda made, _: made.confidence,
    "note": lambda _, region: region.note,
    "origin": lambda made, _: made.origin,
    "digest": lambda made, _: made.digest,
}


class ZoningStandards(Algorithm):
    """Gives the sets as a table, their limits, and a file that can be edited and passed back."""

    ID = "zoningstandards"
    GROUP = groups.ZONING
    TAGS = "standard,threshold,limit,quota,zoning,rule,标准,阈值,限值,配额,分区标准,标准集"

    OUTPUT, LIMITS, EXPORT, SETS = "OUTPUT", "LIMITS", "EXPORT", "SETS"

    def displayName(self):
        return translate("ZoningStandards", "Zoning standards")

    def initAlgorithm(self, config=None):
        self.addParameter(
            zoningsets.one(
                zoningsets.STANDARD_SET, translate("ZoningStandards", "Zoning standard (empty: all)")
            )
        )
        own, _ = zoningsets.own()
        own.setFlags(own.flags() & ~own.Flag.FlagAdvanced)
        self.addParameter(own)
        self.addParameter(output(self.OUTPUT, translate("ZoningStandards", "Sets of standards")))
        self.addParameter(output(self.LIMITS, translate("ZoningStandards", "Limits of pollutants"), True))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.EXPORT,
                translate("ZoningStandards", "Export for editing"),
                fileFilter="CSV (*.csv)",
                optional=True,
                createByDefault=False,
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.SETS, translate("ZoningStandards", "Number of sets")))

    def problems(self, request):
        return faults_of(lambda: zoningsets.listed(request))

    def work(self, run):
        chosen = zoningsets.listed(run)
        for rule_set in chosen:
            run.record["tables"][rule_set.id] = rule_set.described()
        result = {self.OUTPUT: run.give_table(self.OUTPUT, set_columns(chosen)), self.SETS: len(chosen)}
        if run.wanted(self.LIMITS):
            result[self.LIMITS] = run.give_table(self.LIMITS, limit_columns(chosen))
        if run.wanted(self.EXPORT):
            result[self.EXPORT] = run.give_file(
                self.EXPORT, lambda path: ruleset_table.write(path, chosen), ".csv"
            )
        run.say(
            translate("ZoningStandards", "{count} sets: {names}").format(
                count=len(chosen), names="; ".join(f"{one.id} ({one.name(language())})" for one in chosen)
            )
        )
        return result


def set_columns(chosen: Sequence[RuleSet]) -> dict[str, np.ndarray]:
    """Declared columns of sets, one row per region."""
    pairs = [(made, region) for made in chosen for region in made.regions]
    return {name: _array([shown(*pair) for pair in pairs]) for name, shown in SHOWN.items()}


def limit_columns(chosen: Sequence[RuleSet]) -> dict[str, np.ndarray]:
    """Declared columns of the limits of sets, one row per region, pollutant and averaging period."""
    rows = [
        (made, region, limit)
        for made in chosen
        if made.pollutant_set
        for region in made.regions
        for limit in standards.standard_set(made.pollutant_set).limits
        if limit.functional_class == region.functional_class
    ]
    columns = {
        "set_id": [made.id for made, _, _ in rows],
        "region": [region.code for _, region, _ in rows],
        "pollutant_set": [made.pollutant_set for made, _, _ in rows],
        "functional_class": [limit.functional_class for *_, limit in rows],
        "pollutant": [limit.pollutant for *_, limit in rows],
        "pollutant_name": [_pollutant_name(limit.pollutant) for *_, limit in rows],
        "averaging": [limit.averaging for *_, limit in rows],
        "direction": [limit.direction for *_, limit in rows],
        "limit_value": [limit.limit for *_, limit in rows],
        "limit_unit": [limit.unit for *_, limit in rows],
    }
    return {name: _array(values) for name, values in columns.items()}


def _source(made: RuleSet) -> str:
    return made.source or factor_rules.sources().get(made.source_key, {}).get("title", made.source_key)


def _pollutant_name(code: str) -> str:
    known = vocabulary.pollutant(code)
    return known.name(language()) if known else code


def _array(values: list) -> np.ndarray:
    return np.array(values, dtype=float if values and isinstance(values[0], float) else object)
