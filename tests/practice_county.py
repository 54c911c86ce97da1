"""Shared by the tests of the practice county: where it lies and how it is read."""

from __future__ import annotations

import csv
import sqlite3
import sys
from pathlib import Path

from osgeo import ogr

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample"
EXPECTED = SAMPLE / "expected"
DATA = ROOT / "core" / "data"
TOOLS = ROOT / "tools"
DESIGN = TOOLS / "sample" / "design"
PACKAGE = SAMPLE / "haiyue.gpkg"
CLASSES = ("S", "SC", "SP", "CP", "PC", "SCP")
SPACES = ("A", "E", "U", "M")
LEFT, BOTTOM, TOP = 478_000.0, 2_270_000.0, 2_310_000.0  # of the working grid, m


def rows_of(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding=encoding, newline="") as handle:
        return list(csv.DictReader(handle))


def query(sql: str, *values) -> list[tuple]:
    """Rows of an SQL query on the GeoPackage."""
    base = sqlite3.connect(f"file:{PACKAGE}?mode=ro&immutable=1", uri=True)
    try:
        return base.execute(sql, values).fetchall()
    finally:
        base.close()


def layers(path: Path = PACKAGE) -> dict[str, list[tuple[dict, ogr.Geometry | None]]]:
    """Every layer of a vector file as (attributes, geometry)."""
    source = ogr.Open(str(path))
    out = {}
    for layer in (source.GetLayer(number) for number in range(source.GetLayerCount())):
        out[layer.GetName()] = [
            (feature.items(), feature.GetGeometryRef().Clone() if feature.GetGeometryRef() else None)
            for feature in layer
        ]
    return out


def generator_module(name: str):
    """A module of the generator in tools/sample."""
    sys.path.insert(0, str(TOOLS))
    try:
        return __import__(f"sample.{name}", fromlist=[name])
    finally:
        sys.path.remove(str(TOOLS))
