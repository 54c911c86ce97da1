"""Tables and layers of values over years, for the tests of the monitoring."""

from __future__ import annotations

from pathlib import Path

from helpers import make_layer

SAMPLE = f"{Path(__file__).resolve().parents[1] / 'resources' / 'sample' / 'haiyue.gpkg'}|layername="
WORLD = Path(__file__).resolve().parents[1] / "resources" / "sample" / "world" / "ceds_country_2005_2019.csv"
TOWNS = f"{SAMPLE}town"
AIR = f"{SAMPLE}quality_town|subset=medium='air'"
FINE_DUST = f"{SAMPLE}quality_town|subset=pollutant='PM2.5'"


def plan_of(where: str) -> str:
    """Rows of the plan of the practice county's towns."""
    return f"{SAMPLE}plan_target|subset=level=5 AND {where}"


def rows_layer(rows, name="数值", more=""):
    """A table with a row for each (unit, item, year, value, target ...)."""
    texts = "".join(f"&field={field}:string" for field in ("unit_code", "unit_name", "item"))
    fields = f"{texts[1:]}&field=year:integer&field=value:double{more}"
    return make_layer("None", "", fields, [("", row) for row in rows], name)


def series(values, unit="01", item="x", first=2015, *more):
    """Rows of one series, None where a value is missing."""
    return [(unit, f"镇{unit}", item, first + number, value, *more) for number, value in enumerate(values)]


def squares(codes, name="乡镇"):
    """Unit squares beside each other, one for each code."""

    def square(at):
        x = 500000 + 1000 * at
        return f"POLYGON(({x} 0,{x + 1000} 0,{x + 1000} 1000,{x} 1000,{x} 0))"

    rows = [(square(at), (code,)) for at, code in enumerate(codes)]
    return make_layer("Polygon", "EPSG:4547", "field=unit_code:string", rows, name)


def wide_layer(rows, years, more="", name="宽表"):
    """Unit squares with a field for each year."""
    fields = "field=unit_code:string" + "".join(f"&field=v_{year}:double" for year in years) + more
    made = []
    for at, row in enumerate(rows):
        x = 500000 + 1000 * at
        wkt = f"POLYGON(({x} 0,{x + 1000} 0,{x + 1000} 1000,{x} 1000,{x} 0))"
        made.append((wkt, row))
    return make_layer("Polygon", "EPSG:4547", fields, made, name)
