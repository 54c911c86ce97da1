"""Renderers: colours equal the vocabulary, unknown is grey, steps draw what they say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from helpers import make_layer
from osgeo import gdal
from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsRasterLayer,
    QgsRenderContext,
    QgsVectorLayer,
)

from carbon_pollution_zoning.cartography import entries, symbology
from carbon_pollution_zoning.core import vocabulary

pytestmark = pytest.mark.usefixtures("qgis_app")
SQUARE = "POLYGON(({x} 0,{x} 1,{y} 1,{y} 0,{x} 0))"
GREY = vocabulary.classes()[0].colour.lower()


def layer_of(field, kind, values, geometry="Polygon"):
    rows = [(SQUARE.format(x=n, y=n + 1), (value,)) for n, value in enumerate(values)]
    return make_layer(geometry, "EPSG:4547", f"field={field}:{kind}", rows, "图层")


def drawn(layer):
    """Colour in which each feature is drawn; None where it is not drawn at all."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    context.expressionContext().setFields(layer.fields())
    renderer.startRender(context, layer.fields())
    colours = []
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(QgsFeature(feature))
        symbols = renderer.symbolsForFeature(feature, context)
        colours.append(symbols[0].color().name() if symbols else None)
    renderer.stopRender(context)
    return colours


def label_rules(layer):
    return layer.labeling().rootRule().children()


def expected(records):
    return [record.colour.lower() for record in records]


@pytest.mark.parametrize(
    ("name", "field", "records"),
    [
        ("sixclass", "cp_class", vocabulary.classes()),
        ("spaces", "space", vocabulary.spaces()),
        ("subzones", "subzone", vocabulary.subzones()),
    ],
)
def test_every_code_has_its_colour_and_the_unknown_is_grey(name, field, records):
    codes = [record.code for record in records]
    layer = layer_of(field, "string", [*codes, None, "", "??"])
    legend = symbology.style(layer, name, lang="zh")
    assert drawn(layer) == [*expected(records), GREY, GREY, GREY]
    assert legend.entries[-1].label == "ND 无数据"
    assert len(layer.renderer().categories()) == len({*codes, "ND"})


def test_subzones_have_the_border_of_their_space():
    spaces = vocabulary.by_code(vocabulary.spaces())
    for entry in entries.legend("subzones", "en").entries[:-1]:
        assert entry.outline == spaces[entry.code[0]].colour
        made = symbology.symbol(Qgis.GeometryType.Polygon, entry)
        assert made.symbolLayer(0).strokeColor().name() == entry.outline.lower()


def test_only_what_occurs_when_asked():
    layer = layer_of("cp_class", "string", ["S", "SCP", None])
    legend = symbology.style(layer, "sixclass", lang="en", occurring=True)
    assert [entry.code for entry in legend.entries] == ["S", "SCP", "ND"]
    assert [category.value() for category in layer.renderer().categories()] == ["S", "SCP", ""]
    without = layer_of("cp_class", "string", ["S"])
    assert [e.code for e in symbology.style(without, "sixclass", occurring=True).entries] == ["S"]


def test_steps_draw_the_side_of_the_bound_that_they_say():
    values = [-1.0, 0.0, 1e-9, 0.99, 1.0, 5.0, None]
    layer = layer_of("q_p", "double", values)
    symbology.style(layer, "exceedance", lang="en")
    colours = [entry.colour.lower() for entry in entries.legend("exceedance", "en").entries]
    assert drawn(layer) == [colours[0], colours[1], colours[2], colours[3], colours[4], colours[5], GREY]
    occurring = symbology.style(layer, "exceedance", lang="en", occurring=True)
    assert len(occurring.entries) == 7


def test_net_carbon_parts_sources_and_sinks():
    values = [-5000.0, -40.0, -1.0, 0.0, 1.0, 30.0, 9000.0, None]
    layer = layer_of("net_tco2", "double", values)
    legend = symbology.style(layer, "net_carbon", lang="en")
    sinks = {e.colour.lower() for e in legend.entries if e.step and e.step.upper <= 0}
    colours = drawn(layer)
    assert [colour in sinks for colour in colours] == [True] * 4 + [False] * 4
    assert colours[-1] == GREY and None not in colours


