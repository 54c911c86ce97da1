"""`sixclasszoning` with a set of zoning standards: what it fills, what counts first, what is refused."""

from __future__ import annotations

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingUtils,
    QgsVectorLayer,
)
from qgis.gui import QgsGui, QgsProcessingGui

from carbon_pollution_zoning.cartography import symbology
from carbon_pollution_zoning.core.zoning import ruleset_table
from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:sixclasszoning"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3300100,{x} 3300100,{x} 3300000))"
# name, area in the air-quality sense, net t CO2e, ha, PM2.5 ug/m3
UNITS = [
    ("park", "I", 3000, 100, 20),  # PM2.5 above the limit 15 of area I: q_p = 1/3
    ("town", "II", 3000, 100, 20),  # below the limit 35 of area II
    ("works", "II", 3000, 100, 80),  # q_p = 45/35
]
OWN = (
    "id,version,valid_from,name_en,name_zh,method,carbon_mode,carbon_standard,carbon_unit,tau_c,tau_p,source\n"
    "county,2,2025-03-01,County standard,县级标准,literal,quota,800,tCO2e/km2,3,0.5,circular\n"
)


@pytest.fixture
def units(provider):
    fields = "field=name:string&field=zone:string&field=net_tco2:double&field=area:double&field=pm25:double"
    shapes = [SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i) for i in range(len(UNITS))]
    return make_layer("Polygon", "EPSG:4547", fields, zip(shapes, UNITS), "单元")


@pytest.fixture
def own(workplace):
    path = workplace / "标准 own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


def options(units, **changes):
    return {
        "INPUT": units,
        "DENOMINATOR_FIELD": "area",
        "CARBON_BENCHMARK": 25,
        "POLLUTANTS": ["pm25", "", "", ""],
        "OUTPUT": "memory:",
        **changes,
    }


def classes(output):
    return [row["cp_class"] for row in rows_of(output)]


def test_limits_of_the_functional_area_of_each_unit(units, feedback):
    asked = options(units, STANDARD_SET="air_by_functional_area", REGION="zone")
    output = processing.run(ID, asked, feedback=feedback)["OUTPUT"]
    rows = rows_of(output)
    assert [row["q_p"] for row in rows] == pytest.approx([5 / 15, -15 / 35, 45 / 35])
    assert [row["cp_class"] for row in rows] == ["CP", "SC", "SCP"]
    assert "15, 35 ug/m3" in feedback.text
    assert "air_by_functional_area" in feedback.text


def test_a_region_without_limits_is_no_data_and_told(units, feedback):
    with_other = make_layer(
        "None",
        "",
        "field=zone:string&field=net_tco2:double&field=area:double&field=pm25:double",
        [("", ("III", 3000, 100, 20)), ("", ("I", 3000, 100, 20))],
        "表",
    )
    asked = options(with_other, STANDARD_SET="air_by_functional_area", REGION="zone")
    output = processing.run(ID, asked, feedback=feedback)["OUTPUT"]
    assert classes(output) == ["ND", "CP"]
    assert any("III" in text for text in feedback.warnings)


def test_the_set_is_in_the_metadata_and_in_the_title_of_the_legend(units, workplace):
    path = workplace / "六类.gpkg"
    processing.run(ID, options(units, STANDARD_SET="air_gb3095", OUTPUT=str(path)))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "read again", "ogr")
    standards = provenance.read(layer)["standards"]
    ours = ruleset_table.builtin()["air_gb3095"]
    assert standards["set"] == ours.described()
    assert standards["limits_of_set"] == {"GB3095-2012": {"pm25": "35 ug/m3"}}
    legend = symbology.style(layer, "sixclass", lang="zh")
    assert ours.name_zh in legend.title
    assert "v1, 2016-01-01" in legend.title
    assert ours.name_en in symbology.style(layer, "sixclass", lang="en").title


def test_the_layer_that_is_shown_is_named_after_the_set(units, workplace):
    path, context = workplace / "out.gpkg", QgsProcessingContext()
    context.addLayerToLoadOnCompletion(
        str(path), QgsProcessingContext.LayerDetails("Six classes", None, "OUTPUT")
    )
    asked = options(units, STANDARD_SET="ratio_cone", POLLUTANTS=["pm25", "35", "", ""], OUTPUT=str(path))
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ID)
    results, fine = algorithm.run(asked, context, None)
    assert fine, results
    algorithm.postProcess(context, None)
    name = context.layerToLoadOnCompletionDetails(str(path)).name
    assert name.startswith("Six classes · ")
    assert "(v1, 2024)" in name
    assert QgsProcessingUtils.mapLayerFromString(str(path), context).renderer() is not None


def test_without_a_set_nothing_changes(units):
    asked = options(units, POLLUTANTS=["pm25", "35", "", ""])
    plain = rows_of(processing.run(ID, asked)["OUTPUT"])
    absolute = rows_of(processing.run(ID, {**asked, "STANDARD_SET": "absolute"})["OUTPUT"])
    assert plain == absolute
    assert provenance.zoning_standard(provenance.read(processing.run(ID, asked)["OUTPUT"])) is None


