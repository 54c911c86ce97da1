"""Control units of ever more sub-zones: does the time grow with their number and no faster?

    .venv/bin/python benchmarks/controlunits.py [squares ...]

Squares of 1 ha with one of 24 sub-zones each by a fixed seed, of which those below 1.5 ha go to a neighbour.
Processor seconds per 10 000 squares are printed for each size, and their growth from the smallest to the
largest.
"""

from __future__ import annotations

import os
import sys
import time

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.append("/usr/share/qgis/python/plugins")
SIZES = (10_000, 90_000, 300_000)
SIDE, ORIGIN, SEED = 100.0, (500_000.0, 3_300_000.0), 3


def squares(count: int):
    """A memory layer of sub-zones."""
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

    from carbon_pollution_zoning.core import vocabulary

    codes = [one.code for one in vocabulary.subzones()]
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:4547&field=unit_code:string&field=subzone:string", "squares", "memory"
    )
    width = round(count**0.5)
    kinds = np.random.default_rng(SEED).integers(0, len(codes), count).tolist()
    features = []
    for number, kind in enumerate(kinds):
        feature = QgsFeature(layer.fields())
        x, y = ORIGIN[0] + SIDE * (number % width), ORIGIN[1] + SIDE * (number // width)
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x, y, x + SIDE, y + SIDE)))
        feature.setAttributes(["01", codes[kind]])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def seconds(count: int) -> tuple[float, int]:
    """Processor seconds of a run, and how many control units it made."""
    import processing

    layer = squares(count)
    start = time.process_time()
    made = processing.run("cpzoning:controlunits", {"INPUT": layer, "MIN_AREA": 1.5, "OUTPUT": "memory:"})
    return time.process_time() - start, made["COUNT"]


def main(sizes: list[int]) -> None:
    from qgis.core import QgsApplication

    app = QgsApplication([], False)
    app.initQgis()
    from processing.core.Processing import Processing

    from carbon_pollution_zoning.processing_provider.provider import Provider

    Processing.initialize()
    provider = Provider()
    app.processingRegistry().addProvider(provider)
    per = []
    for count in sizes:
        spent, units = seconds(count)
        per.append(spent / count)
        print(f"{count} squares, {units} units: {spent:.1f} s, {1e4 * per[-1]:.2f} s per 10 000", flush=True)
    print(f"growth per square: {per[-1] / per[0]:.2f}")
    app.processingRegistry().removeProvider(provider)
    app.exitQgis()


if __name__ == "__main__":
    import plugin  # noqa: F401  registers the package

    main([int(word) for word in sys.argv[1:]] or list(SIZES))
