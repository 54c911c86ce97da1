"""Thin helpers between QGIS or GDAL and the science; the only place for tricks of the trade."""
