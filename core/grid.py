"""The emission factor of electricity for a place and year, with its fallbacks said aloud.

Province, else the regional grid, else the nation; the year asked for, else the nearest earlier one. Only the
yearly averages of MEE and NBS are used: reporting defaults and marginal factors answer other questions.
"""

from __future__ import annotations

from dataclasses import dataclass

from .errors import FactorError, Problem, problem
from .factors import Factor, FactorTable, builtin
from .vocabulary import place_words, provinces

SCHEME = "MEE_NBS"
PARAMETER = "co2_ef_electricity"
_NATIONAL_KEY = "national_avg"
_CODE_DIGITS = 2


@dataclass(frozen=True)
class GridFactor:
    """A factor, and one sentence for each way in which it is not exactly what was asked for."""

    factor: Factor
    notes: tuple[Problem, ...]


def grid_factor(region: str, year: int, table: FactorTable | None = None) -> GridFactor:
    """Average CO2 per electricity used in *region* in *year* (factors.md 3.3).

    Parameters
    ----------
    region
        Administrative code (the first two digits name the province), province name in either language,
        a regional grid (``north``, ``southwest`` ...), or ``CN``.
    year
        Accounting year.
    table
        A user's replacement of the table ``grid``; the built-in one by default.

    Raises
    ------
    FactorError
        When the place is unknown or not covered, or no factor is as early as *year*.
    """
    table = table or builtin("grid")
    chain = _chain(str(region).strip())
    notes: list[Problem] = []
    for place in chain:
        candidates = _average(table, place)
        earlier = [row for row in candidates if row.period and row.period[0] <= year]
        if earlier:
            best = max(earlier, key=lambda row: row.period)
            return GridFactor(best, (*notes, *_notes(best, chain[0], place, year)))
        if candidates:
            notes.append(_too_early(candidates, place, year))
    raise FactorError(*(notes or [_not_covered(chain[0])]))


def _chain(region: str) -> list[str]:
    """Places to try, the nearest first."""
    by_name = {name: p for p in provinces() for name in (p.code, p.name_zh, p.name_en.casefold())}
    code = region[:_CODE_DIGITS] + "0000" if region.isdigit() else region.casefold()
    province = by_name.get(code)
    if province:
        return [province.code, province.grid, "CN"] if province.grid else [province.code]
    grids = {p.grid for p in provinces() if p.grid}
    if region in grids:
        return [region, "CN"]
    if region == "CN":
        return ["CN"]
    raise FactorError(
        problem(
            "There is no province or regional grid {region}. Give an administrative code such as 510000, or "
            "one of {grids}, CN.",
            region=region,
            grids=", ".join(sorted(grids)),
        )
    )


def _average(table: FactorTable, place: str) -> list[Factor]:
    """Average factors of one place that have a value, built-in scheme or a user's own."""
    scheme = SCHEME if SCHEME in table.schemes() else table.default_scheme()
    rows = table.select(parameter=PARAMETER, region=place, scheme=scheme)
    if place == "CN":
        rows = tuple(row for row in rows if row.key == _NATIONAL_KEY) or rows
    return [row for row in rows if not row.gap]


def _notes(found: Factor, asked: str, place: str, year: int) -> list[Problem]:
    notes = []
    if place != asked:
        notes.append(
            problem(
                "No electricity factor is published for {asked}; that of {used} is used.",
                asked=place_words(asked),
                used=place_words(place),
            )
        )
    if not found.period[0] <= year <= found.period[1]:
        notes.append(
            problem(
                "No electricity factor of {year} is published for {place}; that of {used} is used.",
                year=year,
                place=place_words(place),
                used=found.year,
            )
        )
    return notes


def _too_early(rows: list[Factor], place: str, year: int) -> Problem:
    return problem(
        "The electricity factors of {place} begin in {first}, after {year}. Choose a later year, or for "
        "back-casting give a factor of the scheme NDRC_OLD.",
        place=place_words(place),
        first=min(row.year for row in rows),
        year=year,
    )


def _not_covered(place: str) -> Problem:
    return problem(
        "The announcements give no electricity factor for {place}; give one of your own.",
        place=place_words(place),
    )
