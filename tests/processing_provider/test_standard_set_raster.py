"""`sixclasszoningraster` with a set of zoning standards: cell by cell what `sixclasszoning` says of units."""

from __future__ import annotations

import numpy as np
import processing
import pytest
from helpers import make_layer, make_raster, rows_of
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsRasterLayer,
)

from carbon_pollution_zoning.cartography import symbology
from carbon_pollution_zoning.core.zoning import ruleset_table, setcells, streamed
from carbon_pollution_zoning.toolbelt import provenance

CELLS, UNITS = "cpzoning:sixclasszoningraster", "cpzoning:sixclasszoning"
RNG = np.random.default_rng(7)
SHAPE = (40, 60)
HECTARE = {"cell": (100.0, -100.0), "nodata": -9999.0}
EVERYWHERE = [name for name, one in ruleset_table.builtin().items() if one.method != "regional"]
OWN = (
    "id,region,version,valid_from,name_en,name_zh,method,carbon_mode,carbon_standard,carbon_unit,tau_c,tau_p,"
    "pollutant_set,functional_class,source\n"
    "county,W,2,2025-03-01,County,县级标准,regional,quota,800,tCO2e/km2,3,0.5,GB3095-2012,I,circular\n"
    "county,E,2,2025-03-01,County,县级标准,regional,quota,2000,tCO2e/km2,1,1,GB3095-2012,II,circular\n"
)


@pytest.fixture
def account(provider, workplace):
    """The same numbers as two rasters and as a table, in the order of the cells."""
    net, pm = RNG.normal(20, 40, SHAPE), RNG.normal(40, 25, SHAPE).clip(0)
    net[RNG.random(SHAPE) < 0.02] = -9999
    pm[RNG.random(SHAPE) < 0.02] = -9999
    rasters = [
        make_raster(workplace / f"{name}.tif", values.astype(np.float32), **HECTARE)
        for name, values in (("net", net), ("pm25", pm))
    ]
    columns = [np.where(a == -9999, np.nan, a.astype(np.float32)).ravel() for a in (net, pm)]
    rows = [
        ("", (*(None if np.isnan(v) else float(v) for v in pair), 1.0, "W" if i % 60 < 30 else "E"))
        for i, pair in enumerate(zip(*columns))
    ]
    fields = "field=net_tco2:double&field=pm25:double&field=ha:double&field=region:string"
    table = make_layer("None", "", fields, rows, "表")
    return {"NET": rasters[0], "POLLUTION": rasters[1]}, {"INPUT": table, "DENOMINATOR_FIELD": "ha"}


def codes_of(account, of_units=None, feedback=None, **options):
    rasters, units = account
    limit = options.pop("LIMIT", "35")
    cells = processing.run(
        CELLS,
        {
            **rasters,
            "POLLUTION_STANDARD": float(limit) if limit else None,
            "OUTPUT": "TEMPORARY_OUTPUT",
            **options,
        },
        feedback=feedback,
    )
    for name in ("REGIONS",):
        options.pop(name, None)
    table = processing.run(
        UNITS,
        {
            **units,
            "POLLUTANTS": ["pm25", limit, "", ""],
            "OUTPUT": "memory:",
            **options,
            **(of_units or {}),
        },
    )
    rows = rows_of(table["OUTPUT"])
    return gdal.Open(cells["OUTPUT"]).ReadAsArray().ravel(), np.array([row["cp_code"] for row in rows]), cells


@pytest.mark.parametrize("name", EVERYWHERE)
def test_every_built_in_set_gives_cells_the_class_of_units(account, name):
    options = {"CARBON_STANDARD": 10.0} if name == "quota" else {}
    ours, theirs, _ = codes_of(account, STANDARD_SET=name, **options)
    assert set(ours) >= {0, 1, 2, 3}
    # thresholds that follow the data come from a histogram that is right to 0.05 %
    exact = ruleset_table.builtin()[name].method not in ("quantile", "jenks")
    assert (ours != theirs).mean() <= (0.0 if exact else 0.005)


def test_limits_of_the_set_stand_in_for_the_standard_that_is_left_out(account, feedback):
    ours, theirs, _ = codes_of(account, feedback=feedback, STANDARD_SET="air_gb3095", LIMIT="")
    assert (ours == theirs).all()
    assert "The standard of pm25 is taken from GB3095-2012: 35 ug/m3" in feedback.text


def halves():
    middle, right, low, high = 503000, 506000, 3296000, 3300000
    return [
        (f"POLYGON((500000 {low},{middle} {low},{middle} {high},500000 {high},500000 {low}))", ("W",)),
        (f"POLYGON(({middle} {low},{right} {low},{right} {high},{middle} {high},{middle} {low}))", ("E",)),
    ]


