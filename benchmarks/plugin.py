"""The plugin of this checkout under the name that QGIS installs it by; importing this registers it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "carbon_pollution_zoning"


def register() -> None:
    """Let ``import carbon_pollution_zoning`` find the checkout."""
    spec = importlib.util.spec_from_file_location(
        NAME, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = module
    spec.loader.exec_module(module)


register()
