"""The algorithms ``zonemap`` and ``zoneatlas``: sheets of which every text is text, whole or not at all."""

from __future__ import annotations

import shutil

import pytest
from helpers import RecordingFeedback, make_layer
from outputcase import FORMULA, HOSTILE, SQUARE, pages_of, run, text_of, towns, unembedded_fonts
from qgis.core import QgsApplication, QgsProcessingException, QgsProject
from qgis.PyQt.QtGui import QImage

from carbon_pollution_zoning.cartography import templates
from carbon_pollution_zoning.core import vocabulary

CODES = [zone.code for zone in vocabulary.subzones()]


@pytest.fixture
def zones(provider):
    return towns()


def flat(text: str) -> str:
    return "".join(text.split()).replace("\u2060", "")


def test_declares(provider):
    registry = QgsApplication.processingRegistry()
    for name in ("zonemap", "zoneatlas"):
        algorithm = registry.algorithmById(f"cpzoning:{name}")
        assert algorithm.groupId() == "output"
        made = {d.name(): d for d in algorithm.parameterDefinitions()}
        assert made["PAPER"].defaultValue() == 0 and made["DPI"].defaultValue() == 200
        optional = made["UNITS"].flags() & made["UNITS"].Flag.FlagOptional
        assert bool(optional) == (name == "zonemap")


@pytest.mark.parametrize(("lang", "paper", "shape"), [("zh", "a4", "landscape"), ("en", "a3", "portrait")])
def test_texts_of_the_pdf_are_texts_in_embedded_fonts(zones, workplace, feedback, lang, paper, shape):
    path = workplace / "图 map.pdf"
    title = "管治亚区图 =1+1" if lang == "zh" else "Sub-zones [% 2+2 %]"
    run(
        "zonemap",
        feedback,
        INPUT=zones,
        UNITS=zones,
        TITLE=title,
        SUBTITLE=HOSTILE,
        SOURCES="来源 A <i>\nsecond",
        LANGUAGE=lang,
        PAPER=paper,
        SHAPE=shape,
        OUTPUT=str(path),
    )
    text = flat(text_of(path))
    wanted = [title, HOSTILE, "来源A<i>", "second", "EPSG:4547", "1:", "km", "°", *CODES]
    assert [word for word in wanted if flat(word) not in text] == []
    assert unembedded_fonts(path) == []
    assert [item.name for item in workplace.iterdir()] == ["图 map.pdf"]
    assert "664" in feedback.text  # the rules for maps of China
    names = {"zh": ["强双超区", "资料来源与标准", "审图号"], "en": ["Marine", "Sources", "approvalnumber"]}
    assert [word for word in names[lang] if word not in text] == []


def test_a_number_of_the_review_is_printed_and_ends_the_reminder(zones, workplace, feedback):
    path = workplace / "a.pdf"
    run("zonemap", feedback, INPUT=zones, APPROVAL="GS（2026）0001号", LANGUAGE="zh", OUTPUT=str(path))
    text = flat(text_of(path))
    assert flat("审图号：GS（2026）0001号") in text and "工作底图" not in text
    assert "664" not in feedback.text


def test_places_outside_china_need_no_review(provider, workplace, feedback):
    shape = "POLYGON((10 50,10 51,11 51,11 50,10 50))"
    layer = make_layer("Polygon", "EPSG:4326", "field=cp_class:string", [(shape, ("S",))], "Harz")
    run("zonemap", feedback, INPUT=layer, OUTPUT=str(workplace / "a.png"), DPI=60)
    assert "664" not in feedback.text


def test_pictures_and_templates_of_ones_own(zones, workplace):
    png, svg, layout = (workplace / name for name in ("a.png", "a.svg", "own 模板.qpt"))
    run("zonemap", INPUT=zones, OUTPUT=str(png), DPI=100, LAYOUT=str(layout))
    assert (QImage(str(png)).width(), QImage(str(png)).height()) == pytest.approx((1169, 827), abs=2)
    run("zonemap", INPUT=zones, OUTPUT=str(svg), TITLE="A & <b>", OCCURRING=True)
    drawn = svg.read_text(encoding="utf-8")
    assert "&amp;" in drawn and "U-SCP" in drawn
    changed = layout.read_text(encoding="utf-8").replace("[% @cpz_date %]", "EDITED BY HAND")
    layout.write_text(changed, encoding="utf-8")
    pdf = workplace / "own.pdf"
    run("zonemap", INPUT=zones, OUTPUT=str(pdf), TEMPLATE=str(layout), LEGEND="net_carbon")
    text = text_of(pdf)
    # what was drawn for the first map is gone
    assert "EDITEDBYHAND" in text and "tCO2e" in text and "A-SC" not in text


