"""The algorithm ``zonepackage``: one file that opens elsewhere as it was made."""

from __future__ import annotations

import shutil
import sqlite3

import pytest
from helpers import RecordingFeedback, make_layer
from outputcase import run, saved, towns
from qgis.core import QgsApplication, QgsLayoutItemMap, QgsProcessingException, QgsProject, QgsVectorLayer

from carbon_pollution_zoning.cartography import packages
from carbon_pollution_zoning.core import vocabulary
from carbon_pollution_zoning.toolbelt import provenance

ID = "zonepackage"


@pytest.fixture
def layers(provider):
    table = make_layer(
        "None", "", "field=a:string&field=fid:string", [("", ("=1+1", "x")), ("", ("b", "x"))], "表; DROP"
    )
    return [towns(), towns("各镇 towns", subzones=False), table]


@pytest.fixture
def elsewhere(layers, workplace):
    """The package of *layers* after it was carried to another folder, opened as a project."""
    path = workplace / "成果 package.gpkg"
    result = run(ID, LAYERS=layers, TITLE="县成果", LANGUAGE="zh", PALETTE="safe", OUTPUT=str(path))
    assert [item.name for item in workplace.iterdir()] == [path.name]
    folder = workplace / "别处"
    folder.mkdir()
    moved = shutil.move(path, folder / path.name)
    project = QgsProject()
    assert project.read(packages.project_uri(moved, "zoning")), project.error()
    yield project, moved, result
    project.clear()


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"cpzoning:{ID}")
    names = [d.name() for d in algorithm.parameterDefinitions()]
    assert algorithm.groupId() == "output"
    assert names == [
        "LAYERS",
        "TITLE",
        "LANGUAGE",
        "PALETTE",
        "RESTYLE",
        "TABLES",
        "SHEETS",
        "APPROVAL",
        "OUTPUT",
    ]


def test_opens_elsewhere_with_all_layers_in_their_styles(elsewhere):
    project, path, result = elsewhere
    assert project.title() == "县成果" and "审图号" in project.metadata().abstract()
    held = project.mapLayers().values()
    assert result["COUNT"] == len(held) == 3 + 4
    assert all(layer.isValid() and str(path) in layer.source() for layer in held)
    zones = next(layer for layer in held if layer.name() == "各镇 towns")
    assert len(zones.renderer().categories()) == 25 and zones.labelsEnabled()
    assert zones.renderer().categories()[0].label().endswith("农业空间标准区")
    order = [node.name() for node in project.layerTreeRoot().children()]
    assert order == ["各镇 towns", "各镇 towns_2", "表_ DROP", "表格"]


def test_layers_are_styled_without_the_project_too(elsewhere):
    _, path, _ = elsewhere
    layer = QgsVectorLayer(f"{path}|layername=各镇 towns", "any name", "ogr")
    codes = {category.value() for category in layer.renderer().categories()}
    assert {zone.code for zone in vocabulary.subzones()} <= codes
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        defaults = connection.execute("SELECT f_table_name FROM layer_styles WHERE useAsDefault").fetchall()
    assert ("各镇 towns",) in defaults and ("各镇 towns_2",) in defaults


def test_sheets_wait_in_the_project(elsewhere):
    project, *_ = elsewhere
    layouts = {layout.name(): layout for layout in project.layoutManager().layouts()}
    assert set(layouts) == {"各镇 towns", "各镇 towns_2"}
    shown = layouts["各镇 towns"].itemById("map")
    assert isinstance(shown, QgsLayoutItemMap) and [one.name() for one in shown.layers()] == ["各镇 towns"]
    assert layouts["各镇 towns"].itemById("title").currentText() == "管治亚区"


def test_numbers_of_the_tables_are_numbers(elsewhere):
    project, *_ = elsewhere
    table = next(layer for layer in project.mapLayers().values() if layer.name() == "面积 各镇 towns")
    assert [field.alias() for field in table.fields()][1:] == ["类别", "单元数", "面积 (ha)", "占比 (%)"]
    rows = [feature.attributes()[1:] for feature in table.getFeatures()]
    assert rows[-1][1] == 3.0 and rows[-1][2] == pytest.approx(2700, rel=2e-3)


def test_metadata_travel(provider, workplace):
    fields = "field=net_tco2:double&field=area:double&field=q_p:double"
    shape = "POLYGON((480000 2500000,480100 2500000,480100 2500100,480000 2500100,480000 2500000))"
    given = make_layer("Polygon", "EPSG:4547", fields, [(shape, (3000.0, 100.0, 0.5))], "given")
    classes = str(workplace / "classes.gpkg")
    run("sixclasszoning", INPUT=given, DENOMINATOR_FIELD="area", CARBON_BENCHMARK=25, OUTPUT=classes)
    path = workplace / "p.gpkg"
    run(ID, LAYERS=[classes], OUTPUT=str(path), TABLES=False, SHEETS=False)
    layer = QgsVectorLayer(f"{path}|layername=classes", "classes", "ogr")
    assert provenance.read(layer)["algorithm"] == "cpzoning:sixclasszoning"
    assert layer.fields().field("cp_class").alias()


def test_own_styles_can_be_kept(provider, workplace):
    path = saved(towns(), workplace / "own.gpkg")
    package = workplace / "p.gpkg"
    run(ID, LAYERS=[path], RESTYLE=False, TABLES=False, OUTPUT=str(package), APPROVAL="GS 1")
    layer = QgsVectorLayer(f"{package}|layername=own", "own", "ogr")
    assert layer.renderer().type() == "singleSymbol" and layer.featureCount() == 4


def test_reminds_of_the_rules_for_maps_of_china(layers, workplace, feedback):
    run(ID, feedback, LAYERS=layers, OUTPUT=str(workplace / "a.gpkg"), TABLES=False, SHEETS=False)
    assert "664" in feedback.text and "APPROVAL" in feedback.text


def test_refuses_and_keeps_what_was_there(layers, workplace, monkeypatch):
    with pytest.raises(QgsProcessingException, match="nowhere"):
        run(ID, LAYERS=layers, OUTPUT=str(workplace / "nowhere" / "a.gpkg"))
    old = saved(towns(), workplace / "old.gpkg")
    before = (workplace / "old.gpkg").read_bytes()
    with pytest.raises(QgsProcessingException, match=r"old\.gpkg is one of the inputs"):
        run(ID, LAYERS=[old], OUTPUT=old)
    monkeypatch.setattr(
        packages, "settle", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    with pytest.raises(QgsProcessingException, match="No space left"):
        run(ID, LAYERS=layers, OUTPUT=old)
    assert (workplace / "old.gpkg").read_bytes() == before and len(list(workplace.iterdir())) == 1


def test_cancel_leaves_nothing(layers, workplace):
    for at in (0, 30, 90):
        run(ID, RecordingFeedback(cancel_at=at), LAYERS=layers, OUTPUT=str(workplace / "a.gpkg"))
        assert list(workplace.iterdir()) == [], at
