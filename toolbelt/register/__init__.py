"""The register in its database: a GeoPackage, or PostGIS through a connection that QGIS keeps.

`places.opened` gives a `base.Register`; both kinds are read and written alike, and several changes happen
together or not at all. The rules are in ``core.register``.
"""
