"""Cutting 300 000 parcels by 3 000 zones: our overlays against `native:intersection`.

    .venv/bin/python benchmarks/overlay.py [parcels] [zones]

`cut` is `toolbelt.overlay` (control lines), `cross` is `toolbelt.crossing` (sub-zones). Both layers are
tessellations without gaps in one GeoPackage each. QGIS reads, cuts and writes its result to memory; ours
reads, checks validity, cuts into pieces that fill every parcel, and keeps them. Each side runs once (QGIS
alone takes a minute); processor seconds and their ratio are printed, and the areas that came out.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.append("/usr/share/qgis/python/plugins")
ROOT = Path(__file__).resolve().parents[1]
EXTENT = 600_000.0
PEER = "native:intersection"
CRS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84 +units=m"


def package():
    spec = importlib.util.spec_from_file_location(
        "carbon_pollution_zoning", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["carbon_pollution_zoning"] = module
    spec.loader.exec_module(module)


def tessellation(path: Path, count: int, seed: int) -> None:
    """Voronoi cells of a shaken grid; mirrored points make the outline straight."""
    from osgeo import ogr, osr
    from scipy.spatial import Voronoi

    rng = np.random.default_rng(seed)
    row = int(np.ceil(np.sqrt(count)))
    grid = np.stack(np.meshgrid(np.arange(row), np.arange(row)), -1).reshape(-1, 2)[:count] + 0.5
    points = (grid + rng.uniform(-0.42, 0.42, grid.shape)) / row * EXTENT
    mirrored = [points]
    for axis in (0, 1):
        for wall in (0.0, EXTENT):
            near = points[np.abs(points[:, axis] - wall) < 0.05 * EXTENT].copy()
            near[:, axis] = 2 * wall - near[:, axis]
            mirrored.append(near)
    cells = Voronoi(np.vstack(mirrored))
    reference = osr.SpatialReference()
    reference.SetFromUserInput(CRS)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer(path.stem, reference, ogr.wkbPolygon)
    layer.StartTransaction()
    for number in range(count):
        ring = np.round(cells.vertices[cells.regions[cells.point_region[number]]], 3)
        text = ",".join(f"{x:.3f} {y:.3f}" for x, y in [*ring, ring[0]])
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({text}))"))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


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
        tessellation(paths[0], parcels, 7)
        tessellation(paths[1], zones, 11)
        times = compare(paths)
    for name, (seconds, area) in times.items():
        ratio = seconds / times[PEER][0]
        print(f"{name:22} {seconds:7.1f} s   ratio {ratio:5.2f}   area {area / EXTENT**2:.12f} of the whole")
    app.exitQgis()


if __name__ == "__main__":
    package()
    sizes = [int(text) for text in sys.argv[1:]]
    main(*(sizes or [300_000, 3_000]))
