"""Features to columns: by feature and in one sweep, always the same."""

from __future__ import annotations

import numpy as np
import pytest
from helpers import make_layer
from qgis.core import (
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameters,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)

from carbon_pollution_zoning.core.errors import Cancelled
from carbon_pollution_zoning.toolbelt import stream, tables

FIELDS = "field=name:string&field=real:double&field=Whole:integer&field=big:int8"
ROWS = [
    ("甲", 1.5, 1, 2**53 - 1),
    (None, None, None, None),
    ("丙", -0.25, -3, 4),
    ("丁", 1e300, 2147483647, -5),
]
NUMBERS = ["real", "Whole", "big"]


@pytest.fixture
def layer(qgis_app, workplace):
    """A GeoPackage with gaps in its feature ids."""
    memory = make_layer(
        "Point", "EPSG:4547", FIELDS, [(f"POINT({i} 0)", row) for i, row in enumerate(ROWS)], "点"
    )
    path = workplace / "数据 表.gpkg"
    QgsVectorFileWriter.writeAsVectorFormatV3(
        memory, str(path), QgsProcessingContext().transformContext(), options()
    )
    made = QgsVectorLayer(f"{path}|layername=数据 表", "数据 表", "ogr")
    made.dataProvider().deleteFeatures([3])
    return made


def options():
    made = QgsVectorFileWriter.SaveVectorOptions()
    made.driverName = "GPKG"
    return made


def read(layer, fields, whole=True, progress=lambda _: None):
    definition = QgsProcessingParameterFeatureSource("INPUT")
    context = QgsProcessingContext()
    source = QgsProcessingParameters.parameterAsSource(definition, {"INPUT": layer}, context)
    return tables.read(source, fields, progress, layer=layer if whole else None)


def test_both_ways_give_the_same_columns(layer):
    assert stream.is_plain(layer, NUMBERS)
    fast, slow = read(layer, NUMBERS), read(layer, NUMBERS, whole=False)
    assert fast.ids.tolist() == slow.ids.tolist() == [1, 2, 4]
    for field in NUMBERS:
        assert fast[field].dtype == slow[field].dtype == np.float64
        np.testing.assert_array_equal(fast[field], slow[field])
    assert np.isnan(fast["real"][1]) and fast["big"][0] == 2**53 - 1


def test_names_are_taken_without_regard_to_case_and_the_key_is_a_number_too(layer):
    for field in ("whole", "REAL", "fid"):
        np.testing.assert_array_equal(read(layer, [field])[field], read(layer, [field], whole=False)[field])


def test_a_sweep_of_no_fields_gives_the_ids(layer):
    assert read(layer, []).ids.tolist() == [1, 2, 4]


def test_what_qgis_would_change_is_left_to_qgis(layer):
    assert not stream.is_plain(layer, ["name"])
    assert not stream.is_plain(layer, ["absent"])
    assert not stream.is_plain(None, [])
    assert not stream.is_plain(make_layer("None", "", "field=a:double", [("", (1,))], "memory"), ["a"])


def test_a_filter_an_edit_and_a_join_are_honoured(layer):
    other = make_layer("None", "", "field=key:string&field=extra:double", [("", ("甲", 7.0))], "other")
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(other)
    join.setJoinFieldName("key")
    join.setTargetFieldName("name")
    layer.addJoin(join)
    assert not stream.is_plain(layer, ["real"])
    assert read(layer, ["other_extra"])["other_extra"].tolist()[0] == 7
    layer.removeJoin(other.id())
    layer.setSubsetString('"real" > 0')
    assert not stream.is_plain(layer, ["real"])
    assert read(layer, ["real"]).ids.tolist() == [1, 4]
    layer.setSubsetString("")
    layer.startEditing()
    layer.addFeature(QgsFeature(layer.fields()))
    assert not stream.is_plain(layer, ["real"])
    assert len(read(layer, ["real"])) == 4
    layer.rollBack()
    assert stream.is_plain(layer, ["real"])


def test_a_file_of_several_tables_gives_the_one_that_was_asked_for(layer):
    second = make_layer("None", "", "field=real:double", [("", (42.0,))], "second")
    more = options()
    more.layerName = "第二"
    more.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    path = layer.source().split("|")[0]
    QgsVectorFileWriter.writeAsVectorFormatV3(second, path, QgsProcessingContext().transformContext(), more)
    again = QgsVectorLayer(f"{path}|layername=第二", "again", "ogr")
    assert stream.is_plain(again, ["real"])
    assert read(again, ["real"])["real"].tolist() == [42]


@pytest.mark.parametrize("whole", [True, False])
def test_cancel_stops_the_reading(layer, whole):
    def stop(_fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        read(layer, NUMBERS, whole, stop)


def test_texts_are_stripped_and_blanks_are_missing(qgis_app):
    rows = [("", (" a ",)), ("", ("",)), ("", (None,))]
    found = read(make_layer("None", "", "field=t:string", rows, "texts"), ["t"])
    assert found["t"].tolist() == ["a", None, None]