def test_the_legend_is_complete_or_shows_what_occurs(zones, workplace):
    full, part = workplace / "full.png", workplace / "part.png"
    run("zonemap", INPUT=zones, OUTPUT=str(full), DPI=100)
    run("zonemap", INPUT=zones, OUTPUT=str(part), DPI=100, OCCURRING=True)

    def colours(path):
        image = QImage(str(path))
        reach = range(0, image.width(), 2), range(0, image.height(), 2)
        return {image.pixelColor(x, y).name() for x in reach[0] for y in reach[1]}

    every = {zone.colour.lower() for zone in vocabulary.subzones()}
    assert every <= colours(full)
    assert not {"a-cp", "m-s"} & colours(part) and len(every & colours(part)) < 8


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"OUTPUT": "a.xyz"}, ["a.xyz", ".pdf"]),
        ({"OUTPUT": "nowhere/a.pdf"}, ["nowhere"]),
        ({"TEMPLATE": "none.qpt"}, ["none.qpt"]),
        ({"LEGEND": "lisa"}, ["lisa"]),
        ({"UNIT_NAME": "town"}, ["town", "unit_name"]),
        ({"PAPER": "a0"}, ["a0", "a4"]),
        ({"DPI": 5}, ["DPI", "50"]),
    ],
)
def test_refuses(zones, workplace, changes, words):
    asked = {"INPUT": zones, "UNITS": zones, "OUTPUT": "a.pdf", **changes}
    for name in ("OUTPUT", "TEMPLATE"):
        if name in asked:
            asked[name] = str(workplace / asked[name])
    with pytest.raises(QgsProcessingException) as told:
        run("zonemap", **asked)
    assert all(word in str(told.value) for word in words), str(told.value)
    assert list(workplace.iterdir()) == []


def test_a_template_without_a_map_is_refused(zones, workplace):
    text = templates.path_of("en", "a4", "landscape").read_text(encoding="utf-8")
    for name, content in (
        ("empty.qpt", "<Layout/>"),
        ("words.qpt", "hello"),
        ("no.qpt", text.replace('id="map"', 'id="carte"')),
    ):
        path = workplace / name
        path.write_text(content, encoding="utf-8")
        with pytest.raises(QgsProcessingException, match=name):
            run("zonemap", INPUT=zones, OUTPUT=str(workplace / "a.pdf"), TEMPLATE=str(path))


def test_an_atlas_has_a_page_for_each_unit_with_its_areas(zones, workplace, feedback):
    pdf, folder = workplace / "图集.pdf", workplace / "单页 pages"
    result = run(
        "zoneatlas",
        feedback,
        INPUT=zones,
        UNITS=zones,
        SUBTITLE="2024",
        LANGUAGE="zh",
        OUTPUT=str(pdf),
        FOLDER=str(folder),
        FORMAT="png",
        DPI=60,
    )
    assert result["COUNT"] == pages_of(pdf) == 5
    text = flat(text_of(pdf))
    # 9 km2 in the plane, a little more or less on the ellipsoid
    assert "900ha" in text or "901ha" in text or "899ha" in text
    assert [
        word for word in (HOSTILE, FORMULA, "丙镇", "丁镇", "第5页，共5页") if flat(word) not in text
    ] == []
    assert unembedded_fonts(pdf) == []
    names = sorted(item.name for item in folder.iterdir())
    assert len(names) == 5 and names[0] == "000.png" and names[3] == "003_丙镇.png"
    assert all("<" not in name and "|" not in name and "/" not in name for name in names)


def test_an_atlas_by_names_puts_parts_of_a_unit_on_one_page(provider, workplace):
    rows = [
        (SQUARE.format(x=480000 + 9000 * at, y=483000 + 9000 * at, b=2500000, t=2503000), ("岛",))
        for at in (0, 1)
    ]
    units = make_layer("Polygon", "EPSG:4547", "field=unit_name:string", rows, "单元")
    result = run("zoneatlas", INPUT=towns(), UNITS=units, WHOLE=False, OUTPUT=str(workplace / "a.pdf"))
    assert result["COUNT"] == 1


def test_an_atlas_of_nothing_is_refused(zones, workplace):
    with pytest.raises(QgsProcessingException, match=r"OUTPUT.*FOLDER"):
        run("zoneatlas", INPUT=zones, UNITS=zones, OUTPUT=None)


def test_cancelled_atlas_leaves_nothing(zones, workplace):
    for at in (0, 35, 60, 90):
        folder = workplace / "pages"
        run(
            "zoneatlas",
            RecordingFeedback(cancel_at=at),
            INPUT=zones,
            UNITS=zones,
            OUTPUT=str(workplace / "a.pdf"),
            FOLDER=str(folder),
            DPI=60,
        )
        assert list(workplace.iterdir()) == [], at


def test_a_folder_that_vanishes_during_the_run_is_told(zones, workplace):
    """The folder is removed by another program when the run is half done; QGIS goes on living."""
    target = workplace / "away"
    target.mkdir()
    feedback = RecordingFeedback()
    feedback.progressChanged.connect(lambda share: share > 50 and shutil.rmtree(target, ignore_errors=True))
    with pytest.raises(QgsProcessingException, match=r"a\.pdf|away"):
        run("zoneatlas", feedback, INPUT=zones, UNITS=zones, OUTPUT=str(target / "a.pdf"), DPI=60)
    assert list(workplace.iterdir()) == []


def test_the_project_of_the_user_is_not_touched(zones, workplace):
    before = set(QgsProject.instance().mapLayers())
    run("zonemap", INPUT=zones, UNITS=zones, OUTPUT=str(workplace / "a.png"), DPI=60)
    assert set(QgsProject.instance().mapLayers()) == before
    assert QgsProject.instance().layoutManager().layouts() == []
    assert zones.renderer().type() == "singleSymbol"
