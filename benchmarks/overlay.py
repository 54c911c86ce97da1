"""Cutting 300 000 parcels by 3 000 zones: our overlays against `native:intersection`.

    .venv/bin/python benchmarks/overlay.py [parcels] [zones]

`cut` is `toolbelt.overlay` (control lines), `cross` is `toolbelt.crossing` (sub-zones). Both layers are
tessellations without gaps in one GeoPackage each. QGIS reads, cuts and writes its result to memory; ours
reads, checks validity, cuts into pieces that fill every parcel, and keeps them. Each side runs once (QGIS
alone takes a minute); processor seconds and their ratio are printed, and the areas that came out.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import inputs

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.append("/usr/share/qgis/python/plugins")
EXTENT = 600_000.0
PEER = "native:intersection"


def timed(job):
    start = time.process_time()
    result = job()
    return time.process_time() - start, result


def compare(paths: list[Path]) -> dict[str, tuple[float, float]]:
    """Processor seconds and resulting area of each side."""
    import processing
    from qgis.core import QgsVectorLayer

    from carbon_pollution_zoning.toolbelt import crossing
    from carbon_pollution_zoning.toolbelt.overlay import Cutter, Layer
    from carbon_pollution_zoning.toolbelt.polygons import Door

    small, large = (QgsVectorLayer(str(path), path.stem, "ogr") for path in paths)

    def read(layer):
        door = Door(layer.name())
        return [door.admit(feature.geometry(), feature.id()) for feature in layer.getFeatures()]

    def cut():
        shapes = read(large)
        cutter = Cutter([Layer(shapes, [1 + number % 4 for number in range(len(shapes))])])
        return sum(piece.area() for one in read(small) for piece, _ in cutter.cut(one, 0.01))

    def cross():
        found = crossing.cross(read(small), read(large), lambda one: one.area() / 1e4, lambda _: None, 0.01)
        return found.area_ha.sum() * 1e4

    def qgis():
        made = processing.run("native:intersection", {"INPUT": small, "OVERLAY": large, "OUTPUT": "memory:"})
        return sum(feature.geometry().area() for feature in made["OUTPUT"].getFeatures())

    return {name: timed(job) for name, job in (("cut", cut), ("cross", cross), (PEER, qgis))}


def main(parcels: int, zones: int) -> None:
    from qgis.core import QgsApplication

    app = QgsApplication([], False)
    app.initQgis()
    from processing.core.Processing import Processing

    Processing.initialize()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "parcels.gpkg", Path(folder) / "zones.gpkg"]
        inputs.tessellation(paths[0], parcels, 7, EXTENT)
        inputs.tessellation(paths[1], zones, 11, EXTENT)
        times = compare(paths)
    for name, (seconds, area) in times.items():
        ratio = seconds / times[PEER][0]
        print(f"{name:22} {seconds:7.1f} s   ratio {ratio:5.2f}   area {area / EXTENT**2:.12f} of the whole")
    app.exitQgis()


if __name__ == "__main__":
    import plugin  # noqa: F401  registers the package

    sizes = [int(text) for text in sys.argv[1:]]
    main(*(sizes or [300_000, 3_000]))
