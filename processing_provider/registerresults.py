"""Results on their way into the register of the run: beside what is there, never in its place.

Values get the next version of their key, warnings, scores and allocations a run of their own; who and when is
stamped by the register. Base, actual and reported values are not touched: no result has their kind.
"""

from __future__ import annotations

import dataclasses
import json
import uuid
from collections.abc import Mapping, Sequence

import numpy as np

from ..core.errors import InputError, Problem, problem, raise_if_any
from ..core.register import comparison, schema, views
from ..core.register.changes import insert, new_version, update
from ..core.register.values import KEY
from ..core.transmission.feedback import Task
from ..core.wording import shown
from ..toolbelt.translation import language, translate
from . import quotaparameters as q
from .registerinputs import WRITE
from .request import Request
from .run import Run

#: Kinds of values that come from people and are never written here.
GIVEN = ("base", "actual", "reported")
SHOWN = 10


def is_asked(request: Request) -> bool:
    """Whether the results shall go into the register."""
    return request.held is not None and request.yes(WRITE)


def problems(request: Request, labels: Sequence[str] = (q.INDICATOR, q.YEAR)) -> list[Problem]:
    """Parameters that say what results are, and that must be given where a register is to keep them."""
    if not request.parameters.get(WRITE):
        return []
    lacking = [name for name in labels if not str(request.parameters.get(name) or "").strip()]
    if not lacking:
        return []
    return [
        problem(
            "The register keeps results by indicator and year; give {names}.",
            names=", ".join(lacking),
        )
    ]


def _rows(run: Run, columns: Mapping[str, Sequence]) -> list[dict]:
    """Rows of plain Python values; those of groupings, which are no units, are told and left out."""
    rows = _cells(columns)
    kept = [one for one in rows if one["unit"] not in run.held.groups]
    if len(kept) < len(rows):
        run.say(
            translate(
                "RegisterResults", "{count} results of groupings are not kept: they follow from their units."
            ).format(count=len(rows) - len(kept))
        )
    return kept


def _cells(columns: Mapping[str, Sequence]) -> list[dict]:
    """Rows of plain Python values; NaN as None."""

    def plain(one):
        return None if isinstance(one, float) and np.isnan(one) else one

    return views.records(
        {name: list(map(plain, np.asarray(column).tolist())) for name, column in columns.items()}
    )


def _known(run: Run, rows: Sequence[dict]) -> None:
    """Give every row the code that its indicator has in the register; refuse strangers."""
    held = run.held
    codes = {text: held.code(text) for text in {one["indicator"] or "" for one in rows}}
    units = {one["code"] for one in held.units}
    lacking = sorted(text or "–" for text, code in codes.items() if not code)
    strange = sorted({one["unit"] for one in rows if one["unit"] not in units})
    found = []
    if lacking:
        found.append(
            problem(
                "The register has no indicators {codes}; the results cannot be kept under them. Add them to "
                "its table of indicators.",
                codes=shown(lacking, SHOWN),
            )
        )
    if strange:
        found.append(
            problem(
                "The register has no units {codes}, to which results belong. Add them with “Build "
                "hierarchy”.",
                codes=shown(strange, SHOWN),
            )
        )
    raise_if_any(found)
    for one in rows:
        one["indicator"] = codes[one["indicator"] or ""]


def series_columns(table: Mapping[str, np.ndarray], kept: np.ndarray) -> dict[str, np.ndarray]:
    """Whose value of what, of the *kept* rows of a table of series."""
    item = table["item"] if "item" in table else np.full(len(kept), "", dtype=object)
    return {"unit": table["unit_code"][kept], "indicator": item[kept], "year": table["year"][kept]}


def keep_values(run: Run, kind: str, columns: Mapping[str, Sequence]) -> None:
    """Keep values of one *kind*; what the register has with this number already is not written again.

    Parameters
    ----------
    columns
        ``unit``, ``indicator``, ``year``, ``value`` and, where known, ``subzone``, ``component``, ``plan``,
        ``method``, ``lo``, ``hi``, ``sd``. Rows without a value are left out.
    """
    if kind in GIVEN:
        raise ValueError(kind)
    rows = [one for one in _rows(run, columns) if one["value"] is not None]
    _known(run, rows)
    for one in rows:
        one.update({name: one.get(name) or "" for name in ("subzone", "component", "plan")}, kind=kind)
        one.setdefault("method", run.algorithm.ID)
    twice = len(rows) - len({tuple(one[name] for name in KEY) for one in rows})
    if twice:
        raise InputError(
            problem(
                "{count} results have the same unit, indicator and year, so the register cannot tell them "
                "apart.",
                count=twice,
            )
        )
    names = (*KEY, "version", "value")
    there = views.records(run.held.register.columns("indicator_values", names, {"kind": kind}))
    before = {tuple(one[name] for name in KEY): one["value"] for one in views.holding(there)}
    other = [one for one in rows if not _is_same(one, before)]
    if other:
        names = [name for name in (*KEY, "value", "lo", "hi", "sd", "method") if name in other[0]]
        run.keep(new_version("indicator_values", views.columns_of(other, names)))
    run.say(
        translate(
            "RegisterResults", "The register keeps {count} values as {kind}; {same} were there already."
        ).format(count=len(other), kind=_kind_name(kind), same=len(rows) - len(other))
    )


