"""A font family that this machine has and that can write the language of a map.

No family is fixed: what is not installed would be replaced by boxes, or by another one in silence.
"""

from __future__ import annotations

import functools

from qgis.PyQt.QtCore import QT_VERSION
from qgis.PyQt.QtGui import QFont, QFontDatabase

QT6 = 0x060000

# Families of Windows, macOS and Linux by how well they print.
PREFERRED = {
    "zh": (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "Microsoft YaHei",
        "PingFang SC",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
        "SimHei",
        "Heiti SC",
    ),
    "en": ("Open Sans", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "DejaVu Sans"),
}


@functools.cache
def family(lang: str) -> str:
    """The first preferred family that is installed, else any that has the signs, else QGIS's own.

    Whether a Chinese text can be printed at all is told by `has_chinese`.
    """
    present = _families(lang)
    return next((name for name in PREFERRED[lang] if name in present), next(iter(present), QFont().family()))


def has_chinese() -> bool:
    """Whether any installed family can write simplified Chinese."""
    return bool(_families("zh"))


def _families(lang: str) -> list[str]:
    systems = QFontDatabase.WritingSystem
    system = systems.SimplifiedChinese if lang == "zh" else systems.Latin
    # Qt 6 has these as static methods of a class that cannot be made any more
    database = QFontDatabase if QT_VERSION >= QT6 else QFontDatabase()
    return [name for name in database.families(system) if not name.startswith("@")]
