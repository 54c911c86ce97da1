"""What a person sees: symbology, legends, layouts, reports. QGIS core, no widgets."""
