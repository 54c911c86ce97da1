"""Real data: emissions of the countries and areas of the world in 2019, and what six classes they fall into.

Emissions are the extract of CEDS in resources/sample/world; the polygons are those of the world map that
every QGIS brings along. Nobody has set standards per hectare for countries, so the demonstration takes an
equal share: the mean intensity of all countries with data. That is an illustration, and the maps say so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from . import products, steps, texts

YEAR = 2019
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sample" / "world"
# Areas that the world map draws as a part of another one: code in CEDS -> code on the map. Kosovo has no
# ISO code; the map writes -99.
ON_THE_MAP = {"GLP": "FRA", "GUF": "FRA", "MTQ": "FRA", "REU": "FRA", "SRB (KOSOVO)": "-99"}
# International shipping and aviation belong to no country.
NOWHERE = "GLOBAL"
POLLUTANTS = ("SO2", "NOx", "NH3", "CO", "NMVOC")
TONNES_PER_KT = 1000.0
EQUAL_EARTH = "EPSG:8857"
# 0.02 mm on an A4 page of the world.
FINEST_METRES = 2000.0


@dataclass(frozen=True)
class World:
    """What the chain gave.

    Attributes
    ----------
    layer
        GeoPackage with the classes.
    carbon_standard
        t CO2 per hectare and year: the mean of all countries with data.
    load_standard
        Equivalents per km2 and year: the same mean.
    not_on_the_map
        CEDS areas without a polygon -> kt CO2, which no class contains.
    """

    layer: str
    carbon_standard: float
    load_standard: float
    not_on_the_map: dict[str, float]


def extract() -> Path:
    """The extract of CEDS; its years stand in its name."""
    return next(FOLDER.glob("ceds_country_*.csv"))


def world_map() -> Path:
    """The world map that QGIS brings along."""
    from qgis.core import QgsApplication

    return Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"


def compute(chain: steps.Chain) -> World:
    """The chain, from the two raw files to classes, by `processing.run` alone."""
    emissions = _emissions(chain)
    joined = _on_polygons(chain, emissions)
    loads = chain.run(
        "cpzoning:pollutantequivalents",
        main="UNITS",
        INPUT=joined,
        UNIT_CODE="ISO_A3",
        UNIT_NAME="NAME",
        LOADS=[cell for code in POLLUTANTS for cell in (f"{code}_kt", code, "kt", "air")],
        UNITS=chain.path("pollutantequivalents"),
    )["UNITS"]
    known = [row for row in steps.rows(loads) if row["net_tco2"] is not None and row["eq_total"] is not None]
    hectares = math.fsum(row["area_ha"] for row in known)
    carbon_standard = math.fsum(row["net_tco2"] for row in known) / hectares
    load_standard = math.fsum(row["eq_total"] for row in known) / (hectares / 100.0)
    classes = chain.run(
        "cpzoning:sixclasszoning",
        INPUT=loads,
        NET="net_tco2",
        CARBON_MODE="quota",
        CARBON_STANDARD=carbon_standard,
        DENOMINATOR="area",
        DENOMINATOR_FIELD="area_ha",
        POLLUTANTS=["eq_total_km2", repr(load_standard), "", ""],
        OUTPUT=chain.path("sixclasszoning"),
    )["OUTPUT"]
    return World(classes, carbon_standard, load_standard, _without_polygon(emissions, joined))


def _emissions(chain: steps.Chain) -> str:
    """One row per area of the map, in the year of the demonstration."""
    one_year = chain.run(
        "native:extractbyexpression",
        INPUT=str(extract()),
        EXPRESSION=f'to_int("year") = {YEAR} AND "iso3" <> \'{NOWHERE}\'',
        OUTPUT=chain.path("ceds_year"),
    )["OUTPUT"]
    cases = " ".join(f"WHEN \"iso3\" = '{code}' THEN '{place}'" for code, place in ON_THE_MAP.items())
    key = f'CASE {cases} ELSE "iso3" END'
    text, real = 10, 6
    columns = [{"aggregate": "first_value", "delimiter": "", "input": key, "length": 0, "name": "unit_code"}]
    columns[0] |= {"precision": 0, "type": text}
    for name in ("CO2", *POLLUTANTS):
        columns.append(
            {
                "aggregate": "sum",
                "delimiter": "",
                "input": f'to_real("{name}_kt")',
                "length": 0,
                "name": f"{name}_kt",
                "precision": 0,
                "type": real,
            }
        )
    return chain.run(
        "native:aggregate", INPUT=one_year, GROUP_BY=key, AGGREGATES=columns, OUTPUT=chain.path("ceds")
    )["OUTPUT"]


def _on_polygons(chain: steps.Chain, emissions: str) -> str:
    """The polygons of the world map with the emissions, carbon in tonnes."""
    sound = chain.run(
        "native:fixgeometries", INPUT=f"{world_map()}|layername=countries", OUTPUT=chain.path("countries")
    )["OUTPUT"]
    joined = chain.run(
        "native:joinattributestable",
        INPUT=sound,
        FIELD="ISO_A3",
        INPUT_2=emissions,
        FIELD_2="unit_code",
        FIELDS_TO_COPY=["CO2_kt", *(f"{code}_kt" for code in POLLUTANTS)],
        METHOD=1,
        OUTPUT=chain.path("joined"),
    )["OUTPUT"]
    return chain.run(
        "native:fieldcalculator",
        INPUT=joined,
        FIELD_NAME="net_tco2",
        FIELD_TYPE=0,
        FORMULA=f'"CO2_kt" * {TONNES_PER_KT}',
        OUTPUT=chain.path("accounts"),
    )["OUTPUT"]


def _without_polygon(emissions: str, joined: str) -> dict[str, float]:
    on_map = {row["ISO_A3"] for row in steps.rows(joined)}
    return {
        row["unit_code"]: row["CO2_kt"] for row in steps.rows(emissions) if row["unit_code"] not in on_map
    }


def _in_the_plane(chain: steps.Chain, layer: str) -> str:
    """The classes for maps: in an equal-area projection, with no more points than a page can show."""
    flat = chain.run(
        "native:reprojectlayer", INPUT=layer, TARGET_CRS=EQUAL_EARTH, OUTPUT=chain.path("projected")
    )["OUTPUT"]
    plain = chain.run(
        "native:simplifygeometries",
        INPUT=flat,
        METHOD=0,
        TOLERANCE=FINEST_METRES,
        OUTPUT=chain.path("simplified"),
    )["OUTPUT"]
    return chain.run("native:fixgeometries", INPUT=plain, OUTPUT=chain.path("map"))["OUTPUT"]


def show(world: World, chain: steps.Chain, folder: Path, lang: str) -> dict:
    """Maps, GeoPackage, tables and report; returns the summary of numbers."""
    from carbon_pollution_zoning.cartography import reports
    from carbon_pollution_zoning.cartography.gradation import figure
    from carbon_pollution_zoning.cartography.zoning_report import ZoningReport, render

    def words(key, **values):
        return texts.text(f"world.{key}", lang, **values)

    standard = words(
        "standard",
        carbon=figure(round(world.carbon_standard, 3)),
        load=figure(round(world.load_standard, 1)),
    )
    remarks = [standard, words("source"), words("compliance")]
    subtitle = words("subtitle", year=YEAR)
    flat = _in_the_plane(chain, world.layer)
    wishes = [
        products.Map("map_sixclass", words("title"), "sixclass", flat, subtitle),
        products.Map("map_carbon", words("carbon_title"), "carbon_exceedance", flat, subtitle),
        products.Map("map_load", words("load_title"), "load", flat, words("load_subtitle", year=YEAR)),
    ]
    pictures = [(products.draw(wish, folder, lang, remarks), wish.title) for wish in wishes]
    products.package(chain, {texts.text("layer.sixclass", lang): world.layer}, folder / "zoning.gpkg")
    columns = {"NAME": words("name"), "ISO_A3": words("code"), "CO2_kt": words("co2")}
    columns |= dict.fromkeys(("area_ha", "eq_total", "eq_total_km2", "q_c", "q_p", "cp_class", "flags"), "")
    units = products.table_of(world.layer, words("units"), columns)
    products.write_tables([units], folder)
    known = [row for row in steps.rows(world.layer) if row["cp_class"] != "ND"]
    total_co2 = math.fsum(row["CO2_kt"] for row in known)
    total_load = math.fsum(row["eq_total"] for row in known)
    classes = products.classes_of(world.layer)
    report = ZoningReport(
        title=words("title"),
        subtitle=subtitle,
        summary=[
            (words("with_data"), len(known)),
            (words("total_co2"), total_co2 / 1000.0),
            (words("total_load"), total_load / 1e9),
            (words("carbon_standard"), world.carbon_standard),
            (words("load_standard"), world.load_standard),
        ],
        maps=pictures,
        classes=classes,
        units=units,
        records=chain.records,
        files=[extract(), world_map()],
        remarks=remarks,
    )
    reports.write(folder / "report.html", render(report, lang))
    return {
        "units_by_class": {code: amount.units for code, amount in sorted(classes.items())},
        "co2_kt": total_co2,
        "equivalents": total_load,
        "carbon_standard_t_per_ha": world.carbon_standard,
        "load_standard_per_km2": world.load_standard,
        "not_on_the_map": world.not_on_the_map,
    }
