"""Messages call layers and sheets as people do, and say where a header was not recognised."""

from __future__ import annotations

import processing
import pytest
from helpers import make_layer
from osgeo import ogr
from qgis.core import QgsProcessingException, QgsVectorFileWriter, QgsVectorLayer


def workbook(path, rows, header=("unit_code", "net_tco2", "q_p", "size")):
    """A sheet whose cells are all texts, as exports of other programs have them."""
    book = ogr.GetDriverByName("XLSX").CreateDataSource(str(path))
    sheet = book.CreateLayer("排放", None, ogr.wkbNone)
    for name in header:
        sheet.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for row in rows:
        feature = ogr.Feature(sheet.GetLayerDefn())
        for at, cell in enumerate(row):
            feature.SetField(at, cell)
        sheet.CreateFeature(feature)
    return f"{path}|layername=排放"


def test_a_workbook_without_a_header_is_refused_in_one_sentence(provider, workplace):
    sheet = workbook(workplace / "各镇 2024.xlsx", [("01", "1 t", "2 x", "3 ha")], ("各镇", "", "", ""))
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run("cpzoning:sixclasszoning", {"INPUT": sheet, "NET": "net_tco2", "OUTPUT": "memory:"})
    said = str(refusal.value)
    assert "The first row of the sheet 排放 does not give every column a name" in said
    assert "Field1" not in said and "no field" not in said


def test_layers_of_a_file_are_called_by_their_own_names(provider, workplace):
    path = workplace / "全县.gpkg"
    for name in ("乡镇", "村"):
        layer = make_layer("None", "", "field=a:double", [("", (1.0,))], name)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = name
        options.actionOnExistingFile = (
            QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
            if path.exists()
            else QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteFile
        )
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)
    with pytest.raises(QgsProcessingException, match="The layer 村 has no field b"):
        processing.run(
            "cpzoning:sixclasszoning", {"INPUT": f"{path}|layername=村", "NET": "b", "OUTPUT": "memory:"}
        )
    given = QgsVectorLayer(f"{path}|layername=村", "我的村", "ogr")
    with pytest.raises(QgsProcessingException, match="The layer 我的村 has no field b"):
        processing.run("cpzoning:sixclasszoning", {"INPUT": given, "NET": "b", "OUTPUT": "memory:"})


def test_a_field_that_is_not_there_names_the_parameter_to_set(provider):
    layer = make_layer("None", "", "field=a:double", [("", (1.0,))], "各镇")
    with pytest.raises(QgsProcessingException, match=r"no field b\. .* parameter NET \(Net carbon emission"):
        processing.run("cpzoning:sixclasszoning", {"INPUT": layer, "NET": "b", "OUTPUT": "memory:"})
