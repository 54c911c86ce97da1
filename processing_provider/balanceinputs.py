"""What a carbon balance is made of: columns of the units and of tables about them, brought to one form."""

from __future__ import annotations

import numpy as np

from ..core.carbon import balance
from ..core.units import CARBON_TO_CO2, factor
from ..toolbelt import areas
from ..toolbelt.translation import translate
from . import landpressure
from .run import Run
from .unittables import UnitTable, refuse_signs


class Given:
    """What was given about the units, in t CO2 and sinks negative."""

    def __init__(self, run: Run):
        self._run = run
        unit = run.choice("CARBON_UNIT")
        self.scale = factor(unit, "tC") * CARBON_TO_CO2 if unit.endswith("C") else factor(unit, "tCO2")
        self.sign = 1.0 if run.choice("SINK_SIGN") == "negative" else -1.0
        own = ("OWN_EMISSION", "OWN_LAND_SOURCE", "OWN_SINK", "OWN_POPULATION", "OWN_GDP", "AREA")
        fields = [run.field(name) for name in (*own, *landpressure.FIELDS)]
        has_polygons = areas.has_polygons(run.optional_source("INPUT"))
        measured = not run.field("AREA") and run.yes("MEASURE") and has_polygons
        self.units = UnitTable(run, "INPUT", fields, run.field("CODE"), area=measured)
        self.emissions = self._table("EMISSIONS", "EMISSIONS_CODE", ["EMISSION"])
        self.land = self._table("LAND", "LAND_CODE", ["LAND_SOURCE", "SINK"])
        self.society = self._table("SOCIETY", "SOCIETY_CODE", ["POPULATION", "GDP"])
        self.area = self.units.columns.area_ha
        if run.field("AREA"):
            self.area = self.units.numbers(run.field("AREA"))
        self.population = self._of("POPULATION", self.society)
        gdp = self._of("GDP", self.society)
        self.gdp = None if gdp is None else gdp * factor(run.choice("GDP_UNIT"), "10^4 yuan")
        land_source = run.field("LAND_SOURCE" if self.land is not None else "OWN_LAND_SOURCE")
        self.has_land_source = bool(land_source)

    def _table(self, name, code, wanted):
        if self._run.optional_source(name) is None:
            return None
        fields = [self._run.field(one) for one in wanted]
        year = self._run.text("YEAR")
        return UnitTable(self._run, name, fields, self._run.field(code), year, self.units)

    def _of(self, name, table):
        """A column of a table, or of the units; None where neither has it."""
        if table is not None and self._run.field(name):
            return table.numbers(self._run.field(name))
        chosen = self._run.field(f"OWN_{name}")
        return self.units.numbers(chosen) if chosen else None

    def sides(self, ending: str) -> balance.Sides:
        """Emission, land source and sink; with an *ending* their low or high."""
        emission = self._carbon("EMISSION", "OWN_EMISSION", self.emissions, ending)
        land_source = self._carbon("LAND_SOURCE", "OWN_LAND_SOURCE", self.land, ending)
        other = {"_lo": "_hi", "_hi": "_lo"}.get(ending, "")
        sink = self._carbon("SINK", "OWN_SINK", self.land, ending if self.sign > 0 else other) * self.sign
        if not ending:
            refuse_signs(
                sink,
                self.names,
                translate("CarbonBalance", "sinks"),
                self._run.choice("SINK_SIGN"),
                translate("CarbonBalance", "Choose how sinks are written (SINK_SIGN)."),
            )
        return balance.Sides(emission, 0.0 if land_source is None else land_source, sink)

    def _carbon(self, name, own, table, ending):
        place, chosen = (
            (table, self._run.field(name)) if table is not None else (self.units, self._run.field(own))
        )
        if not chosen:
            return None
        return (place.limit(chosen, ending) if ending else place.numbers(chosen)) * self.scale

    @property
    def has_limits(self) -> bool:
        """Whether the source or source table of any part of the balance says how wide it is."""
        parts = (
            ("EMISSION", "OWN_EMISSION", self.emissions),
            ("LAND_SOURCE", "OWN_LAND_SOURCE", self.land),
            ("SINK", "OWN_SINK", self.land),
        )
        named = [
            (table, self._run.field(name)) if table is not None else (self.units, self._run.field(own))
            for name, own, table in parts
        ]
        return any(place.has_limits(field) for place, field in named if field)

    @property
    def names(self) -> np.ndarray:
        """What the units are called: their codes, else their feature ids."""
        return self.units.codes if self.units.codes is not None else self.units.columns.ids

    def flags(self) -> np.ndarray:
        """Flags of all that was given."""
        found = self.units.flags()
        for table in (self.emissions, self.land):
            if table is not None:
                found = found | table.flags()
        return found
