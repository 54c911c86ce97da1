"""Every algorithm is registered once and explained in both languages, key by key."""

from __future__ import annotations

import html
import importlib
import inspect
import json
import re
from pathlib import Path

import pytest
from qgis.core import QgsProcessingAlgorithm

from carbon_pollution_zoning.processing_provider import columns, groups
from carbon_pollution_zoning.processing_provider.algorithm import Algorithm
from carbon_pollution_zoning.processing_provider.algorithms import ALGORITHMS
from carbon_pollution_zoning.toolbelt import help

ROOT = Path(__file__).resolve().parents[2]
HELP = ROOT / "resources" / "help"
CHINESE = re.compile("[\u4e00-\u9fff]")


def _modules():
    folder = ROOT / "processing_provider" / "algorithms"
    for path in sorted(folder.rglob("*.py")):
        if path.name != "__init__.py":
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_every_algorithm_file_is_in_the_tuple_exactly_once():
    found = []
    for name in _modules():
        module = importlib.import_module(f"carbon_pollution_zoning.{name}")
        found += [
            item
            for _, item in inspect.getmembers(module, inspect.isclass)
            if issubclass(item, Algorithm) and item.__module__ == module.__name__
        ]
    assert sorted(c.__name__ for c in found) == sorted(c.__name__ for c in ALGORITHMS)
    assert len({c.ID for c in ALGORITHMS}) == len(ALGORITHMS)


@pytest.mark.parametrize("kind", ALGORITHMS, ids=lambda kind: kind.ID)
class TestAlgorithm:
    def test_identity(self, kind, provider):
        made = kind()
        assert re.fullmatch("[a-z0-9]+", kind.ID)
        assert inspect.getmodule(kind).__name__.split(".")[-1] == kind.ID
        assert made.group() == groups.label(kind.GROUP)
        assert made.displayName() and made.tags()
        assert any(CHINESE.search(tag) for tag in made.tags())
        assert type(made.createInstance()) is kind

    def test_parameter_ids_are_upper_case(self, kind, provider):
        made = made_with_parameters(kind)
        for definition in made.parameterDefinitions():
            assert re.fullmatch("[A-Z][A-Z0-9_]*", definition.name())
            assert definition.description()

    @pytest.mark.parametrize("language", ["en", "zh_CN"])
    def test_help_has_a_text_for_every_parameter_and_output(self, kind, provider, language):
        texts = json.loads((HELP / language / f"{kind.ID}.json").read_text(encoding="utf-8"))
        made = made_with_parameters(kind)
        expected = {item.name() for item in (*made.parameterDefinitions(), *made.outputDefinitions())}
        assert set(texts) == expected | {"ALG_DESC", "EXAMPLES"}
        assert all(text.strip() for text in texts.values())
        assert f"cpzoning:{kind.ID}" in texts["EXAMPLES"]
        if language == "zh_CN":
            assert all(CHINESE.search(text) for key, text in texts.items() if key != "EXAMPLES")

    def test_has_an_icon_of_its_own(self, kind, provider):
        assert (ROOT / "resources" / "icons" / f"{kind.ID}.svg").is_file()

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_help_panel_shows_every_text_in_the_language_of_the_user(
        self, kind, provider, language, monkeypatch
    ):
        monkeypatch.setattr(help, "language", lambda: language)
        made = made_with_parameters(kind)
        shown = plain(made.shortHelpString())
        texts = help.texts(kind.ID, language)
        hidden = {item.name() for item in made.parameterDefinitions() if item.flags() & item.Flag.FlagHidden}
        missing = [key for key, text in texts.items() if key not in hidden and plain(text) not in shown]
        assert texts and not missing
        assert all(plain(item.description()) in shown for item in made.outputDefinitions())


def test_columns_are_declared_in_both_languages():
    for name, column in columns.declared().items():
        assert re.fullmatch("[a-z][a-z0-9_]*[*]?", name)
        assert ("{}" in column.name_en and "{}" in column.name_zh) == name.endswith("*")
        assert column.type in columns.TYPES
        assert column.name_en and CHINESE.search(column.name_zh)
        assert column.field().alias()


def plain(markup: str) -> str:
    """Text as a reader sees it, without blanks."""
    return "".join(html.unescape(re.sub("<[^>]*>", "", markup)).split())


def made_with_parameters(kind) -> QgsProcessingAlgorithm:
    return kind().create()
