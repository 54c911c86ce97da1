"""Accounts of pollution loads put together, and as output columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from ..core import uncertainty as un
from ..core import vocabulary
from ..core.carbon import activities
from ..core.carbon.emission_ranges import Spreading
from ..core.errors import InputError, problem
from ..core.grouping import group
from ..core.pollution import lines
from ..core.pollution.activityloads import ActivityLoads, Origin
from ..core.pollution.landloads import LandAreas, LandLoads
from ..core.pollution.removal import pollutant_code
from ..toolbelt.translation import language
from . import columns, intervals, loadparameters
from .loadplaces import Parts
from .request import Request
from .run import Run

FAMILY = "load_t_"


class Accounts:
    """Lines of activities and of land over the same units, sub-catchments, pollutants and origins.

    Attributes
    ----------
    units, catchments
        Codes; units of the activities that the layer lacks (``strangers``) come behind.
    known
        Mask of the units of which anything is known.
    unsure, unsure_catchments
        Masks of places of which something is missing.
    """

    def __init__(self, parts: Parts | None):
        self.units: tuple[str, ...] = () if parts is None else tuple(parts.units.tolist())
        self.catchments: tuple[str, ...] = () if parts is None else tuple(parts.catchments.tolist())
        self.strangers: tuple[str, ...] = ()
        self._on_map = parts is not None
        self._given: list[tuple[lines.Lines, tuple[str, ...], tuple[Origin, ...]]] = []
        self._present: list[set[int]] = []
        self._lacking: list[set[int]] = []
        self._lacking_catchments: set[int] = set()

    def add_activities(self, made: ActivityLoads, shares) -> None:
        """Lines of activities, parted among sub-catchments where there are *shares*."""
        if self._on_map:
            self.strangers = made.units[len(self.units) :]
        self.units = made.units
        parted = made.lines if shares is None else lines.shared(made.lines, shares)
        self._given.append((parted, made.pollutants, made.origins))
        self._present.append(set(made.lines.unit.tolist()))

    def add_land(self, made: LandLoads, land: LandAreas) -> None:
        """Lines of land."""
        self._given.append((made.lines, made.pollutants, made.origins))
        filled = (land.area_ha.sum(axis=1) > 0) & (land.unit != lines.NOWHERE)
        self._present.append(set(land.unit[filled].tolist()))
        self._lacking.append(set(land.unit[made.unsure].tolist()))
        self._lacking_catchments |= set(land.catchment[made.unsure].tolist())

    @property
    def pollutants(self) -> tuple[str, ...]:
        """Codes of all pollutants, in the order of the vocabulary, the user's own behind."""
        have = dict.fromkeys(code for _, codes, _ in self._given for code in codes)
        order = [known.code for known in vocabulary.pollutants()]
        return tuple(sorted(have, key=lambda code: order.index(code) if code in order else len(order)))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """All origins: those of activities, then those of land."""
        return tuple(origin for _, _, origins in self._given for origin in origins)

    @property
    def shape(self) -> tuple[int, int]:
        """Number of units and of pollutants."""
        return len(self.units), len(self.pollutants)

    @property
    def lines(self) -> lines.Lines:
        """All lines, their positions meaning `pollutants` and `origins`."""
        at = {code: number for number, code in enumerate(self.pollutants)}
        moved, before = [], 0
        for given, codes, origins in self._given:
            place = np.array([at[code] for code in codes], dtype=np.int64)
            pollutant = place[given.pollutant] if len(given) else given.pollutant
            moved.append(
                lines.Lines(
                    given.unit, given.catchment, pollutant, given.origin + before, given.scale, given.inputs
                )
            )
            before += len(origins)
        return lines.stacked(moved)

    @property
    def known(self) -> np.ndarray:
        """Units that occur in the activities or have land."""
        return _mask(set().union(*self._present), len(self.units))

    @property
    def unsure(self) -> np.ndarray:
        """Units that lack one of the accounts, or hold land without class or coefficient."""
        lacking = self.known & ~_mask(set.intersection(*self._present), len(self.units))
        return lacking | _mask(set().union(*self._lacking), len(self.units))

    @property
    def unsure_catchments(self) -> np.ndarray:
        """Sub-catchments that hold land without class or coefficient."""
        return _mask(self._lacking_catchments, len(self.catchments))


