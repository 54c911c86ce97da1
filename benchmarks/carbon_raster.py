"""Carbon of a land-cover raster against other tools: coefficients, stocks of four pools, sums by polygon.

    .venv/bin/python benchmarks/carbon_raster.py FOLDER [side] [rounds] [job ...]

Jobs:

* ``coefficients``: a coefficient for every cell as a raster, and totals by class. Ours is `landcarbonbudget`;
  peers are QGIS (`native:reclassifybytable`, then unique values) and `gdal_calc` (then `gdalinfo -hist`).
  ``gdal`` is what the same reading and writing takes with no other work than a change of type.
* ``pools``: stocks of four pools as a raster and totals. Ours is `carbonstock`; the peer is the carbon model
  of InVEST, where the variable INVEST names a Python that has `natcap.invest`.
* ``zones``: sums over 3 000 polygons. Ours is `landcarbonbudget` from land cover, without any raster of
  coefficients; the peer is `native:zonalstatisticsfb` on such a raster, which it gets for nothing.

Every tool is a process of its own; wall time, processor time and peak memory are those of whole processes.
Runs alternate; medians and their ratios to ours are printed.
"""

from __future__ import annotations

import csv
import os
import statistics
import sys
from pathlib import Path

import inputs
from processes import PROVIDER, measured, python

ZONES = 3_000
TARGET = {"qgis": 2.5, "gdal_calc": 2.0, "invest": 20.0, "zonalstatisticsfb": 10.0}
PER_HECTARE = [float(value) for value in inputs.PER_HECTARE]
POOLS = {value: (5.0 * value, 2.0 * value, 60.0 + value, 0.5 * value) for value in range(1, 10)}
NAMES = ("c_above", "c_below", "c_soil", "c_dead")
BUDGET = (
    PROVIDER
    + """
processing.run("cpzoning:landcarbonbudget", {{"RASTER": {land!r}, "SCHEME": "clcd",
    "UNITS": {folder!r} + "/units.csv", "CLASSES_OUT": {folder!r} + "/classes.csv", "NET_RASTER": {out!r}}})
"""
)
ZONAL = (
    PROVIDER
    + """
processing.run("cpzoning:landcarbonbudget", {{"RASTER": {land!r}, "SCHEME": "clcd", "UNITS_LAYER": {zones!r},
    "UNITS_CODE": "unit_code", "UNITS": {folder!r} + "/units.gpkg"}})
"""
)
STOCK = (
    PROVIDER
    + """
processing.run("cpzoning:carbonstock", {{"RASTER": {land!r}, "LOOKUP": {table!r},
    "UNITS": {folder!r} + "/units.csv", "CLASSES_OUT": {folder!r} + "/classes.csv", "STOCK_RASTER": {out!r}}})
"""
)
RECLASSIFY = """
from qgis.analysis import QgsNativeAlgorithms
table = [text for value, tc in enumerate({values!r}) if value for text in (value - 0.5, value + 0.5, tc)]
processing.run("native:reclassifybytable", {{"INPUT_RASTER": {land!r}, "RASTER_BAND": 1, "TABLE": table,
    "NO_DATA": -9999, "RANGE_BOUNDARIES": 2, "NODATA_FOR_MISSING": True, "DATA_TYPE": 5, "OUTPUT": {out!r}}})
processing.run("native:rasterlayeruniquevaluesreport", {{"INPUT": {out!r}, "BAND": 1,
    "OUTPUT_TABLE": {folder!r} + "/values.csv"}})
"""
STATISTICS = """
processing.run("native:zonalstatisticsfb", {{"INPUT": {zones!r}, "INPUT_RASTER": {net!r}, "RASTER_BAND": 1,
    "STATISTICS": [1], "OUTPUT": {folder!r} + "/units.gpkg"}})
"""
READ_AND_WRITE = """
import plugin
import numpy
from carbon_pollution_zoning.toolbelt import rasters, rasterwriter
source = rasters.Source({land!r}, "land cover")
band = rasters.describe(source)
with rasterwriter.Writer({out!r}, band.grid, numpy.float32, -9999.0) as writer:
    where = rasters.windows(band.grid)
    for window, cells in rasters.stream([source], where, lambda _, cells: cells.astype(numpy.float32)):
        writer.write(window, cells)
"""
INVEST = """
import sys
from natcap.invest import carbon
values = {{"workspace_dir": {folder!r}, "lulc_bas_path": {land!r}, "carbon_pools_path": {table!r},
          "calc_sequestration": False, "do_valuation": False, "n_workers": -1}}
carbon.execute(values)
"""
JOBS = {
    "coefficients": ("ours", "qgis", "gdal_calc", "gdal"),
    "pools": ("ours", "invest"),
    "zones": ("ours", "zonalstatisticsfb"),
}
CODE = {
    ("coefficients", "ours"): BUDGET,
    ("coefficients", "qgis"): RECLASSIFY,
    ("coefficients", "gdal"): READ_AND_WRITE,
    ("pools", "ours"): STOCK,
    ("zones", "ours"): ZONAL,
    ("zones", "zonalstatisticsfb"): STATISTICS,
}


