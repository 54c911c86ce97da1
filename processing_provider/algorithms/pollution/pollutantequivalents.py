"""Discharges of many pollutants as pollution equivalents per unit."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import flags as fl
from ....core import joining, uncertainty, years
from ....core.errors import faults_of, problem
from ....core.pollution import equivalents, eqwidths
from ....core.pollution.catalogue import Catalogue
from ....toolbelt import areas
from ....toolbelt.translation import translate
from ... import columns, groups, intervals, particulates, readings, records, replacement, totals
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, box, choice, field, number, output, source, text

TABLE_NAME = "equivalents"
SUMS = ("eq_air", "eq_water", "eq_total")


class PollutantEquivalents(Algorithm):
    """Asks for a long table or a layer with one field per pollutant; gives equivalents per unit."""

    ID = "pollutantequivalents"
    GROUP = groups.POLLUTION
    TAGS = "pollution,equivalent,discharge,load,tax,污染当量,排放量,污染物,环境保护税,当量值"

    INPUT, UNIT_CODE, UNIT_NAME = "INPUT", "UNIT_CODE", "UNIT_NAME"
    POLLUTANT, AMOUNT, AMOUNT_UNIT_FIELD = "POLLUTANT", "AMOUNT", "AMOUNT_UNIT_FIELD"
    MEDIUM, YEAR, OUTLET, YEARS = "MEDIUM", "YEAR", "OUTLET", "YEARS"
    LOADS, AMOUNT_UNIT = "LOADS", "AMOUNT_UNIT"
    UNITS_LAYER, UNITS_CODE, PER_AREA = "UNITS_LAYER", "UNITS_CODE", "PER_AREA"
    PARTICULATES, UNKNOWN, CORRECTIONS = particulates.PARTICULATES, "UNKNOWN", "CORRECTIONS"
    TABLE, SCHEME = "TABLE", "SCHEME"
    TAX, AIR_RATE, WATER_RATE = "TAX", "AIR_RATE", "WATER_RATE"
    UNITS, DETAIL, TOTAL = "UNITS", "DETAIL", "TOTAL"

    def displayName(self):
        return translate("PollutantEquivalents", "Pollutant equivalents")

    def initAlgorithm(self, config=None):
        asked = (*self._rows(), *self._units(), *self._rules(), *self._bill())
        for parameter in (*asked, *intervals.parameters(ranges=False)):
            self.addParameter(parameter)
        self.addParameter(output(self.UNITS, translate("PollutantEquivalents", "Equivalents of the units")))
        self.addParameter(
            output(self.DETAIL, translate("PollutantEquivalents", "Equivalents of every pollutant"), True)
        )
        self.addOutput(
            QgsProcessingOutputNumber(self.TOTAL, translate("PollutantEquivalents", "Sum of all equivalents"))
        )

    def _rows(self):
        return (
            source(self.INPUT, translate("PollutantEquivalents", "Discharges (table or layer)"), ANY_TABLE),
            field(self.UNIT_CODE, translate("PollutantEquivalents", "Unit code"), "unit_code"),
            field(self.UNIT_NAME, translate("PollutantEquivalents", "Unit name"), "unit_name"),
            field(self.POLLUTANT, translate("PollutantEquivalents", "Pollutant"), "pollutant"),
            field(self.AMOUNT, translate("PollutantEquivalents", "Amount"), "amount"),
            field(self.AMOUNT_UNIT_FIELD, translate("PollutantEquivalents", "Unit of the amount"), "unit"),
            field(self.MEDIUM, translate("PollutantEquivalents", "Medium (air, water)"), "medium"),
            field(self.YEAR, translate("PollutantEquivalents", "Year"), "year"),
            advanced(field(self.OUTLET, translate("PollutantEquivalents", "Outlet"), "outlet")),
            text(self.YEARS, translate("PollutantEquivalents", "Years (empty: all)")),
            readings.parameter(
                self.LOADS, translate("PollutantEquivalents", "or: fields of the layer that hold pollutants")
            ),
            text(
                self.AMOUNT_UNIT,
                translate("PollutantEquivalents", "Unit of amounts that have none of their own"),
            ),
        )

    def _units(self):
        return (
            source(
                self.UNITS_LAYER,
                translate("PollutantEquivalents", "Layer of the units, to be joined"),
                ANY_TABLE,
                optional=True,
            ),
            field(
                self.UNITS_CODE,
                translate("PollutantEquivalents", "Unit code in that layer"),
                "unit_code",
                parent=self.UNITS_LAYER,
            ),
            box(
                self.PER_AREA,
                translate("PollutantEquivalents", "Load per km² where there are polygons"),
                True,
            ),
        )

    def _rules(self):
        return (
            particulates.parameter(),
            choice(
                self.UNKNOWN,
                translate("PollutantEquivalents", "Pollutants that are not known by name"),
                {
                    "refuse": translate("PollutantEquivalents", "stop the run"),
                    "leave_out": translate("PollutantEquivalents", "are left out and listed"),
                },
            ),
            advanced(
                box(self.CORRECTIONS, translate("PollutantEquivalents", "Negative amounts are corrections"))
            ),
            replacement.parameter(
                self.TABLE, translate("PollutantEquivalents", "Table of equivalent values of your own")
            ),
            advanced(text(self.SCHEME, translate("PollutantEquivalents", "Scheme of that table"))),
        )

    def _bill(self):
        return (
            advanced(
                box(self.TAX, translate("PollutantEquivalents", "Bill of the environmental protection tax"))
            ),
            advanced(
                number(
                    self.AIR_RATE,
                    translate("PollutantEquivalents", "Air tax rate (yuan per equivalent; empty: lowest)"),
                    minimum=0.0,
                )
            ),
            advanced(
                number(
                    self.WATER_RATE,
                    translate("PollutantEquivalents", "Water tax rate (yuan per equivalent; empty: lowest)"),
                    minimum=0.0,
                )
            ),
        )

    def problems(self, request):
        loads = request.matrix(self.LOADS)
        table_faults = replacement.problems(request, self.TABLE, TABLE_NAME)
        found = table_faults or faults_of(lambda: self._catalogue(request))
        found += readings.unit_problems(request.text(self.AMOUNT_UNIT))
        found += faults_of(lambda: years.chosen(request.text(self.YEARS)))
        if readings.rows(loads):
            layer = request.layer_name(self.INPUT)
            found += readings.problems(loads, request.optional_source(self.INPUT), layer)
        else:
            found += self._table_problems(request)
        if request.optional_source(self.UNITS_LAYER) is not None and not request.field(self.UNITS_CODE):
            found.append(problem("Choose the field of the unit code in the layer of the units."))
        return found

    def _table_problems(self, request):
        needed = (self.UNIT_CODE, self.POLLUTANT, self.AMOUNT)
        lacking = [name for name in needed if not request.field(name)]
        found = []
        if lacking:
            found.append(
                problem(
                    "Choose the fields {lacking} of a table with one row per pollutant, or give the fields "
                    "of the layer that hold pollutants (LOADS).",
                    lacking=", ".join(lacking),
                )
            )
        if request.text(self.YEARS) and not request.field(self.YEAR):
            found.append(problem("Years were chosen, but no field of the year; choose the field YEAR."))
        return found

    def work(self, run):
        catalogue = self._catalogue(run)
        asked = readings.rows(run.matrix(self.LOADS))
        layer = self.INPUT if asked else self.UNITS_LAYER
        run.stage(0.0, 0.3)
        place = self._place(run, layer, asked)
        names: dict = {}
        if asked:
            given = records.wide(run, self.INPUT, place, asked, run.text(self.AMOUNT_UNIT))
        else:
            fields = {key: run.field(name) for key, name in self._table_fields().items()}
            given, names = records.long(
                run, self.INPUT, fields, run.text(self.AMOUNT_UNIT), run.text(self.YEARS)
            )
        made = equivalents.account(given, catalogue, run.choice(self.UNKNOWN), run.yes(self.CORRECTIONS))
        self._tell(run, catalogue, made)
        spreading = intervals.spreading(run)
        found = eqwidths.intervals(made, spreading, run.look_for_cancel)
        if found:
            run.record["standards"]["intervals"] = spreading.described
        new = self._columns(run, catalogue, made, found)
        run.stage(0.3, 0.8)
        results = {self.TOTAL: totals.of_all(made.total)}
        if place is None:
            results[self.UNITS] = run.give_table(
                self.UNITS, {**records.identity(made.unit, made.year, names), **new}
            )
        else:
            results[self.UNITS] = self._give_layer(run, layer, place, made, new)
        run.stage(0.8, 1.0)
        if run.wanted(self.DETAIL):
            code = run.field(self.UNIT_CODE) if asked else ""
            codes = joining.codes(place[code] if code else place.ids) if asked else None
            results[self.DETAIL] = run.give_table(self.DETAIL, records.detail(made, codes, names))
        return results

    def _catalogue(self, request):
        table = replacement.table(request, self.TABLE, TABLE_NAME)
        return Catalogue(table, request.text(self.SCHEME), request.choice(self.PARTICULATES))

    def _table_fields(self):
        return {
            "unit_code": self.UNIT_CODE,
            "unit_name": self.UNIT_NAME,
            "pollutant": self.POLLUTANT,
            "amount": self.AMOUNT,
            "amount_unit": self.AMOUNT_UNIT_FIELD,
            "medium": self.MEDIUM,
            "year": self.YEAR,
            "part": self.OUTLET,
        }

    def _place(self, run, layer, asked):
        """Columns of the layer whose features are the units; None where there is none."""
        units = run.optional_source(layer)
        if units is None:
            return None
        fields = [reading.field for reading in asked]
        fields += [*records.widths(run, layer, fields), run.field(self.UNIT_CODE)] if asked else []
        code = run.field(self.UNITS_CODE) if layer == self.UNITS_LAYER else ""
        return run.columns(layer, [*fields, code], area=run.yes(self.PER_AREA) and areas.has_polygons(units))

    def _give_layer(self, run, layer, place, made, new):
        """The features of the units with their new columns."""
        flags = made.flags
        if layer == self.UNITS_LAYER:
            codes = place[run.field(self.UNITS_CODE)]
            joined = records.join(run, layer, codes, made.unit, made.year, self.INPUT)
            new = {name: joined.taken(values) for name, values in new.items()}
            flags = np.append(flags, fl.BIT["NO_P"])[joined.position]
        per_area = {}
        if place.area_ha is not None:
            per_area["area_ha"] = place.area_ha
            for name in SUMS:
                per_area[f"{name}_km2"], more = equivalents.per_km2(new[name], place.area_ha)
                flags = flags | more
                if f"{name}_sd" in new:
                    width = uncertainty.Interval(*(new[name + ending] for ending in uncertainty.SUFFIXES))
                    made_per_area = eqwidths.per_km2(width, place.area_ha)
                    per_area |= uncertainty.columns(f"{name}_km2", made_per_area)
        wanted = [f"{name}{ending}" for name in SUMS for ending in ("", *uncertainty.SUFFIXES)]
        sums = {name: new[name] for name in wanted if name in new}
        new = {**sums, **per_area, **new, "flags": fl.texts(flags)}
        return run.give_features(self.UNITS, run.source(layer), place.ids, new, "load")

    def _columns(self, run, catalogue, made, found):
        """Declared columns over the units and years of the account; *found* are intervals of the sums."""
        new = {}
        for name, side in zip(SUMS, eqwidths.SUMS):
            new[name] = getattr(made, side)
            new |= uncertainty.columns(name, found[side]) if found else {}
        if run.yes(self.TAX):
            rates = [self._rate(run, catalogue, medium) for medium in ("air", "water")]
            new["tax_air_yuan"], new["tax_water_yuan"] = equivalents.tax(made, *rates)
        new |= {columns.member("eq_", code): values for code, values in made.by_pollutant.items()}
        return {**new, "flags": fl.texts(made.flags)}

    def _rate(self, run, catalogue, medium):
        """The rate that was typed in, or the lowest of the law; one outside of the law's range is told."""
        rate = run.number(self.AIR_RATE if medium == "air" else self.WATER_RATE, catalogue.rate(medium))
        low, high = catalogue.rate_range(medium)
        if not low <= rate <= high:
            run.warn(
                problem(
                    "The tax rate of {medium}, {rate} yuan per equivalent, lies outside the statutory range "
                    "of {low} to {high}.",
                    medium=medium,
                    rate=rate,
                    low=low,
                    high=high,
                )
            )
        run.record["standards"][f"tax_rate_{medium}"] = rate
        return rate

    def _tell(self, run, catalogue, made):
        replacement.note(run, catalogue.table, catalogue.scheme)
        run.record["standards"]["particulates"] = catalogue.particulates
        run.record["standards"]["one_of_cod_bod5_toc"] = "largest equivalents of an outlet"
        run.say(
            translate(
                "PollutantEquivalents", "{count} units: {air} equivalents in air, {water} in water."
            ).format(
                count=len(made.unit),
                air=totals.told(totals.of_all(made.air)),
                water=totals.told(totals.of_all(made.water)),
            )
        )
        for remark in made.remarks:
            run.warn(remark)
        for remark in fl.remarks(made.flags, made.unit):
            run.warn(remark)
