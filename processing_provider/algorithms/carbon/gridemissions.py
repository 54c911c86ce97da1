"""Totals of units on a grid: point sources in their cells, the rest by proxies."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingOutputNumber

from ....core.carbon import gridding
from ....core.errors import problem
from ....toolbelt import points, proxygrid
from ....toolbelt.rasterzones import Zones
from ....toolbelt.translation import translate
from ... import gridproxies, gridunits, groups, polygoninputs
from ...algorithm import Algorithm
from ...parameters import advanced, choice, field, output, raster_output, source

POINT = [QgsProcessing.SourceType.TypeVectorPoint]


class GridEmissions(Algorithm):
    """Asks for units with totals, point sources and proxies; gives a raster that keeps every total.

    The parameters of proxies are those of `gridproxies`.
    """

    ID = "gridemissions"
    GROUP = groups.CARBON
    TAGS = "carbon,emission,grid,raster,proxy,dasymetric,downscaling,碳排放,网格化,空间化,代理,降尺度,点源"

    INPUT, TOTAL_FIELD, UNIT_CODE = "INPUT", "TOTAL_FIELD", "UNIT_CODE"
    POINTS, POINT_AMOUNT, POINT_UNIT, POINTS_ARE = "POINTS", "POINT_AMOUNT", "POINT_UNIT", "POINTS_ARE"
    QUANTITY = "QUANTITY"
    OUTPUT, UNITS, TOTAL = "OUTPUT", "UNITS", "TOTAL"

    def displayName(self):
        return translate("GridEmissions", "Emissions on a grid")

    def initAlgorithm(self, config=None):
        for parameter in (*self._units(), *gridproxies.parameters(), *self._points(), *self._result()):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(self.TOTAL, translate("GridEmissions", "Total on the grid")))

    def _units(self):
        return (
            source(self.INPUT, translate("GridEmissions", "Units with totals")),
            field(
                self.TOTAL_FIELD,
                translate("GridEmissions", "Field with the total of the unit (t)"),
                "source_tco2",
                optional=False,
            ),
            field(self.UNIT_CODE, translate("GridEmissions", "Unit code"), "unit_code"),
            polygoninputs.invalid(),
        )

    def _points(self):
        return (
            source(self.POINTS, translate("GridEmissions", "Point sources"), POINT, optional=True),
            field(
                self.POINT_AMOUNT, translate("GridEmissions", "Amount of the point (t)"), parent=self.POINTS
            ),
            advanced(
                field(
                    self.POINT_UNIT,
                    translate("GridEmissions", "Code of the unit of the point (empty: where it lies)"),
                    parent=self.POINTS,
                )
            ),
            choice(
                self.POINTS_ARE,
                translate("GridEmissions", "Point sources are"),
                {
                    "part": translate("GridEmissions", "part of the totals (the rest is spread)"),
                    "more": translate("GridEmissions", "on top of the totals"),
                },
            ),
        )

    def _result(self):
        return (
            choice(
                self.QUANTITY,
                translate("GridEmissions", "Cells hold"),
                {
                    "amount": translate("GridEmissions", "amounts (t per cell)"),
                    "density": translate("GridEmissions", "densities (t/ha)"),
                },
            ),
            raster_output(self.OUTPUT, translate("GridEmissions", "Emissions on the grid")),
            output(self.UNITS, translate("GridEmissions", "How every unit was spread"), True),
        )

    def problems(self, request):
        found = polygoninputs.problems(request, [self.INPUT]) + gridproxies.problems(request)
        spots = request.optional_source(self.POINTS)
        if spots is None:
            return found
        if not points.are_points(spots):
            found.append(problem("The layer {layer} has no points.", layer=request.layer_name(self.POINTS)))
        if not request.field(self.POINT_AMOUNT):
            found.append(problem("Choose the field with the amount of the point sources (POINT_AMOUNT)."))
        if request.field(self.POINT_UNIT) and not request.field(self.UNIT_CODE):
            found.append(
                problem("Point sources name their unit; choose the unit code of the units (UNIT_CODE) too.")
            )
        return found

    def work(self, run):
        run.stage(0.0, 0.1)
        grid, proxies, weights = gridproxies.read(run)
        area_ha = gridunits.areas_of_rows(run, grid, proxies[0].source.name)
        units = gridunits.read_units(run, self.INPUT, self.TOTAL_FIELD, self.UNIT_CODE, grid)
        spots = gridunits.nothing()
        if run.optional_source(self.POINTS) is not None:
            fields = run.field(self.POINT_AMOUNT), run.field(self.POINT_UNIT)
            spots = gridunits.read_points(run, self.POINTS, *fields, grid, units)
        rest = gridding.rest_of_units(
            units.total, spots.amount, spots.unit, run.choice(self.POINTS_ARE) == "part", units.labels
        )
        maker = proxygrid.ProxyGrid(grid, Zones(units.shapes, grid), proxies, area_ha)
        run.stage(0.1, 0.45)
        found = maker.add_up(run.progress)
        gridproxies.judge(run, found, proxies)
        rates = gridding.rates(rest, found.sums, weights)
        gridunits.tell(run, units, rates, spots)
        alone = gridunits.lone_cells(units, np.flatnonzero(rates.method == gridding.ONE_CELL), rest, grid)
        run.stage(0.45, 0.95)
        kept = np.zeros(len(rest))

        def write(path):
            dense = run.choice(self.QUANTITY) == "density"
            kept[:] = maker.write(path, rates, spots.on_grid(alone), dense, run.progress)

        results = {self.OUTPUT: run.give_raster(self.OUTPUT, write, legend="emissions")}
        kept[alone.unit] += alone.amount
        results[self.TOTAL] = float(kept.sum() + np.nansum(spots.amount))
        self._say(run, results[self.TOTAL], float(np.nansum(spots.amount)))
        run.stage(0.95, 1.0)
        if run.wanted(self.UNITS):
            results[self.UNITS] = run.give_table(self.UNITS, _columns(units, spots, rest, kept, found, rates))
        return results

    def _say(self, run, total, in_points):
        run.say(
            translate(
                "GridEmissions", "{total:.10g} t lie on the grid, {points:.10g} t of them in points."
            ).format(total=total, points=in_points)
        )


def _columns(units, spots, rest, kept, found, rates):
    """Declared columns of how every unit was spread."""
    inside = spots.unit >= 0
    held = np.bincount(spots.unit[inside], np.nan_to_num(spots.amount[inside]), len(rest))
    spread = np.where(np.isnan(rest), np.nan, kept)
    return {
        "unit_code": units.labels,
        "point_t": held,
        "spread_t": spread,
        "grid_t": spread + held,
        "grid_cells": found.sums.cells[1:],
        "grid_method": rates.method,
    }
