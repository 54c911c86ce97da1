"""Six-class carbon-pollution zoning of the cells of rasters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core.errors import InputError, faults_of, problem
from ....core.zoning import cells, sixclass
from ....toolbelt import zonecells
from ....toolbelt.translation import language, translate
from ... import (
    carbonstandards,
    cellinputs,
    celloutputs,
    cellsets,
    groups,
    pollutants,
    pollutionrasters,
    zonecodes,
    zoningsets,
)
from ...algorithm import Algorithm
from ...parameters import advanced, choice, number, output, raster, raster_output

PER_CELL, PER_HECTARE = "cell", "ha"


class SixClassZoningRaster(Algorithm):
    """Asks for rasters of carbon and pollution with their standards; gives every cell its class."""

    ID = "sixclasszoningraster"
    GROUP = groups.ZONING
    TAGS = "carbon,pollution,class,zoning,raster,exceedance,减污降碳,六类分区,栅格,碳污,超标"

    NET, NET_UNIT = "NET", "NET_UNIT"
    CARBON_MODE, CARBON_STANDARD, CARBON_STANDARD_RASTER = (
        "CARBON_MODE",
        "CARBON_STANDARD",
        "CARBON_STANDARD_RASTER",
    )
    DENOMINATOR, DENOMINATOR_RASTER = "DENOMINATOR", "DENOMINATOR_RASTER"
    CARBON_BENCHMARK = "CARBON_BENCHMARK"
    TAU_MODE, TAU_C, TAU_P = "TAU_MODE", "TAU_C", "TAU_P"
    TIE, WEAK_WEAK, TOLERANCE, COMPOSITE = "TIE", "WEAK_WEAK", "TOLERANCE", pollutionrasters.COMPOSITE
    OUTPUT, Q_C_OUT, Q_P_OUT, AREAS = "OUTPUT", "Q_C_OUT", "Q_P_OUT", "AREAS"
    SUBZONES, MATRIX, BENCHMARK_USED = "SUBZONES", "MATRIX", "BENCHMARK_USED"

    def displayName(self):
        return translate("SixClassZoningRaster", "Six-class carbon-pollution zoning (raster)")

    def initAlgorithm(self, config=None):
        pollution = (*pollutionrasters.parameters(), pollutants.negative_parameter())
        inputs = (*self._carbon(), *pollution, *cellsets.parameters(), *self._rule())
        crossing = (*cellinputs.space_parameters(optional=True), *cellinputs.grid_parameters())
        for parameter in (*inputs, *crossing, *self._outputs()):
            self.addParameter(parameter)
        self._add_benchmark_output()

    def _add_benchmark_output(self):
        self.addOutput(
            QgsProcessingOutputNumber(
                self.BENCHMARK_USED, translate("SixClassZoningRaster", "Carbon benchmark that was used")
            )
        )

    def _carbon(self):
        return (
            raster(self.NET, translate("SixClassZoningRaster", "Net carbon emission (raster)")),
            choice(
                self.NET_UNIT,
                translate("SixClassZoningRaster", "Net emission is given in"),
                {
                    PER_CELL: translate("SixClassZoningRaster", "t CO2e per cell and year"),
                    PER_HECTARE: translate("SixClassZoningRaster", "t CO2e per ha and year"),
                },
            ),
            choice(
                self.CARBON_MODE,
                translate("SixClassZoningRaster", "Carbon standard"),
                {
                    "neutrality": translate("SixClassZoningRaster", "neutrality: net emission 0"),
                    "quota": translate("SixClassZoningRaster", "quota: a limit of 0 or above"),
                    "duty": translate("SixClassZoningRaster", "duty: a net sink is owed (below 0)"),
                },
            ),
            number(
                self.CARBON_STANDARD,
                translate("SixClassZoningRaster", "Quota or duty, t per denominator, one for all"),
            ),
            raster(
                self.CARBON_STANDARD_RASTER,
                translate("SixClassZoningRaster", "or: raster of the quota or duty"),
                True,
            ),
            choice(
                self.DENOMINATOR,
                translate("SixClassZoningRaster", "Denominator of the intensity"),
                {
                    "area": translate("SixClassZoningRaster", "area of the cell (ha)"),
                    "population": translate("SixClassZoningRaster", "population"),
                    "gdp": translate("SixClassZoningRaster", "GDP"),
                    "other": translate("SixClassZoningRaster", "other"),
                },
            ),
            raster(
                self.DENOMINATOR_RASTER,
                translate("SixClassZoningRaster", "Raster of the denominator (amount per cell)"),
                True,
            ),
            number(
                self.CARBON_BENCHMARK,
                translate(
                    "SixClassZoningRaster", "Carbon benchmark (empty: computed from the cells and frozen)"
                ),
                minimum=0.0,
            ),
        )

    def _rule(self):
        return (
            choice(
                self.TAU_MODE,
                translate("SixClassZoningRaster", "Strong thresholds"),
                {
                    "fixed": translate("SixClassZoningRaster", "fixed"),
                    "median": translate("SixClassZoningRaster", "median of the exceeders (exploratory)"),
                    "jenks2": translate(
                        "SixClassZoningRaster", "natural break of the exceeders (exploratory)"
                    ),
                },
            ),
            number(self.TAU_C, translate("SixClassZoningRaster", "Strong threshold of carbon"), 1.0),
            number(self.TAU_P, translate("SixClassZoningRaster", "Strong threshold of pollution"), 1.0),
            advanced(
                choice(
                    self.TIE,
                    translate("SixClassZoningRaster", "Both exceed weakly and equally"),
                    {
                        "CP": translate("SixClassZoningRaster", "CP: carbon leads"),
                        "PC": translate("SixClassZoningRaster", "PC: pollution leads"),
                    },
                )
            ),
            advanced(
                choice(
                    self.WEAK_WEAK,
                    translate("SixClassZoningRaster", "Both exceed weakly"),
                    {
                        "ratio": translate("SixClassZoningRaster", "the larger exceedance decides"),
                        "SCP": translate("SixClassZoningRaster", "SCP (precautionary)"),
                    },
                )
            ),
            advanced(
                number(
                    self.TOLERANCE,
                    translate("SixClassZoningRaster", "Tolerance of the exceedance"),
                    1e-9,
                    0.0,
                )
            ),
        )

    def _outputs(self):
        return (
            raster_output(self.OUTPUT, translate("SixClassZoningRaster", "Six classes")),
            raster_output(self.Q_C_OUT, translate("SixClassZoningRaster", "Carbon exceedance q_c"), True),
            raster_output(self.Q_P_OUT, translate("SixClassZoningRaster", "Pollution exceedance q_p"), True),
            raster_output(self.SUBZONES, translate("SixClassZoningRaster", "Sub-zones"), True),
            output(self.AREAS, translate("SixClassZoningRaster", "Areas by class"), True),
            output(self.MATRIX, translate("SixClassZoningRaster", "Areas by space and class"), True),
        )

    def problems(self, request):
        found = self._account_problems(request)
        if request.layer(cellinputs.SPACES) is None:
            found += [
                problem(
                    "The output {name} needs a raster of spaces or land cover (SPACES).",
                    name=name,
                )
                for name in (self.SUBZONES, self.MATRIX)
                if request.wanted(name)
            ]
        return found or cellinputs.problems(request, self._layers(request))

    def _account_problems(self, request):
        found = zoningsets.problems(request)
        if found:
            return found
        found = faults_of(lambda: pollutionrasters.asked(request, cellsets.limited(request)))
        found = found or cellsets.problems(request, self)
        found += self._standard_problems(request, zoningsets.settings(request, self))
        if request.choice(self.DENOMINATOR) != "area" and request.layer(self.DENOMINATOR_RASTER) is None:
            found.append(
                problem("Choose the raster of the denominator {name}.", name=request.choice(self.DENOMINATOR))
            )
        numbers = (self.TAU_C, self.TAU_P, self.CARBON_BENCHMARK)
        return found + carbonstandards.positive_problems(request, *numbers)

    def _standard_problems(self, request, settings):
        mode, value = settings.carbon_mode, request.number(self.CARBON_STANDARD)
        has_raster = request.layer(self.CARBON_STANDARD_RASTER) is not None
        if mode == "neutrality":
            told = [carbonstandards.given_in_neutrality()]
            return told if has_raster else carbonstandards.sign_problems(mode, value)
        if (
            np.isnan(value)
            and not has_raster
            and "carbon_standard" in zoningsets.carbon_numbers(settings.rule_set)
        ):
            return []
        if np.isfinite(value) == has_raster:
            return [problem("The mode {mode} needs one carbon standard: a number or a raster.", mode=mode)]
        return carbonstandards.sign_problems(mode, value)

    def _layers(self, request):
        names = (self.DENOMINATOR_RASTER, self.CARBON_STANDARD_RASTER, cellinputs.SPACES)
        others = [request.layer(name) for name in names]
        return [
            request.layer(self.NET),
            *pollutionrasters.layers(request, cellsets.limited(request)),
            *(layer for layer in others if layer is not None),
        ]

    def work(self, run):
        reader = cellinputs.Reader(run)
        accounts, standards = self._read(run, reader)
        spaces = reader.spaces()
        area = cellinputs.prepared(run, reader, accounts.net.source.name)
        settings = zoningsets.settings(run, self)
        local = cellsets.filled(run, settings, standards, reader.grid, accounts.carbon_standard is not None)
        standards = self._frozen(run, accounts, local, area, settings.carbon_mode)
        run.stage(0.4, 1.0)
        made = celloutputs.Rasters(run, reader.grid)
        writers = zonecells.Outputs(
            made.open(self.OUTPUT, "sixclass"),
            made.open(self.Q_C_OUT, "carbon_exceedance", np.float32, zonecells.NODATA_OUT),
            made.open(self.Q_P_OUT, "exceedance", np.float32, zonecells.NODATA_OUT),
            made.open(self.SUBZONES, "subzones"),
        )
        zoner = zonecells.Zoner(accounts, standards, area, local.regions)
        tally = zonecells.zone(zoner, accounts, area, writers, spaces, run.progress)
        asked = pollutionrasters.asked(run, cellsets.limited(run))
        if asked:
            pollutionrasters.refuse_negative(run, asked, tally.negative)
        if spaces is not None:
            cellinputs.refuse_or_warn(run, spaces.raster.source.name, tally.unknown)
        results = made.finish(
            {
                self.OUTPUT: celloutputs.class_rows(tally),
                self.SUBZONES: celloutputs.subzone_rows(tally),
            }
        )
        self._tell(run, tally)
        if run.wanted(self.AREAS):
            results[self.AREAS] = run.give_table(self.AREAS, celloutputs.class_columns(tally))
        if run.wanted(self.MATRIX):
            columns = zonecodes.matrix_columns(celloutputs.matrix(tally), language())
            results[self.MATRIX] = run.give_table(self.MATRIX, columns)
        return {**results, self.BENCHMARK_USED: standards.carbon_benchmark}

    def _read(self, run, reader):
        """Rasters of the accounts, and the standards as they were given."""
        density = run.choice(self.NET_UNIT) == PER_HECTARE
        net = reader.read(self.NET, run.layer(self.NET), "density" if density else "amount")

        def optional(name, kind):
            layer = run.layer(name)
            return None if layer is None else reader.read(name, layer, kind)

        asked = pollutionrasters.asked(run, cellsets.limited(run))
        if asked:
            name = pollutionrasters.POLLUTANTS if len(asked) > 1 else pollutionrasters.POLLUTION
            pollution = tuple(reader.read(name, one.layer, "density") for one in asked)
        else:
            pollution = (reader.read(pollutionrasters.Q_P, run.layer(pollutionrasters.Q_P), "density"),)
        limits = tuple(
            None if one.limit_layer is None else reader.read("STANDARDS", one.limit_layer, "density")
            for one in asked
        )
        by_area = run.choice(self.DENOMINATOR) == "area"
        accounts = zonecells.Accounts(
            net,
            density,
            pollution,
            None if by_area else optional(self.DENOMINATOR_RASTER, "amount"),
            optional(self.CARBON_STANDARD_RASTER, "density"),
            limits,
        )
        pollutants, weights = pollutionrasters.standards(asked)
        rule = sixclass.Rule(
            tau_c=run.number(self.TAU_C),
            tau_p=run.number(self.TAU_P),
            tie=run.choice(self.TIE),
            weak_weak=run.choice(self.WEAK_WEAK),
            tolerance=run.number(self.TOLERANCE),
        )
        standard = run.number(self.CARBON_STANDARD, 0.0)
        composite = run.choice(pollutionrasters.COMPOSITE)
        benchmark = run.number(self.CARBON_BENCHMARK)
        return accounts, cells.Standards(rule, standard, benchmark, pollutants, composite, weights)

    def _frozen(self, run, accounts, local, area, carbon_mode):
        """Standards with the benchmark and thresholds that come from the cells, and all of them told."""
        run.stage(0.0, 0.2)
        standards, of_regions = local.standards, local.regions
        given = np.isfinite(standards.carbon_benchmark) or (
            of_regions is not None and of_regions.carbon_benchmark is not None
        )
        is_quota = carbon_mode == "quota" and standards.carbon_standard > 0
        if not given and not is_quota:
            found = zonecells.benchmark(accounts, area, run.progress)
            standards = replace(standards, carbon_benchmark=found)
        run.stage(0.2, 0.4)
        mode = run.choice(self.TAU_MODE)
        if local.rule_set is not None:
            mode = f"set: {local.rule_set.method}"
            standards = cellsets.followed(run, replace(local, standards=standards), accounts, area)
        elif mode != "fixed":
            plain = zonecells.Zoner(accounts, standards, area)
            tau_c, tau_p = zonecells.thresholds(plain, accounts, mode, standards, run.progress)
            standards = replace(standards, rule=replace(standards.rule, tau_c=tau_c, tau_p=tau_p))
            run.warn(
                problem(
                    "The strong thresholds follow the data; use this map for exploration only, not for "
                    "comparisons over time or assessment."
                )
            )
        rule, benchmark = standards.rule, standards.carbon_benchmark
        run.record["standards"].update(
            carbon_mode=carbon_mode,
            carbon_standard="raster" if accounts.carbon_standard else standards.carbon_standard,
            carbon_standard_basis="intensity",
            carbon_benchmark=benchmark if np.isfinite(benchmark) else None,
            carbon_benchmark_origin="given" if given else "computed from the cells",
            denominator=run.choice(self.DENOMINATOR),
            tau_mode=mode,
            tau_c=rule.tau_c,
            tau_p=rule.tau_p,
            tie=rule.tie,
            weak_weak=rule.weak_weak,
            tolerance=rule.tolerance,
            pollution_composite=standards.composite,
            pollution_standards={
                one.source.name: limit.standard if np.isfinite(limit.standard) else "raster"
                for one, limit in zip(accounts.pollution, standards.pollutants)
            },
        )
        run.say(
            translate("SixClassZoningRaster", "Carbon benchmark: {benchmark}").format(benchmark=benchmark)
        )
        return standards

    def _tell(self, run, tally):
        total = tally.cells.sum(axis=0)
        if not total.sum() - total[0]:
            raise InputError(
                problem("No cell has both carbon and pollution. Check the extents and NoData values.")
            )
        words = ", ".join(f"{code} {int(count)}" for code, count in zip(sixclass.CODES, total))
        run.say(translate("SixClassZoningRaster", "Cells by class: {classes}").format(classes=words))
        run.record["standards"]["area_by_class_ha"] = {
            code: float(area) for code, area in zip(sixclass.CODES, tally.area_ha.sum(axis=0))
        }
