"""Layers for the tests of the group ``output``: four towns with classes, sub-zones and hostile names."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile

import processing
import pytest
from helpers import make_layer

SQUARE = "POLYGON(({x} {b},{x} {t},{y} {t},{y} {b},{x} {b}))"
HOSTILE = '<b>甲镇</b> [% 1+1 %] & "x"'
FORMULA = "=cmd|'/c calc'!A1"
# name, class, space, net t CO2e, u, v
TOWNS = [
    (HOSTILE, "S", "E", -1200.0, -0.5, -0.2),
    (FORMULA, "SC", "U", 3000.0, 1.5, -0.3),
    ("丙镇", "SCP", "U", 9000.0, 2.0, 1.4),
    ("丁镇", None, None, None, None, None),
]
FIELDS = (
    "field=unit_name:string&field=cp_class:string&field=space:string&field=subzone:string"
    "&field=net_tco2:double&field=u:double&field=v:double"
)


def box(at: int, side: int = 3000) -> str:
    """A square of 3 km in the row of towns, near Guangzhou in the coordinates of EPSG:4547."""
    x = 480000 + side * at
    return SQUARE.format(x=x, y=x + side, b=2500000, t=2500000 + side)


def towns(name: str = "各镇 towns", subzones: bool = True):
    """The towns as a layer in memory; without the field ``subzone`` one of classes alone."""
    rows = []
    for at, (town, zone_class, space, net, u, v) in enumerate(TOWNS):
        subzone = f"{space}-{zone_class}" if zone_class and subzones else None
        rows.append((box(at), (town, zone_class, space, subzone, net, u, v)))
    fields = FIELDS if subzones else FIELDS.replace("&field=space:string&field=subzone:string", "")
    if not subzones:
        rows = [(shape, (*values[:2], *values[4:])) for shape, values in rows]
    return make_layer("Polygon", "EPSG:4547", fields, rows, name)


def saved(layer, path) -> str:
    """*layer* as a GeoPackage."""
    return processing.run("native:savefeatures", {"INPUT": layer, "OUTPUT": str(path)})["OUTPUT"]


def text_of(pdf) -> str:
    """All text of a PDF without blanks, as another program reads it."""
    return "".join(_told("pdftotext", "-layout", str(pdf), "-").split())


def unembedded_fonts(pdf) -> list[str]:
    """Fonts of a PDF that are not inside it, as another program lists them."""
    lines = _told("pdffonts", str(pdf)).splitlines()[2:]
    assert lines, "the PDF has no fonts at all"
    return [line for line in lines if re.split(r"\s+", line.strip())[-5:-4] != ["yes"]]


def pages_of(pdf) -> int:
    """Number of pages of a PDF."""
    return int(re.search(r"Pages:\s+(\d+)", _told("pdfinfo", str(pdf)))[1])


def _told(program: str, *arguments: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} (poppler-utils) is not installed")
    done = subprocess.run([program, *arguments], capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def sheet_xml(workbook, number: int = 1) -> str:
    """XML of a sheet of a workbook."""
    with zipfile.ZipFile(workbook) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode("utf-8")


def run(algorithm: str, feedback=None, **parameters) -> dict:
    """Run ``cpzoning:<algorithm>``."""
    return processing.run(f"cpzoning:{algorithm}", parameters, feedback=feedback)
