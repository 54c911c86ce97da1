"""All algorithms, in toolbox order. A new one is one file and one line here."""

from __future__ import annotations

from .zoning.sixclasszoning import SixClassZoning

ALGORITHMS = (SixClassZoning,)
