"""The strong thresholds that a layer of classes was made with, and the run that would make it with others."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from qgis.core import QgsProject, QgsVectorLayer

from ...core.errors import ScienceError
from ...core.zoning import sixclass
from ...toolbelt import about, provenance

ALGORITHM = "sixclasszoning"
SUITED = {"NET": "net_tco2", "Q_P": "q_p", "DENOMINATOR_FIELD": "area_ha"}


@dataclass(frozen=True)
class Present:
    """What decided the classes of a layer.

    Attributes
    ----------
    tau_c, tau_p
        Strong thresholds; 1 where nothing is known of them.
    rule
        Tie, weak-weak rule and tolerance, as `whatif` takes them.
    """

    tau_c: float = 1.0
    tau_p: float = 1.0
    rule: sixclass.Rule = field(default=sixclass.DEFAULT_RULE)


def of(record: dict | None) -> Present:
    """What the provenance of a layer says; the defaults for what it does not say, or not in earnest."""
    standards = (record or {}).get("standards") or {}
    tau = [_positive(standards.get(name)) for name in ("tau_c", "tau_p")]
    default = sixclass.DEFAULT_RULE
    try:
        rule = sixclass.Rule(
            1.0,
            1.0,
            standards.get("tie", default.tie),
            standards.get("weak_weak", default.weak_weak),
            float(standards.get("tolerance", default.tolerance)),
        )
    except (ScienceError, TypeError, ValueError):
        # a record that somebody edited
        rule = default
    return Present(*tau, rule)


def _positive(value) -> float:
    sound = isinstance(value, (int, float)) and math.isfinite(value) and value > 0
    return float(value) if sound else 1.0


def parameters(layer: QgsVectorLayer, project: QgsProject, tau_c: float, tau_p: float) -> dict:
    """Parameters of the zoning with these thresholds, else as in the run that made *layer*, if known."""
    record = provenance.read(layer) or {}
    if record.get("algorithm") == f"{about.PROVIDER_ID}:{ALGORITHM}":
        made = {key: value for key, value in record["parameters"].items() if key != "OUTPUT"}
        made["INPUT"] = _in_project(made.get("INPUT"), project)
    else:
        names = {name.name().lower(): name.name() for name in layer.fields()}
        made = {key: names[name] for key, name in SUITED.items() if name in names}
        made["INPUT"] = layer.id()
    # thresholds that follow the data would not be these
    return {**made, "TAU_MODE": "fixed", "TAU_C": round(tau_c, 6), "TAU_P": round(tau_p, 6)}


def _in_project(source, project: QgsProject):
    """The layer of the project with this source, by its id; else the source as it was written down."""
    plain = str(source).removeprefix("memory://")
    for layer in project.mapLayers().values():
        if layer.source() in (source, plain) or layer.publicSource() == source:
            return layer.id()
    return source
