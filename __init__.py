"""Carbon & Pollution Zoning (减污降碳分区管治), a plugin of QGIS."""


def classFactory(iface):
    """Make the plugin; QGIS calls this once when it loads the package."""
    from .plugin.plugin import Plugin

    return Plugin(iface)
