"""Opens the dialogs of our algorithms, as the toolbox does, or says why that cannot be."""

from __future__ import annotations

import qgis.utils
from qgis.core import Qgis, QgsApplication

from ..toolbelt import about
from ..toolbelt.translation import translate


def is_there() -> bool:
    """Whether QGIS's own Processing plugin, which has the toolbox and the dialogs, is switched on."""
    return "processing" in qgis.utils.plugins


def open_dialog(iface, algorithm_id: str, parameters: dict | None = None):
    """Show the dialog of one of our algorithms; it stays open beside the map.

    Parameters
    ----------
    iface
        The desktop.
    algorithm_id
        Id without the provider.
    parameters
        Values that the dialog begins with; the others keep their defaults.

    Returns
    -------
    AlgorithmDialog or None
        The dialog; None where it cannot be, which the user is told.
    """
    if not is_there():
        _complain(
            iface,
            translate(
                "Toolbox",
                "The Processing plugin is switched off. Switch it on in Plugins › Manage and Install "
                "Plugins, then try again.",
            ),
        )
        return None
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"{about.PROVIDER_ID}:{algorithm_id}")
    able, why_not = algorithm.canExecute()
    if not able:
        _complain(iface, why_not)
        return None
    import processing

    dialog = processing.createAlgorithmDialog(algorithm, parameters or {})
    dialog.show()
    return dialog


def _complain(iface, text: str) -> None:
    iface.messageBar().pushMessage(
        translate("Plugin", "Carbon & Pollution Zoning"), text, Qgis.MessageLevel.Warning
    )
