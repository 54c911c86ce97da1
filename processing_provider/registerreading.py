"""The register of a run, read once: units of one year, values carried onto them, what was chosen of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from ..core import years
from ..core.errors import InputError, Problem, problem, raise_if_any
from ..core.register import entries, memberships, views
from ..core.register.schema import GEOMETRY, schema
from ..core.transmission.definitions import Definition, Listing, usual
from ..core.wording import shown
from ..toolbelt.register.base import CRS, Register
from ..toolbelt.translation import language, translate
from . import shownlayers
from .request import Request

INDICATORS, YEARS, KINDS = "REGISTER_INDICATORS", "REGISTER_YEARS", "REGISTER_KINDS"
UNDER, LEVELS, UNITS_OF = "REGISTER_UNDER", "REGISTER_LEVELS", "REGISTER_UNITS_OF"
GROUPINGS = "REGISTER_GROUPINGS"
_UNIT = ("code", "valid_from", "valid_to", "name_zh", "name_en", "level", "parent")
_BETWEEN = re.compile(r"[,;，；、\s]+")
SHOWN = 10


class Held:
    """What a run reads of a register; every table is read when it is first asked for.

    Attributes
    ----------
    units
        Units of the chosen year, of the chosen part of the tree.
    indicators
        Code -> what the register says of an indicator.
    listing
        The same over the list of the plugin.
    kinds
        Kinds of values that were chosen.
    lang
        Language of names: that of the pages, where the algorithm asks for it, else that of QGIS.

    Raises
    ------
    InputError
        Units or indicators were asked for that the register does not have; years that are none.
    """

    def __init__(self, request: Request, register: Register):
        self.request, self.register = request, register
        self.lang = shownlayers.lang_of(request) if self._has(shownlayers.LANGUAGE) else language()
        table = schema().table("indicators")
        columns = register.columns("indicators", [name for name in table.names if name not in _STAMP])
        self.listing = Listing(columns, usual())
        self._adding = dict(zip(columns["code"], columns["kind"]))
        self.indicators: dict[str, Definition] = {
            code: self.listing.definition(code) for code in columns["code"]
        }
        self._all_units = views.records(register.columns("units", _UNIT))
        faults: list[Problem] = []
        self._wanted = self._resolved(INDICATORS, entries.indicator_words(views.records(columns)), faults)
        tops = self._resolved(UNDER, entries.unit_words(self._all_units), faults)
        raise_if_any(faults)
        self.kinds = tuple(request.choices(KINDS)) if self._has(KINDS) else ()
        self._levels = tuple(request.choices(LEVELS)) if self._has(LEVELS) else ()
        self._years = years.chosen(request.text(YEARS)) if self._has(YEARS) else None
        self._year = int(request.number(UNITS_OF, views.NOW))
        self.units = views.units_of(self._all_units, self._year)
        if tops:
            under = set().union(*(views.below(self.units, top) for top in tops))
            self.units = [one for one in self.units if one["code"] in under]
        if not self.units:
            raise InputError(
                problem("The register {place} has no units that fit the choice.", place=register.place)
            )
        self._at = {one["code"]: one for one in self.units}
        self._named = dict(self._at)
        self._names: dict[str, str | None] | None = None
        self._values: dict[bool, list[dict]] = {}
        asks_groups = self._has(GROUPINGS) and request.yes(GROUPINGS)
        self.groups: dict[str, dict[str, float]] = self._groupings() if asks_groups else {}

    def _has(self, name: str) -> bool:
        return self.request.algorithm.parameterDefinition(name) is not None

    def _resolved(self, name: str, words: Mapping[str, str], faults: list[Problem]) -> list[str]:
        """Codes of what a text names, in its order."""
        found = [one for one in _BETWEEN.split(self.request.text(name)) if one] if self._has(name) else []
        strange = [one for one in found if one not in words]
        if strange:
            faults.append(
                problem(
                    "The register {place} does not have {words} ({name}).",
                    place=self.register.place,
                    words=shown(strange, SHOWN),
                    name=name,
                )
            )
        return [words[one] for one in found if one in words]

    def _groupings(self) -> dict[str, dict[str, float]]:
        """Grouping -> unit -> share; of units that lie in one another the lower ones."""
        given: dict[str, dict[str, float]] = {}
        for one in self.memberships():
            given.setdefault(one["grouping"], {})[one["unit"]] = one["share"]
        names = self.register.columns("groupings", ("code", "name_zh", "name_en"))
        for one in views.records(names):
            if one["code"] in given:
                self._named[one["code"]] = one
        above = {one["code"]: one["parent"] or "" for one in self.units}
        return {group: memberships.members(above, belonging) for group, belonging in given.items()}

    # units

    def is_chosen(self, code: str) -> bool:
        """Whether a unit is of a chosen level."""
        return not self._levels or self._at[code]["level"] in self._levels

    def name(self, code: str) -> str | None:
        """Name of a unit in the language of the results, else in the other; None where it has none."""
        if self._names is None:
            order = ("name_zh", "name_en") if self.lang == "zh" else ("name_en", "name_zh")
            self._names = {one: row[order[0]] or row[order[1]] or None for one, row in self._named.items()}
        return self._names.get(code)

    def top(self) -> str:
        """The one unit without a parent among those that were chosen; refuses where there are several."""
        tops = [one["code"] for one in self.units if one["parent"] not in self._at]
        if len(tops) != 1:
            raise InputError(
                problem(
                    "The chosen units have {count} tops ({codes}); name the one whose targets go down "
                    "({name}).",
                    count=len(tops),
                    codes=shown(tops, SHOWN),
                    name=UNDER,
                )
            )
        return tops[0]

    def shapes(self) -> list | None:
        """WKB of the units in their order; None where none has a polygon."""
        read = self.register.columns("units", ("code", "valid_from", GEOMETRY))
        held = dict(zip(zip(read["code"], read["valid_from"]), read[GEOMETRY]))
        made = [held.get((one["code"], one["valid_from"])) for one in self.units]
        return made if any(one is not None for one in made) else None

    @property
    def crs(self) -> str:
        """Authority id of the coordinates of the polygons."""
        return self.register.info()[CRS]

    def memberships(self) -> list[dict]:
        """Which of the units belong to which grouping in the chosen year."""
        names = ("grouping", "unit", "share", "valid_from", "valid_to")
        rows = views.records(self.register.columns("memberships", names))
        return [one for one in views.units_of(rows, self._year) if one["unit"] in self._at]

    # values

    def everything(self, of_all: bool = False) -> list[dict]:
        """Values that hold, on the units of the chosen year; tells what could not come along.

        Of the indicators that were named and those that go with them; *of_all*: of all indicators.
        """
        of_all = of_all or not self._wanted
        if of_all not in self._values:
            where = None if of_all else {"indicator": sorted(self._along())}
            read = self.register.columns("indicator_values", _VALUE, where)
            names = ("old_unit", "new_unit", "year", "kind", "share")
            moves = views.records(self.register.columns("boundary_changes", names))
            held = views.holding(views.records(read))
            made = views.onto_units(held, self._all_units, moves, self._adding, self._year)
            self._tell(made)
            self._values[of_all] = [one for one in made.rows if one["unit"] in self._at]
        return self._values[of_all]

    def _along(self) -> set[str]:
        """The named indicators, what weighs them, and what tables show beside any indicator."""
        found = {*self._wanted, *self.codes_of(*_BESIDE)}
        for code in self._wanted:
            found.update(self.indicators[code].weighing)
        return found

    def every(self, kinds: Collection[str], of_all: bool = False) -> list[dict]:
        """Values of some kinds, of all years; see `everything`."""
        return [one for one in self.everything(of_all) if one["kind"] in kinds]

    def values(self, kinds: Collection[str] = ()) -> list[dict]:
        """Values of the chosen indicators: of the chosen kinds and years, or of *kinds* in all years."""
        rows = self.every(kinds or self.kinds)
        if self._wanted:
            wanted = set(self._wanted)
            rows = [one for one in rows if one["indicator"] in wanted]
        return rows if kinds else self._of_years(rows)

    def series(self, codes: Collection[str] | None = None) -> list[dict]:
        """One value for each unit, indicator and year; of *codes*, of all (empty), or of the chosen ones.

        With groupings, where they were asked for.
        """
        rows = self.values() if codes is None else self._of_years(self.every(self.kinds, of_all=not codes))
        if codes:
            rows = [one for one in rows if one["indicator"] in codes]
        return self.with_groups(views.series(rows, self.kinds).rows)

    def with_groups(self, rows: Sequence[dict]) -> list[dict]:
        """Rows of units of the chosen levels, then those of the groupings that were asked for."""
        own = [one for one in rows if self.is_chosen(one["unit"])]
        return [*own, *views.along(rows, self.groups, self._adding)]

    def _of_years(self, rows: Sequence[dict]) -> list[dict]:
        return [one for one in rows if self._years is None or one["year"] in self._years]

    @property
    def wanted(self) -> list[str]:
        """Codes of the indicators that were named; empty for all."""
        return self._wanted

    def codes_of(self, *concepts: str) -> set[str]:
        """Codes of the indicators of some concepts."""
        return {code for code in self.indicators if self.listing.concept(code) in concepts}

    def code(self, text: str) -> str:
        """Code of the indicator that a text names in this register; "" where it has none."""
        if text in self.indicators:
            return text
        concept = self.listing.concept(text)
        found = [code for code, one in self.indicators.items() if one.concept == concept]
        return found[0] if found else ""

    def target(self, unit: str, indicator: str, year: int) -> float:
        """Target of a unit; NaN where the register has none."""
        for one in self.every(("target",), of_all=True):
            whole = not (one["subzone"] or one["component"] or one["plan"])
            if whole and (one["unit"], one["indicator"], one["year"]) == (unit, indicator, year):
                return one["value"]
        return np.nan

    # what runs wrote

    def latest(self, table: str, key: Sequence[str]) -> list[dict]:
        """Rows of the last run and year for every *key*, of the units that were chosen."""
        rows = views.records(self.register.columns(table))
        rows = [one for one in self._of_years(rows) if one["unit"] in self._at]
        return views.latest([one for one in rows if self.is_chosen(one["unit"])], key)

    def tasks(self) -> list[dict]:
        """Tasks of the units that were chosen."""
        rows = views.records(self.register.columns("tasks"))
        return [one for one in rows if one["unit"] in self._at]

    # telling

    def _tell(self, made: views.Carrying) -> None:
        if made.carried:
            self.request.result("carried_values", made.carried)
            self.request.say(
                translate(
                    "RegisterReading",
                    "{count} values were carried onto units by the boundary changes of the register.",
                ).format(count=made.carried)
            )
        for count, item in (
            (made.mixed, _MIXED),
            (made.partial, _PARTIAL),
            (made.replaced, _REPLACED),
            (made.strange, _STRANGE),
        ):
            if count:
                self.request.warn(Problem(item.text, {"count": count}))

    def tell_years(self, found: Mapping[str, int]) -> None:
        """Say from which year the indicators of a table are."""
        of_year: dict[int, list[str]] = {}
        for code, year in found.items():
            of_year.setdefault(year, []).append(code)
        for year in sorted(of_year):
            self.request.say(
                translate("RegisterReading", "Of {year}: {indicators}").format(
                    year=year, indicators=", ".join(of_year[year])
                )
            )


_STAMP = ("who", "at", "batch")
#: Concepts that tables show beside the indicators that were named.
_BESIDE = ("carbon_sink", "population", "gdp", "energy", "land_red_line")
_VALUE = (
    "unit",
    "indicator",
    "subzone",
    "component",
    "plan",
    "year",
    "kind",
    "version",
    "value",
    "lo",
    "hi",
    "sd",
)
_MIXED = problem(
    "{count} values do not add up (shares, intensities, concentrations) and belong to units that were merged "
    "or split; they are left out. Give them for the units of today."
)
_PARTIAL = problem(
    "{count} values of merged units are left out, because a part of what was merged has none; they would be "
    "too small."
)
_REPLACED = problem(
    "{count} targets of units that are no more stand beside targets of their successors; those of the "
    "successors count. Look whether they take the old units in."
)
_STRANGE = problem(
    "{count} values belong to units that are not there in the chosen year, and no boundary change says what "
    "became of them; they are left out."
)
