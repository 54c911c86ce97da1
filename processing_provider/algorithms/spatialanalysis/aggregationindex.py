"""Aggregation degree of classes: how far cells, or polygons, of a class lie together."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import joining
from ....core.errors import InputError, problem
from ....core.spatial import autocorrelation, pattern
from ....core.spatial.weights import from_pairs
from ....toolbelt import areas, rasters, sharedborders
from ....toolbelt.translation import translate
from ... import checks, groups, neighbours
from ...algorithm import Algorithm
from ...parameters import POLYGONS, advanced, field, number, output, raster, source


class AggregationIndex(Algorithm):
    """Asks for a raster of classes, or polygons with a class; gives their aggregation."""

    ID = "aggregationindex"
    GROUP = groups.SPATIAL
    TAGS = "aggregation,landscape metric,FRAGSTATS,adjacency,聚合度,景观格局,聚集度,破碎化"

    RASTER, BAND, NODATA = "RASTER", "BAND", "NODATA"
    INPUT, CLASS, TOLERANCE = "INPUT", "CLASS", "TOLERANCE"
    OUTPUT = "OUTPUT"
    LANDSCAPE_AI, BORDER_AI = "LANDSCAPE_AI", "BORDER_AI"

    def displayName(self):
        return translate("AggregationIndex", "Aggregation index")

    def initAlgorithm(self, config=None):
        for parameter in (
            raster(self.RASTER, translate("AggregationIndex", "Raster of classes"), True),
            advanced(number(self.BAND, translate("AggregationIndex", "Band"), 1, 1, whole=True)),
            number(
                self.NODATA,
                translate("AggregationIndex", "Value that is no class, besides the raster's own NoData"),
                whole=True,
            ),
            source(self.INPUT, translate("AggregationIndex", "or: polygons"), POLYGONS, True),
            field(self.CLASS, translate("AggregationIndex", "Class of the polygons"), "cp_class"),
            advanced(
                number(self.TOLERANCE, translate("AggregationIndex", "Borders may be apart by (m)"), 0.0, 0.0)
            ),
            output(self.OUTPUT, translate("AggregationIndex", "Aggregation of the classes")),
        ):
            self.addParameter(parameter)
        for name, label in (
            (self.LANDSCAPE_AI, translate("AggregationIndex", "Landscape aggregation index (0 to 100)")),
            (self.BORDER_AI, translate("AggregationIndex", "Share of inner borders within classes (0 to 1)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        cells, polygons = request.layer(self.RASTER), request.optional_source(self.INPUT)
        if (cells is None) == (polygons is None):
            return [problem("Give either a raster of classes (RASTER) or polygons with a class (INPUT).")]
        if polygons is None:
            return []
        if not areas.has_polygons(polygons):
            return [problem("The layer {layer} has no polygons.", layer=request.layer_name(self.INPUT))]
        if not request.field(self.CLASS):
            return [problem("Choose the field with the class of the polygons.")]
        return checks.package_problems(("scipy",))

    def work(self, run):
        if run.layer(self.RASTER) is not None:
            return self._of_cells(run)
        return self._of_polygons(run)

    def _of_cells(self, run):
        band = rasters.source(run.raster(self.RASTER), run.integer(self.BAND))
        described = rasters.describe(band)
        found = pattern.Tally()

        def count(_window, block):
            return pattern.count_block(pattern.class_values(block, band.name))

        for window, counted in rasters.stream([band], rasters.windows(described.grid), count, run.progress):
            found.add(window.x, window.y, counted)
        outside = self._outside(run, described)
        made = found.result(outside)
        if not len(made.classes):
            raise InputError(
                problem("The raster {name} has no cell with a class; all are NoData.", name=band.name)
            )
        run.record["standards"]["no_class"] = sorted(outside)
        run.say(
            translate(
                "AggregationIndex", "{cells} cells in {count} classes; {left} cells are no class. AI {index}"
            ).format(
                cells=int(made.cells.sum()),
                count=len(made.classes),
                left=described.grid.cells - int(made.cells.sum()),
                index=f"{made.landscape:.4f}",
            )
        )
        single = made.classes[np.isnan(made.index)]
        if len(single):
            run.warn(
                problem(
                    "Classes of a single cell have no index and add nothing to that of the landscape: "
                    "{classes}.",
                    classes=", ".join(map(str, single.tolist())),
                )
            )
        table = run.give_table(self.OUTPUT, cell_columns(made))
        return {self.OUTPUT: table, self.LANDSCAPE_AI: made.landscape, self.BORDER_AI: None}

    def _outside(self, run, described):
        """Values that are no class: the raster's own NoData, and the one that the user names."""
        values = {described.nodata, run.number(self.NODATA)}
        return {int(value) for value in values if value is not None and np.isfinite(value)}

    def _of_polygons(self, run):
        run.stage(0.0, 0.2)
        table = run.columns(self.INPUT, [run.field(self.CLASS)])
        classes = joining.codes(table[run.field(self.CLASS)])
        run.stage(0.2, 0.4)
        units = neighbours.read(run, self.INPUT)
        known = (classes != "") & units.present
        if not known.all():
            run.warn(
                problem(
                    "{count} polygons have no class or no geometry and take no part.",
                    count=int((~known).sum()),
                )
            )
        positions = units.in_order(np.flatnonzero(known))
        run.stage(0.4, 1.0)
        shared, asked = sharedborders.measured(units, positions, run.number(self.TOLERANCE), run.progress)
        if asked:
            run.warn(
                problem(
                    "{count} pairs of neighbours do not share all vertices of their border (T-junctions, "
                    "overlaps); they were measured by their geometry.",
                    count=asked,
                )
            )
        found = classes[positions]
        whole, _ = pattern.border_aggregation(shared.first, shared.second, shared.length, found)
        new = border_columns(shared, found)
        run.say(
            translate("AggregationIndex", "{share} of the inner borders lie within a class.").format(
                share=f"{whole:.4f}"
            )
        )
        return {
            self.OUTPUT: run.give_table(self.OUTPUT, new),
            self.LANDSCAPE_AI: None,
            self.BORDER_AI: whole,
        }


