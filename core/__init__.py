"""The science of zoning by carbon and pollution: pure functions on numbers and tables.

Nothing here knows QGIS, Qt or GDAL, so that every number can be checked without a GIS.
Knowledge (classes, factors, standards, land-use schemes) lies in ``core/data`` as CSV.
"""
