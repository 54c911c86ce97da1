"""The algorithm ``zonereport``: one HTML file and a PDF, with the whole chain of runs behind a result."""

from __future__ import annotations

import re

import processing
import pytest
from helpers import RecordingFeedback, make_layer
from outputcase import FORMULA, HOSTILE, SQUARE, pages_of, run, saved, text_of, towns, unembedded_fonts
from qgis.core import QgsApplication, QgsProcessingException

from carbon_pollution_zoning.cartography import words

ID = "zonereport"
SECTIONS = ("summary", "maps", "method", "standards", "inputs", "classes", "units", "lists", "uncertainty")


@pytest.fixture
def units(provider):
    return towns(subzones=False)


def heading(key, lang):
    return f"<h2>{words.word(f'report.{key}', lang)}</h2>"


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"cpzoning:{ID}")
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert algorithm.groupId() == "output"
    assert made["OUTPUT"].createByDefault() and not made["PDF"].createByDefault()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_self_contained_page_with_every_section(units, workplace, lang):
    path = workplace / "报告 report.html"
    run(ID, INPUT=units, ZONES=towns(), LANGUAGE=lang, TITLE=HOSTILE, OUTPUT=str(path))
    page = path.read_text(encoding="utf-8")
    sections = (*SECTIONS, "subzones", "prescriptions", "warnings", "provenance")
    assert [key for key in sections if heading(key, lang) not in page] == []
    # nothing is fetched, nothing runs, names stay names
    assert not re.search(r'(?:src|href)="(?!data:|#)|<script|<b>|url\(', page)
    assert "&lt;b&gt;甲镇&lt;/b&gt;" in page and "/c calc" in page
    assert page.count("data:image/png;base64,") == 2
    assert [item.name for item in workplace.iterdir()] == [path.name]


def test_lists_figures_and_the_diagram(units, workplace):
    path = workplace / "a.html"
    run(ID, INPUT=units, LANGUAGE="en", OUTPUT=str(path))
    page = path.read_text(encoding="utf-8")
    lists = page[page.index(heading("lists", "en")) :]
    order = [lists.index(word) for word in ("SCP Strong", "SC Carbon", "S Standard", "ND No data")]
    assert order == sorted(order)
    assert "10\u202f800" in page  # net emission of the three towns that have one
    assert "τc" in page and heading("subzones", "en") not in page


def test_how_sure_the_classes_are(provider, workplace):
    fields = "field=unit_name:string&field=cp_class:string&field=p_modal:double&field=modal_class:string"
    rows = [(SQUARE.format(x=480000, y=483000, b=2500000, t=2503000), ("甲", "S", 0.62, "S"))]
    layer = make_layer("Polygon", "EPSG:4547", fields, rows, "sure")
    path = workplace / "a.html"
    run(ID, INPUT=layer, OUTPUT=str(path), LANGUAGE="en")
    page = path.read_text(encoding="utf-8")
    assert "0.6200" in page and words.word("report.no_probabilities", "en") not in page
    run(ID, INPUT=towns(), OUTPUT=str(path), LANGUAGE="en")
    assert words.word("report.no_probabilities", "en") in path.read_text(encoding="utf-8")


def test_pdf_is_text_in_embedded_fonts(units, workplace):
    path = workplace / "报告.pdf"
    run(ID, INPUT=units, ZONES=towns(), LANGUAGE="zh", TITLE="分区报告", OUTPUT=None, PDF=str(path))
    text = text_of(path)
    assert [
        word
        for word in ("分区报告", "管治要求", "强双超区", "U-SCP", "合计", "<b>甲镇</b>")
        if word not in text
    ] == []
    assert unembedded_fonts(path) == [] and pages_of(path) >= 5
    assert f"1/{pages_of(path)}" in text and "data:image" not in text and "<svg" not in text


