"""Carbon stocks of land in four pools, at one date or several, and their change from class to class."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import flags as fl
from ....core import joining
from ....core.carbon import pools, stock
from ....core.errors import InputError, faults_of, problem
from ....core.units import carbon_to_co2
from ....toolbelt.translation import translate
from ... import (
    groups,
    intervals,
    landareas,
    landcodes,
    polygoninputs,
    replacement,
    stocklands,
    stockrasters,
    stocktables,
    totals,
)
from ... import stockparameters as asked
from ...algorithm import Algorithm

SHOWN = 30


class CarbonStock(Algorithm):
    """Asks for land of one date or several and for densities; gives stocks, change and what it is worth."""

    ID = "carbonstock"
    GROUP = groups.CARBON
    TAGS = (
        "carbon,stock,storage,pools,InVEST,land cover,change,transition,碳储量,碳密度,碳库,固碳,土地利用变化"
    )

    UNITS, CLASSES_OUT = asked.UNITS, asked.CLASSES_OUT
    TRANSITIONS, CONVERSIONS = asked.TRANSITIONS, asked.CONVERSIONS
    STOCK, CHANGE, CHANGE_CO2, ANNUAL, VALUE = "STOCK", "CHANGE", "CHANGE_CO2", "ANNUAL", "VALUE"

    def displayName(self):
        return translate("CarbonStock", "Carbon stock and its change")

    def initAlgorithm(self, config=None):
        for parameter in asked.every():
            self.addParameter(parameter)
        for name, label in (
            (self.STOCK, translate("CarbonStock", "Stock of the last date (t C)")),
            (self.CHANGE, translate("CarbonStock", "Change from the first to the last date (t C)")),
            (self.CHANGE_CO2, translate("CarbonStock", "CO2 that the change releases (t CO2)")),
            (self.ANNUAL, translate("CarbonStock", "Change of a year (t C)")),
            (self.VALUE, translate("CarbonStock", "Worth of the change")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        polygons = request.optional_source(landareas.INPUT) is not None
        cells = request.layer(landareas.RASTER) is not None
        found = faults_of(lambda: stocklands.densities(request))
        if polygons == cells:
            found.append(problem("Give either a land-cover raster (RASTER) or land-use polygons (INPUT)."))
            return found
        if cells:
            found += stocklands.raster_problems(request)
        else:
            found += polygoninputs.problems(request, [landareas.INPUT])
            found += landcodes.problems(request, landareas.INPUT)
            found += [
                problem("The output {name} needs land-cover rasters; polygons give none.", name=name)
                for name in stockrasters.NAMES
                if request.wanted(name)
            ]
        if request.optional_source(landareas.UNITS_LAYER) is not None:
            found += polygoninputs.problems(request, [landareas.UNITS_LAYER])
            if not request.field(landareas.UNITS_CODE):
                found.append(problem("Choose the field of the unit code in the layer of the units."))
        return found + self._change_problems(request)

    def _change_problems(self, request):
        count = stocklands.count(request)
        found = faults_of(lambda: stock.dates(request.text(asked.YEARS), count))
        if count == 1:
            wanted = (self.TRANSITIONS, self.CONVERSIONS, *stockrasters.OF_CHANGE)
            found += [
                problem("The output {name} needs land of two dates or more; there is one.", name=name)
                for name in wanted
                if request.wanted(name)
            ]
        priced = np.isfinite(request.number(asked.PRICE))
        if priced and (count == 1 or not request.text(asked.YEARS)):
            found.append(problem("The worth of a change needs two dates with their years (YEARS)."))
        if not priced and request.wanted(stockrasters.WORTH):
            found.append(problem("The raster of the worth needs a price (PRICE)."))
        return found

    def work(self, run):
        known, table, scheme = stocklands.densities(run)
        self._note(run, known, table, scheme)
        count = stocklands.count(run)
        years = stock.dates(run.text(asked.YEARS), count)
        labels = [str(year) for year in years] or stocklands.labels(run)
        dates = stocktables.Dates(tuple(labels), tuple(years))
        worth = self._worth(run, dates)
        run.stage(0.0, 0.8)
        lands, results = self._measured(run, known, count, worth)
        self._check_place(run, lands)
        lands, types = stocklands.occurring(lands, known.types)
        at = lands_at(lands, len(types), count)
        self._check_land(at, dates)
        self._check_covered(run, at, types)
        types = self._used(run, types)
        run.stage(0.8, 1.0)
        spreading = self._spreading(run)
        found = self._account(run, lands, at, types, spreading)
        self._tell(run, found, at, types, dates, lands.unit)
        results[self.UNITS] = self._give_units(run, lands, found, dates, worth)
        tables = {self.CLASSES_OUT: lambda: stocktables.class_columns(dates, at, types, spreading)}
        if count > 1:
            told = (dates, lands.passages, types, spreading)
            tables[self.TRANSITIONS] = lambda: stocktables.transition_columns(*told)
            tables[self.CONVERSIONS] = lambda: stocktables.conversion_columns(*told)
        for name, columns in tables.items():
            if run.wanted(name):
                results[name] = run.give_table(name, columns())
        return {**results, **self._totals(found, dates, worth)}

    def _note(self, run, known, table, scheme):
        if table is not None:
            replacement.note(run, table, scheme)
        else:
            run.record["tables"][pools.TABLE] = {"scheme": scheme, "origin": scheme, "digest": ""}
        run.record["standards"]["carbon_unit"] = "t C; gain of the stock positive; t CO2 released positive"
        run.record["standards"]["uncovered"] = run.choice(asked.UNCOVERED)

    def _worth(self, run, dates):
        """What a ton of carbon that is gained is worth; NaN where no price is given."""
        price = run.number(asked.PRICE)
        if not np.isfinite(price):
            return np.nan
        if run.choice(asked.PRICE_UNIT) == asked.PER_CO2:
            price = carbon_to_co2(price)
        years = int(dates.between((0, len(dates.labels) - 1)))
        rates = run.number(asked.DISCOUNT), run.number(asked.DECLINE)
        made = stock.value_per_ton(price, years, *rates)
        run.record["standards"]["price_per_tc"], run.record["standards"]["worth_per_tc"] = price, made
        return made

    def _spreading(self, run):
        draws = run.integer(intervals.DRAWS) if run.choice(intervals.METHOD) == intervals.MONTE_CARLO else 0
        return stock.Spreading(draws, run.integer(intervals.SEED), run.choice(intervals.DISTRIBUTION))

    def _measured(self, run, known, count, worth):
        """Land by unit and classes; the rasters are written on the way."""
        if run.optional_source(landareas.INPUT) is not None:
            return stocklands.of_polygons(run, known), {}
        cells = stocklands.Cells(run, known)
        used = [one.density for one in self._used(run, known.types)]
        rasters, outputs = stockrasters.opened(run, cells.grid, used, count, worth)
        lands = cells.measured(outputs)
        return lands, rasters.finish({})

    def _used(self, run, types):
        """The classes with the densities that count: none, or zero, where a set has none."""
        if run.choice(asked.UNCOVERED) != asked.ZERO:
            return types
        return tuple(replace(one, density=one.density or pools.NOTHING) for one in types)

    def _check_place(self, run, lands):
        """Refuse land that lies in no unit at all; tell of land outside of the units."""
        first = next(iter(lands.passages.values()))
        outside = float(first.area_ha[(first.unit < 0) & (first.start >= 0)].sum())
        if not outside:
            return
        area = f"{outside:.6g}"
        if not ((first.unit >= 0) & (first.start >= 0)).any():
            raise InputError(
                problem(
                    "No land lies in any unit ({area} ha lie outside). Check the CRS of the land use and of "
                    "the units.",
                    area=area,
                )
            )
        run.warn(problem("{area} ha of land lie in no unit; they are not counted.", area=area))

    def _check_land(self, at, dates):
        """Refuse dates that have no land where another has some: their rasters lie elsewhere."""
        sizes = [float(land.area_ha.sum() + land.unknown_ha.sum()) for land in at]
        bare = [label for label, size in zip(dates.labels, sizes) if not size]
        if bare and any(sizes):
            raise InputError(
                problem(
                    "There is no land at {dates} where the other date has some. Check the place, CRS and "
                    "NoData value of its land cover.",
                    dates=", ".join(map(str, bare)),
                )
            )

    def _check_covered(self, run, at, types):
        """Refuse, or tell, classes without a density, with their areas at all dates."""
        lacking = [number for number, one in enumerate(types) if one.density is None]
        areas = {number: max(float(land.area_ha[:, number].sum()) for land in at) for number in lacking}
        listed = [number for number in lacking if areas[number] > 0]
        if not listed:
            return
        told = problem(
            "The carbon densities {scheme} have none for {classes}. Choose another set or a table of your "
            "own, or go on without them or with zero.",
            scheme=run.record["tables"][pools.TABLE]["scheme"],
            classes=", ".join(f"{types[number].name} ({areas[number]:.6g} ha)" for number in listed[:SHOWN]),
        )
        if run.choice(asked.UNCOVERED) == asked.STOP:
            raise InputError(told)
        run.warn(told)

    def _account(self, run, lands, at, types, spreading):
        """Stock of the last and of the first date, and the change between them."""
        densities = [one.density for one in types]
        empty = run.choice(landareas.NODATA_MEANS) == landareas.UNKNOWN

        def of(land):
            unknown = land.unknown_ha + (land.empty_ha if empty else 0.0)
            return stock.stock(land.area_ha, densities, unknown, spreading, run.look_for_cancel)

        if len(at) == 1:
            return Account(of(at[0]), None, None, None)
        whole = lands.passages[0, len(at) - 1]
        count = len(lands.unit)
        return Account(
            of(at[-1]),
            of(at[0]),
            stock.change(whole, densities, whole.unit, count, spreading, run.look_for_cancel),
            stock.change(whole, densities, np.minimum(whole.unit, 0), 1, spreading),
        )

    def _tell(self, run, found, at, types, dates, units):
        used = [(one, at[-1].area_ha[:, number].sum()) for number, one in enumerate(types)]
        for one, area in used:
            if one.density is not None and one.density.stands_in and area > 0:
                run.warn(
                    problem(
                        "{name}, {area} ha: the set has no density of its own; that of {used} is used.",
                        name=one.name,
                        area=f"{area:.6g}",
                        used=one.density.stands_in,
                    )
                )
        exact = [one.name for one, _ in used if one.density is not None and not one.density.has_range]
        if exact:
            run.say(
                translate(
                    "CarbonStock", "No range is known of the densities of {classes}: taken as exact."
                ).format(classes=", ".join(exact[:SHOWN]))
            )
        for remark in fl.remarks(found.last.flags, units):
            run.warn(remark)
        for label, land in zip(dates.labels, at):
            self._say_date(run, label, land)
        if found.whole is None:
            return
        whole = found.whole
        what = translate("CarbonStock", "Change of the stock")
        intervals.say(run, what, float(whole.total[0]), whole.interval, "t C")
        if whole.one_sided_ha[0] > 0:
            run.warn(
                problem(
                    "{area} ha are known at one of the dates {start} and {end} only; their change is not "
                    "counted.",
                    area=f"{whole.one_sided_ha[0]:.6g}",
                    start=dates.labels[0],
                    end=dates.labels[-1],
                )
            )

    def _say_date(self, run, label, land):
        run.say(
            translate(
                "CarbonStock",
                "{date}: {area:.6g} ha of land, {unknown:.6g} ha unknown, {empty:.6g} ha without data.",
            ).format(
                date=label,
                area=float(land.area_ha.sum()),
                unknown=float(land.unknown_ha.sum()),
                empty=float(land.empty_ha.sum()),
            )
        )

    def _give_units(self, run, lands, found, dates, worth):
        years = dates.between((0, len(dates.labels) - 1))
        new = stocktables.unit_columns(found.last, found.first, found.change, years, worth)
        layer = landareas.UNITS_LAYER
        if run.optional_source(layer) is None:
            return run.give_table(self.UNITS, {"unit_code": lands.unit, **new})
        place = run.columns(layer, [run.field(landareas.UNITS_CODE)])
        codes = joining.codes(place[run.field(landareas.UNITS_CODE)])
        name = run.layer_name(layer)
        joined = joining.join(codes, lands.unit, name, name)
        taken = {column: joined.taken(values) for column, values in new.items()}
        taken["flags"] = np.where(joined.position == joining.NOWHERE, "NO_K", taken["flags"])
        legend = "carbon_stock" if found.change is None else "carbon_change"
        return run.give_features(self.UNITS, run.source(layer), place.ids, taken, legend=legend)

    def _totals(self, found, dates, worth):
        """Numbers of the whole area."""
        total = totals.of_all(found.last.total)
        if found.whole is None:
            return {self.STOCK: total}
        change = float(found.whole.total[0])
        made = {
            self.STOCK: total,
            self.CHANGE: change,
            self.CHANGE_CO2: float(carbon_to_co2(-change)),
            self.ANNUAL: change / dates.between((0, len(dates.labels) - 1)),
            self.VALUE: change * worth,
        }
        return {name: value for name, value in made.items() if np.isfinite(value)}


@dataclass(frozen=True)
class Account:
    """Stock of the last and of the first date, the change of the units, and of all of them together."""

    last: stock.Stock
    first: stock.Stock | None
    change: stock.Change | None
    whole: stock.Change | None


def lands_at(lands, classes, count):
    """Land of every date by unit and class."""
    units = len(lands.unit)
    if count == 1:
        return [stock.land_at(lands.passages[0, 0], units, classes, False)]
    steps = [lands.passages[number, number + 1] for number in range(count - 1)]
    return [
        stock.land_at(steps[0], units, classes, False),
        *(stock.land_at(step, units, classes, True) for step in steps),
    ]
