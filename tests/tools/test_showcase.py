"""The demonstration calls its maps after what they show."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from carbon_pollution_zoning.cartography import entries, symbology

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_map_of_carbon_is_called_after_the_column_that_it_shows(monkeypatch, lang):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    drawn, folder = [], Path("nowhere")
    county, texts, products = (
        importlib.import_module(f"showcase.{name}") for name in ("county", "texts", "products")
    )
    monkeypatch.setattr(products, "draw", lambda wish, *_rest: drawn.append(wish) or wish.name)
    monkeypatch.setattr(county.steps, "layer", lambda *_path: None)
    monkeypatch.setattr(county, "_pale", lambda _path: None)
    monkeypatch.setattr(symbology, "boundaries", lambda *_layer: None)
    paths = county.County(*["x"] * 6)
    county._maps(paths, folder, lang, "", [], lambda key: texts.text(f"county.{key}", lang))
    (carbon,) = [wish for wish in drawn if wish.name == "map_carbon"]
    shown, _unit = entries.legend(carbon.legend, lang, [1.0]).title.split(" (")
    assert shown in carbon.title


def test_a_background_is_told_in_the_legend(monkeypatch):
    """The colours of the spaces below the conflicts are those of the legend at the same opacity."""
    from carbon_pollution_zoning.cartography import keys

    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    products = importlib.import_module("showcase.products")
    plain = products.known(entries.legend("spaces", "en"))
    shown = keys.faded(plain, 0.25)
    assert [entry.code for entry in shown.entries] == ["A", "E", "U", "M"]
    for before, after in zip(plain.entries, shown.entries):
        for at in (1, 3, 5):
            strong, pale = (int(entry.colour[at : at + 2], 16) for entry in (before, after))
            assert pale == pytest.approx(0.25 * strong + 0.75 * 255, abs=0.5)
