"""Why a unit has its class, and what follows: the fields and the provenance of one unit, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from qgis.core import QgsFeature, QgsVectorLayer

from ...cartography import entries, evidence
from ...core import flags, vocabulary
from ...core.zoning import expert, sixclass, subzones
from ...processing_provider import columns
from ...toolbelt import provenance
from ...toolbelt.tables import is_null
from ...toolbelt.translation import language, translate
from ...toolbelt.zonelayers import ZoneFields
from . import override, thresholds, words

FIGURES = (
    "net_tco2",
    "net_t_ha",
    "q_c",
    "q_p",
    "u",
    "v",
    "cp_ratio",
    "margin",
    "limiting",
    "p_class",
    "entropy",
    "modal_class",
    "p_modal",
    "alternative",
    "flip_u",
    "flip_v",
    "flip_tau_c",
    "flip_tau_p",
)
CLASS_FIELDS = ("modal_class", "alternative")
CARBON_UNITS = ("t CO2", "t CO2e")
POLLUTION = ("q_", "c_", "eq_", "load_t_", "load_kg_")
NOT_POLLUTION = ("q_c", "q_p")
INTERVALS = ("_lo", "_hi", "_sd")
SHOWN_OF_CHECKSUM, SHOWN_OF_MOMENT = 16, 16


@dataclass
class Section:
    """A part of the page: a title, sentences, then lines of a name and a value, then lines of a table.

    A line without a value is a heading of those below it.

    Attributes
    ----------
    key
        Its anchor on the page.
    table
        The heads, then the rows; empty for none.
    """

    key: str
    title: str
    said: list[str] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Unit:
    """One unit of a layer and what is known of the run that made the layer.

    Attributes
    ----------
    records
        Provenance of the steps that led to the layer, the earliest first.
    present
        The thresholds and the rule that decided.
    """

    layer: QgsVectorLayer
    feature: QgsFeature
    fields: ZoneFields
    records: list[dict]
    present: thresholds.Present

    @classmethod
    def of(cls, layer: QgsVectorLayer, feature: QgsFeature, fields: ZoneFields) -> Unit:
        """The unit that *feature* is."""
        records = records_of(layer)
        return cls(layer, feature, fields, records, thresholds.of(records[-1] if records else None))

    @property
    def code(self) -> str:
        """Class or sub-zone as it was computed; "" where there is none."""
        return self.fields.code([self._value(name) for name in self.fields.names]) or ""

    @property
    def zone_class(self) -> str:
        """The class in `code`; "" where the layer tells spaces alone."""
        if self.fields.legend == "spaces":
            return ""
        return self.code.rpartition("-")[2]

    @property
    def held(self) -> str:
        """The class that an expert has set; "" where none has."""
        return override.held(self.feature)

    def number(self, name: str) -> float:
        """Value of a numeric field; NaN where there is none."""
        value = self._value(name)
        sound = isinstance(value, (int, float)) and not isinstance(value, bool)
        return float(value) if sound else math.nan

    def _value(self, name: str):
        at = self.feature.fields().lookupField(name)
        value = self.feature.attributes()[at] if at >= 0 else None
        return None if is_null(value) else value

    def shown(self, name: str) -> str:
        """Value of a field for people."""
        value = self._value(name)
        if name.lower() in CLASS_FIELDS and value in sixclass.CODES:
            return called(str(value))
        if name.lower() == "limiting" and isinstance(value, str):
            known = vocabulary.pollutant(value)
            return known.name(language()) if known else value
        return words.exact(value) if isinstance(value, (int, float)) else str(value or words.UNKNOWN)

    def label(self, name: str) -> str:
        """What people call a field: its alias, else our words for it."""
        at = self.feature.fields().lookupField(name)
        return self.layer.attributeAlias(at) or columns.words_for(name, language())

    def has(self, name: str) -> bool:
        """Whether the layer has a field."""
        return self.feature.fields().lookupField(name) >= 0


def records_of(layer: QgsVectorLayer) -> list[dict]:
    """The steps that led to a layer; none where its metadata tell nothing, or nothing in earnest."""
    try:
        chain = provenance.chain(provenance.read(layer) or {})
    except (ValueError, AttributeError, TypeError):
        # metadata that somebody edited
        return []
    return [one for one in chain if one.get("algorithm") and isinstance(one.get("standards", {}), dict)]


def called(code: str) -> str:
    """A class or sub-zone as code and name; the code alone where it is none of ours."""
    known = {**vocabulary.by_code(vocabulary.classes()), **vocabulary.by_code(vocabulary.subzones())}
    return f"{code} {known[code].name(language())}" if code in known else code or words.UNKNOWN


def colours() -> dict[str, str]:
    """Colour of each class, ND too."""
    found = {entry.code: entry.colour for entry in entries.legend("sixclass", language()).entries}
    nothing = entries.no_data(language())
    return {**found, nothing.code: nothing.colour}


def sections(unit: Unit) -> list[Section]:
    """All that the layer itself tells of a unit, in the order of the page."""
    return [_why(unit), _standards(unit), _sources(unit), _measures(unit), _log(unit), _provenance(unit)]


def _why(unit: Unit) -> Section:
    made = Section("why", translate("Unit", "Why this class"))
    made.said = [*_sides(unit), *_rule(unit), *_expert(unit)]
    held = [name for name in FIGURES if unit.has(name)]
    chances = [f"p_{code.lower()}" for code in sixclass.CODES[1:]]
    held += [name for name in chances if unit.has(name)]
    made.lines = [(unit.label(name), unit.shown(name)) for name in held]
    for name in override.text_of(unit.feature, "flags").split():
        meaning = flags.MEANINGS.get(name)
        told = f"{name}: {meaning.text(language())}" if meaning else name
        made.lines.append((translate("Unit", "Flag"), told))
    return made


def _plane(unit: Unit) -> tuple[float, float]:
    """u and v, from q_c and q_p by the thresholds of the run where the layer lacks them; NaN unknown."""
    found = []
    for name, quotient, tau in (("u", "q_c", unit.present.tau_c), ("v", "q_p", unit.present.tau_p)):
        value = unit.number(name)
        found.append(value if math.isfinite(value) else unit.number(quotient) / tau)
    return found[0], found[1]


def _sides(unit: Unit) -> list[str]:
    """One sentence on carbon and one on pollution."""
    u, v = _plane(unit)
    if unit.fields.legend == "spaces":
        return [translate("Unit", "The layer tells the spaces of its units, and no class.")]
    carbon = (
        translate("Unit", "Carbon keeps its standard (u = {value})."),
        translate("Unit", "Carbon exceeds its standard weakly (u = {value}, strong from 1)."),
        translate("Unit", "Carbon exceeds its standard strongly (u = {value}, strong from 1)."),
        translate("Unit", "It is not known how far carbon exceeds its standard."),
    )
    pollution = (
        translate("Unit", "Pollution keeps its standard (v = {value})."),
        translate("Unit", "Pollution exceeds its standard weakly (v = {value}, strong from 1)."),
        translate("Unit", "Pollution exceeds its standard strongly (v = {value}, strong from 1)."),
        translate("Unit", "It is not known how far pollution exceeds its standard."),
    )
    tolerance = unit.present.rule.tolerance
    return [
        texts[_side(value, tolerance)].format(value=words.exact(value))
        for value, texts in ((u, carbon), (v, pollution))
    ]


def _side(value: float, tolerance: float) -> int:
    if not math.isfinite(value):
        return 3
    return 0 if value <= tolerance else 1 if value < 1 - tolerance else 2


def _rule(unit: Unit) -> list[str]:
    """The rule of the class, and whether it gives the class that the layer holds."""
    known = vocabulary.by_code(vocabulary.classes())
    if unit.zone_class not in known:
        text = translate("Unit", "The layer says {held}, which is none of the classes {classes}.")
        told = text.format(held=unit.zone_class, classes=", ".join(sixclass.CODES))
        return [told] if unit.zone_class else []
    said = [
        translate("Unit", "Rule of {code}: {rule}.").format(
            code=unit.zone_class, rule=known[unit.zone_class].text("rule", language())
        )
    ]
    u, v = _plane(unit)
    if math.isfinite(u) and math.isfinite(v):
        given = sixclass.CODES[int(_classified(unit, u, v))]
        if given != unit.zone_class:
            text = translate(
                "Unit",
                "By the rule of the six classes u and v give {given}, and not the {held} of the layer: "
                "another rule decided, or values were changed since.",
            )
            said.append(text.format(given=given, held=unit.zone_class))
    return said


def _classified(unit: Unit, u: float, v: float) -> np.ndarray:
    return sixclass.classify(np.array([u]), np.array([v]), unit.present.rule)[0]


def _expert(unit: Unit) -> list[str]:
    if not unit.held:
        return []
    return [
        translate("Unit", "An expert has set {held} instead of {computed}: {reason} ({who}, {when})").format(
            held=unit.held,
            computed=unit.zone_class or words.UNKNOWN,
            reason=override.text_of(unit.feature, expert.REASON) or words.UNKNOWN,
            who=override.text_of(unit.feature, expert.WHO) or words.UNKNOWN,
            when=_moment(override.text_of(unit.feature, expert.WHEN)),
        )
    ]


def _standards(unit: Unit) -> Section:
    made = Section("standards", translate("Unit", "Standards and thresholds"))
    for record in reversed(unit.records):
        decided = evidence.standards(record, language())
        if decided:
            made.lines += [(evidence.title(record, language()), ""), *decided]
    if not made.lines:
        text = translate(
            "Unit",
            "The layer does not tell by which standards it was made: it has lost its metadata, or was made "
            "elsewhere.",
        )
        made.said = [text]
    return made


def _sources(unit: Unit) -> Section:
    made = Section("sources", translate("Unit", "Sources and sinks"))
    held = {field.name().lower(): field.name() for field in unit.feature.fields() if field.isNumeric()}
    for lower, name in held.items():
        if lower in FIGURES or (lower.endswith(INTERVALS) and lower[:-3] in held):
            continue
        known = columns.known(name)
        is_carbon = known is not None and known.unit in CARBON_UNITS
        is_load = lower.startswith(POLLUTION) and lower not in NOT_POLLUTION
        if is_carbon or is_load or name in _asked(unit):
            made.lines.append((unit.label(name), _with_range(unit, name, held)))
    if not made.lines:
        text = translate(
            "Unit",
            "The layer has no fields of emissions, sinks or loads; carry them along when you run the zoning.",
        )
        made.said = [text]
    return made


def _asked(unit: Unit) -> set[str]:
    """Fields that the zoning itself was told to read."""
    asked = unit.records[-1].get("parameters", {}) if unit.records else {}
    return {str(asked[key]) for key in ("NET", "EMISSION", "SINK", "Q_P") if asked.get(key)}


def _with_range(unit: Unit, name: str, held: dict[str, str]) -> str:
    low, high = (held.get(f"{name.lower()}{end}") for end in INTERVALS[:2])
    if not (low and high):
        return unit.shown(name)
    return translate("Unit", "{value} ({low} to {high})").format(
        value=unit.shown(name), low=unit.shown(low), high=unit.shown(high)
    )


def _measures(unit: Unit) -> Section:
    """The prescriptions of the class and the sub-zone; an expert's class goes before the computed one."""
    made = Section("measures", translate("Unit", "Measures"))
    code = expert.effective(unit.code, unit.held) or ""
    lang = language()
    zone = subzones.prescriptions(lang).get(code) if code != subzones.ND else None
    if unit.fields.legend == "subzones" and zone is not None:
        made.lines += [
            (translate("Unit", "Sub-zone"), called(code)),
            (translate("Unit", "Measures of the sub-zone"), zone.measures),
            (translate("Unit", "Line to be held"), zone.line or words.UNKNOWN),
        ]
    found = vocabulary.by_code(vocabulary.classes()).get(code.rpartition("-")[2])
    if found is not None and unit.fields.legend != "spaces":
        made.lines += [
            (translate("Unit", "Class"), called(found.code)),
            (translate("Unit", "Standard"), found.text("standard", lang)),
            (translate("Unit", "Strategy"), found.text("strategy", lang)),
            (translate("Unit", "Industry exit"), found.text("exit", lang)),
            (translate("Unit", "Control"), found.text("control", lang)),
            (translate("Unit", "Goal"), found.text("goal", lang)),
            (translate("Unit", "Protected areas"), found.text("protected_areas", lang)),
        ]
    if unit.held:
        made.said = [translate("Unit", "By the class that the expert has set.")]
    if not made.lines:
        made.said = [translate("Unit", "No measures are known for this unit.")]
    return made


