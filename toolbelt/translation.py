"""Words for users: the translator, the language of data, and sentences of the science.

Literals are translated as ``translate("Context", "text")``; values enter by ``.format`` after it.
Names that are data (classes, factors, help) carry one column or file per language instead.
"""

from __future__ import annotations

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from ..core.errors import Problem, ScienceError, Words
from .about import PACKAGE, ROOT

translate = QCoreApplication.translate


def locale() -> str:
    """Locale that the user chose for QGIS, or that QGIS took from the system."""
    settings = QgsSettings()
    if settings.value("locale/overrideFlag", False, type=bool):
        return settings.value("locale/userLocale", "", type=str) or QgsApplication.locale()
    return QgsApplication.locale()


def language() -> str:
    """Language of texts that are data: ``zh`` for any Chinese locale, else ``en``."""
    return "zh" if QLocale(locale()).language() == QLocale.Language.Chinese else "en"


def install() -> QTranslator | None:
    """Install the translator of the user's locale and return it; None where there is no such file.

    Must happen before the provider is registered: parameter texts are fixed when an algorithm is made.
    Qt matches ``zh-Hans``, QGIS's name for simplified Chinese, to our ``zh_CN``.
    """
    translator = QTranslator()
    if not translator.load(QLocale(locale()), PACKAGE, "_", str(ROOT / "i18n"), ".qm"):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def sentence(item: Problem) -> str:
    """A problem of the science in the user's language, and so are the words in its gaps."""
    return translate("core", item.text).format(**{name: _told(value) for name, value in item.data.items()})


def _told(value):
    if isinstance(value, Problem):
        return sentence(value)
    return value.text(language()) if isinstance(value, Words) else value


def sentences(error: ScienceError) -> str:
    """All problems of an exception, one per line, in the user's language."""
    return "\n".join(sentence(item) for item in error.problems)
