"""Sub-zones of cells: a raster of classes crossed with one of spaces or land cover."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core.errors import InputError, problem
from ....toolbelt import zonecells
from ....toolbelt.translation import language, translate
from ... import cellinputs, celloutputs, groups, zonecodes
from ...algorithm import Algorithm
from ...parameters import output, raster, raster_output


class SubZonesRaster(Algorithm):
    """Crosses classes with spaces cell by cell, and sums up areas."""

    ID = "subzonesraster"
    GROUP = groups.ZONING
    TAGS = "sub-zone,raster,class,space,land cover,overlay,管治亚区,24亚区,栅格,空间,土地覆被"

    INPUT, OUTPUT, MATRIX = "INPUT", "OUTPUT", "MATRIX"
    KNOWN_HA, NO_DATA_HA = "KNOWN_HA", "NO_DATA_HA"

    def displayName(self):
        return translate("SubZonesRaster", "Governance sub-zones (raster)")

    def initAlgorithm(self, config=None):
        classes = raster(self.INPUT, translate("SubZonesRaster", "Classes (raster, 1 S to 6 SCP)"))
        for parameter in (
            classes,
            *cellinputs.space_parameters(optional=False),
            *cellinputs.grid_parameters(),
            raster_output(self.OUTPUT, translate("SubZonesRaster", "Sub-zones")),
            output(self.MATRIX, translate("SubZonesRaster", "Areas by space and class"), True),
        ):
            self.addParameter(parameter)
        for name, label in (
            (self.KNOWN_HA, translate("SubZonesRaster", "Area of the sub-zones (ha)")),
            (self.NO_DATA_HA, translate("SubZonesRaster", "Area without a sub-zone (ha)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        return cellinputs.problems(request, [request.layer(self.INPUT), request.layer(cellinputs.SPACES)])

    def work(self, run):
        reader = cellinputs.Reader(run)
        classes = reader.read(self.INPUT, run.layer(self.INPUT), "class")
        spaces = reader.spaces()
        area = cellinputs.prepared(run, reader, classes.source.name)
        made = celloutputs.Rasters(run, reader.grid)
        writer = made.open(self.OUTPUT, "subzones")
        crossed = zonecells.cross(classes, spaces, area, writer, run.progress)
        self._judge(run, classes, spaces, crossed)
        tally = crossed.tally
        results = made.finish({self.OUTPUT: celloutputs.subzone_rows(tally)})
        table = celloutputs.matrix(tally)
        run.record["standards"]["area_by_subzone_ha"] = zonecodes.areas_by_subzone(table)
        if run.wanted(self.MATRIX):
            results[self.MATRIX] = run.give_table(self.MATRIX, zonecodes.matrix_columns(table, language()))
        known = float(table[:4, :6].sum())
        run.say(
            translate("SubZonesRaster", "Sub-zones: {known:.6g} of {all:.6g} ha.").format(
                known=known, all=float(np.sum(tally.area_ha))
            )
        )
        return {**results, self.KNOWN_HA: known, self.NO_DATA_HA: float(table[-1, -1]) - known}

    def _judge(self, run, classes, spaces, crossed):
        """Refuse values that are no classes; list land values that are not known."""
        if crossed.no_classes:
            words = ", ".join(
                f"{value:.10g} ({cells}×, {hectares:.6g} ha)"
                for value, (cells, hectares) in sorted(crossed.no_classes.items())[: cellinputs.SHOWN]
            )
            told = problem(
                "The raster {name} holds values that are no classes (cells, area): {values}. Classes are 0 "
                "no data, 1 S, 2 SC, 3 SP, 4 CP, 5 PC, 6 SCP.",
                name=classes.source.name,
                values=words,
            )
            raise InputError(told)
        cellinputs.refuse_or_warn(run, spaces.raster.source.name, crossed.tally.unknown)
