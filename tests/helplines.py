"""The command lines that the help gives as examples, to be run as they stand."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "sample"


def line_of_the_help(name: str, workplace: Path) -> list[str]:
    """Arguments of the ``qgis_process`` line of a help text, its files where they are here."""
    text = json.loads((ROOT / "resources" / "help" / "en" / f"{name}.json").read_text(encoding="utf-8"))
    return _here(re.search(r"qgis_process (run .+?)<br>", text["EXAMPLES"])[1], workplace)


def lines_of_the_page(page: str, workplace: Path) -> list[list[str]]:
    """The same of all ``qgis_process`` lines of a page of the manual (``en/register``)."""
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return [_here(line, workplace) for line in re.findall(r"^ +qgis_process (run .+)$", text, re.MULTILINE)]


def _here(line: str, workplace: Path) -> list[str]:
    made = []
    for word in shlex.split(line):
        key, equals, value = word.partition("=")
        inputs = value.startswith(("haiyue.gpkg", "tables/", "rasters/"))
        is_file = re.fullmatch(r"\w+\.(gpkg|csv|html)", value) is not None
        folder = SAMPLE if inputs else workplace
        made.append(f"{key}={folder / value}" if equals and (inputs or is_file) else word)
    return made
