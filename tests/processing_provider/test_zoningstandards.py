"""The algorithm ``zoningstandards``: lists, checks, exports."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, rows_of
from qgis.core import QgsApplication, QgsProcessingException

from carbon_pollution_zoning.core.zoning import ruleset_table
from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:zoningstandards"
OWN = (
    "id,version,valid_from,name_zh,method,region,carbon_mode,carbon_standard,carbon_unit,source\n"
    "县标,2,2025-03-01,县级标准,regional,37,quota,8,tCO2e/ha,文件\n"
    "县标,2,2025-03-01,县级标准,regional,,quota,9,tCO2e/ha,文件\n"
)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    names = [definition.name() for definition in algorithm.parameterDefinitions()]
    assert names == ["STANDARD_SET", "STANDARD_FILE", "OUTPUT", "LIMITS", "EXPORT"]
    assert {output.name() for output in algorithm.outputDefinitions()} == {
        "OUTPUT",
        "LIMITS",
        "EXPORT",
        "SETS",
    }


def test_lists_every_built_in_set_with_its_source(provider):
    result = processing.run(ID, {"OUTPUT": "memory:"})
    rows = rows_of(result["OUTPUT"])
    assert result["SETS"] == len(ruleset_table.builtin()) == len({row["set_id"] for row in rows})
    quartile = next(row for row in rows if row["set_id"] == "quartile")
    assert quartile["quantile"] == 0.75
    assert quartile["carbon_standard"] is None
    assert all(row["source"] and row["evidence"] and row["digest"] for row in rows)
    assert [row["region"] for row in rows if row["set_id"] == "air_by_functional_area"] == ["I", "II"]


def test_gives_the_limits_with_their_units(provider):
    result = processing.run(
        ID, {"STANDARD_SET": "air_by_functional_area", "OUTPUT": "memory:", "LIMITS": "memory:"}
    )
    assert len(rows_of(result["OUTPUT"])) == 2
    found = {
        (row["region"], row["averaging"]): (row["limit_value"], row["limit_unit"])
        for row in rows_of(result["LIMITS"])
        if row["pollutant"] == "PM2_5"
    }
    assert found["I", "annual"] == (15, "ug/m3")
    assert found["II", "24h"] == (75, "ug/m3")


def test_an_export_is_a_table_that_passes(provider, workplace):
    path = workplace / "标准集.csv"
    processing.run(ID, {"OUTPUT": "memory:", "EXPORT": str(path)})
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    result = processing.run(ID, {"STANDARD_FILE": str(path), "STANDARD_SET": "own", "OUTPUT": "memory:"})
    assert result["SETS"] == len(ruleset_table.builtin())
    assert {row["origin"] for row in rows_of(result["OUTPUT"])} == {"标准集.csv"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_table_of_the_user_is_listed_before_ours(provider, workplace, encoding):
    path = workplace / "own 集.csv"
    path.write_bytes(OWN.encode(encoding))
    result = processing.run(ID, {"STANDARD_FILE": str(path), "OUTPUT": "memory:"})
    rows = rows_of(result["OUTPUT"])
    assert [(row["set_id"], row["carbon_standard"]) for row in rows[:2]] == [("县标", 8), ("县标", 9)]
    assert result["SETS"] == len(ruleset_table.builtin()) + 1
    described = provenance.read(result["OUTPUT"])["tables"]["县标"]
    assert described["origin"] == path.name and described["digest"]


def test_every_fault_of_the_table_is_told_at_once(provider, workplace):
    path = workplace / "bad.csv"
    path.write_text(OWN.replace("tCO2e/ha", "kg").replace("regional,37", "literal,37"), encoding="utf-8")
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run(ID, {"STANDARD_FILE": str(path), "OUTPUT": "memory:"})
    text = str(refusal.value)
    assert text.count("“kg”") == 2
    assert "37" in text and "bad.csv" in text and "method is “regional” but “literal”" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"STANDARD_SET": "quartil"}, ["quartil", "quartile"]),
        ({"STANDARD_FILE": "/nowhere/own.csv"}, ["own.csv"]),
        ({"EXPORT": "/nowhere/at all/sets.csv"}, ["/nowhere/at all"]),
    ],
)
def test_refuses(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        processing.run(ID, {"OUTPUT": "memory:", **changes})
    assert all(word in str(refusal.value) for word in words)


def test_cancel_leaves_nothing_behind(provider, workplace):
    asked = {"OUTPUT": str(workplace / "sets.csv"), "EXPORT": str(workplace / "export.csv")}
    processing.run(ID, asked, feedback=RecordingFeedback(cancel_at=0))
    assert list(workplace.iterdir()) == []