def commands(job: str, tool: str, names: dict[str, str]) -> list[list[str]]:
    """Commands of a tool, one after the other."""
    if tool == "invest":
        return [[os.environ["INVEST"], "-c", INVEST.format(**names)]]
    if tool == "gdal_calc":
        options = ["--type=Float32", "--NoDataValue=-9999", "--co=TILED=YES", "--co=COMPRESS=DEFLATE"]
        formula = f"numpy.array({[-9999.0, *PER_HECTARE[1:]]},dtype=numpy.float32)[A]"
        calc = ["gdal_calc.py", "-A", names["land"], f"--calc={formula}", f"--outfile={names['out']}"]
        histogram = ["gdalinfo", "-hist", names["out"]]
        return [
            [*calc, *options, "--co=ZLEVEL=1", "--co=BIGTIFF=IF_SAFER", "--hideNoData", "--quiet"],
            histogram,
        ]
    return [python(CODE[job, tool].format(**names, values=PER_HECTARE))]


def lookup(path: Path) -> Path:
    """Write the table of the four pools by value that InVEST and we read."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["lucode", "lulc_name", *NAMES])
        writer.writerows([value, f"class {value}", *pools] for value, pools in POOLS.items())
    return path


def tools_of(job: str) -> list[str]:
    """The tools of a job that are here."""
    return [tool for tool in JOBS[job] if tool != "invest" or os.environ.get("INVEST")]


def main() -> None:
    folder = Path(sys.argv[1])
    side = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    jobs = sys.argv[4:] or list(JOBS)
    folder.mkdir(parents=True, exist_ok=True)
    made = inputs.apart(inputs.rasters, folder, side)
    common = {
        "land": str(made["land_cover"]),
        "net": str(made["net_carbon"]),
        "zones": str(inputs.apart(inputs.zones, folder, side, ZONES)),
        "table": str(lookup(folder / "pools.csv")),
    }
    for job in jobs:
        tools = tools_of(job)
        found: dict[str, list[tuple[float, float, float]]] = {tool: [] for tool in tools}
        for _ in range(rounds):
            for tool in tools:
                place = folder / f"{job}_{tool}"
                names = {**common, "folder": str(place), "out": str(place / "out.tif")}
                found[tool].append(measured(commands(job, tool, names), Path(names["folder"])))
        show(job, side, found)


def show(job: str, side: int, found: dict[str, list[tuple[float, float, float]]]) -> None:
    """Print medians and ratios of a job."""
    middle = {tool: [statistics.median(one) for one in zip(*runs)] for tool, runs in found.items()}
    ours = middle["ours"][0]
    for tool, (took, busy, _) in middle.items():
        peak = max(run[2] for run in found[tool])
        line = f"{side} x {side} {job} {tool}: {took:.1f} s ({busy:.1f} s of processor), {peak:.0f} MB"
        if tool == "gdal":
            line += f", {100 * took / ours:.0f} % of ours is reading and writing (with the start of QGIS)"
        elif tool != "ours":
            line += f", {took / ours:.1f} times ours (to reach {TARGET[tool]:g})"
        print(line, flush=True)


if __name__ == "__main__":
    main()
