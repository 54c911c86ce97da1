"""What every test may use. Nothing here needs QGIS until a fixture that does is asked for.

``pytest tests/core -p no:pytest_qgis`` runs with a Python that has never heard of QGIS.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "carbon_pollution_zoning"


def _register_package() -> None:
    """Make the checkout importable by the name that it has when installed, whatever its folder is called."""
    if PACKAGE in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


_register_package()


def pytest_addoption(parser, pluginmanager):
    """Know the settings of plugins that this run leaves out, so that pytest does not complain about them."""
    if not pluginmanager.hasplugin("pytest_qgis"):
        parser.addini("qgis_gui_enabled", "read by pytest-qgis")


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """An empty folder as users have them: Chinese characters and spaces in its name."""
    folder = tmp_path / "减污降碳 工作 folder"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def qgis_environment(tmp_path_factory) -> dict[str, str]:
    """Environment for programs that start a QGIS of their own: offscreen, an empty home and profile.

    Nothing of the user's settings, of pytest-qgis's or of another Python on PATH gets in.
    """
    folder = tmp_path_factory.mktemp("qgis")
    for name in ("home", "run", "profile"):
        (folder / name).mkdir(mode=0o700)
    inherited = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PYTHON", "PYENV", "CONDA", "QGIS", "QT_", "XDG_")) and key != "VIRTUAL_ENV"
    }
    return {
        **inherited,
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "profile"),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@pytest.fixture(scope="session", autouse=True)
def _own_settings(request, tmp_path_factory):
    """Keep the settings of this run apart.

    pytest-qgis has one place for all runs of a checkout: those that run side by side would open each
    other's panels, speak each other's language and know each other's databases.
    """
    if not request.config.pluginmanager.hasplugin("pytest_qgis"):
        return
    from qgis.PyQt.QtCore import QSettings

    folder = tmp_path_factory.mktemp("settings")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


@pytest.fixture(scope="session", autouse=True)
def _honest_iface(request, _own_settings):
    """Give the stub of ``iface`` what QGIS's own dialogs take from it.

    The stub answers unknown methods with a MagicMock, which sip refuses where a real object is due.
    """
    if not request.config.pluginmanager.hasplugin("pytest_qgis"):
        yield
        return
    from qgis.core import QgsLayerTreeModel, QgsProject
    from qgis.gui import QgsBrowserGuiModel, QgsLayerTreeView

    iface = request.getfixturevalue("qgis_iface")
    browser = QgsBrowserGuiModel()
    view = QgsLayerTreeView(iface.mainWindow())
    view.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), view))
    iface.browserModel = lambda: browser
    iface.layerTreeView = lambda: view
    yield


@pytest.fixture(scope="session")
def provider(qgis_processing):
    """The provider ``cpzoning``, registered for the whole session."""
    from qgis.core import QgsApplication

    from carbon_pollution_zoning.processing_provider.provider import Provider

    registry = QgsApplication.processingRegistry()
    made = Provider()
    if not registry.addProvider(made):
        raise RuntimeError("QGIS refused the provider cpzoning")
    yield made
    # frames of refusals that pytest caught keep layers and contexts in circles; they must go while QGIS lives
    gc.collect()
    # tests of the plugin may have put another object in its place
    registry.removeProvider("cpzoning")


@pytest.fixture
def feedback():
    """A Processing feedback that keeps all that it was told."""
    from helpers import RecordingFeedback

    return RecordingFeedback()


@pytest.fixture(scope="session")
def postgis():
    """A PostgreSQL with PostGIS of the tests' own. It is missing only where nobody can install it."""
    import postgis_server

    if postgis_server.binaries() is None and os.name != "posix":
        pytest.skip("PostgreSQL with PostGIS is started on Linux only")
    server = postgis_server.Server()
    yield server
    server.remove()