def cell_columns(made: pattern.Aggregation) -> dict[str, np.ndarray]:
    """Declared columns of the classes of a raster, and of the landscape in the last row."""
    total = int(made.cells.sum())
    return {
        "class_value": np.array([*map(str, made.classes.tolist()), pattern.LANDSCAPE], dtype=object),
        "cells": np.append(made.cells, total),
        "share": np.append(made.cells / total, 1.0),
        "like_adjacencies": np.append(made.like_adjacencies, made.like_adjacencies.sum()),
        "most_adjacencies": np.append(made.most, made.most.sum()),
        "aggregation_index": np.append(made.index, made.landscape),
    }


def border_columns(shared, classes: np.ndarray) -> dict[str, np.ndarray]:
    """Declared columns of the classes of polygons, and of the landscape in the last row."""
    of_all, by_class = pattern.border_aggregation(shared.first, shared.second, shared.length, classes)
    names = sorted(by_class)
    one, other = classes[shared.first], classes[shared.second]
    touching = [(one == name) | (other == name) for name in names]
    within = [(one == name) & (other == name) for name in names]
    indices = [indicator(shared, classes == name) for name in names]
    return {
        "class_value": np.array([*names, pattern.LANDSCAPE], dtype=object),
        "units_used": np.array([*((classes == name).sum() for name in names), len(classes)], dtype=int),
        "inner_border_m": np.array([*(shared.length[mask].sum() for mask in touching), shared.length.sum()]),
        "like_border_m": np.array(
            [*(shared.length[mask].sum() for mask in within), shared.length[one == other].sum()]
        ),
        "border_aggregation": np.array([*(by_class[name] for name in names), of_all]),
        "class_moran_i": np.array([*(made[0] for made in indices), np.nan]),
        "class_moran_p": np.array([*(made[1] for made in indices), np.nan]),
    }


def indicator(shared, belongs: np.ndarray) -> tuple[float, float]:
    """Moran's I of belonging to a class, with its p-value; NaN where it cannot be computed."""
    weights = from_pairs(shared.first, shared.second, len(belongs)).row_standardised()
    if len(belongs) < autocorrelation.LEAST or belongs.all() or weights.s0 == 0:
        return float("nan"), float("nan")
    made = autocorrelation.measure(belongs.astype(np.float64), weights, "moran")
    return made.value, made.p_random