def test_load_takes_the_column_that_has_values():
    fields = "field=eq_total_km2:double&field=eq_total:double"
    rows = [(SQUARE.format(x=n, y=n + 1), (None, 10.0**n)) for n in range(6)]
    layer = make_layer("Polygon", "EPSG:4547", fields, rows, "loads")
    assert symbology.style(layer, "load", lang="en").field == "eq_total"
    assert symbology.style(layer, "load", {"eq_total_km2": "eq_total"}).field == "eq_total"
    assert None not in drawn(layer)


def test_renamed_fields_expressions_and_points():
    layer = layer_of("cp_class_2", "string", ["SP", None])
    assert symbology.style(layer, "sixclass") is None
    assert symbology.style(layer, "sixclass", {"cp_class": "cp_class_2"}).field == "cp_class_2"
    symbology.style(layer, "sixclass", {"cp_class": 'upper("cp_class_2")'}, occurring=True)
    assert drawn(layer)[0] == vocabulary.classes()[3].colour.lower()
    table = make_layer("None", "", "field=cp_class:string", [("", ("S",))], "表")
    assert symbology.style(table, "sixclass") is None
    points = make_layer("Point", "EPSG:4547", "field=cp_class:string", [("POINT(0 0)", ("S",))], "点")
    symbology.style(points, "sixclass")
    assert drawn(points) == [vocabulary.classes()[1].colour.lower()]


def test_codes_are_labelled_where_they_can_be_read():
    layer = layer_of("subzone", "string", ["U-S", "A-S"])
    symbology.style(layer, "subzones")
    rule, closer = label_rules(layer)
    settings = rule.settings()
    assert layer.labelsEnabled() and settings.fitInPolygonOnly
    written = QgsExpression(settings.fieldName)
    context = QgsExpressionContext()
    context.setFeature(next(layer.getFeatures()))
    # room beside the code, so that it touches no name of the town
    assert settings.isExpression and written.evaluate(context) == "\u2002U-S\u2002"
    feature = QgsFeature(layer.fields())
    context.setFeature(feature)
    assert written.evaluate(context) in (None, NULL)
    # two metres wide in all: drawn at least 10 cm wide at 1:20 and larger
    assert rule.minimumScale() == pytest.approx(20, rel=0.01)
    # further in the name stands below the code, and no scale is left without a label
    assert closer.minimumScale() == rule.maximumScale() > 0 == closer.maximumScale()
    context.setFeature(next(layer.getFeatures()))
    named = QgsExpression(closer.settings().fieldName).evaluate(context)
    assert named == "U-S\n" + next(z.name("en") for z in vocabulary.subzones() if z.code == "U-S")
    symbology.style(layer_of("q_p", "double", [1.0]), "exceedance")


def test_labels_know_ellipsoids_that_come_as_bare_axes(qgis_app):
    """QGIS measures NaN on them, and no scale is NaN."""
    albers = "PROJ:+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84 +units=m"
    layer = make_layer(
        "Polygon", "EPSG:4547", "field=subzone:string", [("POLYGON((0 0,9000 0,9000 9,0 0))", ("U-S",))], "区"
    )
    layer.setCrs(QgsCoordinateReferenceSystem(albers))
    symbology.style(layer, "subzones")
    rule, _ = label_rules(layer)
    # plane metres of an equal-area map are not true lengths: near enough
    assert 5e4 < rule.minimumScale() < 2e5
    nowhere = make_layer(
        "Polygon", "EPSG:4490", "field=subzone:string", [("POLYGON((0 0,5e5 0,5e5 9e5,0 0))", ("U-S",))], "区"
    )
    symbology.style(nowhere, "subzones")
    assert nowhere.labelsEnabled()


def test_the_scales_of_labels_survive_a_style_file(tmp_path):
    """A fraction of a scale came back as 0, and codes stood beside codes with names."""
    shapes = [(f"POLYGON(({x} 0,{x + 3433.3} 0,{x + 3433.3} 1,{x} 1,{x} 0))", ("U-S",)) for x in (0, 5000)]
    layer = make_layer("Polygon", "EPSG:4547", "field=subzone:string", shapes, "图斑")
    symbology.style(layer, "subzones")
    before = [(rule.minimumScale(), rule.maximumScale()) for rule in label_rules(layer)]
    layer.saveNamedStyle(str(tmp_path / "样式.qml"))
    layer.setLabeling(None)
    layer.loadNamedStyle(str(tmp_path / "样式.qml"))
    after = [(rule.minimumScale(), rule.maximumScale()) for rule in label_rules(layer)]
    assert after == before and all(scale == int(scale) for pair in before for scale in pair)
    assert before[0][1] == before[1][0] > 0


