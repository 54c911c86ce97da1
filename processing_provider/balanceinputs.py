"""What a carbon balance is made of: columns of the units and of tables about them, brought to one form."""

from __future__ import annotations

import numpy as np

from ..core.carbon import balance
from ..core.errors import problem, raise_if_any
from ..core.units import CARBON_TO_CO2, factor
from ..toolbelt import areas
from ..toolbelt.translation import translate
from . import landpressure
from .run import Run
from .unittables import BLANK_CODES, UnitTable, wrong_signs

NEGATIVE, SHOWN = "NEGATIVE", 10


class Given:
    """What was given about the units, in t CO2 and sinks negative."""

    def __init__(self, run: Run):
        self._run = run
        # masks of the units whose emission, and whose source of land, is a removal
        self.removals: tuple = (False, False)
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
        self._refuse_blank_codes()
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

    def _refuse_blank_codes(self) -> None:
        tables = [table for table in (self.emissions, self.land, self.society) if table is not None]
        rule = self._run.choice(BLANK_CODES)
        joined = [self.units, *tables] if tables else []
        faults = [fault for table in joined for fault in table.without_code(rule)]
        raise_if_any([*faults, *self.units.sums_of_units()])
        for remark in self.units.repeated():
            self._run.warn(remark)

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
        made = balance.Sides(emission, 0.0 if land_source is None else land_source, sink)
        if not ending:
            self._look_at_signs(made)
        return balance.with_removals(made, *self.removals)

    def _look_at_signs(self, made: balance.Sides) -> None:
        """Refuse values of the wrong sign; note which emissions are removals, where they may be."""
        are_removals = self._run.choice(NEGATIVE) == "removals"
        written = {
            "negative": translate("CarbonBalance", "negative numbers"),
            "positive": translate("CarbonBalance", "positive removals"),
        }
        found = wrong_signs(
            made.sink,
            self.names,
            translate("CarbonBalance", "sinks"),
            written[self._run.choice("SINK_SIGN")],
            translate("CarbonBalance", "Choose how sinks are written (SINK_SIGN)."),
        )
        for amounts, what in (
            (made.emission, translate("CarbonBalance", "emissions")),
            (
                np.broadcast_to(made.land_source, made.sink.shape),
                translate("CarbonBalance", "sources of land"),
            ),
        ):
            if not are_removals:
                found += wrong_signs(
                    -amounts,
                    self.names,
                    what,
                    translate("CarbonBalance", "0 or above"),
                    translate("CarbonBalance", "Correct them, or say that they are removals (NEGATIVE)."),
                )
        raise_if_any(found)
        self.removals = (made.emission < 0, np.broadcast_to(made.land_source, made.sink.shape) < 0)
        places = self.removals[0] | self.removals[1]
        if places.any():
            moved = balance.with_removals(made, *self.removals).sink[places] - made.sink[places]
            self._run.warn(
                problem(
                    "The negative emissions of {count} units, {amount} t CO2e together, are counted among "
                    "the sinks (units: {units}).",
                    count=int(places.sum()),
                    amount=f"{np.nansum(moved):.6g}",
                    units=", ".join(map(str, self.names[places][:SHOWN])),
                )
            )

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