@pytest.mark.parametrize("crs", ["EPSG:4547", "EPSG:4490"])
def test_regions_have_limits_quotas_and_thresholds_of_their_own(account, workplace, crs):
    path = workplace / "标准.csv"
    path.write_text(OWN, encoding="utf-8")
    layer = make_layer("Polygon", "EPSG:4547", "field=region:string", halves(), "分区")
    if crs != "EPSG:4547":
        moved = {"INPUT": layer, "TARGET_CRS": crs, "OUTPUT": "memory:"}
        layer = processing.run("native:reprojectlayer", moved)["OUTPUT"]
    ours, theirs, _ = codes_of(account, STANDARD_FILE=str(path), LIMIT="", REGIONS=layer, REGION="region")
    assert (ours == theirs).all() and len(set(ours)) == 7


def test_cells_outside_all_regions_are_no_data_and_unknown_regions_are_told(account, workplace, feedback):
    rasters, _ = account
    layer = make_layer(
        "Polygon",
        "EPSG:4547",
        "field=area:string",
        [(halves()[0][0], ("II",)), (halves()[1][0], ("X",))],
        "分区",
    )
    options = {"STANDARD_SET": "air_by_functional_area", "REGIONS": layer, "REGION": "area"}
    made = processing.run(CELLS, {**rasters, **options, "OUTPUT": "TEMPORARY_OUTPUT"}, feedback=feedback)
    codes = gdal.Open(made["OUTPUT"]).ReadAsArray()
    assert (codes[:, 30:] == 0).all() and (codes[:, :30] > 0).mean() > 0.9
    assert "for the regions X" in feedback.text


def test_the_set_is_in_the_metadata_and_in_the_title_of_the_legend(account, workplace):
    path, context = workplace / "六类.tif", QgsProcessingContext()
    details = QgsProcessingContext.LayerDetails("Six classes", None, "OUTPUT")
    context.addLayerToLoadOnCompletion(str(path), details)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(CELLS)
    asked = {**account[0], "STANDARD_SET": "air_gb3095", "OUTPUT": str(path)}
    results, fine = algorithm.run(asked, context, None)
    assert fine, results
    algorithm.postProcess(context, None)
    assert context.layerToLoadOnCompletionDetails(str(path)).name.startswith("Six classes · ")
    layer = QgsRasterLayer(str(path), "again")
    layer.loadDefaultMetadata()
    ours, standards = ruleset_table.builtin()["air_gb3095"], provenance.read(layer)["standards"]
    assert standards["set"] == ours.described()
    assert standards["limits_of_set"] == {"GB3095-2012": {"pm25": "35 ug/m3"}}
    assert ours.name_zh in symbology.style(layer, "sixclass", lang="zh").title
    assert "v1, 2016-01-01" in symbology.style(layer, "sixclass", lang="en").title


def test_what_the_user_wrote_counts_before_the_set(account):
    plain, _, _ = codes_of(account, TAU_C=2.0, WEAK_WEAK="SCP")
    with_set, _, _ = codes_of(account, TAU_C=2.0, STANDARD_SET="absolute_precautionary")
    assert (plain == with_set).all()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"STANDARD_SET": "nowhere"}, ["nowhere", "absolute"]),
        ({"STANDARD_SET": "absolute"}, ["pm25", "standard"]),
        ({"STANDARD_SET": "air_by_functional_area"}, ["air_by_functional_area", "I, II"]),
        ({"STANDARD_SET": "quota", "POLLUTION_STANDARD": 35}, ["quota", "carbon standard"]),
        ({"STANDARD_SET": "quartile", "POLLUTION_STANDARD": 35, "TAU_MODE": "median"}, ["TAU_MODE"]),
        ({"STANDARD_SET": "own"}, ["OWN_SET"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(account, changes, words):
    with pytest.raises(QgsProcessingException) as refused:
        processing.run(CELLS, {**account[0], "OUTPUT": "TEMPORARY_OUTPUT", **changes})
    assert all(word in str(refused.value) for word in words), str(refused.value)


def test_moments_of_windows_are_those_of_the_whole():
    q_c, q_p = RNG.normal(1e6, 2, 1000), RNG.normal(0, 3, 1000)
    q_c[::7] = np.nan
    total = setcells.Moments()
    for start in range(0, 1000, 130):
        piece = slice(start, start + 130)
        total.add(setcells.Moments.part(q_c[piece], q_p[piece]))
    known = np.isfinite(q_c)
    expected = [(a[known].mean(), a[known].std()) for a in (q_c, q_p)]
    assert np.array(total.scores()) == pytest.approx(np.array(expected), rel=1e-9)


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_quantiles_of_a_histogram_are_those_of_numpy(share):
    q = RNG.lognormal(0, 2, 501).astype(np.float32)
    made = streamed.Exceeders()
    made.add(streamed.Exceeders.part(np.concatenate([q, [-1, np.nan]]).astype(np.float32)))
    assert made.total == 501
    assert made.quantile(share) == pytest.approx(float(np.quantile(q, share)), rel=5e-4)
