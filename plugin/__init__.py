"""The plugin in the QGIS desktop: life-cycle, menu, dock."""
