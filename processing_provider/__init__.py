"""The Processing provider ``cpzoning``: adapters between QGIS and the science."""
