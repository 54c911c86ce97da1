"""The algorithm ``applysymbology``: declares, refuses, styles layers, files and rasters, cancels."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from helpers import RecordingFeedback, make_layer, make_raster
from outputcase import SQUARE, run, saved, towns
from qgis.core import Qgis, QgsApplication, QgsProcessingException, QgsProject, QgsRasterLayer, QgsVectorLayer

from carbon_pollution_zoning.core import palettes, vocabulary

ID = "applysymbology"


@pytest.fixture
def package(provider, workplace):
    return saved(towns(), workplace / "亚区 zones.gpkg")


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"cpzoning:{ID}")
    assert algorithm.groupId() == "output"
    assert algorithm.flags() & Qgis.ProcessingAlgorithmFlag.NoThreading
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["SAVE"].defaultValue() is True and made["OCCURRING"].defaultValue() is False
    assert made["LEGEND"].defaultValue() == 0 and made["PALETTE"].metadata()["codes"][0] == "user"


def test_a_package_opens_styled_and_keeps_its_other_styles(package):
    layer = QgsVectorLayer(package, "zones", "ogr")
    assert layer.saveStyleToDatabase("my own", "", True, "") == ""
    del layer
    result = run(ID, INPUT=package, LANGUAGE="zh", PALETTE="safe")
    assert result["OUTPUT"] == package
    styled = QgsVectorLayer(package, "zones", "ogr")
    colours = {c.value(): c.symbol().color().name() for c in styled.renderer().categories()}
    assert colours["U-SCP"] == palettes.subzones("safe")["U-SCP"].colour.lower()
    assert len(colours) == 25  # all sub-zones and ND, also those that do not occur
    with sqlite3.connect(package) as connection:
        rows = dict(connection.execute("SELECT styleName, useAsDefault FROM layer_styles"))
    assert rows == {"my own": 0, "亚区 zones": 1}


def test_the_layer_of_the_project_takes_the_style_and_nothing_else_changes(provider):
    layer = towns(subzones=False)
    layer.startEditing()
    layer.changeAttributeValue(1, 1, "PC")
    QgsProject.instance().addMapLayer(layer)
    result = run(ID, INPUT=layer, LANGUAGE="en", OCCURRING=True)
    assert result["OUTPUT"] == layer.id()
    assert layer.renderer().classAttribute() == "cp_class" and layer.labelsEnabled()
    assert layer.isEditable() and layer.isModified()
    layer.rollBack()
    QgsProject.instance().removeMapLayer(layer)


def test_styles_for_other_programs_and_the_legend(package, workplace):
    paths = {key: str(workplace / f"样式 a.{end}") for key, end in (("QML", "qml"), ("SLD", "sld"))}
    legend = workplace / "图例.svg"
    run(ID, INPUT=package, SAVE=False, PALETTE="print", KEY="diagram", LEGEND_FILE=str(legend), **paths)
    fresh = QgsVectorLayer(package, "fresh", "ogr")
    assert fresh.renderer().type() == "singleSymbol"
    message, fine = fresh.loadNamedStyle(paths["QML"])
    assert fine and len(fresh.renderer().categories()) == 25, message
    other = QgsVectorLayer(package, "other", "ogr")
    message, fine = other.loadSldStyle(paths["SLD"])
    assert fine and other.renderer().type() == "RuleRenderer", message
    # other programs write the code, where QGIS writes an expression around it
    written = Path(paths["SLD"]).read_text(encoding="utf-8")
    label = written[written.index("<se:TextSymbolizer>") :]
    assert "<ogc:PropertyName>subzone</ogc:PropertyName>" in label[: label.index("</se:Label>")]
    drawn = legend.read_text(encoding="utf-8")
    assert all(zone.label in drawn for zone in vocabulary.subzones()) and "τp" in drawn


def test_rasters_are_recognised_by_their_cells(provider, workplace):
    zones = np.array([[11, 12, 36], [46, 0, 21]], dtype=np.uint8)
    path = make_raster(workplace / "亚区.tif", zones)
    qml = workplace / "r.qml"
    run(ID, INPUT=path, QML=str(qml))
    layer = QgsRasterLayer(path, "zones")
    values = {int(c.value): c.color.name() for c in layer.renderer().classes()}
    standard = {zone.value: zone.colour.lower() for zone in vocabulary.subzones()}
    assert {value: values[value] for value in standard} == standard
    assert qml.is_file() and path.replace(".tif", ".qml") in map(str, workplace.iterdir())


def test_refuses(provider, package, workplace):
    ambiguous = make_raster(workplace / "a.tif", np.array([[1, 2], [3, 4]], dtype=np.uint8))
    table = make_layer(
        "Polygon", "EPSG:4547", "field=colour:string", [(SQUARE.format(x=0, y=1, b=0, t=1), ("x",))], "色"
    )
    for changes, words in (
        ({"INPUT": ambiguous}, ["a", "LEGEND"]),
        ({"INPUT": table}, ["色", "LEGEND"]),
        ({"INPUT": package, "LEGEND": "lisa"}, ["lisa", "FIELD"]),
        ({"INPUT": package, "LEGEND": "lisa", "FIELD": "nothing"}, ["nothing"]),
        ({"INPUT": ambiguous, "LEGEND": "sixclass", "FIELD": "x"}, ["raster", "FIELD"]),
        ({"INPUT": package, "PALETTE": "pink"}, ["pink", "standard"]),
        ({"INPUT": package, "QML": str(workplace / "nowhere" / "a.qml")}, ["nowhere"]),
        ({"INPUT": package, "LEGEND": "nosuch"}, ["nosuch"]),
    ):
        with pytest.raises(QgsProcessingException) as told:
            run(ID, **changes)
        assert all(word in str(told.value) for word in words), (changes, str(told.value))


def test_a_read_only_folder_is_told_before_work(provider, workplace, monkeypatch):
    from carbon_pollution_zoning.cartography import styling

    path = saved(towns(), workplace / "a.shp")
    monkeypatch.setattr(styling.os, "access", lambda *_: False)
    with pytest.raises(QgsProcessingException, match=r"read-only.*SAVE"):
        run(ID, INPUT=path)
    assert "OUTPUT" in run(ID, INPUT=path, SAVE=False)


def test_cancel_leaves_the_package_as_it_was(package):
    before = QgsVectorLayer(package, "zones", "ogr").listStylesInDatabase()[0]
    run(ID, RecordingFeedback(cancel_at=50), INPUT=package)
    assert QgsVectorLayer(package, "zones", "ogr").listStylesInDatabase()[0] == before
