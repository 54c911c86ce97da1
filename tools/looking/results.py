"""All results that have a look, computed on the practice county."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from showcase import steps
from showcase.county import LAND_COVER, NAME, PROVINCE, UNITS, given

LINES = {
    "RED_LINE": "STBHHX",
    "FARMLAND": "YJJBNTTB",
    "URBAN_BOUNDARY": "CZKFBJ",
    "SEA": "sea_mask",
    "MARINE_RED_LINE": "marine_redline",
    "MARINE_DEVELOPMENT": "marine_development",
}
BEFORE, NOW = "2021", "2024"


def compute(folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    """(name, path) of every layer, in the order of the toolbox."""
    chain = steps.Chain(folder, lang)
    classes = {year: _classes(chain, year) for year in (BEFORE, NOW)}
    yield "sixclasszoning", classes[NOW]
    yield from _judged(chain, classes)
    zones = yield from _zones(chain, classes[NOW])
    yield from _industry(chain, zones)
    yield from _rasters(chain, classes[NOW])
    yield from _space(chain, classes[NOW], lang)
    yield from _traces(chain, classes[NOW], lang)
    yield from _monitored(chain)


def _classes(chain: steps.Chain, year: str) -> str:
    """Towns with accounts and class of a year."""
    emissions = chain.run(
        "cpzoning:emissioninventory",
        main="UNITS",
        INPUT=given("activity_town"),
        YEARS=year,
        PROVINCE=PROVINCE,
        UNITS=chain.path(f"emissions{year}"),
    )["UNITS"]
    land = chain.run(
        "cpzoning:landcarbonbudget",
        main="UNITS",
        RASTER=str(LAND_COVER),
        UNITS_LAYER=given(UNITS),
        UNITS=chain.path(f"land{year}"),
    )["UNITS"]
    balance = chain.run(
        "cpzoning:carbonbalance",
        INPUT=given(UNITS),
        EMISSIONS=emissions,
        LAND=land,
        SOCIETY=given("society"),
        YEAR=year,
        OUTPUT=chain.path(f"balance{year}"),
    )["OUTPUT"]
    loads = chain.run(
        "cpzoning:pollutantequivalents",
        main="UNITS",
        INPUT=given("pollutant_load"),
        YEARS=year,
        UNITS_LAYER=balance,
        UNITS=chain.path(f"loads{year}"),
    )["UNITS"]
    index = chain.run(
        "cpzoning:pollutionindex",
        INPUT=given("quality_town"),
        YEARS=year,
        UNITS_LAYER=loads,
        OUTPUT=chain.path(f"index{year}"),
    )["OUTPUT"]
    return chain.run("cpzoning:sixclasszoning", INPUT=index, OUTPUT=chain.path(f"classes{year}"))["OUTPUT"]


def _judged(chain: steps.Chain, classes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """How sure, how different, how changed."""
    sure = chain.run(
        "cpzoning:zoningconfidence",
        INPUT=classes[NOW],
        SPREADS=["net_tco2", "20", "", "", "q_p", "15", "", ""],
        OUTPUT=chain.path("confidence"),
    )
    yield "zoningconfidence", sure["OUTPUT"]
    compared = chain.run("cpzoning:comparezonings", INPUT=classes[NOW], OUTPUT=chain.path("compared"))
    yield "comparezonings", compared["OUTPUT"]
    changed = chain.run(
        "cpzoning:zonechange",
        INPUT=classes[BEFORE],
        OTHER=classes[NOW],
        LABEL_A=BEFORE,
        LABEL_B=NOW,
        OUTPUT=chain.path("changed"),
        PICTURE=chain.path("changed", ".svg"),
    )
    yield "zonechange", changed["OUTPUT"]


def _zones(chain: steps.Chain, classes: str):
    """Spaces, lines, sub-zones and management units; returns the sub-zones."""
    lines = {name: given(layer) for name, layer in LINES.items()}
    checked = chain.run("cpzoning:checkcontrollines", OUTPUT=chain.path("lines"), **lines)
    yield "checkcontrollines", checked["OUTPUT"]
    codes = chain.run(
        "cpzoning:crosswalkcodes",
        INPUT=given("DLTB"),
        OUTPUT=chain.path("codes"),
        CODES=chain.path("codelist"),
    )
    yield "crosswalkcodes", codes["OUTPUT"]
    spaces = chain.run(
        "cpzoning:fourspaces",
        INPUT=given("DLTB"),
        PLANNING_ZONES=given("GHFQ"),
        OUTPUT=chain.path("spaces"),
        CONFLICTS=chain.path("conflicts"),
        **lines,
    )
    yield "fourspaces", spaces["OUTPUT"]
    yield "fourspaces conflicts", spaces["CONFLICTS"]
    zones = chain.run(
        "cpzoning:subzones", INPUT=classes, SPACES=spaces["OUTPUT"], OUTPUT=chain.path("subzones")
    )["OUTPUT"]
    yield "subzones", zones
    units = chain.run("cpzoning:controlunits", INPUT=zones, MIN_AREA=20, OUTPUT=chain.path("controlunits"))
    yield "controlunits", units["OUTPUT"]
    return zones


def _industry(chain: steps.Chain, zones: str) -> Iterator[tuple[str, str]]:
    """Enterprises: grades and lists."""
    emissions = chain.run(
        "cpzoning:emissioninventory",
        main="UNITS",
        INPUT=given("activity_enterprise"),
        YEARS=NOW,
        PROVINCE=PROVINCE,
        UNITS_LAYER=given("enterprise"),
        UNITS=chain.path("enterprises"),
    )["UNITS"]
    graded = chain.run(
        "cpzoning:industrialgrade", INPUT=emissions, EMISSION=None, OUTPUT=chain.path("graded")
    )
    yield "industrialgrade", graded["OUTPUT"]
    listed = chain.run(
        "cpzoning:industrylists",
        INPUT=zones,
        ENTERPRISES=emissions,
        OUTPUT=chain.path("lists"),
        LISTED=chain.path("listed"),
    )
    yield "industrylists", listed["LISTED"]
    yield "pointunitstandards", _standards(chain)


def _standards(chain: steps.Chain) -> str:
    """Enterprises with what each may emit of NOx, by the capacity of the towns; as in the help."""
    load = "pollutant = 'NOx' AND year = 2024"
    works = (
        "SELECT e.*, l.amount AS nox FROM enterprise e LEFT JOIN "
        f"(SELECT * FROM pollutant_load WHERE {load}) l ON l.enterprise = e.unit_code"
    )
    towns = (
        "SELECT t.*, c.capacity, (SELECT sum(amount) FROM pollutant_load l WHERE l.unit_code = t.unit_code "
        f"AND {load} AND coalesce(l.enterprise, '') = '') AS area FROM town t "
        "LEFT JOIN pollutant_capacity c ON c.unit_code = t.unit_code AND c.pollutant = 'NOx'"
    )
    made = {
        name: chain.run("gdal:executesql", INPUT=given("town"), SQL=query, OUTPUT=chain.path(name))["OUTPUT"]
        for name, query in (("works", works), ("capacities", towns))
    }
    return chain.run(
        "cpzoning:pointunitstandards",
        POINTS=made["works"],
        UNITS=made["capacities"],
        UNIT="unit_code",
        SUBSTANCES=["NOx", "nox", "capacity", "area", ""],
        METHOD="equal_cut",
        RESERVE=0.05,
        SHORT="show",
        OUTPUT=chain.path("standards"),
    )["OUTPUT"]


def _rasters(chain: steps.Chain, classes: str) -> Iterator[tuple[str, str]]:
    """Cells: emissions on the grid, classes, their confidence, spaces and sub-zones."""
    net = chain.run(
        "cpzoning:gridemissions",
        main="UNITS",
        INPUT=classes,
        TOTAL_FIELD="emission_tco2",
        AMOUNTS=[str(LAND_COVER.parent / "population.tif")],
        OUTPUT=chain.path("net", ".tif"),
        UNITS=chain.path("grid"),
    )["OUTPUT"]
    pollution = chain.run(
        "gdal:rasterize",
        INPUT=classes,
        FIELD="q_p",
        UNITS=1,
        WIDTH=50,
        HEIGHT=50,
        EXTENT=_extent(net),
        NODATA=-9999,
        OUTPUT=chain.path("q_p", ".tif"),
    )["OUTPUT"]
    lines = {name: given(layer) for name, layer in LINES.items()}
    spaces = chain.run(
        "cpzoning:fourspacesraster",
        main="AREAS",
        SPACES=str(LAND_COVER),
        PLANNING_ZONES=given("GHFQ"),
        OUTPUT=chain.path("spaces", ".tif"),
        CONFLICTS=chain.path("conflicts", ".tif"),
        AREAS=chain.path("spaceareas"),
        **lines,
    )
    six = chain.run(
        "cpzoning:sixclasszoningraster",
        main="AREAS",
        NET=net,
        Q_P=pollution,
        ALIGN="align",
        OUTPUT=chain.path("six", ".tif"),
        Q_C_OUT=chain.path("q_c_out", ".tif"),
        AREAS=chain.path("sixareas"),
    )
    yield "sixclasszoningraster", six["OUTPUT"]
    yield "sixclasszoningraster q_c", six["Q_C_OUT"]
    yield "fourspacesraster", spaces["OUTPUT"]
    yield "fourspacesraster conflicts", spaces["CONFLICTS"]
    zones = chain.run(
        "cpzoning:subzonesraster",
        main="MATRIX",
        INPUT=six["OUTPUT"],
        SPACES=spaces["OUTPUT"],
        ALIGN="align",
        OUTPUT=chain.path("zones", ".tif"),
        MATRIX=chain.path("zonesmatrix"),
    )
    yield "subzonesraster", zones["OUTPUT"]
    sure = chain.run(
        "cpzoning:zoningconfidenceraster",
        main="AREAS",
        NET=net,
        Q_P=pollution,
        NET_SPREAD=["30 %", "", ""],
        POLLUTION_SPREADS=["20 %", "", ""],
        ALIGN="align",
        OUTPUT=chain.path("sure", ".tif"),
        PROBABILITY=chain.path("probability", ".tif"),
        ENTROPY=chain.path("entropy", ".tif"),
        AREAS=chain.path("sureareas"),
    )
    yield "zoningconfidenceraster", sure["OUTPUT"]
    yield "zoningconfidenceraster probability", sure["PROBABILITY"]
    yield "zoningconfidenceraster entropy", sure["ENTROPY"]


def _extent(path: str) -> str:
    """Extent of a raster as Processing takes it."""
    from qgis.core import QgsRasterLayer

    raster = QgsRasterLayer(path, "grid")
    box = raster.extent()
    return f"{box.xMinimum()},{box.xMaximum()},{box.yMinimum()},{box.yMaximum()} [{raster.crs().authid()}]"


def _space(chain: steps.Chain, classes: str, lang: str) -> Iterator[tuple[str, str]]:
    """Where it gathers: villages by the carbon of their land, towns by their accounts."""
    villages = chain.run(
        "cpzoning:landcarbonbudget",
        main="UNITS",
        RASTER=str(LAND_COVER),
        UNITS_LAYER=given("village"),
        UNITS=chain.path("villages"),
    )["UNITS"]
    net = next(name for name in ("net_tco2", "land_net_tco2") if name in steps.rows(villages)[0])
    moran = chain.run("cpzoning:localmoran", INPUT=villages, FIELD=net, OUTPUT=chain.path("moran"))
    yield "localmoran", moran["OUTPUT"]
    both = chain.run(
        "cpzoning:localmoran", INPUT=classes, FIELD="net_t_ha", SECOND="q_p", OUTPUT=chain.path("moran2")
    )
    yield "localmoran bivariate", both["OUTPUT"]
    spots = chain.run("cpzoning:hotspots", INPUT=villages, FIELD=net, OUTPUT=chain.path("spots"))
    yield "hotspots", spots["OUTPUT"]
    key = chain.run("cpzoning:keyareas", INPUT=classes, SINK="sink_tco2", OUTPUT=chain.path("key"))
    yield "keyareas", key["OUTPUT"]
    centre = chain.run(
        "cpzoning:centreellipse",
        main="ELLIPSES",
        INPUT=chain.path("enterprises"),
        WEIGHTS="source_tco2",
        ELLIPSES=chain.path("ellipses"),
        CENTRES=chain.path("centres"),
    )
    yield "centreellipse", centre["ELLIPSES"]
    yield "centreellipse centres", centre["CENTRES"]


def _traces(chain: steps.Chain, classes: str, lang: str) -> Iterator[tuple[str, str]]:
    """What lies apart, what to correct, who brings what."""
    apart = chain.run(
        "cpzoning:spatialmismatch",
        INPUT=classes,
        FIRST="gross_tco2",
        SECOND="population",
        NAME=NAME[lang],
        OUTPUT=chain.path("mismatch"),
        FLOWS=chain.path("flows"),
    )
    yield "spatialmismatch", apart["OUTPUT"]
    yield "spatialmismatch flows", apart["FLOWS"]
    correct = chain.run(
        "cpzoning:mismatchcorrection",
        INPUT=chain.path("spaces"),
        OUTPUT=chain.path("corrections"),
    )
    yield "mismatchcorrection", correct["OUTPUT"]
    sources = chain.run(
        "cpzoning:sourcecontribution",
        main="CONTRIBUTIONS",
        METHOD="wind",
        SOURCES=chain.path("enterprises"),
        EMISSION="source_tco2",
        RECEPTORS=classes,
        RECEPTOR_NAME=NAME[lang],
        DECAY_KM=10,
        WIND=["N", "30", "NE", "20", "E", "10", "SE", "10", "S", "10", "SW", "5", "W", "5", "NW", "10"],
        CONTRIBUTIONS=chain.path("contributions"),
        LINES=chain.path("contributionlines"),
        LOADS=chain.path("contributionloads"),
    )
    yield "sourcecontribution lines", sources["LINES"]
    yield "sourcecontribution loads", sources["LOADS"]


def _monitored(chain: steps.Chain) -> Iterator[tuple[str, str]]:
    """Trends, peaks, the planned path, warnings and grades of the towns."""
    towns = {"UNITS_LAYER": given("town")}
    air = {"VALUES": ["amount"], "ITEM": "pollutant", "TARGET_FIELD": "limit_value"}
    dust = given("quality_town|subset=pollutant='PM2.5'")
    trends = chain.run(
        "cpzoning:trendforecast", INPUT=dust, HORIZON=2030, OUTPUT=chain.path("trends"), **air, **towns
    )
    yield "trendforecast", trends["OUTPUT"]
    emissions = chain.run(
        "cpzoning:emissioninventory",
        main="UNITS",
        INPUT=given("activity_town"),
        PROVINCE=PROVINCE,
        EARLY_YEARS=1,
        UNITS=chain.path("emissions_of_years"),
    )["UNITS"]
    peaks = chain.run(
        "cpzoning:peakneutrality",
        INPUT=emissions,
        VALUES=["source_tco2"],
        OUTPUT=chain.path("peaks"),
        **towns,
    )
    yield "peakneutrality", peaks["OUTPUT"]

    def rows(kinds: str, which: str = "1=1") -> str:
        return given(f"plan_target|subset=level=5 AND {which} AND kind IN ({kinds})")

    emitted = "indicator='T02'"
    path = chain.run(
        "cpzoning:pathcheck",
        INPUT=rows("'base','reported'", emitted),
        VALUES=["value"],
        PLAN=rows("'base','target'", emitted),
        OUTPUT=chain.path("path"),
        **towns,
    )
    yield "pathcheck", path["OUTPUT"]
    warned = chain.run(
        "cpzoning:earlywarning",
        INPUT=given("quality_town|subset=medium='air'"),
        KAPPA=0.2,
        OUTPUT=chain.path("warnings"),
        UNITS=chain.path("worst"),
        **air,
        **towns,
    )
    yield "earlywarning", warned["UNITS"]
    graded = chain.run(
        "cpzoning:assessment",
        INPUT=rows("'reported'"),
        VALUES=["value"],
        ITEM="indicator",
        PLAN=rows("'base','target'"),
        PLAN_ITEM="indicator",
        OUTPUT=chain.path("grades"),
        **towns,
    )
    yield "assessment", graded["OUTPUT"]
