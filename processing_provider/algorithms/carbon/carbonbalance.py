"""Emissions and the land budget of units joined: net carbon, offset, intensities, contributions."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import flags as fl
from ....core import uncertainty, years
from ....core.carbon import balance
from ....core.errors import faults_of, problem
from ....toolbelt.translation import language, translate
from ... import groups, intervals, landpressure, totals
from ...algorithm import Algorithm
from ...balanceinputs import NEGATIVE, Given
from ...parameters import ANY_TABLE, advanced, box, choice, field, output, source, text
from ...unittables import BLANK_CODES, LIMITS

CARBON_UNITS = ("tCO2", "ktCO2", "10^4 tCO2", "MtCO2", "tC", "10^4 tC")


class CarbonBalance(Algorithm):
    """Asks for units and up to three tables about them; gives the balance of every unit."""

    ID = "carbonbalance"
    GROUP = groups.CARBON
    TAGS = "carbon,balance,net emission,sink,offset,intensity,碳平衡,净排放,碳汇,抵消率,碳强度,碳补偿"

    INPUT, CODE = "INPUT", "CODE"
    EMISSIONS, EMISSIONS_CODE, EMISSION = "EMISSIONS", "EMISSIONS_CODE", "EMISSION"
    LAND, LAND_CODE, LAND_SOURCE, SINK = "LAND", "LAND_CODE", "LAND_SOURCE", "SINK"
    SOCIETY, SOCIETY_CODE = "SOCIETY", "SOCIETY_CODE"
    POPULATION, GDP, GDP_UNIT = "POPULATION", "GDP", "GDP_UNIT"
    OWN_EMISSION, OWN_LAND_SOURCE, OWN_SINK = "OWN_EMISSION", "OWN_LAND_SOURCE", "OWN_SINK"
    OWN_POPULATION, OWN_GDP = "OWN_POPULATION", "OWN_GDP"
    YEAR, CARBON_UNIT, SINK_SIGN = "YEAR", "CARBON_UNIT", "SINK_SIGN"
    MEASURE, AREA = "MEASURE", "AREA"
    OUTPUT, SOURCE_TOTAL, SINK_TOTAL, NET_TOTAL = "OUTPUT", "SOURCE_TOTAL", "SINK_TOTAL", "NET_TOTAL"

    def displayName(self):
        return translate("CarbonBalance", "Carbon balance")

    def initAlgorithm(self, config=None):
        asked = (*self._tables(), *self._own(), *self._measures())
        for parameter in (*asked, *landpressure.parameters(), *intervals.parameters(ranges=False)):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("CarbonBalance", "Carbon balance of the units")))
        for name, label in (
            (self.SOURCE_TOTAL, translate("CarbonBalance", "Sources (t CO2e)")),
            (self.SINK_TOTAL, translate("CarbonBalance", "Sinks (t CO2)")),
            (self.NET_TOTAL, translate("CarbonBalance", "Net (t CO2e)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _tables(self):
        def column(name, label, default, parent):
            return field(name, label, default, parent=parent)

        return (
            source(self.INPUT, translate("CarbonBalance", "Units (layer or table)"), ANY_TABLE),
            field(self.CODE, translate("CarbonBalance", "Unit code"), "unit_code"),
            source(
                self.EMISSIONS,
                translate("CarbonBalance", "Emissions (table of the emission inventory)"),
                ANY_TABLE,
                optional=True,
            ),
            column(
                self.EMISSIONS_CODE,
                translate("CarbonBalance", "Unit code of the emissions"),
                "unit_code",
                self.EMISSIONS,
            ),
            column(self.EMISSION, translate("CarbonBalance", "Emission"), "source_tco2", self.EMISSIONS),
            source(
                self.LAND,
                translate("CarbonBalance", "Land (table of the land carbon budget)"),
                ANY_TABLE,
                optional=True,
            ),
            column(
                self.LAND_CODE, translate("CarbonBalance", "Unit code of the land"), "unit_code", self.LAND
            ),
            column(self.LAND_SOURCE, translate("CarbonBalance", "Sources of land"), "source_tco2", self.LAND),
            column(self.SINK, translate("CarbonBalance", "Sinks of land"), "sink_tco2", self.LAND),
            source(
                self.SOCIETY,
                translate("CarbonBalance", "Population and GDP (table)"),
                ANY_TABLE,
                optional=True,
            ),
            column(
                self.SOCIETY_CODE,
                translate("CarbonBalance", "Unit code of population and GDP"),
                "unit_code",
                self.SOCIETY,
            ),
            column(self.POPULATION, translate("CarbonBalance", "Population"), "population", self.SOCIETY),
            column(self.GDP, translate("CarbonBalance", "GDP"), "gdp_1e4_yuan", self.SOCIETY),
            text(self.YEAR, translate("CarbonBalance", "Year (where tables hold several)")),
        )

    def _own(self):
        labels = (
            (self.OWN_EMISSION, translate("CarbonBalance", "or field of the units: emission"), "source_tco2"),
            (
                self.OWN_LAND_SOURCE,
                translate("CarbonBalance", "or field of the units: sources of land"),
                None,
            ),
            (self.OWN_SINK, translate("CarbonBalance", "or field of the units: sinks"), "sink_tco2"),
            (self.OWN_POPULATION, translate("CarbonBalance", "or field of the units: population"), None),
            (self.OWN_GDP, translate("CarbonBalance", "or field of the units: GDP"), None),
        )
        return tuple(field(name, label, default) for name, label, default in labels)

    def _measures(self):
        return (
            choice(
                self.SINK_SIGN,
                translate("CarbonBalance", "Sinks are written as"),
                {
                    "negative": translate("CarbonBalance", "negative numbers"),
                    "positive": translate("CarbonBalance", "positive removals"),
                },
            ),
            choice(
                self.CARBON_UNIT,
                translate("CarbonBalance", "Unit of all carbon"),
                {code: code for code in CARBON_UNITS},
            ),
            choice(
                self.GDP_UNIT,
                translate("CarbonBalance", "Unit of GDP"),
                {code: code for code in ("10^4 yuan", "yuan", "10^8 yuan")},
            ),
            box(
                self.MEASURE,
                translate("CarbonBalance", "Measure the area of polygons (intensity per ha)"),
                True,
            ),
            advanced(field(self.AREA, translate("CarbonBalance", "or: field with the area (ha)"))),
            advanced(
                choice(
                    NEGATIVE,
                    translate("CarbonBalance", "Negative emissions are"),
                    {
                        "refuse": translate("CarbonBalance", "errors: the run stops"),
                        "removals": translate("CarbonBalance", "removals: counted among the sinks"),
                    },
                )
            ),
            advanced(
                choice(
                    BLANK_CODES,
                    translate("CarbonBalance", "Rows without a unit code"),
                    {
                        "refuse": translate("CarbonBalance", "stop the run"),
                        "leave_out": translate("CarbonBalance", "are left out and counted"),
                    },
                )
            ),
        )

    def problems(self, request):
        found = faults_of(lambda: years.chosen(request.text(self.YEAR)))
        tables = (
            (self.EMISSIONS, self.EMISSIONS_CODE, self.EMISSION),
            (self.LAND, self.LAND_CODE, self.SINK),
            (self.SOCIETY, self.SOCIETY_CODE, None),
        )
        for table, code, column in tables:
            if request.optional_source(table) is None:
                continue
            lacking = [name for name in (code, column, self.CODE) if name and not request.field(name)]
            if lacking:
                found.append(
                    problem(
                        "Choose the fields {lacking}, so that {layer} can be joined.",
                        lacking=", ".join(lacking),
                        layer=request.layer_name(table),
                    )
                )
        for table, own, what in (
            (self.EMISSIONS, self.OWN_EMISSION, translate("CarbonBalance", "emissions")),
            (self.LAND, self.OWN_SINK, translate("CarbonBalance", "sinks")),
        ):
            if request.optional_source(table) is None and not request.field(own):
                found.append(
                    problem(
                        "Give a table with {what} ({table}), or choose the field of the units that holds "
                        "them ({own}).",
                        what=what,
                        table=table,
                        own=own,
                    )
                )
        return found + landpressure.problems(request)

    def work(self, run):
        units = run.source(self.INPUT)
        run.stage(0.0, 0.6)
        given = Given(run)
        parts = {ending: given.sides(ending) for ending in ("", *LIMITS)}
        made = balance.balance(parts[""])
        widths = self._widths(run, given, parts)
        flags = made.flags | given.flags()
        new = self._amounts(given, parts, made, widths)
        new |= self._intensities(run, given, made, flags)
        new |= landpressure.columns(run, given.units, made.source, widths.get("gross"))
        new["flags"] = fl.texts(flags)
        self._tell(run, made, widths, flags, given.units.codes)
        run.stage(0.6, 1.0)
        result = run.give_features(self.OUTPUT, units, given.units.columns.ids, new, legend="net_carbon")
        whole = totals.of_complete(source=made.source, sink=made.sink, net=made.net)
        names = (self.SOURCE_TOTAL, self.SINK_TOTAL, self.NET_TOTAL)
        return {self.OUTPUT: result, **dict(zip(names, whole.values()))}

    def _widths(self, run, given, parts):
        """Side of the balance -> its interval over the units; empty where nothing says how wide parts are."""
        if not given.has_limits:
            return {}
        asked = intervals.spreading(run)
        run.record["standards"]["intervals"] = asked.described
        sides = [parts[ending] for ending in ("", *LIMITS)]
        return {
            side: balance.interval(*sides, side, given.names, asked, run.look_for_cancel)
            for side in balance.SIDES
        }

    def _amounts(self, given, parts, made, widths):
        """Columns of the balance; what is a field of the units already is not written again."""

        def width(name, side):
            return uncertainty.columns(name, widths[side]) if side in widths else {}

        new = {}
        if given.emissions is not None:
            new["emission_tco2"] = parts[""].emission
        if given.has_land_source:
            new["land_source_tco2"] = parts[""].land_source
        new |= {"gross_tco2": made.source, **width("gross_tco2", "gross")}
        if given.land is not None or given.scale != 1.0 or given.sign != 1.0 or np.any(given.removals):
            new |= {"sink_tco2": made.sink, **width("sink_tco2", "sink")}
        new |= {"net_tco2": made.net, **width("net_tco2", "net")}
        new["offset_ratio"] = made.offset
        return new

    def _intensities(self, run, given, made, flags):
        new = {}
        if given.area is not None:
            if not run.field(self.AREA):
                new["area_ha"] = given.area
            new["gross_t_ha"] = balance.intensity(made.source, given.area, flags)
            new["net_t_ha"] = balance.intensity(made.net, given.area, flags)
        if given.population is not None:
            if given.society is not None:
                new["population"] = given.population
            new["gross_t_person"] = balance.intensity(made.source, given.population, flags)
            new["net_t_person"] = balance.intensity(made.net, given.population, flags)
            for remark in balance.plausibility(made.source, given.population):
                run.warn(remark)
        esc = balance.contribution(-made.sink, made.source)
        if given.gdp is not None:
            if given.society is not None:
                new["gdp_1e4_yuan"] = given.gdp
            new["gross_t_gdp"] = balance.intensity(made.source, given.gdp, flags)
            new["net_t_gdp"] = balance.intensity(made.net, given.gdp, flags)
            ecc = balance.economic_contribution(given.gdp, made.source)
            kinds, names = balance.balance_type(ecc, esc), balance.types()
            named = [None if code is None else names[code].name(language()) for code in kinds]
            new |= {"ecc": ecc, "esc": esc, "balance_type": kinds}
            new["balance_name"] = np.array([*named, None], dtype=object)[:-1]
        else:
            new["esc"] = esc
        return new

    def _tell(self, run, made, widths, flags, codes):
        run.record["standards"].update(
            carbon_unit=run.choice(self.CARBON_UNIT),
            sink_sign=run.choice(self.SINK_SIGN),
            negative_emissions=run.choice(NEGATIVE),
            gdp_unit=run.choice(self.GDP_UNIT),
            year=run.text(self.YEAR) or None,
        )
        whole = totals.of_complete(source=made.source, sink=made.sink, net=made.net)
        run.say(
            translate(
                "CarbonBalance",
                "{known} of {count} units have a balance: sources {source}, sinks {sink}, net {net} t CO2e.",
            ).format(
                count=len(made.net),
                known=int(np.isfinite(made.net).sum()),
                **{name: totals.told(one) for name, one in whole.items()},
            )
        )
        if widths:
            self._tell_width(run, made.net, widths["net"])
        for remark in fl.remarks(flags, codes):
            run.warn(remark)

    def _tell_width(self, run, net, found):
        known = np.isfinite(found.sd)
        if not known.any():
            return
        # errors of units share factors and areas: taken together they do not cancel
        whole = uncertainty.from_limits(found.low[known].sum(), found.high[known].sum())
        label = translate("CarbonBalance", "Net of the {count} units that have an interval")
        intervals.say(run, label.format(count=int(known.sum())), net[known].sum(), whole, "t CO2e")
        near = int(np.count_nonzero((found.low < 0) & (found.high > 0)))
        if near:
            run.warn(
                problem(
                    "The interval of {count} units holds zero: whether they are a source or a sink is open. "
                    "Read their limits, not a percentage.",
                    count=near,
                )
            )
