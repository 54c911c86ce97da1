"""Sources and sinks of land by class and by unit, from polygons or a raster of land use."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import factors, joining, vocabulary, years
from ....core import flags as fl
from ....core.carbon import energy, landbudget
from ....core.carbon.streams import Choices
from ....core.errors import InputError, faults_of, problem
from ....core.units import carbon_to_co2
from ....toolbelt.landcells import NODATA_OUT
from ....toolbelt.rasterwriter import Writer
from ....toolbelt.translation import language, translate
from ... import emissionfactors, groups, landareas, landcodes, polygoninputs, records, replacement, totals
from ...algorithm import Algorithm
from ...parameters import (
    ANY_TABLE,
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
_SUFFIXES = (("", ""), ("_lo", "_low"), ("_hi", "_high"), ("_sd", "_sd"))


class LandCarbonBudget(Algorithm):
    """Asks for land use and coefficients; gives sources, sinks and net of every unit and class."""

    ID = "landcarbonbudget"
    GROUP = groups.CARBON
    TAGS = "carbon,land use,land cover,sink,source,budget,碳汇,碳源,土地利用,碳收支,固碳"

    INPUT, RASTER = landareas.INPUT, landareas.RASTER
    COEFFICIENTS, REGION, TABLE = "COEFFICIENTS", "REGION", "TABLE"
    UNCOVERED = "UNCOVERED"
    ENERGY, ENERGY_CODE, ENERGY_CARRIER = "ENERGY", "ENERGY_CODE", "ENERGY_CARRIER"
    ENERGY_AMOUNT, ENERGY_UNIT, ENERGY_YEAR = "ENERGY_AMOUNT", "ENERGY_UNIT", "ENERGY_YEAR"
    YEARS = "YEARS"
    UNITS, CLASSES_OUT, NET_RASTER = "UNITS", "CLASSES_OUT", "NET_RASTER"
    SOURCE, SINK, NET = "SOURCE", "SINK", "NET"

    def displayName(self):
        return translate("LandCarbonBudget", "Land carbon budget")

    def initAlgorithm(self, config=None):
        for parameter in (*self._land(), *self._units(), *self._coefficients(), *self._energy()):
            self.addParameter(parameter)
        self.addParameter(output(self.UNITS, translate("LandCarbonBudget", "Budget of the units")))
        self.addParameter(
            output(self.CLASSES_OUT, translate("LandCarbonBudget", "Budget of the land classes"), True)
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

    def _energy(self):
        def column(name, label, default):
            return field(name, label, default, parent=self.ENERGY)

        return (
            source(
                self.ENERGY,
                translate("LandCarbonBudget", "Energy of built-up land (table; not beside an inventory)"),
                ANY_TABLE,
                optional=True,
            ),
            column(self.ENERGY_CODE, translate("LandCarbonBudget", "Unit code in that table"), "unit_code"),
            column(self.ENERGY_CARRIER, translate("LandCarbonBudget", "Energy carrier"), "activity"),
            column(self.ENERGY_AMOUNT, translate("LandCarbonBudget", "Amount"), "amount"),
            column(self.ENERGY_UNIT, translate("LandCarbonBudget", "Unit of the amount"), "unit"),
            column(self.ENERGY_YEAR, translate("LandCarbonBudget", "Year"), "year"),
            text(self.YEARS, translate("LandCarbonBudget", "Year of the energy")),
            emissionfactors.coal_scheme(),
        )

    def problems(self, request):
        polygons = request.optional_source(self.INPUT) is not None
        cells = request.layer(self.RASTER) is not None
        found = replacement.problems(request, self.TABLE, TABLE_NAME) or faults_of(
            lambda: self._known(request)
        )
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
        return found + self._energy_problems(request)

    def _energy_problems(self, request):
        found = faults_of(lambda: years.chosen(request.text(self.YEARS)))
        if request.optional_source(self.ENERGY) is None:
            return found
        needed = (self.ENERGY_CODE, self.ENERGY_CARRIER, self.ENERGY_AMOUNT, self.ENERGY_UNIT)
        lacking = [name for name in needed if not request.field(name)]
        if lacking:
            found.append(
                problem("Choose the fields {lacking} of the energy table.", lacking=", ".join(lacking))
            )
        return found

    def work(self, run):
        known, scheme, table = self._known(run)
        replacement.note(run, table, scheme)
        run.stage(0.0, 0.7)
        land, results = self._areas(run, known)
        lacking = landbudget.without_coefficient(land.area_ha, land.classes, known, scheme)
        if lacking and run.choice(self.UNCOVERED) == "stop":
            raise InputError(*lacking)
        used = self._energy_used(run, land)
        made = landbudget.budget(land.area_ha, land.classes, known, land.unknown_ha, used)
        self._tell(run, land, known, made, lacking)
        run.stage(0.7, 1.0)
        results[self.UNITS] = self._give_units(run, land, made)
        if run.wanted(self.CLASSES_OUT):
            columns = class_columns(land, known)
            results[self.CLASSES_OUT] = run.give_table(self.CLASSES_OUT, columns)
        for name, amount in ((self.SOURCE, made.source), (self.SINK, made.sink), (self.NET, made.net)):
            results[name] = totals.of_all(amount)
        return results

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

        def rate(one):
            coefficient = known.get(one.carbon_class)
            return NODATA_OUT if coefficient is None else carbon_to_co2(coefficient.value)

        def write(path):
            with Writer(path, land.band.grid, np.float32, NODATA_OUT) as writer:
                found.append(landareas.of_raster(run, land, rate, writer))

        if not run.wanted(self.NET_RASTER):
            return landareas.of_raster(run, land), {}
        path = run.give_raster(self.NET_RASTER, write, "net_carbon")
        return found[0], {self.NET_RASTER: path}

    def _energy_used(self, run, land):
        """CO2 of the energy of every unit; 0 where no table was given, NaN where a unit has none."""
        if run.optional_source(self.ENERGY) is None:
            return 0.0
        names = (self.ENERGY_CODE, self.ENERGY_CARRIER, self.ENERGY_UNIT)
        fields = [run.field(name) for name in (*names, self.ENERGY_AMOUNT, self.ENERGY_YEAR)]
        table = run.columns(self.ENERGY, fields)
        code, carrier, unit = (joining.codes(table[run.field(name)]) for name in names)
        amount = run.numbers(table, run.field(self.ENERGY_AMOUNT), self.ENERGY)
        chosen = np.ones(len(table), dtype=bool)
        if run.field(self.ENERGY_YEAR):
            found = years.years(table[run.field(self.ENERGY_YEAR)], run.field(self.ENERGY_YEAR))
            chosen = years.among(found, years.chosen(run.text(self.YEARS)))
            records.one_year(found[chosen])
        choices = Choices(tce_scheme=run.choice(emissionfactors.COAL_SCHEME))
        used = energy.built_up(
            code[chosen],
            carrier[chosen],
            amount[chosen],
            unit[chosen],
            choices,
            choices.fuel,
            table.ids[chosen],
        )
        replacement.note(run, choices.fuel, energy.SCHEME)
        joined = joining.join(
            land.unit,
            np.array(used.unit, dtype=object),
            translate("LandCarbonBudget", "the units"),
            run.layer_name(self.ENERGY),
        )
        for remark in (*used.remarks, *joined.remarks):
            run.warn(remark)
        return joined.taken(used.tco2)

    def _tell(self, run, land, known, made, lacking):
        for remark in (*lacking, *landbudget.remarks(land.area_ha, land.classes, known)):
            run.warn(remark)
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
        for name, count in fl.counts(made.flags).items():
            run.warn(problem("Flag {name}: {count} units.", name=name, count=count))
        run.record["standards"]["carbon_unit"] = "t CO2 per year; sources positive, sinks negative"
        run.say(
            translate(
                "LandCarbonBudget",
                "{area:.6g} ha of land: sources {source:.6g}, sinks {sink:.6g}, net {net:.6g} t CO2 a year.",
            ).format(
                area=made.area_ha.sum(),
                source=np.nansum(made.source),
                sink=np.nansum(made.sink),
                net=np.nansum(made.net),
            )
        )

    def _give_units(self, run, land, made):
        new = unit_columns(made, run.optional_source(self.ENERGY) is not None)
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


def unit_columns(made: landbudget.LandBudget, has_energy: bool) -> dict[str, np.ndarray]:
    """Declared columns of a budget over units."""
    columns = {"known_ha": made.area_ha, "unknown_ha": made.unknown_ha}
    for name in ("source", "sink", "net"):
        columns |= {f"{name}_tco2{short}": getattr(made, f"{name}{long}") for short, long in _SUFFIXES}
    if has_energy:
        columns["energy_tco2"] = made.energy
    return {**columns, "flags": fl.texts(made.flags)}


def class_columns(land: landbudget.LandAreas, known) -> dict[str, np.ndarray]:
    """Declared columns of the budget over carbon classes, with the coefficients and their sources."""
    made = landbudget.per_class(land.area_ha, land.classes, known)
    names = vocabulary.by_code(vocabulary.carbon_classes())
    used = [known.get(code) for code in land.classes]

    def each(read):
        values = [None if one is None or one.factor is None else read(one) for one in used]
        return np.array([*values, None], dtype=object)[:-1]

    def texts(values):
        return np.array([*values, None], dtype=object)[:-1]

    return {
        "carbon_class": texts(land.classes),
        "class_name": texts(names[code].name(language()) for code in land.classes),
        "land_count": land.count.astype(np.int64),
        "area_ha": land.area_ha.sum(axis=0),
        "coefficient": each(lambda one: one.value),
        "coefficient_lo": each(lambda one: one.low if one.range_from else None),
        "coefficient_hi": each(lambda one: one.high if one.range_from else None),
        **{
            f"{name}_tco2{short}": getattr(made, f"{name}{long}")
            for name in ("source", "sink", "net")
            for short, long in _SUFFIXES
        },
        "factor_scheme": each(lambda one: one.factor.scheme),
        "factor_region": each(lambda one: one.factor.region),
        "stands_in": texts(one.stands_in or None if one is not None else None for one in used),
        "range_from": each(lambda one: one.range_from or None),
        "factor_source": each(lambda one: one.factor.source_key or one.factor.source),
        "source_confidence": each(lambda one: one.factor.confidence),
    }
