"""A register of the practice county with all five levels: units, targets of the nation, bases and reports."""

from __future__ import annotations

import uuid

import processing
from helpers import RecordingFeedback
from practice_county import PACKAGE
from qgis.core import QgsProviderRegistry

from carbon_pollution_zoning.core.register.changes import insert, put
from carbon_pollution_zoning.toolbelt.register import places

CRS = "EPSG:4547"
COUNTY, TOP = "990121", "0"


def sample(layer: str, where: str = "") -> str:
    """A layer of the practice county."""
    return f"{PACKAGE}|layername={layer}" + (f"|subset={where}" if where else "")


def run(algorithm: str, **parameters) -> dict:
    """Run an algorithm of the plugin; the result has what was ``said`` too."""
    feedback = RecordingFeedback()
    result = processing.run(f"cpzoning:{algorithm}", parameters, feedback=feedback)
    return {**result, "said": feedback.text}


def opened(place: dict):
    """The register behind the parameters that name it."""
    if "REGISTER" in place:
        return places.opened(place["REGISTER"])
    return places.opened(connection=place["CONNECTION"], namespace=place["SCHEMA"])


def on_server(server, request) -> dict:
    """Parameters of a new database behind a connection that QGIS keeps while the test runs."""
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    name = f"台账 {uuid.uuid4().hex[:8]}"
    metadata.saveConnection(metadata.createConnection(server.database(), {"saveUsername": True}), name)
    request.addfinalizer(lambda: metadata.deleteConnection(name))
    return {"CONNECTION": name, "SCHEMA": "海岳"}


def county(place: dict) -> dict:
    """A register with the five levels, polygons of towns and county, bases, reports and society."""
    run("createregister", TITLE="海岳县", CRS=CRS, **place)
    tree = {"CODE": "unit_code", "PARENT": "parent_code", "LEVEL": "level"}
    for layer in ("hierarchy", "county", "town"):
        run("buildhierarchy", INPUT=sample(layer), **tree, **place)
    # targets of the nation alone: those of the levels below are what the cycle makes
    for where in ("kind='base' OR kind='reported'", "kind='target' AND level=1"):
        run("importvalues", INPUT=sample("plan_target", where), INDICATOR="concept", **place)
    columns = ["population", "population", "", "", "gdp_1e4_yuan", "gdp", "", ""]
    run("importvalues", INPUT=sample("society"), COLUMNS=columns, ALL_KIND="actual", **place)
    return place


def history(place: dict) -> None:
    """Yearly values of the towns, made of their base and their report by a straight line between both."""
    register = opened(place)
    read = register.columns("indicator_values", ("unit", "indicator", "year", "kind", "value"))
    rows = list(zip(*read.values()))
    at = {(unit, code, year): value for unit, code, year, kind, value in rows if kind in ("base", "reported")}
    made = [
        (
            unit,
            code,
            2020 + step,
            "actual",
            at[unit, code, 2020] * (1 - step / 4) + at[unit, code, 2024] * step / 4,
        )
        for unit, code in {(one[0], one[1]) for one in at}
        for step in (1, 2, 3)
        if (unit, code, 2020) in at and (unit, code, 2024) in at
    ]
    names = ("unit", "indicator", "year", "kind", "value")
    columns = {name: [row[number] for row in made] for number, name in enumerate(names)}
    register.write([insert("indicator_values", columns)], "test")


def values(place: dict, **where) -> dict[tuple, float]:
    """Values that hold: (unit, indicator, year, kind) -> value."""
    from carbon_pollution_zoning.core.register import views

    names = ("unit", "indicator", "subzone", "component", "plan", "year", "kind", "version", "value")
    rows = views.holding(views.records(opened(place).columns("indicator_values", names, where)))
    return {(one["unit"], one["indicator"], one["year"], one["kind"]): one["value"] for one in rows}


def table(place: dict, name: str) -> list[dict]:
    """Rows of a table of the register."""
    from carbon_pollution_zoning.core.register import views

    return views.records(opened(place).columns(name))


def reports(place: dict, columns: dict[str, list]) -> None:
    """Write values by hand, as somebody else would."""
    opened(place).write([put("indicator_values", columns)], "test")