def _mask(positions: Iterable[int], count: int) -> np.ndarray:
    made = np.zeros(count, dtype=bool)
    made[[at for at in positions if at >= 0]] = True
    return made


def spreading(request: Request) -> Spreading:
    """How intervals are made; factors without limits count as exactly known."""
    drawn = request.choice(intervals.METHOD) == intervals.MONTE_CARLO
    draws = request.integer(intervals.DRAWS) if drawn else 0
    return Spreading("own", draws, request.integer(intervals.SEED), request.choice(intervals.DISTRIBUTION))


def load_columns(sums: lines.Totals, pollutants: Sequence[str]) -> dict[str, np.ndarray]:
    """Declared columns of loads: value, low, high and standard deviation of every pollutant."""
    made: dict[str, np.ndarray] = {}
    for at, code in enumerate(pollutants):
        name = columns.member(FAMILY, code)
        made[name] = sums.value[:, at]
        made.update(un.columns(name, sums.interval(at)))
    return made


def mapped(run: Run, pollutants: Sequence[str]) -> str:
    """Code of the pollutant that the map shows: the chosen one, else the first."""
    wanted = run.text(loadparameters.MAPPED).strip()
    if not wanted:
        return pollutants[0]
    code = pollutant_code(wanted)
    if code not in pollutants:
        raise InputError(
            problem(
                "The pollutant of the map, {pollutant}, is none of the account; it has {known}.",
                pollutant=wanted,
                known=", ".join(pollutants),
            )
        )
    return code


def pollutant_name(code: str) -> str:
    """Name of a pollutant in the user's language; the code of one of the user's own."""
    known = vocabulary.pollutant(code)
    return known.name(language()) if known else code


def detail(made: Accounts, inputs: un.Inputs) -> dict[str, np.ndarray]:
    """Declared columns of the lines: one row per unit, sub-catchment, origin and pollutant."""
    given, lang = made.lines, language()
    load = given.load(inputs)
    same = group(given.unit + 1, given.catchment + 1, given.origin, given.pollutant)
    units, places = objects([*made.units, None]), objects([*made.catchments, None])
    origins = [made.origins[at] for at in given.origin[same.first].tolist()]
    pollutants = [made.pollutants[at] for at in given.pollutant[same.first].tolist()]
    names = {item.code: item.name(lang) for item in (*vocabulary.carbon_classes(), *activities.activities())}
    known = [vocabulary.pollutant(code) for code in pollutants]
    reached = {"catchment": places[given.catchment[same.first]]} if made.catchments else {}
    return {
        "unit_code": units[given.unit[same.first]],
        **reached,
        "load_kind": objects(one.kind for one in origins),
        "load_from": objects(one.code for one in origins),
        "load_from_name": objects(names.get(one.code, one.code) for one in origins),
        "pollutant": objects(pollutants),
        "pollutant_name": objects(pollutant_name(code) for code in pollutants),
        "medium": objects(one.medium if one else None for one in known),
        "amount": same.sums(load),
        "amount_unit": objects("t" for _ in origins),
        "removal": np.array([one.removal for one in origins], dtype=np.float64),
        "delivery_ratio": np.array([one.delivery for one in origins], dtype=np.float64),
        "load_factor": np.array([one.factor for one in origins], dtype=np.float64),
        "load_factor_unit": objects(one.factor_unit for one in origins),
        "source": objects(one.source or None for one in origins),
        "source_confidence": objects(one.confidence or None for one in origins),
    }


def objects(cells: Iterable) -> np.ndarray:
    """An array of Python objects, whatever their types."""
    made = np.array([*cells, None], dtype=object)
    return made[:-1]