def test_labels_stand_on_white_where_patterns_would_hide_them():
    layer = layer_of("subzone", "string", ["U-S", "A-S"])
    for colours, grounded in (("print", True), ("safe", False)):
        symbology.style(layer, "subzones", colours=colours)
        for rule in label_rules(layer):
            text = rule.settings().format()
            assert text.background().enabled() == grounded and text.buffer().enabled() != grounded


def test_labels_of_the_whole_world_begin_at_a_world_scale():
    world = make_layer(
        "Polygon",
        "EPSG:4326",
        "field=cp_class:string",
        [("POLYGON((-180 -89,-180 89,180 89,180 -89,-180 -89))", ("S",))],
        "world",
    )
    symbology.style(world, "sixclass")
    assert label_rules(world)[0].minimumScale() == pytest.approx(4.0075e8, rel=0.01)


def test_style_survives_a_geopackage(workplace):
    layer = layer_of("q_p", "double", [0.5, None])
    path = workplace / "结果.gpkg"
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "结果"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    stored = QgsVectorLayer(str(path), "结果", "ogr")
    symbology.style(stored, "exceedance")
    stored.saveStyleToDatabase("结果", "", True, "")
    again = QgsVectorLayer(str(path), "结果", "ogr")
    assert drawn(again) == drawn(stored) and drawn(again)[1] == GREY


def raster(path, values, nodata=None, kind=gdal.GDT_Byte):
    array = np.array([values], dtype=np.float64)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), array.shape[1], 1, 1, kind)
    dataset.SetGeoTransform((0, 1, 0, 1, 0, -1))
    band = dataset.GetRasterBand(1)
    if nodata is not None:
        band.SetNoDataValue(nodata)
    band.WriteArray(array)
    dataset = None
    return QgsRasterLayer(str(path), "栅格")


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("sixclass", vocabulary.classes()[1:]),
        ("spaces", vocabulary.spaces()),
        ("subzones", vocabulary.subzones()),
    ],
)
def test_rasters_have_the_same_colours(name, records, workplace):
    layer = raster(workplace / "类.tif", [0, *(record.value for record in records)])
    symbology.style(layer, name, lang="zh")
    classes = {item.value: item.color.name() for item in layer.renderer().classes()}
    assert classes == {0: GREY, **{r.value: r.colour.lower() for r in records}}
    only = raster(workplace / "两.tif", [records[0].value, records[1].value])
    legend = symbology.style(only, name, lang="zh", occurring=True)
    assert [entry.code for entry in legend.entries] == [records[0].code, records[1].code]


def test_raster_of_numbers_is_drawn_in_steps(workplace):
    layer = raster(workplace / "净.tif", [-900, -30, -1, 2, 40, 800, -9999], -9999, gdal.GDT_Float32)
    legend = symbology.style(layer, "net_carbon", lang="en")
    shader = layer.renderer().shader().rasterShaderFunction()
    for value in (-900, -30, -1, 2, 40, 800):
        entry = next(e for e in legend.entries if e.step and e.step.holds(np.array([value]))[0])
        fine, red, green, blue, _ = shader.shade(float(value))
        assert fine and f"#{red:02X}{green:02X}{blue:02X}" == entry.colour
    assert math.isinf(shader.colorRampItemList()[-1].value)


def test_strong_flows_are_thick_and_lie_over_weak_ones(workplace):
    rows = [("LINESTRING(0 0,1 1)", (value,)) for value in (*(number / 100 for number in range(1, 40)), None)]
    layer = make_layer("LineString", "EPSG:4547", "field=flow_share:double", rows, "flows")
    symbology.style(layer, "flows", lang="en")
    drawn = [rule.symbol() for rule in layer.renderer().rootRule().children()]
    widths = [one.width() for one in drawn[:-1]]
    assert widths == sorted(set(widths)) and len(widths) == 4
    passes = [one.symbolLayer(0).renderingPass() for one in drawn]
    assert passes == [1, 2, 3, 4, 0] and layer.renderer().usingSymbolLevels()


def test_entropy_is_dark_where_the_class_is_open():
    entropy = symbology.legend("entropy", "en").entries
    assert entropy[0].step.upper == 0.1 and "sure" in entropy[0].label
    assert "50 %" not in " ".join(entry.label for entry in entropy)
