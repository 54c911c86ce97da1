"""What a value of an indicator is about, beside its unit."""

from __future__ import annotations

from typing import NamedTuple

from ..years import NO_YEAR


class Key(NamedTuple):
    """Indicator, year, kind, sub-zone, part (fuel, sector) and plan; empty where the table does not say."""

    indicator: str = ""
    year: int = NO_YEAR
    kind: str = ""
    subzone: str = ""
    component: str = ""
    plan: str = ""

    def told(self) -> str:
        """The key in one line, for messages.

        >>> Key("cropland", 2035, "target").told()
        'cropland 2035 target'
        """
        parts = (self.indicator, self.year or "", self.kind, self.subzone, self.component, self.plan)
        return " ".join(str(part) for part in parts if part)