def test_the_runs_behind_the_inputs_are_followed(provider, workplace):
    fields = "field=unit_name:string&field=net_tco2:double&field=area:double&field=q_p:double"
    rows = [(SQUARE.format(x=480000, y=480100, b=2500000, t=2500100), ("甲", 3000.0, 100.0, 0.5))]
    given = saved(make_layer("Polygon", "EPSG:4547", fields, rows, "given"), workplace / "given.gpkg")
    classes, zones = str(workplace / "classes.gpkg"), str(workplace / "zones.gpkg")
    options = {"DENOMINATOR_FIELD": "area", "CARBON_BENCHMARK": 25}
    processing.run("cpzoning:sixclasszoning", {"INPUT": given, "OUTPUT": classes, **options})
    space = make_layer("Polygon", "EPSG:4547", "field=space:string", [(rows[0][0], ("U",))], "space")
    processing.run("cpzoning:subzones", {"INPUT": classes, "SPACES": space, "OUTPUT": zones})
    path = workplace / "a.html"
    run(ID, INPUT=zones, LANGUAGE="en", OUTPUT=str(path))
    page = path.read_text(encoding="utf-8")
    assert "cpzoning:sixclasszoning" in page and "cpzoning:subzones" in page
    assert "given.gpkg" in page
    sums = re.findall(r"[0-9a-f]{64}", page)
    assert len(set(sums)) >= 3
    # written anew since: the run that it tells of now is not the one that was used
    processing.run("cpzoning:sixclasszoning", {"INPUT": given, "OUTPUT": classes, **options, "TIE": "PC"})
    run(ID, INPUT=zones, LANGUAGE="en", OUTPUT=str(path))
    assert "cpzoning:sixclasszoning" not in path.read_text(encoding="utf-8")


def test_a_table_without_polygons_has_a_report_without_maps(provider, workplace):
    rows = [("", ("甲", "S", 10.0)), ("", ("乙", "SCP", 30.0))]
    table = make_layer(
        "None", "", "field=unit_name:string&field=cp_class:string&field=area_ha:double", rows, "表"
    )
    path = workplace / "a.html"
    run(ID, INPUT=table, LANGUAGE="en", OUTPUT=str(path))
    page = path.read_text(encoding="utf-8")
    assert heading("maps", "en") not in page and "75" in page


def test_refuses(units, workplace):
    other = make_layer(
        "Polygon", "EPSG:4547", "field=a:string", [(SQUARE.format(x=0, y=1, b=0, t=1), ("x",))], "别的"
    )
    for changes, named in (
        ({"INPUT": other}, ["别的", "cp_class", "sixclasszoning"]),
        ({"ZONES": units}, ["towns", "subzone"]),
        ({"OUTPUT": None}, ["OUTPUT", "PDF"]),
        ({"FIELDS": ["nothing"]}, ["nothing"]),
        ({"PDF": str(workplace / "nowhere" / "a.pdf")}, ["nowhere"]),
    ):
        with pytest.raises(QgsProcessingException) as told:
            run(ID, **{"INPUT": units, "OUTPUT": str(workplace / "a.html"), **changes})
        assert all(word in str(told.value) for word in named), (changes, str(told.value))
    assert list(workplace.iterdir()) == []


def test_cancel_leaves_nothing(units, workplace):
    for at in (0, 30, 60, 80, 100):
        run(
            ID,
            RecordingFeedback(cancel_at=at),
            INPUT=units,
            OUTPUT=str(workplace / "a.html"),
            PDF=str(workplace / "a.pdf"),
        )
        assert list(workplace.iterdir()) == [], at


def test_formulas_in_names_are_only_text(units, workplace):
    path = workplace / "a.html"
    run(ID, INPUT=units, OUTPUT=str(path))
    assert FORMULA.replace("'", "&#x27;") in path.read_text(encoding="utf-8")


def test_intervals_stand_beside_their_values_and_tables_keep_every_digit(provider, workplace):
    fields = "field=unit_name:string&field=cp_class:string&field=net_tco2:double"
    rows = [
        (SQUARE.format(x=0, y=1000, b=0, t=1000), ("甲", "S", 13424864954.123, 13.0e9, 14.0e9)),
        (SQUARE.format(x=1000, y=2000, b=0, t=1000), ("乙", "SC", 12.3456789, None, None)),
    ]
    whole = f"{fields}&field=net_tco2_lo:double&field=net_tco2_hi:double"
    units = make_layer("Polygon", "EPSG:4547", whole, rows, "units")
    path, book = workplace / "a.html", workplace / "csv"
    run(ID, INPUT=units, LANGUAGE="en", OUTPUT=str(path))
    page = path.read_text(encoding="utf-8").replace("\u202f", " ")
    assert f"(t CO2e) {words.word('with_interval', 'en')}" in page
    assert "13 420 000 000 (13 000 000 000 … 14 000 000 000)" in page
    assert '<td class="number">12.35</td>' in page
    run("zonetables", LAYERS=[units], LANGUAGE="en", FOLDER=str(book))
    text = "".join(one.read_text(encoding="utf-8-sig") for one in book.glob("*.csv"))
    assert "13424864954.1" in text and "12.3456789" in text
