"""Help of an algorithm: one JSON file per algorithm and language, English where a language lacks it."""

from __future__ import annotations

import json

from qgis.core import QgsProcessingAlgorithm, QgsProcessingUtils

from .about import RESOURCES, metadata
from .translation import language

FOLDERS = {"en": "en", "zh": "zh_CN"}


def texts(algorithm_id: str, lang: str | None = None) -> dict[str, str]:
    """Help texts by key: ``ALG_DESC``, one key per parameter and output, ``EXAMPLES``."""
    for folder in (FOLDERS[lang or language()], FOLDERS["en"]):
        path = RESOURCES / "help" / folder / f"{algorithm_id}.json"
        if path.exists():
            return json.loads(path.read_text(encoding="utf-8"))
    return {}


def as_html(algorithm: QgsProcessingAlgorithm) -> str:
    """Help panel of *algorithm* in the user's language."""
    return QgsProcessingUtils.formatHelpMapAsHtml(texts(algorithm.name()), algorithm)


def url(algorithm_id: str) -> str:
    """Page of an algorithm in the manual, in the user's language."""
    return f"{metadata()['homepage']}/docs/{FOLDERS[language()]}/algorithms/{algorithm_id}.html"
