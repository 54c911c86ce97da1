"""What a register answers of a target that is to be shared: how much, how binding, in which unit."""

from __future__ import annotations

import numpy as np

from ..core.errors import InputError, Words, problem
from ..core.register import comparison
from ..core.transmission.definitions import Definition
from . import cascadeinputs, matrices
from . import quotaparameters as q
from .registerreading import Held
from .request import Request
from .run import Run

#: Directions as sentences name them.
_WORDS = {"ceiling": Words("ceiling", "上限"), "floor": Words("floor", "下限")}


def of_parent(request: Request, held: Held) -> dict:
    """Parameters of `allocatetarget` that were left open: total, unit, direction, binding force, rounding."""
    code = held.code(request.text(q.INDICATOR).strip()) if request.text(q.INDICATOR).strip() else ""
    if not code:
        return {}
    one = held.indicators[code]
    made = {} if request.text(q.UNIT).strip() else {q.UNIT: one.unit}
    for name, value in _rules(one).items():
        if name not in request.asked:
            made[name] = value
    fields = request.source(q.INPUT).fields()
    if not request.field(q.BASE) and fields.lookupField(code) >= 0:
        made[q.BASE] = code
    _warn_of_direction(request, one)
    parent, year = request.text(q.PARENT_CODE).strip(), request.number(q.YEAR)
    if np.isnan(request.number(q.TOTAL)) and parent and np.isfinite(year):
        total = held.target(parent, code, int(year))
        if np.isfinite(total):
            made[q.TOTAL] = total
    return made


def _rules(one: Definition) -> dict:
    """Choices that follow from the indicator, where it has them."""
    made = {q.BINDING: one.binding} if one.binding else {}
    if one.direction in ("ceiling", "floor"):
        made[q.DIRECTION] = one.direction
    if one.rounding > 0:
        made[q.ROUNDING] = one.rounding
    return made


def _warn_of_direction(request: Request, one: Definition) -> None:
    chosen = request.choice(q.DIRECTION)
    if q.DIRECTION in request.asked and one.direction in ("ceiling", "floor") and chosen != one.direction:
        request.warn(
            problem(
                "The register calls {indicator} a {known}; it is shared as a {chosen}, as asked.",
                indicator=one.code,
                known=_WORDS[one.direction],
                chosen=_WORDS[chosen],
            )
        )


def tell_total(run: Run, unit: str, indicator: str, total: float) -> None:
    """Warn where the total that was shared is not the target that the register keeps for its *unit*.

    A target is the word of the level above, so a run that shares another total does not change it.
    """
    code, year = run.held.code(indicator), int(run.number(q.YEAR))
    known = run.held.target(unit, code, year)
    if not np.isfinite(known):
        run.warn(
            problem(
                "The register keeps no target of {indicator} for {unit} in {year}, of which {total} was "
                "shared. Import it, so that what was handed down can be checked.",
                indicator=indicator,
                unit=unit,
                year=year,
                total=f"{total:.10g}",
            )
        )
    elif abs(known - total) > comparison.SAME * max(abs(known), abs(total)):
        run.warn(
            problem(
                "The register keeps {known} as the target of {indicator} for {unit} in {year}, but {total} "
                "was shared: the children do not add up to it. Import the new target of {unit}, too.",
                known=f"{known:.10g}",
                indicator=indicator,
                unit=unit,
                year=year,
                total=f"{total:.10g}",
            )
        )


def of_top(request: Request, held: Held) -> dict:
    """The table of indicators of `cascadetargets`, its empty cells filled.

    Without rows all indicators that were named are meant. A row may hold the code alone: the register has the
    base, the target of the top in the chosen year, the direction, the rounding and the unit.
    """
    year = request.number(q.YEAR)
    width = cascadeinputs.INDICATOR_CELLS
    cells = request.matrix(cascadeinputs.INDICATORS)
    if matrices.rows(cells, width) and len(cells) % width:
        return {}  # told by the checks
    asked = matrices.rows(cells, width) or [[code] + [""] * (width - 1) for code in held.wanted]
    if not asked:
        raise InputError(
            problem(
                "Name the indicators whose targets go down: REGISTER_INDICATORS, or rows of the table "
                "INDICATORS."
            )
        )
    top = held.top()
    columns = set(request.source(q.INPUT).fields().names())
    filled: list[str] = []
    for code, name, total, intensity, direction, rounding, unit in asked:
        own = held.code(code)
        one = held.indicators.get(own)
        if one is None:
            filled += [code, name, total, intensity, direction, rounding, unit]
            continue
        known = held.target(top, own, int(year)) if np.isfinite(year) else np.nan
        side = one.direction if one.direction in ("ceiling", "floor") else ""
        filled += [
            code,
            name or (own if own in columns else ""),
            repr(float(known)) if not total and not intensity and np.isfinite(known) else total,
            intensity,
            direction or side,
            rounding or (repr(one.rounding) if one.rounding else ""),
            unit or one.unit,
        ]
    return {cascadeinputs.INDICATORS: filled}
