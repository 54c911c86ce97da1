"""Two rasters to six classes, crossed with land cover to 24 sub-zones with their areas, against other tools.

    .venv/bin/python benchmarks/zoning_raster.py FOLDER [side] [rounds] [tool ...]

Every tool is a process of its own that starts, reads net carbon, pollution and land cover, writes the raster
of sub-zones and counts its values; wall time, processor time and peak memory are those of whole processes.
Tools: `ours` (the algorithm sixclasszoningraster, which writes the classes and overviews too), `qgis` (raster
calculator, then unique values), `gdal_calc` (then gdalinfo -hist) and `grass` (r.mapcalc, then r.stats) where
it is installed. Runs alternate; medians and their ratios to ours are printed, with the number of cells in
which results differ.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from pathlib import Path

import inputs
import processes

BENCHMARK, LIMIT = 20.0, 70.0
TARGET = {"qgis": 6.0, "gdal_calc": 3.0, "grass": 10.0}
OURS = """
processing.run("cpzoning:sixclasszoningraster", {{
    "NET": {net!r}, "NET_UNIT": "ha", "POLLUTION": {load!r}, "POLLUTION_STANDARD": {limit},
    "NEGATIVE": "loads", "CARBON_BENCHMARK": {benchmark}, "SPACES": {land!r}, "SCHEME": "clcd",
    "OUTPUT": {folder!r} + "/classes.tif", "SUBZONES": {out!r}, "MATRIX": {folder!r} + "/matrix.csv"}})
"""
QGIS = """
from qgis.analysis import QgsNativeAlgorithms, QgsRasterCalculator, QgsRasterCalculatorEntry
from qgis.core import QgsCoordinateTransformContext, QgsRasterLayer
layers, entries = [], []
for name, path in (("n", {net!r}), ("p", {load!r}), ("l", {land!r})):
    layers.append(QgsRasterLayer(path, name))
    entry = QgsRasterCalculatorEntry()
    entry.ref, entry.raster, entry.bandNumber = name + "@1", layers[-1], 1
    entries.append(entry)
one = layers[0]
size, context = (one.width(), one.height()), QgsCoordinateTransformContext()
made = QgsRasterCalculator({expression!r}, {out!r}, "GTiff", one.extent(), one.crs(), *size, entries, context)
made.processCalculation()
processing.run("native:rasterlayeruniquevaluesreport", {{"INPUT": {out!r}, "BAND": 1,
               "OUTPUT_TABLE": {folder!r} + "/values.csv"}})
"""


def expression(n: str, p: str, land: str, equal: str) -> str:
    """The 24 codes as one formula of comparisons, in the words of raster calculators."""
    u, v = f"({n} / {BENCHMARK})", f"(({p} - {LIMIT}) / {LIMIT})"
    strong = f"({u} >= 1) * ({v} >= 1)"
    both = f"6 * {strong} + (1 - {strong}) * (4 * ({u} >= {v}) + 5 * ({u} < {v}))"
    code = f"1 * ({u} <= 0) * ({v} <= 0) + 2 * ({u} > 0) * ({v} <= 0) + 3 * ({u} <= 0) * ({v} > 0)"
    code += f" + ({u} > 0) * ({v} > 0) * ({both})"
    cropland, town = f"({land} {equal} 1)", f"({land} {equal} 8)"
    return f"10 * (2 - {cropland} + {town}) + {code}"


def commands(tool: str, made: dict[str, Path], folder: Path) -> tuple[list[list[str]], Path]:
    """Commands of a tool, one after the other, and the raster of sub-zones that they make."""
    out = folder / "zones.tif"
    names = {
        "net": str(made["net_carbon"]),
        "load": str(made["pollution"]),
        "land": str(made["land_cover"]),
        "folder": str(folder),
        "out": str(out),
        "limit": LIMIT,
        "benchmark": BENCHMARK,
    }
    if tool in ("ours", "qgis"):
        text = expression('"n@1"', '"p@1"', '"l@1"', "=")
        code = (OURS if tool == "ours" else QGIS).format(**names, expression=text)
        return [processes.python((processes.PROVIDER if tool == "ours" else "") + code)], out
    if tool == "gdal_calc":
        calculation = expression("A", "B", "C", "==")
        rasters = ["-A", names["net"], "-B", names["load"], "-C", names["land"]]
        options = [
            "--type=Byte",
            "--NoDataValue=0",
            "--co=TILED=YES",
            "--co=COMPRESS=DEFLATE",
            "--co=ZLEVEL=1",
        ]
        calc = ["gdal_calc.py", *rasters, f"--calc={calculation}", f"--outfile={out}", *options, "--quiet"]
        return [calc, ["gdalinfo", "-hist", str(out)]], out
    script = "; ".join(
        [
            *(
                f"r.external -o input={names[key]} output={letter}"
                for letter, key in zip("npl", ("net", "load", "land"))
            ),
            "g.region raster=n",
            f'r.mapcalc "z = {expression("n", "p", "l", "==")}"',
            "r.stats -an z",
            f"r.out.gdal input=z output={out} type=Byte nodata=0 createopt=TILED=YES,COMPRESS=DEFLATE -f",
        ]
    )
    return [["grass", "--tmp-location", names["net"], "--exec", "sh", "-c", script]], out


def measured(tool: str, made: dict[str, Path], folder: Path) -> tuple[float, float, float, Path]:
    """Wall seconds, processor seconds and peak megabytes of one run, and its raster."""
    todo, out = commands(tool, made, folder)
    return *processes.measured(todo, folder), out


def differing(one: Path, other: Path) -> int:
    """Cells that hold another sub-zone in one raster than in the other, where both hold one."""
    from osgeo import gdal

    a, b = gdal.Open(str(one)), gdal.Open(str(other))
    count = 0
    for top in range(0, a.RasterYSize, 512):
        height = min(512, a.RasterYSize - top)
        first = a.ReadAsArray(0, top, a.RasterXSize, height)
        second = b.ReadAsArray(0, top, a.RasterXSize, height)
        count += int(((first != second) & (first > 0) & (second > 0)).sum())
    return count


def main() -> None:
    folder = Path(sys.argv[1])
    side = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    tools = sys.argv[4:] or [
        t for t in ("ours", "qgis", "gdal_calc", "grass") if t != "grass" or shutil.which("grass")
    ]
    folder.mkdir(parents=True, exist_ok=True)
    made = inputs.apart(inputs.rasters, folder, side)
    seconds: dict[str, list[float]] = {tool: [] for tool in tools}
    processor: dict[str, list[float]] = {tool: [] for tool in tools}
    peaks = dict.fromkeys(tools, 0.0)
    rasters: dict[str, Path] = {}
    for _ in range(rounds):
        for tool in tools:
            took, busy, peak, rasters[tool] = measured(tool, made, folder / tool)
            seconds[tool].append(took)
            processor[tool].append(busy)
            peaks[tool] = max(peaks[tool], peak)
    ours = statistics.median(seconds[tools[0]])
    for tool in tools:
        median = statistics.median(seconds[tool])
        busy = statistics.median(processor[tool])
        line = f"{side} x {side} {tool}: {median:.1f} s ({busy:.1f} s of processor), {peaks[tool]:.0f} MB"
        if tool != tools[0]:
            different = differing(rasters[tools[0]], rasters[tool])
            line += f", {median / ours:.1f} times {tools[0]} (to reach {TARGET.get(tool, 1):g})"
            line += f", {different} cells differ"
        print(line, flush=True)


if __name__ == "__main__":
    main()
