"""Text tables in the encodings of our users reach an algorithm as plain UTF-8."""

from __future__ import annotations

import processing
import pytest
from helpers import rows_of
from qgis.core import QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.toolbelt import provenance, textfiles

TEXT = "unit_name,net_tco2,area,q_p\n林场,-1200,100,-0.5\n钢厂,3000,100,2\n"


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-16", "utf-16-le"])
def test_another_encoding_is_copied_into_utf8(qgis_app, workplace, encoding):
    path = workplace / "活动 表.csv"
    path.write_bytes(TEXT.encode(encoding))
    copy = textfiles.in_utf8(path)
    assert copy.name == path.name
    assert copy.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_left_alone(qgis_app, workplace, encoding):
    path = workplace / "表.csv"
    path.write_text(TEXT, encoding=encoding)
    assert textfiles.in_utf8(path) is None


def test_no_text_is_refused(qgis_app, workplace):
    path = workplace / "表.csv"
    path.write_bytes(b"a,b\n\xff\xff\x81\x0a,1\n")
    with pytest.raises(InputError, match=r"表\.csv"):
        textfiles.in_utf8(path)


def test_a_filtered_layer_is_left_to_qgis(qgis_app, workplace):
    path = workplace / "表.csv"
    path.write_text(TEXT, encoding="utf-8")
    layer = QgsVectorLayer(str(path), "表", "ogr")
    assert textfiles.of_value(layer, layer) == path
    layer.setSubsetString("net_tco2 = '3000'")
    assert textfiles.of_value(layer, layer) is None


def test_an_algorithm_reads_a_gbk_table_and_remembers_the_original(provider, workplace):
    path = workplace / "单元 表.csv"
    path.write_bytes(TEXT.encode("gbk"))
    result = processing.run(
        "cpzoning:sixclasszoning",
        {"INPUT": str(path), "DENOMINATOR_FIELD": "area", "CARBON_BENCHMARK": 25, "OUTPUT": "memory:"},
    )
    rows = rows_of(result["OUTPUT"])
    assert [(row["unit_name"], row["cp_class"]) for row in rows] == [("林场", "S"), ("钢厂", "SCP")]
    record = provenance.read(result["OUTPUT"])
    assert record["inputs"]["INPUT"]["source"] == str(path)
    assert record["inputs"]["INPUT"]["sha256"] == provenance.file_checksum(path)
    assert record["parameters"]["INPUT"] == str(path)


def test_an_algorithm_refuses_a_table_that_is_no_text(provider, workplace):
    path = workplace / "坏表.csv"
    path.write_bytes(b"net_tco2,q_p\n\xff\xff\x81\x0a,1\n")
    with pytest.raises(QgsProcessingException, match=r"坏表\.csv"):
        processing.run("cpzoning:sixclasszoning", {"INPUT": str(path), "OUTPUT": "memory:"})
