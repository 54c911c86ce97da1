"""Texts are collected, translations kept, and faults told."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QLocale, QTranslator

SOURCE = """
translate("Dock", "Area of {zone}")
QCoreApplication.translate("Dock", "two " "pieces")
QT_TRANSLATE_NOOP("Menu", "Open")
problem("Code {code} is unknown.", code=1)
translate("Dock", "%n zone(s)", "", n)
translate("core", item.text)
"text".translate(table)
"""


@pytest.fixture
def house(workplace):
    """A small house with one room that has texts, and one form."""
    (workplace / "core").mkdir()
    (workplace / "plugin").mkdir()
    (workplace / "__init__.py").write_text("", encoding="utf-8")
    (workplace / "core" / "a.py").write_text(SOURCE, encoding="utf-8")
    (workplace / "plugin" / "dock.ui").write_text(
        "<ui><class>DockBase</class><widget><string>Colour &amp; area</string>"
        '<string notr="true">x</string></widget></ui>',
        encoding="utf-8",
    )
    return workplace


def finished(i18n, path, translations):
    """Finish the translations of the file as a translator would."""
    known = i18n.read(path)
    for text in known:
        if text.source in translations:
            known[text] = i18n.Translation(translations[text.source], True)
    path.write_text(i18n.ts(known), encoding="utf-8")


TRANSLATIONS = {
    "Area of {zone}": "{zone}的面积",
    "two pieces": "两段",
    "Open": "打开",
    "Code {code} is unknown.": "未知代码 {code}。",
    "%n zone(s)": "%n 个分区",
    "Colour & area": "颜色与面积",
}


def test_collects_every_spelling_with_its_context(tool, house):
    texts, faults = tool("i18n").collect(house)
    assert {(text.context, text.source) for text in texts} == {
        ("Dock", "Area of {zone}"),
        ("Dock", "two pieces"),
        ("Menu", "Open"),
        ("core", "Code {code} is unknown."),
        ("Dock", "%n zone(s)"),
        ("DockBase", "Colour & area"),
    }
    assert {text.source for text in texts if text.plural} == {"%n zone(s)"}
    assert faults == []


@pytest.mark.parametrize(
    "call",
    [
        'translate("Dock", f"{n} zones")',
        'translate("Dock", "a" + b)',
        'translate("Dock", "{n} zones".format(n=n))',
        'translate(f"Dock{n}", "zones")',
        'problem(f"Code {n} is unknown")',
    ],
)
def test_refuses_texts_that_cannot_be_looked_up(tool, call):
    faults = []
    assert list(tool("i18n").texts_of_python(call, "a.py", faults)) == []
    assert len(faults) == 1
    assert faults[0].startswith("a.py:1: ")


def test_update_keeps_translations_and_drops_what_is_gone(tool, house):
    i18n, path = tool("i18n"), house / "i18n" / "x_zh_CN.ts"
    assert i18n.update(house, path) == (6, 6)
    finished(i18n, path, TRANSLATIONS)
    before = path.read_bytes()
    assert i18n.update(house, path) == (6, 0)
    assert path.read_bytes() == before
    (house / "core" / "a.py").write_text('translate("Other", "Open")\n', encoding="utf-8")
    assert i18n.update(house, path) == (2, 1)
    moved = i18n.read(path)[i18n.Text("Other", "Open")]
    assert moved == i18n.Translation("打开", False), "a moved text is offered, and left to be confirmed"


def test_check_is_content_with_a_finished_translation(tool, house):
    i18n, path = tool("i18n"), house / "i18n" / "x_zh_CN.ts"
    i18n.update(house, path)
    finished(i18n, path, TRANSLATIONS)
    assert i18n.check(house, path) == []


@pytest.mark.parametrize(
    ("source", "translation", "words"),
    [
        ("Area of {zone}", "面积", "has the gaps ['zone'], its translation []"),
        ("Area of {zone}", "{Zone}的面积", "has the gaps"),
        ("Area of {zone}", "{zone的面积", "brace"),
        ("%n zone(s)", "分区", "has the gaps"),
        ("Open", "", "is not translated"),
        ("Open", "打开 ", "space"),
    ],
)
def test_check_tells_what_is_wrong(tool, house, source, translation, words):
    i18n, path = tool("i18n"), house / "i18n" / "x_zh_CN.ts"
    i18n.update(house, path)
    finished(i18n, path, {**TRANSLATIONS, source: translation})
    faults = i18n.check(house, path)
    assert len(faults) == 1
    assert repr(source) in faults[0]
    assert words in faults[0]


def test_check_tells_of_missing_and_gone_texts(tool, house):
    i18n, path = tool("i18n"), house / "i18n" / "x_zh_CN.ts"
    i18n.update(house, path)
    finished(i18n, path, TRANSLATIONS)
    (house / "core" / "a.py").write_text(SOURCE.replace("Open", "Shut"), encoding="utf-8")
    assert sorted(fault.split("'", 2)[2] for fault in i18n.check(house, path)) == [
        " is no longer in the source (run tools/i18n.py update)",
        " is not in the .ts file (run tools/i18n.py update)",
    ]


def test_built_file_speaks_in_every_name_of_simplified_chinese(tool, house):
    i18n, path = tool("i18n"), house / "i18n" / "x_zh_CN.ts"
    i18n.update(house, path)
    finished(i18n, path, {key: value for key, value in TRANSLATIONS.items() if key != "Open"})
    i18n.build(path)
    for name, speaks in {"zh-Hans": True, "zh_CN": True, "zh": True, "de": False}.items():
        translator = QTranslator()
        assert translator.load(QLocale(name), "x", "_", str(path.parent), ".qm") is speaks
        if speaks:
            assert translator.translate("core", "Code {code} is unknown.") == "未知代码 {code}。"
            assert not translator.translate("Menu", "Open"), "an unfinished text stays English"