def _kind_name(kind: str) -> str:
    known = {item.code: item.name(language()) for item in schema.value_list("value_kind")}
    return known[kind]


def _is_same(one: Mapping, before: Mapping[tuple, float]) -> bool:
    held = before.get(tuple(one[name] for name in KEY))
    if held is None:
        return False
    return abs(one["value"] - held) <= comparison.SAME * max(abs(one["value"]), abs(held))


def keep_run(run: Run, table: str, columns: Mapping[str, Sequence], settings: Mapping | None = None) -> None:
    """Keep the rows of this run in ``allocations``, ``warnings`` or ``scores``, beside those of earlier runs.

    Parameters
    ----------
    columns
        Fields of the table, without ``run``; those of ``settings`` are kept as JSON with every row.
    """
    rows = _rows(run, columns)
    if not rows:
        return
    if "indicator" in rows[0]:
        _known(run, rows)
    number = uuid.uuid4().hex
    for one in rows:
        one["run"] = number
        if settings is not None:
            one["settings"] = json.dumps(settings, ensure_ascii=False, sort_keys=True)
        if "subzone" in one:
            one["subzone"] = one["subzone"] or ""
    run.keep(insert(table, views.columns_of(rows, list(rows[0]))))
    run.say(
        translate("RegisterResults", "The register keeps {count} rows in {table}.").format(
            count=len(rows), table=run.held.register.table(table).alias(language())
        )
    )


_TASK = tuple(item.name for item in dataclasses.fields(Task))


def keep_tasks(run: Run, tasks: Sequence[Task]) -> None:
    """Keep tasks: new ones, and those that changed; what they were before stays in the log."""
    there = {one["code"]: one for one in run.held.tasks()}
    rows = [_task(run, one) for one in tasks]
    new = [one for one in rows if one["code"] not in there]
    known = [(one, there[one["code"]]) for one in rows if one["code"] in there]
    changed = [
        one for one, held in known if any((held[name] or None) != (one[name] or None) for name in _TASK)
    ]
    if new:
        run.keep(insert("tasks", views.columns_of(new, _TASK)))
    if changed:
        run.keep(update("tasks", views.columns_of(changed, _TASK)))
    run.say(
        translate("RegisterResults", "The register keeps {new} new tasks and {changed} that changed.").format(
            new=len(new), changed=len(changed)
        )
    )


def _task(run: Run, task: Task) -> dict:
    made = {}
    for name in _TASK:
        value = getattr(task, name)
        made[name] = value.isoformat() if hasattr(value, "isoformat") else value or None
    made["indicator"] = run.held.code(made["indicator"]) or None if made["indicator"] else None
    made["subzone"] = made["subzone"] or ""
    # a task must say what to do; a warning of a level without a usual measure leaves that to the cause
    made["measure"] = made["measure"] or translate("RegisterResults", "To be decided")
    return made


def keep_causes(run: Run, causes: Mapping[str, str], indicator: str) -> None:
    """Write causes into the open tasks of their units that have none yet."""
    code = run.held.code(indicator) if indicator else ""
    waiting = [
        {"code": one["code"], "cause": causes[one["unit"]]}
        for one in run.held.tasks()
        if one["state"] not in ("done", "cancelled")
        and not one["cause"]
        and causes.get(one["unit"])
        and (not code or one["indicator"] == code)
    ]
    if waiting:
        run.keep(update("tasks", views.columns_of(waiting, ("code", "cause"))))
    else:
        run.warn(
            problem(
                "The register has no open task without a cause for the traced units, so nothing was written. "
                "Open tasks with feedbackregister first, or give it the table of traced units (CAUSES)."
            )
        )
    run.say(
        translate("RegisterResults", "The register keeps the causes of {count} tasks.").format(
            count=len(waiting)
        )
    )
