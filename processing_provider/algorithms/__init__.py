"""All algorithms, in toolbox order. A new one is one file and one line here."""

from __future__ import annotations

from .pollution.pollutantequivalents import PollutantEquivalents
from .zoning.fourspaces import FourSpaces
from .zoning.sixclasszoning import SixClassZoning
from .zoning.zoningstandards import ZoningStandards

ALGORITHMS = (
    PollutantEquivalents,
    SixClassZoning,
    ZoningStandards,
    FourSpaces,
)
