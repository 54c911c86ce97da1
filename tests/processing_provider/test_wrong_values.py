"""Choices that there are not and numbers out of range: told in a sentence, before work."""

from __future__ import annotations

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException

from carbon_pollution_zoning.core import spelling

ZONING = "cpzoning:sixclasszoning"
FIELDS = "field=net_tco2:double&field=size:double&field=q_p:double"


@pytest.fixture
def layer(provider):
    return make_layer("Point", "EPSG:4547", FIELDS, [("POINT(0 0)", (1.0, 1.0, 1.0))], "点")


def refusal(layer, **options):
    asked = {
        "INPUT": layer,
        "DENOMINATOR_FIELD": "size",
        "CARBON_BENCHMARK": 1,
        "OUTPUT": "memory:",
        **options,
    }
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(ZONING)
    fine, said = algorithm.checkParameterValues(asked, QgsProcessingContext())
    assert not fine
    with pytest.raises(QgsProcessingException) as raised:
        processing.run(ZONING, asked)
    assert said in str(raised.value)
    return said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            {"CARBON_MODE": "quotta", "CARBON_STANDARD": 1},
            "quotta is no choice of CARBON_MODE; is quota meant?",
        ),
        ({"TIE": "zebra"}, "zebra is no choice of TIE; the choices are CP, PC."),
        ({"TAU_C": float("nan")}, "The parameter TAU_C must be a number, not nan."),
        ({"TAU_P": float("inf")}, "The parameter TAU_P must be a number, not inf."),
        ({"TAU_P": 0}, "The parameter TAU_P must be above 0, not 0.0."),
        ({"TAU_C": -2}, "The parameter TAU_C must be above 0, not -2.0."),
        ({"CARBON_BENCHMARK": 0}, "The parameter CARBON_BENCHMARK must be above 0, not 0.0."),
        ({"CARBON_BENCHMARK": -1}, "The parameter CARBON_BENCHMARK must be 0 or more, not -1."),
        ({"CARBON_BENCHMARK": float("-inf")}, "CARBON_BENCHMARK must be a number, not -inf."),
        ({"TOLERANCE": float("nan")}, "TOLERANCE must be a number"),
        ({"CARBON_MODE": "quota", "CARBON_STANDARD": -3}, "-3.0 does not fit the mode quota"),
        ({"CARBON_MODE": "duty", "CARBON_STANDARD": 3}, "3.0 does not fit the mode duty"),
        ({"CARBON_MODE": "duty", "CARBON_STANDARD": 0}, "0.0 does not fit the mode duty"),
        ({"CARBON_STANDARD": 3}, "The mode neutrality has the carbon standard 0."),
        ({"CARBON_STANDARD_FIELD": "size"}, "The mode neutrality has the carbon standard 0."),
    ],
)
def test_each_is_told_before_work(layer, options, words):
    assert words in refusal(layer, **options)


def test_all_of_them_are_told_together(layer):
    said = refusal(layer, TIE="Pz", TAU_C=float("nan"), WEAK_WEAK="ration", NETT="q_p")
    assert len(said.splitlines()) == 4
    assert "is ratio meant?" in said and "is NET meant?" in said


def test_choices_are_taken_in_any_case(layer):
    options = {"CARBON_MODE": "QUOTA", "CARBON_STANDARD": 4, "TIE": "pc", "WEAK_WEAK": "scp"}
    asked = {"INPUT": layer, "DENOMINATOR_FIELD": "size", "OUTPUT": "memory:", **options}
    assert rows_of(processing.run(ZONING, asked)["OUTPUT"])[0]["q_c"] == -0.75


def test_several_choices_may_be_one_text(provider):
    from carbon_pollution_zoning.processing_provider.parameters import choice, with_indices

    class Asking:
        def parameterDefinitions(self):
            return [
                choice("GASES", "", {"CO2": "", "CH4": "", "N2O": ""}, many=True),
                choice("ONE", "", {"a,b": ""}),
            ]

    asked = with_indices(Asking(), {"GASES": "ch4; N2O", "ONE": "a,b"})
    assert asked == {"GASES": [1, 2], "ONE": 0}


def test_words_that_differ_in_case_alone_stay_apart():
    assert spelling.listed("mj", ("MJ", "mJ")) == "mj"
    assert spelling.listed("MJ", ("MJ", "mJ")) == "MJ"


@pytest.mark.parametrize(
    ("name", "words"),
    [("CON.gpkg", "keeps for a device"), ("分" * 90 + ".gpkg", "too long"), ("a.gpkg/b.gpkg", "is a file")],
)
def test_names_that_no_output_can_have_are_told_before_work(layer, workplace, name, words):
    (workplace / "a.gpkg").write_bytes(b"mine")
    said = refusal(layer, OUTPUT=str(workplace / name))
    assert words in said and len(said.splitlines()) == 1
    assert [item.name for item in workplace.iterdir()] == ["a.gpkg"]