def test_a_set_of_the_user_fills_the_quota_and_the_thresholds(units, own):
    asked = options(units, STANDARD_FILE=str(own), POLLUTANTS=["pm25", "35", "", ""])
    rows = rows_of(processing.run(ID, asked)["OUTPUT"])
    # 800 t/km2 are 8 t/ha: q_c = (30 - 8) / 8 = 2.75, u = 2.75 / 3; v = (45 / 35) / 0.5
    assert rows[2]["q_c"] == pytest.approx(2.75)
    assert rows[2]["u"] == pytest.approx(2.75 / 3)
    assert rows[2]["v"] == pytest.approx(45 / 35 / 0.5)
    assert rows[2]["cp_class"] == "PC"


def test_what_the_user_wrote_counts_before_the_set(units, own):
    asked = options(
        units,
        STANDARD_FILE=str(own),
        STANDARD_SET="county",
        TAU_C=2,
        CARBON_STANDARD=10,
        POLLUTANTS=["pm25", "35", "", ""],
    )
    row = rows_of(processing.run(ID, asked)["OUTPUT"])[2]
    assert row["q_c"] == pytest.approx(2.0)
    assert row["u"] == pytest.approx(1.0)
    assert row["cp_class"] == "SCP"


@pytest.mark.parametrize("name", ["quartile", "zscore_quadrants", "ratio_cone", "absolute_precautionary"])
def test_every_method_runs_and_is_named(units, name):
    asked = options(units, STANDARD_SET=name, POLLUTANTS=["pm25", "15", "", ""], CARBON_BENCHMARK=25)
    if name == "zscore_quadrants":
        asked["INPUT"] = make_layer(
            "None",
            "",
            "field=net_tco2:double&field=area:double&field=pm25:double",
            [("", (n, 100, p)) for n, p in ((-1000, 5), (1000, 5), (-1000, 25), (1000, 25))],
            "表",
        )
    output = processing.run(ID, asked)["OUTPUT"]
    record = provenance.read(output)
    assert record["standards"]["method"] == ruleset_table.builtin()[name].method
    if name == "zscore_quadrants":
        assert classes(output) == ["S", "SC", "SP", "SCP"]
    if name == "ratio_cone":
        assert {row["margin"] for row in rows_of(output)} == {None}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"STANDARD_SET": "absolut"}, ["absolut", "quartile"]),
        ({"STANDARD_SET": "air_by_functional_area"}, ["air_by_functional_area", "I, II"]),
        ({"STANDARD_SET": "quota"}, ["quota"]),
        ({"STANDARD_SET": "absolute"}, ["pm25", "no standard"]),
        ({"STANDARD_SET": "air_gb3095", "TAU_MODE": "median"}, ["air_gb3095", "TAU_MODE"]),
        ({"STANDARD_SET": "water_by_function", "REGION": "zone"}, ["pm25", "GB3838-2002"]),
        ({"STANDARD_FILE": "/nowhere/sets.csv"}, ["sets.csv"]),
        ({"STANDARD_SET": "own"}, ["OWN_SET"]),
        ({"STANDARD_SET": "air_gb3095", "REGION": "zonen"}, ["zonen", "zone"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(units, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run(ID, options(units, **changes))
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_a_quota_per_area_needs_areas(units, own):
    asked = options(
        units, STANDARD_FILE=str(own), DENOMINATOR="population", POLLUTANTS=["pm25", "35", "", ""]
    )
    with pytest.raises(QgsProcessingException, match="population"):
        processing.run(ID, asked)


def test_faults_of_the_file_are_all_told(units, own):
    own.write_text(OWN.replace(",3,0.5,", ",-3,much,"), encoding="utf-8")
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run(ID, options(units, STANDARD_FILE=str(own)))
    assert all(word in str(refusal.value) for word in ("tau_c", "much"))


def test_the_dialog_proposes_the_built_in_sets(provider):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ID)
    definition = algorithm.parameterDefinition("STANDARD_SET")
    wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
        definition, QgsProcessingGui.WidgetType.Standard
    )
    context = QgsProcessingContext()
    widget = wrapper.createWrappedWidget(context)
    proposed = {widget.itemText(number) for number in range(widget.count())}
    assert {*ruleset_table.builtin(), "own", ""} <= {text.strip() for text in proposed}


def test_a_file_of_several_sets_needs_a_name(units, own):
    second = OWN.splitlines()[1].replace("county", "town").replace(",800,", ",1000,")
    own.write_text(OWN + second + "\n", encoding="utf-8")
    asked = options(units, STANDARD_FILE=str(own), STANDARD_SET="own", POLLUTANTS=["pm25", "35", "", ""])
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run(ID, asked)
    assert all(word in str(refusal.value) for word in ("OWN_SET", "county, town"))
    for named in ({"OWN_SET": "town"}, {"STANDARD_SET": "town"}):
        rows = rows_of(processing.run(ID, {**asked, **named})["OUTPUT"])
        assert rows[2]["q_c"] == pytest.approx(2.0)
