"""The algorithm ``compareallocations``: declares, refuses, runs, cancels; its page is safe."""

from __future__ import annotations

import json
from pathlib import Path

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:compareallocations"
FIXTURE = Path(__file__).parent.parent / "fixtures" / "test_values.json"
A = json.loads(FIXTURE.read_text(encoding="utf-8"))["allocation"]
FIELDS = "field=unit_code:string&field=unit_name:string&field=e:double&field=pop:double&field=gdp:double"
CHOSEN = {"BASE": "e", "POPULATION": "pop", "GDP": "gdp"}


def children(kind="Polygon", names=("甲镇", "<script>alert(1)</script>", "丙镇", "丁镇")):
    rows = []
    for at in range(4):
        x = 500000 + 1000 * at
        square = f"POLYGON(({x} 0,{x + 900} 0,{x + 900} 900,{x} 900,{x} 0))"
        attributes = ("ABCD"[at], names[at], A["E"][at], A["pop"][at], A["gdp"][at])
        rows.append((square if kind == "Polygon" else "", attributes))
    return make_layer(kind, "EPSG:4547" if kind == "Polygon" else "", FIELDS, rows, "乡镇")


def run(layer=None, feedback=None, **changes):
    options = {"INPUT": layer or children(), "TOTAL": 1000, "OUTPUT": "memory:", "COMPARISON": "memory:"}
    return processing.run(ID, {**options, **CHOSEN, **changes}, feedback=feedback)


def by_method(result) -> dict:
    return {row["method"]: row for row in rows_of(result["COMPARISON"])}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "indicatortransmission"
    names = {item.name() for item in algorithm.outputDefinitions()}
    assert names == {"COMPARISON", "OUTPUT", "REPORT", "FEASIBLE"}


def test_methods_side_by_side(provider):
    result = run(METHODS=["grandfathering", "per_capita", "per_gdp"])
    rows = by_method(result)
    assert list(rows) == ["grandfathering", "per_capita", "per_gdp"] and result["FEASIBLE"] == 3
    base = rows["grandfathering"]
    # methods D.4.3
    assert base["gini_population"] == pytest.approx(0.164286, abs=1e-6)
    assert base["gini_gdp"] == pytest.approx(0.129193, abs=1e-6)
    assert base["theil_population"] == pytest.approx(0.048064, abs=1e-6)
    assert (base["winners_n"], base["losers_n"]) == (0, 0)
    assert rows["per_capita"]["gini_population"] == pytest.approx(0, abs=1e-12)
    assert (rows["per_capita"]["winners_n"], rows["per_capita"]["losers_n"]) == (3, 1)
    moved = sum(abs(a - b) for a, b in zip(A["per_capita"], A["grandfather"])) / 2 / 1000
    assert rows["per_capita"]["moved_pct"] == pytest.approx(100 * moved, abs=1e-4)
    first = rows_of(result["OUTPUT"])[0]
    assert first["quota_per_gdp"] == pytest.approx(A["per_gdp"][0], abs=6e-5)
    assert first["quota_max"] == first["quota_per_gdp"] and first["quota_min"] == 250
    assert first["quota_range_pct"] == pytest.approx(100 * (A["per_gdp"][0] - 250) / 400, abs=1e-4)


def test_without_a_choice_all_methods_that_have_their_fields(provider):
    rows = by_method(run(POPULATION=None))
    assert set(rows) == {"grandfathering", "per_gdp"}


def test_a_floor_turns_gain_and_loss_round(provider):
    ceiling = by_method(run(METHODS=["per_capita"]))["per_capita"]
    floor = by_method(run(METHODS=["per_capita"], DIRECTION="floor"))["per_capita"]
    assert (floor["winners_n"], floor["losers_n"]) == (ceiling["losers_n"], ceiling["winners_n"])


def test_what_cannot_be_done_is_told_and_stops_nothing(provider, feedback):
    result = run(METHODS=["history", "per_capita"], feedback=feedback)
    rows = by_method(result)
    assert rows["history"]["feasible"] == 0 and "CUMULATIVE" in rows["history"]["reason"]
    assert rows["history"]["children_sum"] is None and rows["per_capita"]["feasible"] == 1
    assert result["FEASIBLE"] == 1
    assert any("historical responsibility" in text for text in feedback.warnings)


def test_bounds_say_how_many_units_they_hold(provider):
    row = by_method(run(METHODS=["per_capita"], BAND=15))["per_capita"]
    assert row["outside_n"] == 2 and row["children_sum"] == pytest.approx(1000)


def test_the_page_works_offline_and_names_stay_names(provider, workplace):
    path = workplace / "方案 比选.html"
    result = run(METHODS=["grandfathering", "per_capita", "history"], REPORT=str(path), UNIT="kt CO2e")
    assert result["REPORT"] == str(path)
    page = path.read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    # a small map for each of the two methods that can be carried out
    assert page.count('fill-rule="evenodd"') == 2 * 4
    assert "kt CO2e" in page and "CUMULATIVE" in page


def test_a_page_without_places_or_base_has_no_maps(provider, workplace):
    path = workplace / "x.html"
    run(children("None"), BASE=None, REPORT=str(path))
    assert "evenodd" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"BASE": None, "POPULATION": None, "GDP": None}, ["No method has the fields"]),
        ({"TOTAL": None}, ["Give the target"]),
        ({"METHODS": ["nonsense"]}, ["METHODS"]),
    ],
)
def test_refusals(provider, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(**changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_cancel_leaves_nothing_behind(provider, workplace, feedback):
    feedback.cancel()
    run(feedback=feedback, COMPARISON=str(workplace / "a.csv"), REPORT=str(workplace / "never.html"))
    assert list(workplace.iterdir()) == []
