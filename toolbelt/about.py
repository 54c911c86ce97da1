"""Who we are: read once from metadata.txt, the single source of name, version and addresses."""

from __future__ import annotations

import configparser
import functools
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
PROVIDER_ID = "cpzoning"
PACKAGE = "carbon_pollution_zoning"


@functools.cache
def metadata() -> dict[str, str]:
    """All keys of the section ``general`` of metadata.txt."""
    parser = configparser.ConfigParser()
    parser.optionxform = str
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return dict(parser["general"])


def version() -> str:
    """Version of the plugin, as in metadata.txt."""
    return metadata()["version"]


def icon_path(name: str) -> str:
    """Path of an SVG icon of ours; the plugin's own icon where there is no such picture."""
    path = RESOURCES / "icons" / f"{name}.svg"
    return str(path if path.exists() else RESOURCES / "icons" / "plugin.svg")
