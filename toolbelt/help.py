"""Help of an algorithm: one JSON file per algorithm and language, English where a language lacks it."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingAlgorithm, QgsProcessingUtils
from qgis.PyQt.QtCore import QUrl

from .about import PROVIDER_ID, RESOURCES
from .translation import language

FOLDERS = {"en": "en", "zh": "zh_CN"}
#: Texts name their pictures as ``pictures/name.png``; a panel needs the whole address.
PICTURES = RESOURCES / "help" / "pictures"
PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title>
<style>body {{ font-family: sans-serif; max-width: 50em; margin: 2em auto; line-height: 1.5; }}</style>
</head><body><h1>{title}</h1>
{body}
</body></html>
"""


def texts(algorithm_id: str, lang: str | None = None) -> dict[str, str]:
    """Help texts by key: ``ALG_DESC``, one key per parameter and output, ``EXAMPLES``."""
    for folder in (FOLDERS[lang or language()], FOLDERS["en"]):
        path = RESOURCES / "help" / folder / f"{algorithm_id}.json"
        if path.exists():
            return json.loads(path.read_text(encoding="utf-8"))
    return {}


def as_html(algorithm: QgsProcessingAlgorithm) -> str:
    """Help panel of *algorithm* in the user's language."""
    html = QgsProcessingUtils.formatHelpMapAsHtml(texts(algorithm.name()), algorithm)
    return html.replace('src="pictures/', f'src="{QUrl.fromLocalFile(str(PICTURES)).toString()}/')


def url(algorithm: QgsProcessingAlgorithm) -> str:
    """Address of a help page in the user's language, made in the user's profile; empty where none can be.

    The page is made from the same texts as the help panel, so that it needs no network and never differs.
    """
    folder = Path(QgsApplication.qgisSettingsDirPath()) / PROVIDER_ID / "help" / FOLDERS[language()]
    page = folder / f"{algorithm.name()}.html"
    content = PAGE.format(title=escape(algorithm.displayName()), body=as_html(algorithm))
    try:
        if not page.exists() or page.read_text(encoding="utf-8") != content:
            folder.mkdir(parents=True, exist_ok=True)
            page.write_text(content, encoding="utf-8")
    except OSError:
        return ""
    return QUrl.fromLocalFile(str(page)).toString()
