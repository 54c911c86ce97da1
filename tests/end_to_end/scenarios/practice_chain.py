"""The practice county zoned in the desktop: the panel shows the areas that were computed apart."""

import csv
from pathlib import Path

import processing
from qgis.core import QgsFeature, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDockWidget

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample"
CONTROL_LINES = {
    "SEA": "sea_area",
    "MARINE_RED_LINE": "marine_redline",
    "MARINE_DEVELOPMENT": "marine_development",
    "RED_LINE": "STBHHX",
    "FARMLAND": "YJJBNTTB",
    "URBAN_BOUNDARY": "CZKFBJ",
    "PLANNING_ZONES": "GHFQ",
}


def scenario(t):
    t.click(t.action("CpzoningSampleAction"))
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    maps = dock.tab("map").view
    yield dock.isVisible
    yield t.canvas_ready
    classes = run("sixclasszoning", INPUT=units(), DENOMINATOR_FIELD="area_ha")
    lines = {name: source(layer) for name, layer in CONTROL_LINES.items()}
    spaces = run("fourspaces", INPUT=source("DLTB"), **lines)
    yield 100
    zones = run("subzones", INPUT=classes, SPACES=spaces)
    root = QgsProject.instance().layerTreeRoot()
    for node in (root.findLayer(classes), root.findLayer(spaces), root.children()[-1]):
        node.setItemVisibilityChecked(False)
        node.setExpanded(False)
    t.iface.setActiveLayer(zones)
    maps.set_look("area", "ha")
    yield lambda: dock.ui.layerBox.currentLayer() == zones and maps.ui.table.model() is not None
    compare(t, maps.ui.table.model())
    yield 500
    yield t.canvas_ready
    t.shot("sub-zones")
    t.shot("panel", dock)
    maps.ask_export_path = lambda _suggestion: str(t.out / "map.png")
    t.click(maps.actions_bar.widgetForAction(maps.export_action))
    t.expect((t.out / "map.png").exists(), "the map was written")
    t.iface.messageBar().clearWidgets()
    t.iface.setActiveLayer(classes)
    root.findLayer(zones).setItemVisibilityChecked(False)
    root.findLayer(classes).setItemVisibilityChecked(True)
    dock.ui.layerBox.setLayer(classes)
    yield lambda: maps.ui.table.model() is not None and maps.ui.table.model().rowCount() == 6
    figures = [maps.ui.table.model().index(row, 1).data() for row in range(6)]
    t.expect(figures == ["2"] * 6, f"two towns in each class: {figures}")
    yield 500
    yield t.canvas_ready
    t.shot("six-classes")


def run(algorithm: str, **parameters) -> QgsVectorLayer:
    """The layer that an algorithm gives, open in the project as the toolbox opens it."""
    result = processing.runAndLoadResults(
        f"cpzoning:{algorithm}", {**parameters, "OUTPUT": "TEMPORARY_OUTPUT"}
    )
    return QgsProject.instance().mapLayer(result["OUTPUT"])


def source(layer: str) -> str:
    return f"{next(SAMPLE.glob('*.gpkg'))}|layername={layer}"


def units() -> QgsVectorLayer:
    """The zoning units with the net emission and the exceedance that were computed apart."""
    with (SAMPLE / "expected" / "town_classes_2024.csv").open(encoding="utf-8-sig", newline="") as stream:
        account = {row["unit_code"]: row for row in csv.DictReader(stream)}
    fields = "field=unit_name:string&field=area_ha:double&field=net_tco2:double&field=q_p:double"
    made = QgsVectorLayer(f"MultiPolygon?crs=EPSG:4547&{fields}", "units", "memory")
    features = []
    for unit in QgsVectorLayer(source("zoning_unit"), "units", "ogr").getFeatures():
        row = account[unit["unit_code"]]
        feature = QgsFeature(made.fields())
        feature.setGeometry(unit.geometry())
        feature.setAttributes(
            [unit["unit_name"], float(row["area_ha"]), float(row["net_tco2e"]), float(row["q_p"])]
        )
        features.append(feature)
    made.dataProvider().addFeatures(features)
    return made


def compare(t, model):
    with (SAMPLE / "expected" / "subzones.csv").open(encoding="utf-8-sig", newline="") as stream:
        expected = {row["subzone"]: float(row["area_ha"]) for row in csv.DictReader(stream)}
    shown = {}
    for row in range(6):
        for column in range(4):
            index = model.index(row, column)
            (code,) = model.codes_at(index)
            shown[code] = index.data(0x0100)
    worst = max(abs(shown[code] / area - 1) for code, area in expected.items())
    t.expect(
        len(expected) == 24 and worst < 1e-4, f"areas of the 24 sub-zones, worst relative error {worst:.1e}"
    )
