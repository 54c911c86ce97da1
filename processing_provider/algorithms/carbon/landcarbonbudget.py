"""Sources and sinks of land by class and by unit, from polygons or a raster of land use."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import factors, joining
from ....core import flags as fl
from ....core.carbon import landbudget, landcrossing
from ....core.errors import InputError, faults_of, problem
from ....core.units import carbon_to_co2
from ....toolbelt.landcells import NODATA_OUT
from ....toolbelt.rasterwriter import Writer
from ....toolbelt.translation import language, translate
from ... import (
    groups,
    intervals,
    landareas,
    landbudgets,
    landcodes,
    landenergy,
    landforest,
    landnep,
    polygoninputs,
    replacement,
    totals,
)
from ...algorithm import Algorithm
from ...parameters import (
    POLYGONS,
    advanced,
    box,
    choice,
    field,
    number,
    output,
    raster,
    raster_output,
    source,
    text,
)

TABLE_NAME = "land_use"
#: Schemes that are offered, in the order of the table; the first is the recommended one.
SCHEMES = (
    "CN_DIRECT_A",
    "CN_DIRECT_B",
    "CN_DIRECT_C",
    "CN_DIRECT_D",
    "CN_DIRECT_RANGE",
    "GUANGDONG_2018",
    "FANG2018",
    "PIAO2009",
    "CODE_GH",
)


class LandCarbonBudget(Algorithm):
    """Asks for land use and coefficients; gives sources, sinks and net of every unit and class."""

    ID = "landcarbonbudget"
    GROUP = groups.CARBON
    TAGS = "carbon,land use,land cover,sink,source,budget,碳汇,碳源,土地利用,碳收支,固碳"

    INPUT, RASTER = landareas.INPUT, landareas.RASTER
    COEFFICIENTS, REGION, TABLE = "COEFFICIENTS", "REGION", "TABLE"
    UNCOVERED = "UNCOVERED"
    ENERGY = landenergy.ENERGY
    UNITS, CLASSES_OUT, NET_RASTER, NET_BANDS = "UNITS", "CLASSES_OUT", "NET_RASTER", "NET_BANDS"
    CROSSED = "CROSSED"
    SOURCE, SINK, NET = "SOURCE", "SINK", "NET"

    def displayName(self):
        return translate("LandCarbonBudget", "Land carbon budget")

    def initAlgorithm(self, config=None):
        for parameter in self._all_parameters():
            self.addParameter(parameter)
        self.addParameter(output(self.UNITS, translate("LandCarbonBudget", "Budget of the units")))
        self.addParameter(
            output(self.CLASSES_OUT, translate("LandCarbonBudget", "Budget of the land classes"), True)
        )
        self.addParameter(
            output(self.CROSSED, translate("LandCarbonBudget", "Budget by unit and land class"), True)
        )
        self.addParameter(
            raster_output(
                self.NET_RASTER,
                translate("LandCarbonBudget", "Net carbon of every cell (t CO2 per ha and year)"),
                True,
            )
        )
        for name, label in (
            (self.SOURCE, translate("LandCarbonBudget", "Sources (t CO2)")),
            (self.SINK, translate("LandCarbonBudget", "Sinks (t CO2)")),
            (self.NET, translate("LandCarbonBudget", "Net (t CO2)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _all_parameters(self):
        yield from (*self._land(), *self._units(), *self._coefficients())
        yield from landnep.parameters(self.INPUT)
        yield from landenergy.parameters()
        yield from landforest.parameters()
        yield from intervals.parameters(ranges=False)
        yield advanced(
            box(
                self.NET_BANDS,
                translate("LandCarbonBudget", "Low and high as second and third band of the net raster"),
            )
        )

    def _land(self):
        return (
            source(self.INPUT, translate("LandCarbonBudget", "Land use (polygons)"), POLYGONS, True),
            raster(self.RASTER, translate("LandCarbonBudget", "or: land cover (raster)"), True),
            *landcodes.parameters(self.INPUT),
            advanced(
                number(landareas.BAND, translate("LandCarbonBudget", "Band of the raster"), 1, 1, whole=True)
            ),
            advanced(
                number(
                    landareas.NODATA,
                    translate("LandCarbonBudget", "NoData value of the raster (empty: its own)"),
                )
            ),
            choice(
                landareas.NODATA_MEANS,
                translate("LandCarbonBudget", "Cells without data are"),
                {
                    landareas.OUTSIDE: translate("LandCarbonBudget", "no land (sea, outside of the map)"),
                    landareas.UNKNOWN: translate("LandCarbonBudget", "land that is not known"),
                },
            ),
            polygoninputs.invalid(),
            advanced(
                box(
                    landareas.CHECK_OVERLAPS,
                    translate("LandCarbonBudget", "Measure overlaps of land-use polygons"),
                    True,
                )
            ),
        )

    def _units(self):
        return (
            source(
                landareas.UNITS_LAYER,
                translate("LandCarbonBudget", "Units (polygons)"),
                POLYGONS,
                optional=True,
            ),
            field(
                landareas.UNITS_CODE,
                translate("LandCarbonBudget", "Unit code in that layer"),
                "unit_code",
                parent=landareas.UNITS_LAYER,
            ),
            field(
                landareas.UNIT_FIELD,
                translate("LandCarbonBudget", "or: field of the land-use polygons with the unit"),
                parent=self.INPUT,
            ),
            advanced(
                number(
                    landareas.UNIT_DIGITS,
                    translate("LandCarbonBudget", "Leading digits of that field that name the unit (0: all)"),
                    0,
                    0,
                    whole=True,
                )
            ),
        )

    def _coefficients(self):
        names = {code: factors.scheme_name(TABLE_NAME, code, language()) for code in SCHEMES}
        names[landnep.SCHEME] = translate("LandCarbonBudget", "NPP less soil respiration, from climate")
        return (
            choice(
                self.COEFFICIENTS,
                translate("LandCarbonBudget", "Coefficients"),
                {code: f"{code}: {name}" for code, name in names.items()},
            ),
            advanced(
                text(
                    self.REGION,
                    translate("LandCarbonBudget", "Region of the coefficients (empty: the widest)"),
                )
            ),
            replacement.parameter(self.TABLE, translate("LandCarbonBudget", "Coefficients of your own")),
            choice(
                self.UNCOVERED,
                translate("LandCarbonBudget", "Land classes without a coefficient"),
                {
                    "stop": translate("LandCarbonBudget", "stop the run and are listed"),
                    "leave_out": translate("LandCarbonBudget", "count as unknown land"),
                },
            ),
        )

    def problems(self, request):
        polygons = request.optional_source(self.INPUT) is not None
        cells = request.layer(self.RASTER) is not None
        found = []
        if not self._is_measured(request):
            found += replacement.problems(request, self.TABLE, TABLE_NAME)
            found += [] if found else faults_of(lambda: self._known(request))
        if polygons == cells:
            found.append(problem("Give either land-use polygons (INPUT) or a land-cover raster (RASTER)."))
        elif polygons:
            found += [*polygoninputs.problems(request, [self.INPUT]), *landcodes.problems(request)]
            if request.wanted(self.NET_RASTER):
                found.append(problem("The net raster needs a land-cover raster; polygons give none."))
        else:
            found += landareas.raster_problems(request)
        if request.optional_source(landareas.UNITS_LAYER) is not None:
            found += polygoninputs.problems(request, [landareas.UNITS_LAYER])
            if not request.field(landareas.UNITS_CODE):
                found.append(problem("Choose the field of the unit code in the layer of the units."))
        if self._is_measured(request) and polygons != cells:
            found += landnep.problems(request, polygons)
        found += landforest.problems(request, self._is_measured(request), request.wanted(self.NET_RASTER))
        return found + landenergy.problems(request)

    def _is_measured(self, request):
        """Whether the budget comes from NPP and climate."""
        return request.choice(self.COEFFICIENTS) == landnep.SCHEME

    def work(self, run):
        run.stage(0.0, 0.7)
        count = self._measured if self._is_measured(run) else self._direct
        land, made, tables, results, more = count(run)
        self._tell(run, land, made)
        run.stage(0.7, 1.0)
        results[self.UNITS] = self._give_units(run, land, made, more)
        for name, columns in tables.items():
            if run.wanted(name):
                results[name] = run.give_table(name, columns())
        whole = totals.of_complete(source=made.source, sink=made.sink, net=made.net)
        return {**results, **dict(zip((self.SOURCE, self.SINK, self.NET), whole.values()))}

    def _direct(self, run):
        """Land, its budget by coefficients, what makes tables, the raster, more columns of the units."""
        known, scheme, table = self._known(run)
        replacement.note(run, table, scheme)
        has_forest = run.optional_source(landforest.FOREST) is not None
        known = landforest.left_to_it(known) if has_forest else known
        land, results = self._areas(run, known)
        land = landforest.with_forest(land) if has_forest else land
        lacking = landbudget.without_coefficient(land.area_ha, land.classes, known, scheme)
        if lacking and run.choice(self.UNCOVERED) == "stop":
            raise InputError(*lacking)
        spread = intervals.spreading(run)
        used, forest = landenergy.used(run, land), landforest.read(run, land, spread)
        made = landbudget.budget(
            land.area_ha, land.classes, known, land.unknown_ha, used, spread, run.look_for_cancel
        )
        made = landbudget.with_biomass(made, forest.units) if forest else made
        told = {code: one for code, one in known.items() if not (forest and code == landforest.LAND)}
        for remark in (*lacking, *landbudget.remarks(land.area_ha, land.classes, told)):
            run.warn(remark)

        def of_classes():
            by_class = landbudget.per_class(land.area_ha, land.classes, known, spread)
            by_class = forest.of_classes(land, by_class) if forest else by_class
            return landbudgets.class_columns(land, known, by_class)

        def crossed():
            lines = landcrossing.lines(land.area_ha, forest.cells(land) if forest else False)
            area = landcrossing.areas(land.area_ha, lines)
            by_line = landbudget.budget(
                area, land.classes, known, spread=spread, progress=run.look_for_cancel
            )
            by_line = forest.of_lines(land, lines, by_line) if forest else by_line
            return landbudgets.crossed_columns(land, lines, by_line)

        more = forest.columns() if forest else {}
        return land, made, {self.CLASSES_OUT: of_classes, self.CROSSED: crossed}, results, more

    def _measured(self, run):
        """The same from NPP and climate."""
        results = {}
        if run.optional_source(self.INPUT) is not None:
            found = landnep.of_polygons(run)
        else:
            found, path = landnep.of_raster(run, self.NET_RASTER, run.yes(self.NET_BANDS))
            results = {self.NET_RASTER: path} if path else {}
        run.record["standards"]["nep"] = "Rh = 0.22 (exp(0.0912 T) + ln(0.3145 P + 1)) x 30 x 46.5 %"
        made = found.budget(run, landenergy.used(run, found.land))

        def of_classes():
            by_class = found.per_class(run)
            return landbudgets.measured_columns(found.land, by_class, landnep.SCHEME, landnep.SOURCE)

        def crossed():
            lines = landcrossing.lines(found.land.area_ha)
            return landbudgets.crossed_columns(found.land, lines, found.crossed(run, lines))

        return found.land, made, {self.CLASSES_OUT: of_classes, self.CROSSED: crossed}, results, {}

    def _known(self, request):
        """Coefficients by carbon class, their scheme and table."""
        table = replacement.table(request, self.TABLE, TABLE_NAME)
        scheme = request.choice(self.COEFFICIENTS)
        if scheme not in table.schemes():
            scheme = table.default_scheme()
        return landbudget.coefficients(table, scheme, request.text(self.REGION)), scheme, table

    def _areas(self, run, known):
        """Areas of the land classes by unit; the raster of net carbon is written on the way."""
        if run.optional_source(self.INPUT) is not None:
            return landareas.of_polygons(run), {}
        land, found = landareas.read_raster(run), []
        bands = 3 if run.yes(self.NET_BANDS) else 1

        def rate(one):
            coefficient = known.get(one.carbon_class)
            if coefficient is None:
                return [NODATA_OUT] * bands
            sides = coefficient.value, coefficient.low, coefficient.high
            return [carbon_to_co2(side) for side in sides[:bands]]

        def write(path):
            with Writer(path, land.band.grid, np.float32, NODATA_OUT, bands) as writer:
                found.append(landareas.of_raster(run, land, rate, writer))

        if not run.wanted(self.NET_RASTER):
            return landareas.of_raster(run, land), {}
        path = run.give_raster(self.NET_RASTER, write, "net_carbon")
        return found[0], {self.NET_RASTER: path}

    def _tell(self, run, land, made):
        if land.outside_ha > 0 and not land.area_ha.sum():
            raise InputError(
                problem(
                    "No land lies in any unit ({area} ha lie outside). Check the CRS of the land use and of "
                    "the units.",
                    area=f"{land.outside_ha:.6g}",
                )
            )
        if land.outside_ha > 0:
            run.warn(
                problem(
                    "{area} ha of land lie in no unit; they are not counted.", area=f"{land.outside_ha:.6g}"
                )
            )
        for remark in fl.remarks(made.flags, land.unit):
            run.warn(remark)
        run.record["standards"]["carbon_unit"] = "t CO2 per year; sources positive, sinks negative"
        whole = totals.of_complete(source=made.source, sink=made.sink, net=made.net)
        run.say(
            translate(
                "LandCarbonBudget",
                "{area:.6g} ha of land; {known} of {count} units have a balance: sources {source}, "
                "sinks {sink}, net {net} t CO2 a year.",
            ).format(
                area=made.area_ha.sum(),
                known=int(np.isfinite(made.net).sum()),
                count=len(made.net),
                **{name: totals.told(one) for name, one in whole.items()},
            )
        )

    def _give_units(self, run, land, made, more):
        new = {**landbudgets.unit_columns(made, run.optional_source(self.ENERGY) is not None), **more}
        layer = landareas.UNITS_LAYER
        if run.optional_source(layer) is None:
            return run.give_table(self.UNITS, {"unit_code": land.unit, **new})
        place = run.columns(layer, [run.field(landareas.UNITS_CODE)])
        codes = joining.codes(place[run.field(landareas.UNITS_CODE)])
        name = run.layer_name(layer)
        joined = joining.join(codes, land.unit, name, name)
        taken = {column: joined.taken(values) for column, values in new.items()}
        taken["flags"] = np.where(joined.position == joining.NOWHERE, "NO_K", taken["flags"])
        return run.give_features(self.UNITS, run.source(layer), place.ids, taken, legend="net_carbon")
