"""The practice county: from activity tables, land cover and control lines to sub-zones and their report.

Every step is an algorithm of the plugin, and takes what the step before it gave.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from . import products, steps, texts

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sample"
PACKAGE = FOLDER / "haiyue.gpkg"
LAND_COVER = FOLDER / "rasters" / "landcover_2024.tif"
YEAR = "2024"
# The county is invented; its climate is that of Guangdong, whose factors are taken.
PROVINCE = "440000"
UNITS = "zoning_unit"
NAME = {"zh": "unit_name", "en": "name_en"}
#: Words for the title of a map where it shows another column than the rest of that name.
TITLES = {"carbon": "intensity"}
#: Opacity of a background.
PALE = 0.25


@dataclass(frozen=True)
class County:
    """Results of the chain, as paths.

    Attributes
    ----------
    classes
        Towns with account, exceedances and class.
    spaces, conflicts, space_areas
        The four spaces, the conflicts of the lines and the areas by space.
    subzones, zones
        The sub-zones, and the summary by town and sub-zone.
    """

    classes: str
    spaces: str
    conflicts: str
    space_areas: str
    subzones: str
    zones: str


def given(layer: str) -> str:
    """A layer or table of the practice data."""
    return f"{PACKAGE}|layername={layer}"


def compute(chain: steps.Chain) -> County:
    """The chain, by `processing.run` alone."""
    classes = _classes(chain)
    spaces = chain.run(
        "cpzoning:fourspaces",
        INPUT=given("DLTB"),
        SEA=given("sea_mask"),
        MARINE_RED_LINE=given("marine_redline"),
        MARINE_DEVELOPMENT=given("marine_development"),
        RED_LINE=given("STBHHX"),
        FARMLAND=given("YJJBNTTB"),
        URBAN_BOUNDARY=given("CZKFBJ"),
        PLANNING_ZONES=given("GHFQ"),
        OUTPUT=chain.path("fourspaces"),
        CONFLICTS=chain.path("conflicts"),
        AREAS=chain.path("spaceareas"),
    )
    subzones = chain.run(
        "cpzoning:subzones", INPUT=classes, SPACES=spaces["OUTPUT"], OUTPUT=chain.path("subzones")
    )["OUTPUT"]
    zones = chain.run(
        "cpzoning:zonesummary",
        INPUT=subzones,
        UNIT_NAME=NAME[chain.lang],
        OUTPUT=chain.path("zonesummary"),
        MATRIX=chain.path("zonematrix"),
        REPORT=chain.path("zonesummary", ".html"),
    )["OUTPUT"]
    return County(classes, spaces["OUTPUT"], spaces["CONFLICTS"], spaces["AREAS"], subzones, zones)


def _classes(chain: steps.Chain) -> str:
    """Accounts of carbon and pollution, and the classes that follow."""
    emissions = chain.run(
        "cpzoning:emissioninventory",
        main="UNITS",
        INPUT=given("activity_town"),
        YEARS=YEAR,
        PROVINCE=PROVINCE,
        UNITS=chain.path("emissioninventory"),
        DETAIL=chain.path("emissiondetail"),
    )["UNITS"]
    land = chain.run(
        "cpzoning:landcarbonbudget",
        main="UNITS",
        RASTER=str(LAND_COVER),
        UNITS_LAYER=given(UNITS),
        UNITS=chain.path("landcarbonbudget"),
        CLASSES_OUT=chain.path("landclasses"),
    )["UNITS"]
    balance = chain.run(
        "cpzoning:carbonbalance",
        INPUT=given(UNITS),
        EMISSIONS=emissions,
        LAND=land,
        SOCIETY=given("society"),
        YEAR=YEAR,
        AREA="area_ha",
        OUTPUT=chain.path("carbonbalance"),
    )["OUTPUT"]
    loads = chain.run(
        "cpzoning:pollutantequivalents",
        main="UNITS",
        INPUT=given("pollutant_load"),
        YEARS=YEAR,
        UNITS_LAYER=balance,
        UNITS=chain.path("pollutantequivalents"),
    )["UNITS"]
    index = chain.run(
        "cpzoning:pollutionindex",
        INPUT=given("quality_town"),
        YEARS=YEAR,
        UNITS_LAYER=loads,
        OUTPUT=chain.path("pollutionindex"),
    )["OUTPUT"]
    return chain.run(
        "cpzoning:sixclasszoning",
        INPUT=index,
        DENOMINATOR_FIELD="area_ha",
        OUTPUT=chain.path("sixclasszoning"),
    )["OUTPUT"]


def show(county: County, chain: steps.Chain, folder: Path, lang: str) -> dict:
    """Maps, GeoPackage, tables and report; returns the summary of numbers."""
    from carbon_pollution_zoning.cartography import reports
    from carbon_pollution_zoning.cartography.gradation import figure
    from carbon_pollution_zoning.cartography.zoning_report import ZoningReport, render

    def words(key, **values):
        return texts.text(f"county.{key}", lang, **values)

    towns, summary = steps.rows(county.classes), _summary(county, chain)
    benchmark = figure(round(summary["benchmark_t_per_ha"], 2))
    remarks = [words("standard", benchmark=benchmark), _factors(chain, words), words("invented")]
    subtitle = words("subtitle", place=words("place"))
    pictures = _maps(county, folder, lang, subtitle, remarks, words)
    _package(county, chain, folder, lang)
    units = products.table_of(county.classes, words("units"), _unit_columns(lang, words("town")))
    tables = [units, *_more_tables(county, words)]
    products.write_tables(tables, folder)
    report = ZoningReport(
        title=words("title"),
        subtitle=subtitle,
        summary=[
            (words("towns"), len(towns)),
            (words("area"), summary["hectares"]),
            (words("total_source"), summary["gross_tco2"]),
            (words("total_sink"), summary["sink_tco2"]),
            (words("total_net"), summary["net_tco2"]),
            (words("benchmark"), summary["benchmark_t_per_ha"]),
            (words("found_subzones"), len(summary["hectares_by_subzone"])),
            (words("conflict_area"), summary["conflict_hectares"]),
        ],
        maps=pictures,
        classes=products.classes_of(county.classes),
        subzones=summary["hectares_by_subzone"],
        units=units,
        charts=[(_chart(towns, lang), words("carbon"))],
        records=chain.records,
        files=[PACKAGE, LAND_COVER],
        remarks=remarks,
    )
    reports.write(folder / "report.html", render(report, lang))
    return summary


def _chart(towns: list[dict], lang: str):
    """Net emission of every town, the largest first, in the colours of the map."""
    from carbon_pollution_zoning.cartography import charts, entries

    net = [row["net_tco2"] for row in towns]
    steps_ = [entry for entry in entries.legend("net_carbon", lang, net).entries if entry.step]
    bars = []
    for row in sorted(towns, key=lambda row: -row["net_tco2"]):
        colour = steps_[-1].colour if row["net_tco2"] > 0 else steps_[0].colour
        bars.append(charts.Bar(row[NAME[lang]], row["net_tco2"], colour))
    return charts.bars(bars, "t CO2e")


def _unit_columns(lang: str, town: str) -> dict[str, str]:
    """Columns of the table of towns; headers are those of the layer."""
    names = ("unit_code", NAME[lang], "area_ha", "gross_tco2", "sink_tco2", "net_tco2", "net_t_ha")
    pollution = ("eq_air", "eq_water", "eq_total", "q_p", "limiting")
    columns = dict.fromkeys((*names, *pollution, "q_c", "cp_class", "margin", "severity"), "")
    return {**columns, NAME[lang]: town}


def _maps(county: County, folder: Path, lang: str, subtitle: str, notes: list[str], words) -> list:
    """(picture, title) of every map."""
    from carbon_pollution_zoning.cartography import symbology

    layers = {
        "sixclass": ("sixclass", county.classes),
        "carbon": ("net_intensity", county.classes),
        "pollution": ("exceedance", county.classes),
        "spaces": ("spaces", county.spaces),
        "conflicts": ("conflicts", county.conflicts),
        "subzones": ("subzones", county.subzones),
    }
    pictures = []
    for name, (legend, path) in layers.items():
        towns = steps.layer(given(UNITS))
        symbology.boundaries(towns, NAME[lang], lang)
        on_spaces = name == "conflicts"
        wish = products.Map(
            f"map_{name}",
            words(TITLES.get(name, name)),
            legend,
            path,
            subtitle,
            above=[towns],
            below=[_pale(county.spaces)] if on_spaces else [],
            grounds=[("spaces", PALE)] if on_spaces else [],
        )
        pictures.append((products.draw(wish, folder, lang, notes), wish.title))
    return pictures


def _pale(path: str):
    """The spaces as a background that shows where a place lies and draws no eyes."""
    layer = steps.layer(path)
    layer.setLabelsEnabled(False)
    layer.setOpacity(PALE)
    return layer


def _package(county: County, chain: steps.Chain, folder: Path, lang: str) -> None:
    layers = {
        "subzones": county.subzones,
        "sixclass": county.classes,
        "spaces": county.spaces,
        "conflicts": county.conflicts,
    }
    named = {texts.text(f"layer.{name}", lang): path for name, path in layers.items()}
    products.package(chain, named, folder / "zoning.gpkg")


def _more_tables(county: County, words) -> list:
    def whole(path, name):
        fields = steps.layer(path).fields().names()
        return products.table_of(path, name, dict.fromkeys((f for f in fields if f != "fid"), ""))

    return [
        whole(county.zones, words("zones")),
        whole(county.space_areas, words("spaces_table")),
        whole(county.conflicts, words("conflicts_table")),
    ]


def _factors(chain: steps.Chain, words) -> str:
    """Which factor schemes were taken, in one sentence."""
    records = {record["algorithm"]: record for record in chain.records}
    tables = records["cpzoning:emissioninventory"]["tables"]
    land = records["cpzoning:landcarbonbudget"]["tables"]["land_use"]["scheme"]
    schemes = {name: tables[name]["scheme"] for name in ("fuel", "grid", "agriculture", "gwp")}
    return words("factors", land=land, **schemes)


def _summary(county: County, chain: steps.Chain) -> dict:
    """Numbers that tell the whole: totals, classes, areas."""
    towns = steps.rows(county.classes)
    six = next(r for r in chain.records if r["algorithm"] == "cpzoning:sixclasszoning")
    hectares: dict[str, float] = {}
    for row in steps.rows(county.subzones):
        hectares[row["subzone"]] = hectares.get(row["subzone"], 0.0) + row["area_ha"]
    spaces: dict[str, float] = {}
    for row in steps.rows(county.space_areas):
        spaces[row["space"]] = spaces.get(row["space"], 0.0) + row["area_ha"]
    classes = products.classes_of(county.classes)
    return {
        "units_by_class": {code: amount.units for code, amount in sorted(classes.items())},
        "hectares": math.fsum(row["area_ha"] for row in towns),
        **{name: math.fsum(row[name] for row in towns) for name in ("gross_tco2", "sink_tco2", "net_tco2")},
        "benchmark_t_per_ha": six["standards"]["carbon_benchmark"],
        "hectares_by_space": spaces,
        "hectares_by_subzone": dict(sorted(hectares.items())),
        "conflict_hectares": math.fsum(row["area_ha"] for row in steps.rows(county.conflicts)),
    }
