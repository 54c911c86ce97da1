"""The algorithm ``keyareas``: declares, refuses, runs, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer
from spatial_layers import HOT5, METRES, shuffled, square

HOT_SPOTS = pytest.mark.needs("scipy")
ID = "cpzoning:keyareas"
# case of the method notes, C.6: the 80 % set is the units 0, 2, 5, 6, 9
EMISSIONS = [500, 50, 300, 80, 20, 250, 120, 30, 60, 90]
FIELDS = "field=place:integer&field=net_tco2:double&field=u:double&field=eq_total:double&field=v:double"


def layer_of(rows, fields=FIELDS, order=None):
    shapes = [(square(i % 5, i // 5), (i, *row)) for i, row in enumerate(rows)]
    shapes = [shapes[i] for i in order] if order else shapes
    return make_layer("Polygon", METRES, fields, shapes, "单元")


@pytest.fixture
def units(provider):
    return layer_of([(e, 1.2 if i in (0, 1) else 0.5, None, None) for i, e in enumerate(EMISSIONS)])


def run(layer, feedback=None, **changes):
    options = {"INPUT": layer, "USE_HOTSPOTS": False, "LOAD": None, "V": None, "OUTPUT": "memory:", **changes}
    return processing.run(ID, options, feedback=feedback)


def by_place(result):
    return sorted(rows_of(result["OUTPUT"]), key=lambda row: row["place"])


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "spatialanalysis"
    defaults = {item.name(): item.defaultValue() for item in algorithm.parameterDefinitions()}
    assert (defaults["VOTES"], defaults["SHARE"], defaults["LIMIT"]) == (2, 0.8, 1.0)
    assert (defaults["NET"], defaults["LOAD"], defaults["CLASS"]) == ("net_tco2", "eq_total", "cp_class")


def test_the_worked_case_votes_and_reasons(units):
    result = run(units)
    rows = by_place(result)
    assert [i for i, row in enumerate(rows) if "C_TOP" in row["key_codes"]] == [0, 2, 5, 6, 9]
    assert [row["key_area"] for row in rows] == ["carbon"] + ["none"] * 9
    assert rows[0]["key_codes"] == "C_TOP C_EXCEEDS"
    assert rows[0]["key_reasons"].count(";") + rows[0]["key_reasons"].count("；") == 1
    assert (rows[0]["key_rank"], rows[1]["key_rank"]) == (1, None)
    assert (result["CARBON"], result["SYNERGY"]) == (1, 0)
    assert result["NET_HHI"] == pytest.approx(0.195022, abs=1e-6)
    assert result["LOAD_HHI"] is None


def test_one_vote_is_enough_where_the_user_says_so(units):
    assert run(units, VOTES=1)["CARBON"] == 6


def test_both_sides_make_synergy(provider):
    rows = [(e, 1.5, e, 2.0) for e in EMISSIONS]
    result = run(layer_of(rows), LOAD="eq_total", V="v")
    assert result["SYNERGY"] == 5
    assert [row["key_area"] for row in by_place(result)].count("synergy") == 5


@HOT_SPOTS
def test_hot_spots_vote(provider):
    rows = [(float(value), 1.0 if value == 9 else 0.0, None, None) for value in HOT5]
    result = run(layer_of(rows), USE_HOTSPOTS=True, SHARE=0.3, DECIDES="analytic")
    codes = by_place(result)[12]["key_codes"].split()
    assert "C_HOT" in codes and "C_EXCEEDS" in codes


@HOT_SPOTS
def test_cold_spots_and_dense_sinks_make_key_areas_of_sinks(provider):
    fields = "field=place:integer&field=net_tco2:double&field=sink:double"
    fields += "&field=cp_class:string&field=area_ha:double"
    rows = [(-float(v), -10.0 * v, "S" if v > 5 else "SC", 100.0) for v in HOT5]
    result = run(
        layer_of(rows, fields), USE_HOTSPOTS=True, SINK="sink", VOTES=1, SHARE=0.3, DECIDES="analytic", U=None
    )
    middle = by_place(result)[12]
    assert set(middle["key_codes"].split()) >= {"K_TOP", "K_COLD", "K_DENSE"}
    assert (middle["key_area"], middle["key_sink"]) == ("sink", 1)
    positive = run(
        layer_of([(n, -s, c, a) for n, s, c, a in rows], fields),
        SINK="sink",
        SINK_SIGN="positive",
        VOTES=1,
        U=None,
    )
    assert positive["SINKS"] > 0


def test_trends_vote_by_the_years_in_the_names(provider, feedback):
    names = [f"net_{year}" for year in (2020, 2018, 2019, 2021, 2022)]
    fields = "field=place:integer&field=net_tco2:double&" + "&".join(f"field={n}:double" for n in names)
    # the fields stand out of order: 2018 < 2019 < 2020 < 2021 < 2022 rises
    rows = [(100, 3, 1, 2, 4, 5), (1, 3, 5, 4, 2, 1), (1, 3, None, None, 2, 1)]
    result = run(layer_of(rows, fields), feedback, NET_YEARS=names, U=None)
    found = by_place(result)
    assert found[0]["key_codes"] == "C_TOP C_RISES"
    assert [row["criteria_judged"] for row in found] == [2, 2, 1]


def test_what_cannot_be_judged_is_null_and_told(provider, feedback):
    rows = by_place(
        run(layer_of([(None, None, None, None), (5, 1, None, None), (1, 0, None, None)]), feedback)
    )
    assert (rows[0]["key_area"], rows[0]["criteria_judged"]) == (None, 0)
    assert any("1 units could not be judged" in text for text in feedback.warnings)


@HOT_SPOTS
def test_order_does_not_matter(provider):
    rows = [(float(v), v / 9, v * 2.0, v / 5) for v in HOT5]
    options = {"USE_HOTSPOTS": True, "LOAD": "eq_total", "V": "v"}
    straight = by_place(run(layer_of(rows), **options))
    mixed = by_place(run(layer_of(rows, order=shuffled(25)), **options))
    for column in ("key_area", "key_rank", "key_codes"):
        assert [row[column] for row in straight] == [row[column] for row in mixed]


def test_a_plain_table_is_enough_without_hot_spots(provider):
    rows = [("", (i, e, 1.5, None, None)) for i, e in enumerate(EMISSIONS)]
    table = make_layer("None", "", FIELDS, rows, "表")
    assert run(table)["CARBON"] == 5
    with pytest.raises(QgsProcessingException, match="表"):
        run(table, USE_HOTSPOTS=True)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"U": None}, ["carbon", "2 votes"]),
        ({"NET": None, "U": None}, ["No criterion"]),
        ({"NET_YEARS": ["net_tco2", "u"]}, ["NET_YEARS", "2 fields"]),
        ({"NET": "nett"}, ["nett", "net_tco2"]),
        ({"ALPHA": 1}, ["between 0 and 1"]),
    ],
)
def test_refuses_in_a_sentence(units, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(units, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_a_file_is_styled_and_nothing_else_is_left(units, workplace):
    path = workplace / "关键 区域.gpkg"
    run(units, OUTPUT=str(path))
    layer = QgsVectorLayer(str(path), "again", "ogr")
    assert layer.renderer().classAttribute() == "key_area"
    assert [item.name for item in workplace.iterdir()] == ["关键 区域.gpkg"]


def test_cancel_leaves_nothing_behind(units, workplace, feedback):
    feedback.cancel()
    run(units, feedback, OUTPUT=str(workplace / "never.gpkg"))
    assert list(workplace.iterdir()) == []


def test_mixed_signs_concentrate_by_what_is_emitted(provider):
    rows = [(100, 2, None, None), (-1000, 0, None, None), (100, 2, None, None)]
    assert run(layer_of(rows))["NET_HHI"] == pytest.approx(0.5)
