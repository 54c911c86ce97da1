"""Several rasters of one quantity, cell by cell: range, means, agreement."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingParameterMatrix

from ....core import estimates
from ....core.errors import InputError, faults_of, problem, raise_if_any
from ....toolbelt import estimatecells, surecells, tables, zonecells
from ....toolbelt.translation import translate
from ... import cellinputs, celloutputs, groups, pollutionrasters
from ...algorithm import Algorithm
from ...estimates import pair_columns, tell
from ...parameters import advanced, choice, number, output, raster_output, rasters

CELLS = 3
LEGENDS = {"RANGE": "estimate_range", "AGREEMENT": "agreement"}


class CombineEstimatesRaster(Algorithm):
    """Asks for rasters and how wide they are; gives rasters of their middle, range and agreement."""

    ID = "combineestimatesraster"
    GROUP = groups.CARBON
    TAGS = (
        "estimate,ensemble,range,mean,weighted,inverse variance,agreement,raster,sink,NEP,"
        "估算,多方法,集成,栅格,均值,方差倒数加权,一致性,碳汇,不确定性"
    )

    RASTERS, SPREADS, KIND, TRIM = "RASTERS", "SPREADS", "KIND", "TRIM"
    PAIRS = "PAIRS"

    def displayName(self):
        return translate("CombineEstimatesRaster", "Combine estimates (raster)")

    def initAlgorithm(self, config=None):
        headers = [
            translate("CombineEstimatesRaster", "Standard deviation (raster, or % of the value)"),
            translate("CombineEstimatesRaster", "or: low end of the 95 % interval (raster)"),
            translate("CombineEstimatesRaster", "with: high end (raster)"),
        ]
        width = translate("CombineEstimatesRaster", "How wide they are (empty, or one row per raster)")
        kinds = {
            "density": translate("CombineEstimatesRaster", "amounts per area"),
            "amount": translate("CombineEstimatesRaster", "amounts per cell"),
        }
        for parameter in (
            rasters(
                self.RASTERS, translate("CombineEstimatesRaster", "Estimates of one quantity, in one unit")
            ),
            QgsProcessingParameterMatrix(
                self.SPREADS, width, numberRows=2, headers=headers, optional=True, defaultValue=[]
            ),
            choice(self.KIND, translate("CombineEstimatesRaster", "Cells hold"), kinds),
            advanced(
                number(
                    self.TRIM,
                    translate(
                        "CombineEstimatesRaster", "Share that the trimmed mean leaves out on either side"
                    ),
                    estimates.TRIM,
                    0.0,
                    0.49,
                )
            ),
            *cellinputs.grid_parameters(),
            *self._outputs(),
        ):
            self.addParameter(parameter)

    def _outputs(self):
        labels = {
            "MEAN": translate("CombineEstimatesRaster", "Mean"),
            "MEAN_SD": translate("CombineEstimatesRaster", "Standard deviation of the mean"),
            "TRIMMED": translate("CombineEstimatesRaster", "Trimmed mean"),
            "WEIGHTED": translate("CombineEstimatesRaster", "Inverse-variance mean"),
            "WEIGHTED_SD": translate(
                "CombineEstimatesRaster", "Standard deviation of the inverse-variance mean"
            ),
            "RANGE": translate("CombineEstimatesRaster", "Range"),
            "AGREEMENT": translate("CombineEstimatesRaster", "Agreement (share of intervals that overlap)"),
            "COUNT": translate("CombineEstimatesRaster", "Number of estimates"),
        }
        pairs = translate("CombineEstimatesRaster", "Pairs of estimates")
        return (
            *(raster_output(name, label, name != "MEAN") for name, label in labels.items()),
            output(self.PAIRS, pairs, True),
        )

    def problems(self, request):
        given = request.layers(self.RASTERS)
        if len(given) < 2:
            return [problem("Choose at least two rasters with estimates of the same quantity.")]
        found = faults_of(lambda: self._spreads(request))
        if found:
            return found
        layers = [layer for row in self._spreads(request) for layer in row[1:] if layer is not None]
        return cellinputs.problems(request, [*given, *layers])

    def _spreads(self, request):
        """(percent, raster of sd, of low, of high) of every estimate."""
        count = len(request.layers(self.RASTERS))
        cells = request.matrix(self.SPREADS)
        texts = ["" if tables.is_null(cell) else str(cell).strip() for cell in cells]
        if not any(texts):
            return [(np.nan, None, None, None)] * count
        if len(texts) != CELLS * count:
            raise InputError(
                problem(
                    "{name} needs {rows} rows of {columns} cells: standard deviation, or low and high end; "
                    "one row for each raster, blank where it has no uncertainty.",
                    name=self.SPREADS,
                    rows=count,
                    columns=CELLS,
                )
            )
        found, faults = [], []
        for at in range(0, len(texts), CELLS):
            row = texts[at : at + CELLS]
            found.append(_spread(request, row))
            if found[-1] is None:
                faults.append(
                    problem(
                        "{name} has a row “{row}”: give a raster or a percentage of 0 or above, or the "
                        "rasters of both ends of the interval.",
                        name=self.SPREADS,
                        row=" | ".join(row),
                    )
                )
        raise_if_any(faults)
        return found

    def work(self, run):
        reader, kind = cellinputs.Reader(run), run.choice(self.KIND)
        given = [reader.read(self.RASTERS, layer, kind) for layer in run.layers(self.RASTERS)]
        deviations = [
            surecells.Deviation(
                *(None if one is None else reader.read(self.SPREADS, one, kind) for one in layers), percent
            )
            for percent, *layers in self._spreads(run)
        ]
        trim = run.number(self.TRIM)
        run.record["standards"].update(trim=trim, percent=[one.percent for one in deviations])
        made = celloutputs.Rasters(run, reader.grid)
        outputs = {
            name: made.open(name, LEGENDS.get(name, "estimates"), np.float32, zonecells.NODATA_OUT)
            for name in estimatecells.LAYERS
        }
        wants_pairs = run.wanted(self.PAIRS)
        counted = estimatecells.combine(given, deviations, trim, outputs, wants_pairs, run.progress)
        tell(run, counted.cells, counted.flags)
        results = made.finish({})
        if wants_pairs:
            names = [raster.source.name for raster in given]
            results[self.PAIRS] = run.give_table(self.PAIRS, pair_columns(counted.pairs, names))
        return results


def _spread(request, cells: list[str]):
    """(percent, sd, low, high) of a row; None where it cannot be read."""
    sd, low, high = cells
    percent = pollutionrasters.number_of(sd.rstrip(" %")) if sd else np.nan
    if not any(cells) or (percent >= 0 and not (low or high)):
        return percent, None, None, None
    layers = [pollutionrasters.layer_of(request, text) if text else None for text in cells]
    is_there = [layer is not None for layer in layers]
    if is_there != [bool(text) for text in cells]:
        return None
    return (0.0, *layers) if is_there in ([True, False, False], [False, True, True]) else None
