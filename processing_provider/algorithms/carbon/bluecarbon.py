"""Carbon of coastal habitats and of mariculture: stocks, burial, losses, and what follows for years."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import factors, joining
from ....core import flags as fl
from ....core.carbon import bluecarbon, bluefactors
from ....core.errors import InputError, problem
from ....toolbelt.translation import language, translate
from ... import (
    bluehabitats,
    bluetables,
    emissionfactors,
    groups,
    harvests,
    intervals,
    landareas,
    replacement,
    totals,
)
from ...algorithm import Algorithm
from ...parameters import advanced, choice, number, output


class BlueCarbon(Algorithm):
    """Asks for habitats of one or two dates and a harvest; gives units, habitats and years."""

    ID = "bluecarbon"
    GROUP = groups.CARBON
    TAGS = (
        "carbon,blue carbon,mangrove,salt marsh,seagrass,tidal flat,mariculture,coast,reclamation,"
        "蓝碳,红树林,盐沼,海草床,滩涂,海水养殖,贝藻,围填海,碳汇"
    )

    CHANGE, END_YEAR, REPORT_YEAR = "CHANGE", "END_YEAR", "REPORT_YEAR"
    BURIAL, SOIL, FRACTION, METHANE = "BURIAL", "SOIL", "FRACTION", "METHANE"
    CLIMATE = "CLIMATE"
    RATES, DENSITY, AREA_ERROR = "RATES", "DENSITY", "AREA_ERROR"
    UNITS, HABITATS_OUT, YEARS_OUT = "UNITS", "HABITATS_OUT", "YEARS_OUT"
    MARICULTURE_OUT = "MARICULTURE_OUT"
    SOURCE, SINK, NET, STOCK = "SOURCE", "SINK", "NET", "STOCK"

    def displayName(self):
        return translate("BlueCarbon", "Blue carbon")

    def initAlgorithm(self, config=None):
        for parameter in (
            *bluehabitats.parameters(),
            *self._course(),
            *self._factors(),
            *harvests.parameters(),
            emissionfactors.gwp_set(),
            *intervals.parameters(ranges=False),
            *self._outputs(),
        ):
            self.addParameter(parameter)
        for name, label in (
            (self.SOURCE, translate("BlueCarbon", "Sources (t CO2e)")),
            (self.SINK, translate("BlueCarbon", "Sinks (t CO2)")),
            (self.NET, translate("BlueCarbon", "Net (t CO2e)")),
            (self.STOCK, translate("BlueCarbon", "Stock (tC)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _course(self):
        return (
            advanced(
                choice(
                    self.CHANGE,
                    translate("BlueCarbon", "Between the dates, change happened"),
                    {
                        "even": translate("BlueCarbon", "evenly, year by year"),
                        "first": translate("BlueCarbon", "in the year after the first date"),
                        "last": translate("BlueCarbon", "in the year of the second date (as InVEST)"),
                    },
                )
            ),
            number(
                self.END_YEAR,
                translate("BlueCarbon", "Last year of the account (empty: of the habitats)"),
                None,
                1900,
                2300,
                whole=True,
            ),
            number(
                self.REPORT_YEAR,
                translate("BlueCarbon", "Year that units and habitats show (empty: of the latest habitats)"),
                None,
                1900,
                2300,
                whole=True,
            ),
        )

    def _factors(self):
        schemes = {
            code: f"{code}: {factors.scheme_name('sink_rates', code, language())}"
            for code in bluefactors.BURIAL
        }
        return (
            choice(self.BURIAL, translate("BlueCarbon", "Burial rates"), schemes),
            advanced(
                choice(
                    self.SOIL,
                    translate("BlueCarbon", "Soils of mangroves and marshes"),
                    {
                        "soil": translate("BlueCarbon", "not known (mean)"),
                        "soil_mineral": translate("BlueCarbon", "mineral"),
                        "soil_organic": translate("BlueCarbon", "organic"),
                    },
                )
            ),
            advanced(
                choice(
                    self.CLIMATE,
                    translate("BlueCarbon", "Climate of the biomass of mangroves"),
                    {code: words.text(language()) for code, words in bluefactors.CLIMATES.items()},
                )
            ),
            advanced(
                number(
                    self.FRACTION,
                    translate("BlueCarbon", "Share of the soil stock that is oxidised when excavated"),
                    1.0,
                    0.0,
                    1.0,
                )
            ),
            choice(
                self.METHANE,
                translate("BlueCarbon", "Methane of mangroves and marshes"),
                {
                    "none": translate("BlueCarbon", "is not counted"),
                    "low_salinity": translate("BlueCarbon", "is counted: salinity below 18 ppt"),
                    "high_salinity": translate("BlueCarbon", "is counted: salinity above 18 ppt"),
                },
            ),
            advanced(replacement.parameter(self.RATES, translate("BlueCarbon", "Sink rates of your own"))),
            advanced(
                replacement.parameter(self.DENSITY, translate("BlueCarbon", "Carbon densities of your own"))
            ),
            advanced(
                number(
                    self.AREA_ERROR, translate("BlueCarbon", "Half-width of the areas (%, 95 %)"), 0, 0, 100
                )
            ),
        )

    def _outputs(self):
        return (
            output(self.UNITS, translate("BlueCarbon", "Blue carbon of the units")),
            output(self.HABITATS_OUT, translate("BlueCarbon", "Blue carbon of the habitats"), True),
            output(self.YEARS_OUT, translate("BlueCarbon", "Blue carbon by unit, habitat and year"), True),
            output(self.MARICULTURE_OUT, translate("BlueCarbon", "Mariculture by unit and species"), True),
        )

    def problems(self, request):
        found = [
            *replacement.problems(request, self.RATES, "sink_rates"),
            *replacement.problems(request, self.DENSITY, "carbon_density"),
            *bluehabitats.problems(request),
            *harvests.problems(request),
        ]
        if not found:
            rates = replacement.table(request, self.RATES, "sink_rates")
            found += bluefactors.climate_problems(request.choice(self.CLIMATE), rates)
        has_harvest = request.optional_source(harvests.TABLE) is not None
        sources = (bluehabitats.INPUT, bluehabitats.LATER, harvests.TABLE)
        if not any(request.optional_source(name) is not None for name in sources):
            found.append(problem("Give coastal habitats (INPUT), a harvest (MARICULTURE), or both."))
        if request.wanted(self.MARICULTURE_OUT) and not has_harvest:
            found.append(problem("The table of mariculture needs a harvest (MARICULTURE)."))
        return found + self._year_problems(request)

    def _year_problems(self, request):
        timing = self._timing(request, request.optional_source(bluehabitats.LATER) is not None)
        report, found = self._report(request, timing), []
        if timing.last < timing.second:
            found.append(
                problem(
                    "The last year {last} lies before the habitats of {year}.",
                    last=timing.last,
                    year=timing.second,
                )
            )
        elif not timing.first <= report <= timing.last:
            found.append(
                problem(
                    "The account has the years {first} to {last}, not {year} (REPORT_YEAR).",
                    first=timing.first,
                    last=timing.last,
                    year=report,
                )
            )
        return found

    def _timing(self, request, two_dates):
        first = request.integer(bluehabitats.YEAR)
        second = int(request.number(bluehabitats.LATER_YEAR, first)) if two_dates else first
        last = int(request.number(self.END_YEAR, second))
        return bluecarbon.Timing(first, second, last, request.choice(self.CHANGE))

    def _report(self, request, timing):
        return int(request.number(self.REPORT_YEAR, timing.second))

    def work(self, run):
        run.stage(0.0, 0.6)
        chosen, rates, known = self._known(run)
        read = bluehabitats.read(run)
        harvest = harvests.read(run, rates, chosen.gwp_set)
        codes = self._codes(run, read, harvest)
        timing = self._timing(run, read.two_dates)
        asked = intervals.spreading(run)
        spread = bluecarbon.Spread(run.number(self.AREA_ERROR), asked.draws, asked.seed, asked.distribution)
        run.stage(0.6, 0.8)
        made = bluecarbon.account(
            read.land, known, timing, codes.tolist(), run.number(self.FRACTION), spread, run.progress
        )
        at = self._report(run, timing) - timing.first
        self._tell(run, read, made, known, chosen, at)
        run.stage(0.8, 1.0)
        results = {self.UNITS: self._give_units(run, read, made, codes, harvest, at)}
        if run.wanted(self.HABITATS_OUT):
            columns = bluetables.habitat_columns(made, read.land, known, at)
            results[self.HABITATS_OUT] = run.give_table(self.HABITATS_OUT, columns)
        if run.wanted(self.YEARS_OUT):
            columns = bluetables.year_columns(made, read.land, codes)
            results[self.YEARS_OUT] = run.give_table(self.YEARS_OUT, columns)
        if run.wanted(self.MARICULTURE_OUT):
            results[self.MARICULTURE_OUT] = run.give_table(self.MARICULTURE_OUT, harvest.columns())
        whole = self._totals(read, made, at)
        for name, quantity in zip((self.SOURCE, self.SINK, self.NET, self.STOCK), bluecarbon.TOTALS):
            results[name] = whole[quantity]
        return results

    def _totals(self, read, made, at):
        """Totals of the units that have habitats, or none of them; units of a harvest alone are not known."""
        count = len(read.unit)
        return {name: totals.of_all(one.value[:count, at]) for name, one in made.units.items()}

    def _known(self, run):
        """What was chosen, the table of rates, and the factors of every habitat."""
        rates = replacement.table(run, self.RATES, "sink_rates")
        density = replacement.table(run, self.DENSITY, "carbon_density")
        methane = run.choice(self.METHANE)
        chosen = bluefactors.Chosen(
            run.choice(self.BURIAL),
            run.choice(self.SOIL),
            "" if methane == "none" else methane,
            run.choice(emissionfactors.GWP),
            run.choice(self.CLIMATE),
        )
        replacement.note(run, rates, chosen.burial)
        replacement.note(run, density, bluefactors.TIER1)
        run.record["standards"]["gwp"] = chosen.gwp_set
        return chosen, rates, bluefactors.habitats(chosen, rates, density)

    def _codes(self, run, read, harvest):
        """Codes of the units: of the habitats, then those that have a harvest alone."""
        if harvest is None:
            return read.unit
        more = [code for code in dict.fromkeys(harvest.unit.tolist()) if code not in set(read.unit.tolist())]
        has_layer = run.optional_source(landareas.UNITS_LAYER) is not None
        if has_layer and len(read.unit):
            if more:
                raise InputError(
                    problem(
                        "{count} units of the harvest are not in {layer}: {codes}. Correct the codes.",
                        count=len(more),
                        layer=run.layer_name(landareas.UNITS_LAYER),
                        codes=", ".join(more[: joining.SHOWN]),
                    )
                )
            return read.unit
        return np.array([*read.unit.tolist(), *more, None], dtype=object)[:-1]

    def _tell(self, run, read, made, known, chosen, at):
        land, area, drained, disturbed = read.land, {}, {}, {}
        dried = np.maximum(land.drained_before_ha, land.drained_after_ha)
        for kind, whole, dry in zip(land.kind, land.touched_ha.tolist(), dried.tolist()):
            area[kind] = area.get(kind, 0.0) + whole
            drained[kind] = drained.get(kind, 0.0) + dry
        for impact in bluefactors.IMPACTS:
            for kind, hectares in zip(land.kind, land.events[f"disturbed_{impact}"].tolist()):
                disturbed[kind, impact] = disturbed.get((kind, impact), 0.0) + hectares
        for remark in bluefactors.remarks(known, chosen, area, disturbed, drained):
            run.warn(remark)
        for remark in fl.remarks(made.unit_flags[:, at], read.unit):
            run.warn(remark)
        run.record["standards"]["carbon_unit"] = "t CO2e per year; sources positive, sinks negative"
        run.say(
            translate(
                "BlueCarbon",
                "{year}: {area:.6g} ha of habitat, sources {source}, sinks {sink}, net {net} t CO2e ({gwp}), "
                "stock {stock} tC.",
            ).format(
                year=int(made.years[at]),
                area=float(made.habitat_ha[:, at].sum()),
                gwp=chosen.gwp_set,
                **{name: totals.told(one) for name, one in self._totals(read, made, at).items()},
            )
        )

    def _give_units(self, run, read, made, codes, harvest, at):
        new = bluetables.unit_columns(made, read.land, len(codes), at)
        words = new.pop("flags")
        only_harvest = np.arange(len(codes)) >= len(read.unit)
        new = {name: np.where(only_harvest, np.nan, values) for name, values in new.items()}
        if harvest is not None:
            new |= harvest.of_units(codes)
        new["flags"] = np.where(only_harvest, "NO_K", words)
        layer = landareas.UNITS_LAYER
        if run.optional_source(layer) is None:
            return run.give_table(self.UNITS, {"unit_code": codes, **new})
        place = run.columns(layer, [run.field(landareas.UNITS_CODE)])
        of_layer = joining.codes(place[run.field(landareas.UNITS_CODE)])
        joined = joining.join(of_layer, codes, run.layer_name(layer), translate("BlueCarbon", "the habitats"))
        for remark in joined.remarks:
            run.warn(remark)
        taken = {column: joined.taken(values) for column, values in new.items()}
        taken["flags"] = np.where(joined.position == joining.NOWHERE, "NO_K", taken["flags"])
        return run.give_features(self.UNITS, run.source(layer), place.ids, taken, legend="blue_carbon")
