"""A user's own factor table as a parameter: an optional file that stands in for the built-in table."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingParameterFile

from ..core import factors
from ..core.errors import Problem, faults_of, problem
from ..toolbelt import sheets
from .request import Request
from .run import Run

WHAT = "factor table"


def parameter(name: str, label: str) -> QgsProcessingParameterFile:
    """The parameter, optional; CSV or XLSX as `factortables` exports it."""
    return QgsProcessingParameterFile(name, label, optional=True, fileFilter=sheets.FILTER)


def table(request: Request, name: str, table_name: str) -> factors.FactorTable:
    """The user's table of parameter *name* where given, else the built-in table *table_name*.

    Raises
    ------
    InputError, FactorError
        The file cannot be read, or breaks a rule of factor tables; every fault in a sentence.
    """
    text = request.text(name)
    if not text:
        return factors.builtin(table_name)
    path = Path(text)
    return factors.checked(sheets.read_table(path, WHAT), table_name, path.name)


def problems(request: Request, name: str, table_name: str) -> list[Problem]:
    """What is wrong with the user's table of parameter *name*; empty where none is given."""
    return faults_of(lambda: table(request, name, table_name))


def note(run: Run, used: factors.FactorTable, scheme: str) -> None:
    """Write into the provenance which table and scheme decided; warn of values that nobody looked up."""
    run.record["tables"][used.name] = {"scheme": scheme, "origin": used.origin, "digest": used.digest}
    rows = [row for row in used.rows if row.scheme == scheme and not row.gap]
    recalled = [row for row in rows if row.is_recalled]
    if recalled:
        run.warn(
            problem(
                "{count} of the {all} values of the scheme {scheme} (table {table}) were not seen in their "
                "printed source (confidence: {confidence}). Look them up before the numbers are handed in; "
                "the algorithm “Factor tables” lists them with their sources.",
                count=len(recalled),
                all=len(rows),
                scheme=scheme,
                table=used.name,
                confidence="/".join(sorted({row.confidence for row in recalled})),
            )
        )
