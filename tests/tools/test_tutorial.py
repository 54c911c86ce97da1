"""The tutorial says what the interface says, and its pictures are those that the script takes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"en": ROOT / "docs" / "en" / "tutorial.md", "zh": ROOT / "docs" / "zh_CN" / "tutorial.md"}
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 120 * 1024
PALETTE = 3  # colour type in the head of a PNG
# What QGIS itself calls its menus, panels and buttons: the plugin has no such texts.
OF_QGIS = {
    "en": {
        "Plugins",
        "Project",
        "Save",
        "Layers",
        "Run",
        "Log",
        "Close",
        "Save Layer Edits",
        "Toggle Editing",
    },
    "zh": {"插件", "工程", "保存", "图层", "运行", "记录", "保存图层编辑", "切换编辑模式"},
}
HECTARES = {"en": "ha", "zh": "公顷"}
# Names that are data: file -> the beginnings of their columns.
NAMED = {
    "resources/workflow/steps.csv": ("name",),
    "resources/workflow/inputs.csv": ("name",),
    "resources/legends/sample.csv": ("name", "group"),
    "core/data/vocabulary/columns.csv": ("name",),
}


@pytest.fixture
def labels(tool):
    """What the interface can show, by language, without the letters of shortcuts."""
    i18n = tool("i18n")
    english, _faults = i18n.collect(ROOT)
    chinese = i18n.read(i18n.TS).values()
    found = {
        "en": {plain(text.source) for text in english},
        "zh": {plain(one.text) for one in chinese if one.finished},
    }
    for lang, held in found.items():
        held.update(OF_QGIS[lang], [label.replace("{unit}", HECTARES[lang]) for label in held])
        for name, columns in NAMED.items():
            with (ROOT / name).open(encoding="utf-8-sig", newline="") as stream:
                for row in csv.DictReader(stream):
                    held.update(row.get(f"{column}_{lang}", "") for column in columns)
    return found


def plain(label: str) -> str:
    """A label as it is read: ``E&xport`` is Export, ``导出(&X)`` is 导出."""
    return re.sub(r"&(?=[\w&])", "", re.sub(r"\(&\w\)", "", label))


def read(lang: str) -> str:
    return PAGES[lang].read_text(encoding="utf-8")


def pictures(text: str) -> list[str]:
    return re.findall(r"!\[[^\]]+\]\(\.\./images/([^)]+)\)", text)


@pytest.mark.parametrize("lang", PAGES)
def test_bold_words_are_labels_of_the_interface(labels, lang):
    bold = [part for found in re.findall(r"\*\*([^*]+)\*\*", read(lang)) for part in found.split(" › ")]
    assert len(bold) > 60
    words = {" ".join(label.split()) for label in bold}
    assert sorted(words - labels[lang]) == []


@pytest.mark.parametrize("lang", PAGES)
def test_pictures_are_there_and_shown(lang):
    shown = pictures(read(lang))
    assert shown == sorted(path.name for path in IMAGES.glob(f"tutorial-*-{lang}.png"))
    assert 8 <= len(shown) <= 10
    for name in shown:
        data = (IMAGES / name).read_bytes()
        assert data[25] == PALETTE and len(data) <= MOST_BYTES, name


def test_both_languages_tell_the_same_steps():
    english, chinese = (re.findall(r"^(?:#+|\d+\.|!|\|)", read(lang), flags=re.MULTILINE) for lang in PAGES)
    assert english == chinese
    assert [name.replace("-en", "-zh") for name in pictures(read("en"))] == pictures(read("zh"))


def test_pictures_come_from_the_scenario():
    scenario = (ROOT / "tests" / "end_to_end" / "scenarios" / "tutorial.py").read_text(encoding="utf-8")
    taken = re.findall(r't\.shot\("(tutorial-\d+)"', scenario)
    assert sorted(taken) == [name.removesuffix("-en.png") for name in pictures(read("en"))]


def test_towns_and_figures_are_those_of_the_practice_county():
    with (ROOT / "resources" / "sample" / "expected" / "subzones.csv").open(encoding="utf-8-sig") as stream:
        areas = {row["subzone"]: round(float(row["area_ha"])) for row in csv.DictReader(stream)}
    path = ROOT / "resources" / "sample" / "expected" / "town_classes_2024.csv"
    with path.open(encoding="utf-8-sig") as stream:
        towns = {row["unit_name"]: row for row in csv.DictReader(stream)}
    for lang in PAGES:
        text = read(lang)
        assert f" {areas['U-SCP']} " in text
        assert f"{float(towns['铁山镇']['area_ha']):.0f}" in text and towns["铁山镇"]["class"] == "SCP"
        assert f"{float(towns['盐港镇']['area_ha']):.0f}" in text
        assert 1.0 < float(towns["盐港镇"]["q_c"]) < 1.7
        assert f"{float(towns['鹭屿镇']['margin']):.3f}" in text


@pytest.mark.parametrize(
    "page",
    [*sorted((ROOT / "docs").glob("*/*.md")), ROOT / "README.md", ROOT / "README.zh_CN.md"],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_links_lead_to_headings(page):
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if target.startswith("http") or not (anchor or path.endswith(".md")):
            continue
        other = (page.parent / path).resolve() if path else page
        if not other.is_file() or (anchor and anchor not in anchors(other)):
            dead.append(target)
    assert not dead


def anchors(page: Path) -> set[str]:
    """Anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}
