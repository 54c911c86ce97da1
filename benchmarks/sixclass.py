"""Six-class zoning of 300 000 polygons against `native:fieldcalculator` writing one field of the same layer.

    .venv/bin/python benchmarks/sixclass.py [polygons] [rounds]

Both read one GeoPackage and write another with all fields of the input. The field calculator adds one number,
the zoning its twelve columns, style and provenance. Runs alternate in one process; the median of each side in
wall-clock and processor seconds is printed, and last the ratio of the wall-clock medians. The second pair
measures the area of every polygon on the ellipsoid on both sides.
"""

from __future__ import annotations

import os
import statistics
import struct
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.append("/usr/share/qgis/python/plugins")
CELL = 300.0
CRS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84 +units=m"
ELLIPSOID = "EPSG:7030"
ZONING, CALCULATOR = "cpzoning:sixclasszoning", "native:fieldcalculator"


def cells(count: int) -> np.ndarray:
    """Closed rings of *count* eight-cornered cells without gaps, shape (count, 9, 2)."""
    row = int(np.ceil(np.sqrt(count)))
    rng = np.random.default_rng(7)
    # corners and middles of sides share one shaken grid of half cells
    nodes = np.stack(np.meshgrid(np.arange(2 * row + 1), np.arange(2 * row + 1)), -1) / 2.0
    nodes = (nodes + rng.uniform(-0.2, 0.2, nodes.shape)) * CELL + (-500_000.0, 4_000_000.0)
    y, x = (2 * part for part in np.divmod(np.arange(count), row))
    steps = [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0)]
    return np.stack([nodes[y + down, x + right] for down, right in steps], axis=1)


def make_layer(path: Path, count: int) -> None:
    from osgeo import ogr, osr

    rings = cells(count)
    rng = np.random.default_rng(8)
    numbers = np.round(
        np.column_stack(
            [60 * rng.standard_normal(count), rng.normal(35, 12, count).clip(0), rng.uniform(5, 15, count)]
        ),
        3,
    )
    reference = osr.SpatialReference()
    reference.SetFromUserInput(CRS)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("polygons", reference, ogr.wkbPolygon)
    for name, kind in (("code", ogr.OFTString), ("dlbm", ogr.OFTString)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    for name in ("net_tco2", "pm25", "size_ha"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    head = struct.pack("<BIII", 1, 3, 1, rings.shape[1])
    layer.StartTransaction()
    for number in range(count):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(head + rings[number].astype("<f8").tobytes()))
        feature.SetField(0, f"{370_000_000 + number}")
        feature.SetField(1, ("0101", "0301", "0601", "0701")[number % 4])
        for column, value in enumerate(numbers[number].tolist(), start=2):
            feature.SetField(column, value)
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def pairs(layer: Path) -> dict[str, tuple[tuple[str, dict], tuple[str, dict]]]:
    """Name of a pair -> (zoning, field calculator), each as algorithm and options."""
    zoning = {"INPUT": str(layer), "NET": "net_tco2", "POLLUTANTS": ["pm25", "35", "", ""]}
    calculator = {"INPUT": str(layer), "FIELD_NAME": "q_p", "FIELD_TYPE": 0}
    return {
        "area from a field": (
            (ZONING, {**zoning, "DENOMINATOR_FIELD": "size_ha"}),
            (CALCULATOR, {**calculator, "FORMULA": '"pm25" / 35 - 1'}),
        ),
        "area measured": (
            (ZONING, zoning),
            (CALCULATOR, {**calculator, "FORMULA": '"net_tco2" / $area * 10000'}),
        ),
    }


def timed(algorithm: str, options: dict, folder: Path) -> tuple[float, float]:
    """Wall-clock and processor seconds of one run into a new file."""
    import processing

    output = folder / "output.gpkg"
    output.unlink(missing_ok=True)
    wall, cpu = time.perf_counter(), time.process_time()
    processing.run(algorithm, {**options, "OUTPUT": str(output)})
    return time.perf_counter() - wall, time.process_time() - cpu


def main() -> None:
    from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject

    application = QgsApplication([], False)
    application.initQgis()
    # a project without a CRS has no ellipsoid either, and the field calculator would measure in the plane
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem(f"PROJ:{CRS}"))
    QgsProject.instance().setEllipsoid(ELLIPSOID)
    from processing.core.Processing import Processing

    import plugin  # noqa: F401  registers the package

    Processing.initialize()
    from carbon_pollution_zoning.processing_provider.provider import Provider

    provider = Provider()
    QgsApplication.processingRegistry().addProvider(provider)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_layer(folder / "polygons.gpkg", count)
        print(
            f"{count} polygons, {rounds} rounds, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
        )
        for words, jobs in pairs(folder / "polygons.gpkg").items():
            report(words, jobs, folder, rounds)
    QgsApplication.processingRegistry().removeProvider(provider)
    application.exitQgis()


def report(words: str, jobs, folder: Path, rounds: int) -> None:
    seconds = [[timed(*job, folder) for job in jobs] for _ in range(rounds)]
    wall, cpu = (
        [statistics.median(row[side][kind] for row in seconds) for side in (0, 1)] for kind in (0, 1)
    )
    print(f"{words}: zoning {wall[0]:.2f} s ({cpu[0]:.2f} s of processor), ", end="")
    print(f"field calculator {wall[1]:.2f} s ({cpu[1]:.2f} s)")
    print(f"{words}: ratio {wall[0] / wall[1]:.2f}", flush=True)


if __name__ == "__main__":
    main()
