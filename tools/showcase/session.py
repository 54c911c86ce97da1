"""A QGIS without a screen, in which the plugin's algorithms and QGIS's own can be run."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "carbon_pollution_zoning"
LOCALES = {"zh": "zh-Hans", "en": "en"}


def register_package() -> None:
    """Make the checkout importable by the name that it has when installed."""
    spec = importlib.util.spec_from_file_location(
        PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


@contextlib.contextmanager
def qgis(lang: str) -> Iterator[None]:
    """QGIS in the language *lang* with the providers ``native``, ``qgis`` and ``cpzoning``.

    Everything that was made inside must be gone when the block ends: a layer that outlives QGIS crashes it.
    """
    register_package()
    from qgis.core import QgsApplication, QgsProject, QgsSettings

    application = QgsApplication([], True)
    QgsApplication.initQgis()
    QgsSettings().setValue("locale/overrideFlag", True)
    QgsSettings().setValue("locale/userLocale", LOCALES[lang])
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    from carbon_pollution_zoning.processing_provider.provider import Provider
    from carbon_pollution_zoning.toolbelt import translation

    Processing.initialize()
    # kept until the end: Qt does not own the translator, nor the registry our reference
    translator = translation.install()
    provider = Provider()
    QgsApplication.processingRegistry().addProvider(provider)
    try:
        yield
    finally:
        QgsProject.instance().clear()
        QgsApplication.processingRegistry().removeProvider(provider)
        QgsApplication.exitQgis()
        del application, translator
