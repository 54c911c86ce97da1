"""What particulate matter given as one sum is taken for, as a parameter; the law prices soot and dust."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterEnum

from ..toolbelt.translation import translate
from .parameters import choice

PARTICULATES = "PARTICULATES"


def parameter() -> QgsProcessingParameterEnum:
    """The parameter."""
    return choice(
        PARTICULATES,
        translate("PollutantEquivalents", "Particulate matter given as one sum is"),
        {
            "none": translate("PollutantEquivalents", "left out (the law has no value for it)"),
            "soot": translate("PollutantEquivalents", "taken for soot (2.18 kg)"),
            "dust": translate("PollutantEquivalents", "taken for general dust (4 kg)"),
        },
    )
