"""Six-class carbon-pollution zoning of polygons or a plain table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsFields, QgsProcessingOutputNumber, QgsProcessingParameterFeatureSink

from ....core import flags as fl
from ....core.errors import problem
from ....core.zoning import evaluation, sixclass
from ....toolbelt import areas, tables
from ....toolbelt.translation import translate
from ... import carbonstandards, groups, pollutants, zoningsets
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, choice, field, number, source


@dataclass(frozen=True)
class Judged:
    """Units as they were read, what was asked of them, and their classes."""

    table: tables.Columns
    settings: zoningsets.Settings
    carbon: evaluation.Carbon
    pollution: evaluation.Pollution
    result: evaluation.Evaluation


class SixClassZoning(Algorithm):
    """Asks for carbon, pollution and their standards; gives every unit its class."""

    ID = "sixclasszoning"
    GROUP = groups.ZONING
    TAGS = "carbon,pollution,class,zoning,exceedance,减污降碳,六类分区,碳污,超标"

    INPUT, NET, EMISSION, SINK, SINK_SIGN = "INPUT", "NET", "EMISSION", "SINK", "SINK_SIGN"
    CARBON_MODE, CARBON_STANDARD = "CARBON_MODE", "CARBON_STANDARD"
    CARBON_STANDARD_FIELD, STANDARD_BASIS = "CARBON_STANDARD_FIELD", "STANDARD_BASIS"
    DENOMINATOR, DENOMINATOR_FIELD = "DENOMINATOR", "DENOMINATOR_FIELD"
    CARBON_BENCHMARK = "CARBON_BENCHMARK"
    Q_P, POLLUTANTS, COMPOSITE = "Q_P", "POLLUTANTS", "COMPOSITE"
    TAU_MODE, TAU_C, TAU_P = "TAU_MODE", "TAU_C", "TAU_P"
    TIE, WEAK_WEAK, TOLERANCE = "TIE", "WEAK_WEAK", "TOLERANCE"
    OUTPUT, BENCHMARK_USED = "OUTPUT", "BENCHMARK_USED"

    def displayName(self):
        return translate("SixClassZoning", "Six-class carbon-pollution zoning")

    def initAlgorithm(self, config=None):
        for parameter in (*self._carbon(), *self._pollution(), *self._rule()):
            self.addParameter(parameter)
        self.addParameter(
            QgsProcessingParameterFeatureSink(self.OUTPUT, translate("SixClassZoning", "Six classes"))
        )
        self.addOutput(
            QgsProcessingOutputNumber(
                self.BENCHMARK_USED, translate("SixClassZoning", "Carbon benchmark that was used")
            )
        )

    def _carbon(self):
        return (
            source(self.INPUT, translate("SixClassZoning", "Units"), ANY_TABLE),
            field(self.NET, translate("SixClassZoning", "Net carbon emission (t CO2e per year)"), "net_tco2"),
            field(self.EMISSION, translate("SixClassZoning", "or: carbon emission (t CO2e per year)")),
            field(self.SINK, translate("SixClassZoning", "with: carbon sink (t CO2e per year)")),
            choice(
                self.SINK_SIGN,
                translate("SixClassZoning", "Sinks are written as"),
                {
                    "negative": translate("SixClassZoning", "negative numbers"),
                    "positive": translate("SixClassZoning", "positive removals"),
                },
            ),
            choice(
                self.CARBON_MODE,
                translate("SixClassZoning", "Carbon standard"),
                {
                    "neutrality": translate("SixClassZoning", "neutrality: net emission 0"),
                    "quota": translate("SixClassZoning", "quota: a limit of 0 or above"),
                    "duty": translate("SixClassZoning", "duty: a net sink is owed (below 0)"),
                },
            ),
            number(self.CARBON_STANDARD, translate("SixClassZoning", "Quota or duty, one for all")),
            field(
                self.CARBON_STANDARD_FIELD, translate("SixClassZoning", "or: field with the quota or duty")
            ),
            choice(
                self.STANDARD_BASIS,
                translate("SixClassZoning", "Quota or duty is given as"),
                {
                    "intensity": translate("SixClassZoning", "intensity (t per denominator)"),
                    "total": translate("SixClassZoning", "total of the unit (t)"),
                },
            ),
            choice(
                self.DENOMINATOR,
                translate("SixClassZoning", "Denominator of the intensity"),
                {
                    "area": translate("SixClassZoning", "area (ha)"),
                    "population": translate("SixClassZoning", "population"),
                    "gdp": translate("SixClassZoning", "GDP"),
                    "other": translate("SixClassZoning", "other"),
                },
            ),
            field(
                self.DENOMINATOR_FIELD,
                translate("SixClassZoning", "Field of the denominator (area: empty measures the geometry)"),
            ),
            number(
                self.CARBON_BENCHMARK,
                translate("SixClassZoning", "Carbon benchmark (empty: computed from the units and frozen)"),
                minimum=0.0,
            ),
        )

    def _pollution(self):
        return (
            field(self.Q_P, translate("SixClassZoning", "Pollution exceedance q_p"), "q_p"),
            pollutants.parameter(
                self.POLLUTANTS, translate("SixClassZoning", "or: pollutants with their standards")
            ),
            choice(
                self.COMPOSITE,
                translate("SixClassZoning", "One figure from several pollutants"),
                {
                    "max": translate("SixClassZoning", "largest exceedance (every pollutant must comply)"),
                    "mean": translate("SixClassZoning", "weighted mean"),
                    "nemerow": translate("SixClassZoning", "Nemerow index"),
                },
            ),
            pollutants.negative_parameter(),
        )

    def _rule(self):
        return (
            zoningsets.one(
                zoningsets.STANDARD_SET,
                translate("SixClassZoning", "Zoning standard (fills what is left at its default)"),
            ),
            *zoningsets.own(),
            zoningsets.region(),
            choice(
                self.TAU_MODE,
                translate("SixClassZoning", "Strong thresholds"),
                {
                    "fixed": translate("SixClassZoning", "fixed"),
                    "median": translate("SixClassZoning", "median of the exceeders (exploratory)"),
                    "jenks2": translate("SixClassZoning", "natural break of the exceeders (exploratory)"),
                },
            ),
            number(self.TAU_C, translate("SixClassZoning", "Strong threshold of carbon"), 1.0),
            number(self.TAU_P, translate("SixClassZoning", "Strong threshold of pollution"), 1.0),
            advanced(
                choice(
                    self.TIE,
                    translate("SixClassZoning", "Both exceed weakly and equally"),
                    {
                        "CP": translate("SixClassZoning", "CP: carbon leads"),
                        "PC": translate("SixClassZoning", "PC: pollution leads"),
                    },
                )
            ),
            advanced(
                choice(
                    self.WEAK_WEAK,
                    translate("SixClassZoning", "Both exceed weakly"),
                    {
                        "ratio": translate("SixClassZoning", "the larger exceedance decides"),
                        "SCP": translate("SixClassZoning", "SCP (precautionary)"),
                    },
                )
            ),
            advanced(
                number(self.TOLERANCE, translate("SixClassZoning", "Tolerance of the exceedance"), 1e-9, 0.0)
            ),
        )

    def problems(self, request):
        found = zoningsets.problems(request)
        if found:
            return found
        settings = zoningsets.settings(request, self)
        units = request.optional_source(self.INPUT)
        has_carbon = request.field(self.NET) or (request.field(self.EMISSION) and request.field(self.SINK))
        if not has_carbon:
            found.append(
                problem("Choose the field of the net emission, or the fields of both emission and sink.")
            )
        if not request.field(self.Q_P) and not pollutants.rows(request.matrix(self.POLLUTANTS)):
            found.append(
                problem(
                    "Choose the field of the pollution exceedance, or give pollutants with their standards."
                )
            )
        found += self._denominator_problems(request, units)
        found += self._standard_problems(request, settings)
        limited = bool(settings.rule_set and settings.rule_set.pollutant_set)
        layer = request.layer_name(self.INPUT)
        found += pollutants.problems(request.matrix(self.POLLUTANTS), units, layer, limited)
        numbers = (self.TAU_C, self.TAU_P, self.CARBON_BENCHMARK)
        return found + carbonstandards.positive_problems(request, *numbers)

    def _denominator_problems(self, request, units):
        if request.field(self.DENOMINATOR_FIELD):
            return []
        if request.choice(self.DENOMINATOR) != "area":
            return [
                problem("Choose the field of the denominator {name}.", name=request.choice(self.DENOMINATOR))
            ]
        if not areas.has_polygons(units):
            return [
                problem(
                    "{layer} has no polygons whose area could be measured; "
                    "choose the field that holds the area in ha.",
                    layer=request.layer_name(self.INPUT),
                )
            ]
        return []

    def _standard_problems(self, request, settings):
        given = request.field(self.CARBON_STANDARD_FIELD) or np.isfinite(request.number(self.CARBON_STANDARD))
        of_set = zoningsets.carbon_numbers(settings.rule_set)
        found = carbonstandards.sign_problems(settings.carbon_mode, request.number(self.CARBON_STANDARD))
        if settings.carbon_mode == "neutrality" and request.field(self.CARBON_STANDARD_FIELD):
            found.append(carbonstandards.given_in_neutrality())
        if settings.carbon_mode != "neutrality" and not given and "carbon_standard" not in of_set:
            found.append(
                problem(
                    "The mode {mode} needs a carbon standard: give a number or choose its field.",
                    mode=settings.carbon_mode,
                )
            )
        if of_set and request.choice(self.DENOMINATOR) != "area":
            found.append(
                problem(
                    "The set {set} gives its carbon standard or benchmark per area; the denominator must be "
                    "area, not {name}.",
                    set=settings.rule_set.id,
                    name=request.choice(self.DENOMINATOR),
                )
            )
        if settings.rule_set and request.choice(self.TAU_MODE) != "fixed":
            found.append(
                problem(
                    "The set {set} brings its own strong thresholds; leave the parameter {name} at fixed.",
                    set=settings.rule_set.id,
                    name=self.TAU_MODE,
                )
            )
        return found

    def work(self, run):
        run.stage(0.0, 0.4)
        judged = self._judged(run)
        run.stage(0.4, 1.0)
        new = output_columns(judged.result, run.source(self.INPUT).fields())
        if judged.table.area_ha is not None:
            new = {"area_ha": judged.table.area_ha, **new}
        units, ids = run.source(self.INPUT), judged.table.ids
        output = run.give_features(self.OUTPUT, units, ids, new, "sixclass")
        return {self.OUTPUT: output, self.BENCHMARK_USED: judged.result.zoning.benchmark}

    def _judged(self, run, more_fields=()):
        """Read the accounts, and *more_fields* with them, and evaluate them; what decided is told."""
        units = run.source(self.INPUT)
        settings = zoningsets.settings(run, self)
        rows = pollutants.rows(run.matrix(self.POLLUTANTS)) if not run.field(self.Q_P) else []
        single = [run.field(name) for name in self._field_parameters()]
        measured = run.choice(self.DENOMINATOR) == "area" and not run.field(self.DENOMINATOR_FIELD)
        fields = [*single, *pollutants.fields(rows, units), *more_fields]
        table = run.columns(self.INPUT, fields, area=measured)
        local = zoningsets.Local(run, settings, table)

        def numbers(name):
            chosen = run.field(name)
            return run.numbers(table, chosen, self.INPUT) if chosen else None

        carbon = self._carbon_side(run, table, numbers, settings, local)
        if rows:
            pollution = pollutants.side(run, table, self.INPUT, rows, settings.composite, local.limit)
        else:
            pollution = evaluation.Pollution(q_p=numbers(self.Q_P))
        rule = sixclass.Rule(
            tau_c=run.number(self.TAU_C),
            tau_p=run.number(self.TAU_P),
            tie=run.choice(self.TIE),
            weak_weak=run.choice(self.WEAK_WEAK),
            tolerance=run.number(self.TOLERANCE),
        )
        result = evaluation.evaluate(carbon, pollution, rule, run.choice(self.TAU_MODE), local.judge)
        self._tell(run, result)
        local.tell()
        return Judged(table, settings, carbon, pollution, result)

    def _field_parameters(self):
        return (
            self.NET,
            self.EMISSION,
            self.SINK,
            self.CARBON_STANDARD_FIELD,
            self.DENOMINATOR_FIELD,
            self.Q_P,
            zoningsets.REGION,
        )

    def _carbon_side(self, run, table, numbers, settings, local):
        emission, sink = numbers(self.EMISSION), numbers(self.SINK)
        net = numbers(self.NET) if emission is None or sink is None else None
        if net is None and run.choice(self.SINK_SIGN) == "negative":
            sink = -sink
        mode, basis = settings.carbon_mode, run.choice(self.STANDARD_BASIS)
        standard, benchmark = numbers(self.CARBON_STANDARD_FIELD), run.number(self.CARBON_BENCHMARK)
        if standard is None and np.isfinite(run.number(self.CARBON_STANDARD)):
            standard = run.number(self.CARBON_STANDARD)
        if standard is None and local.carbon("carbon_standard") is not None:
            standard, basis = local.carbon("carbon_standard"), "intensity"
        if not np.isfinite(benchmark) and local.carbon("carbon_benchmark") is not None:
            benchmark = local.carbon("carbon_benchmark")
        return evaluation.Carbon(
            net=net,
            emission=emission,
            removal=sink,
            denominator=table.area_ha if table.area_ha is not None else numbers(self.DENOMINATOR_FIELD),
            mode=mode,
            standard=0.0 if mode == "neutrality" else standard,
            basis=basis,
            benchmark=benchmark,
        )

    def _tell(self, run, result):
        zoning = result.zoning
        run.record["standards"].update(result.standards)
        for remark in result.remarks:
            run.warn(remark)
        run.record["standards"]["denominator"] = run.choice(self.DENOMINATOR)
        counted = np.bincount(zoning.code, minlength=len(sixclass.CODES))
        classes = ", ".join(f"{code} {count}" for code, count in zip(sixclass.CODES, counted))
        run.say(translate("SixClassZoning", "Units by class: {classes}").format(classes=classes))
        run.say(
            translate("SixClassZoning", "Carbon benchmark: {benchmark}").format(benchmark=zoning.benchmark)
        )
        for remark in fl.remarks(zoning.flags):
            run.warn(remark)
        if run.choice(self.TAU_MODE) != "fixed":
            run.warn(
                problem(
                    "The strong thresholds follow the data; use this map for exploration only, "
                    "not for comparisons over time or assessment."
                )
            )


def output_columns(result: evaluation.Evaluation, given: QgsFields | None = None) -> dict[str, np.ndarray]:
    """Declared columns of an evaluation, in output order, beside the fields *given* by the input.

    Where q_p was computed by an earlier step, that one knows what limits, and its column stays.
    """
    z = result.zoning
    known = z.code != sixclass.ND
    silent = not any(result.limiting) and given is not None and given.lookupField("limiting") >= 0
    return {
        "q_c": z.q_c,
        "q_p": z.q_p,
        "u": z.u,
        "v": z.v,
        "cp_ratio": z.ratio,
        "cp_angle": z.angle,
        "margin": z.margin,
        "severity": np.where(known, z.severity.astype(object), None),
        "cp_class": np.array(sixclass.CODES, dtype=object)[z.code],
        "cp_code": z.code.astype(int),
        **({} if silent else {"limiting": result.limiting}),
        "flags": fl.texts(z.flags),
    }
