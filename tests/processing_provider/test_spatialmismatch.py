"""The algorithm ``spatialmismatch``: declares, refuses, runs, cancels."""

from __future__ import annotations

import json
from pathlib import Path

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer
from spatial_layers import METRES

pytestmark = pytest.mark.needs("scipy")
ID = "cpzoning:spatialmismatch"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "test_values.json"
CASE = json.loads(FIXTURE.read_text(encoding="utf-8"))["mismatch"]
FIELDS = "field=unit_name:string&field=a:double&field=b:double&field=a2:double&field=b2:double"


def layer_of(a=CASE["a"], b=CASE["b"], later=((None,) * 4, (None,) * 4), order=(0, 1, 2, 3)):
    rows = [
        (f"POINT({500000 + CASE['x'][i]} 3300000)", ("甲乙丙丁"[i], a[i], b[i], later[0][i], later[1][i]))
        for i in order
    ]
    return make_layer("Point", METRES, FIELDS, rows, "区县")


def run(layer, feedback=None, **changes):
    options = {"INPUT": layer, "FIRST": "a", "SECOND": "b", "OUTPUT": "memory:", **changes}
    return processing.run(ID, options, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "spatialanalysis"
    names = {item.name() for item in algorithm.outputDefinitions()}
    assert names >= {"OUTPUT", "FLOWS", "SMI", "GINI", "CENTRE_M", "TRANSPORT_M", "CONSISTENCY"}


def test_values_of_the_method_notes(provider):
    result = run(layer_of())
    assert result["SMI"] == pytest.approx(CASE["SMI"])
    assert result["GINI"] == pytest.approx(CASE["gini"])
    assert result["CENTRE_M"] == pytest.approx(CASE["centre_distance"])
    assert result["TRANSPORT_M"] == pytest.approx(CASE["emd"])
    rows = rows_of(result["OUTPUT"])
    assert [row["mismatch"] for row in rows] == pytest.approx(CASE["local"])
    assert [row["location_quotient"] for row in rows] == pytest.approx(CASE["LQ"], abs=1e-4)
    assert sum(row["share_a"] for row in rows) == pytest.approx(1)


def test_flows_end_the_mismatch(provider):
    result = run(layer_of(), FLOWS="memory:")
    gained = dict.fromkeys("甲乙丙丁", 0.0)
    for flow in result["FLOWS"].getFeatures():
        assert flow["distance_m"] == pytest.approx(flow.geometry().length())
        gained[flow["from_unit"]] -= flow["flow_share"]
        gained[flow["to_unit"]] += flow["flow_share"]
    mismatch = {row["unit_name"]: row["mismatch"] for row in rows_of(result["OUTPUT"])}
    for name, value in mismatch.items():
        assert gained[name] == pytest.approx(-value)


def test_order_does_not_matter(provider):
    straight, mixed = run(layer_of()), run(layer_of(order=(2, 0, 3, 1)))
    for name in ("SMI", "GINI", "CENTRE_M", "TRANSPORT_M"):
        assert mixed[name] == pytest.approx(straight[name])


def test_a_later_date(provider):
    layer = layer_of(later=(CASE["b"], CASE["a"]))
    result = run(layer, FIRST_LATER="a2", SECOND_LATER="b2")
    assert result["SMI_LATER"] == pytest.approx(CASE["SMI"])
    assert result["CONSISTENCY"] == pytest.approx(-1)
    assert run(layer)["CONSISTENCY"] is None


def test_missing_is_null_and_told_and_zero_is_a_value(provider, feedback):
    rows = rows_of(run(layer_of(a=[4, 0, None, 6], b=[1, 0, 3, 4]), feedback)["OUTPUT"])
    assert [row["mismatch"] for row in rows] == pytest.approx([0.2, 0, None, -0.2])
    assert [row["location_quotient"] for row in rows][1] is None
    assert any("1 units lack a value" in text for text in feedback.warnings)


@pytest.mark.parametrize(
    ("a", "words"),
    [([4, -1, 2, -6], ["2 values of a", "2, 4"]), ([0, 0, 0, 0], ["a is nowhere above 0"])],
)
def test_what_has_no_shares_is_refused(provider, a, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(layer_of(a=a))
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_both_quantities_are_refused_at_once(provider):
    with pytest.raises(QgsProcessingException) as refusal:
        run(layer_of(a=[-1, 1, 1, 1], b=[0, 0, 0, 0]))
    assert "values of a" in str(refusal.value) and "b is nowhere" in str(refusal.value)


def test_one_later_quantity_alone_is_refused(provider):
    with pytest.raises(QgsProcessingException, match="both"):
        run(layer_of(), FIRST_LATER="a2")


def test_so_many_flows_that_they_cannot_be_solved(provider, monkeypatch):
    monkeypatch.setattr("carbon_pollution_zoning.core.spatial.mismatch.MOST_FLOWS", 3)
    with pytest.raises(QgsProcessingException, match="4 possible flows"):
        run(layer_of(), FLOWS="memory:")


def test_files_are_styled(provider, workplace):
    path, lines = workplace / "错 配.gpkg", workplace / "流向.gpkg"
    run(layer_of(), OUTPUT=str(path), FLOWS=str(lines))
    assert QgsVectorLayer(str(path), "again", "ogr").renderer().type() == "RuleRenderer"
    assert sorted(item.name for item in workplace.iterdir()) == ["流向.gpkg", "错 配.gpkg"]


def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    feedback.cancel()
    run(layer_of(), feedback, OUTPUT=str(workplace / "never.gpkg"))
    assert list(workplace.iterdir()) == []
