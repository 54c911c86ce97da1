"""All algorithms, in toolbox order. A new one is one file and one line here."""

from __future__ import annotations

from .pollution.pollutantequivalents import PollutantEquivalents
from .zoning.fourspaces import FourSpaces
from .zoning.sixclasszoning import SixClassZoning

ALGORITHMS = (
    PollutantEquivalents,
    SixClassZoning,
    FourSpaces,
)