def _log(unit: Unit) -> Section:
    made = Section("log", translate("Unit", "Decisions of experts"))
    found = expert.entries(override.text_of(unit.feature, expert.LOG))
    if not found:
        made.said = [translate("Unit", "No expert has decided on this unit; the class is as computed.")]
        return made
    for one in reversed(found):
        step = {
            expert.SET: translate("Unit", "{before} → {after}: {reason}"),
            expert.WITHDRAWN: translate("Unit", "{before} → {after}, withdrawn: {reason}"),
        }.get(one.action, "{reason}")
        told = step.format(before=one.before, after=one.after, reason=one.reason)
        made.lines.append((f"{_moment(one.when)}, {one.who}", told))
    return made


def _moment(written: str) -> str:
    """A moment as it is kept (ISO, UTC), to the minute; a dash where unknown."""
    return f"{written[:SHOWN_OF_MOMENT].replace('T', ' ')} UTC" if written else words.UNKNOWN


def _provenance(unit: Unit) -> Section:
    made = Section("provenance", translate("Unit", "Provenance"))
    lang = language()
    for record in reversed(unit.records):
        ran = f"{record['algorithm']} {record.get('version', '')}, QGIS {record.get('qgis', '')}"
        made.lines.append((evidence.title(record, lang), f"{record.get('time', '')} ({ran})"))
    found = evidence.inputs(unit.records, lang)
    if found:
        made.table = [
            [
                translate("Unit", "Step"),
                translate("Unit", "Input"),
                translate("Unit", "Features"),
                translate("Unit", "CRS"),
                "SHA-256",
            ]
        ]
        made.table += [
            [run, name, words.exact(count), crs, checksum[:SHOWN_OF_CHECKSUM]]
            for run, _parameter, name, count, crs, checksum in found
        ]
    made.said = evidence.warnings(unit.records, lang)
    if not unit.records:
        made.said = [
            translate("Unit", "The layer carries no record of how it was made; nothing can be traced back.")
        ]
    return made
