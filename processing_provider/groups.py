"""Groups of the toolbox, in the order of the work.

QGIS sorts groups by their label, so the label starts with the place in the order.
"""

from __future__ import annotations

from ..toolbelt.translation import translate

CARBON = "carbonaccounting"
POLLUTION = "pollutionaccounting"
ZONING = "zoning"
SPATIAL = "spatialanalysis"
TRANSMISSION = "indicatortransmission"
MONITORING = "monitoring"
OUTPUT = "output"


def label(group: str) -> str:
    """Name of a group in the user's language."""
    return {
        CARBON: translate("Groups", "1 Carbon accounting"),
        POLLUTION: translate("Groups", "2 Pollution accounting"),
        ZONING: translate("Groups", "3 Zoning"),
        SPATIAL: translate("Groups", "4 Spatial analysis"),
        TRANSMISSION: translate("Groups", "5 Indicator transmission"),
        MONITORING: translate("Groups", "6 Monitoring"),
        OUTPUT: translate("Groups", "9 Output"),
    }[group]
