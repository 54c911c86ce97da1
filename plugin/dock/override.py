"""Writes classes that an expert sets into fields of their own, through the edit buffer of the layer."""

from __future__ import annotations

from qgis.core import Qgis, QgsExpression, QgsFeature, QgsVectorDataProvider, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from ...core.zoning import expert
from ...processing_provider import columns
from ...toolbelt.tables import is_null
from ...toolbelt.translation import translate
from ...toolbelt.zonelayers import ZoneFields

ORIGINS = (Qgis.FieldOrigin.Provider, Qgis.FieldOrigin.Edit)
SHORT_NAMES = ("ESRI Shapefile", "DBF file")


def text_of(feature: QgsFeature, name: str) -> str:
    """Text of a field of a feature; "" where it is NULL or there is no such field."""
    at = feature.fields().lookupField(name)
    value = feature.attributes()[at] if at >= 0 else None
    return "" if is_null(value) else str(value)


def held(feature: QgsFeature) -> str:
    """The class that an expert has set; "" where none has, or where the field holds something else."""
    code = text_of(feature, expert.CLASS)
    return code if code in expert.CODES else ""


def refusal(layer: QgsVectorLayer) -> str:
    """Why no class can be set by hand in *layer*, in a sentence; "" where one can."""
    named = {"layer": layer.name()}
    if layer.dataProvider().storageType() in SHORT_NAMES:
        text = translate(
            "Unit",
            "{layer} is a Shapefile, which would cut the names and texts of a decision. Save it as a "
            "GeoPackage to set classes by hand.",
        )
        return text.format(**named)
    able = layer.dataProvider().capabilities()
    changes, adds = (
        QgsVectorDataProvider.Capability.ChangeAttributeValues,
        QgsVectorDataProvider.Capability.AddAttributes,
    )
    missing = [name for name in expert.FIELDS if layer.fields().lookupField(name) < 0]
    if layer.readOnly() or not able & changes or (missing and not able & adds):
        text = translate(
            "Unit",
            "{layer} cannot be edited: it is read-only, or its source takes no new fields. Save it as a "
            "GeoPackage to set classes by hand.",
        )
        return text.format(**named)
    wrong = [name for name in expert.FIELDS if name not in missing and not _is_ours(layer, name)]
    if wrong:
        text = translate(
            "Unit",
            "The fields {fields} of {layer} are no text fields of the layer itself. Rename them first.",
        )
        return text.format(fields=", ".join(wrong), **named)
    return ""


def _is_ours(layer: QgsVectorLayer, name: str) -> bool:
    at = layer.fields().lookupField(name)
    is_text = layer.fields()[at].type() == QMetaType.Type.QString
    return is_text and layer.fields().fieldOrigin(at) in ORIGINS


def write(layer: QgsVectorLayer, identifier: int, values: dict, title: str) -> str:
    """Put values of `expert.FIELDS` of one unit into the edit buffer, as one step that can be undone.

    The layer stays in edit mode: it is for the user to save or discard, as with every edit.

    Returns
    -------
    str
        Why it could not be done, then nothing is changed; "" where it was done.
    """
    faults = refusal(layer) or _too_long(layer, values)
    if faults:
        return faults
    if layer.isEditCommandActive():
        return translate("Unit", "Another edit of {layer} is under way; finish it first.").format(
            layer=layer.name()
        )
    if not layer.isEditable() and not layer.startEditing():
        return translate("Unit", "{layer} could not be switched to editing; is it locked?").format(
            layer=layer.name()
        )
    layer.beginEditCommand(title)
    if _add_fields(layer) and _change(layer, identifier, values):
        layer.endEditCommand()
        return ""
    layer.destroyEditCommand()
    return translate("Unit", "{layer} did not take the decision; nothing was changed.").format(
        layer=layer.name()
    )


def _too_long(layer: QgsVectorLayer, values: dict) -> str:
    for name, value in values.items():
        at = layer.fields().lookupField(name)
        most = layer.fields()[at].length() if at >= 0 else 0
        if most > 0 and len(value or "") > most:
            text = translate(
                "Unit", "The field {field} of {layer} takes {most} letters, and {count} would be written."
            )
            return text.format(field=name, layer=layer.name(), most=most, count=len(value))
    return ""


def _add_fields(layer: QgsVectorLayer) -> bool:
    missing = [name for name in expert.FIELDS if layer.fields().lookupField(name) < 0]
    return all(layer.addAttribute(columns.column(name).field()) for name in missing)


def _change(layer: QgsVectorLayer, identifier: int, values: dict) -> bool:
    wanted = {layer.fields().lookupField(name): value for name, value in values.items()}
    return -1 not in wanted and layer.changeAttributeValues(identifier, wanted)


def attribute(fields: ZoneFields, scheme: str) -> str:
    """What a renderer classifies by to show the classes with those that experts have set.

    Agrees with `expert.effective`.
    """
    theirs = QgsExpression.quotedColumnRef(expert.CLASS)
    known = ", ".join(QgsExpression.quotedString(code) for code in expert.CODES)
    if scheme == fields.legend:
        code = fields.expression()
    elif fields.zone_class:
        code = QgsExpression.quotedColumnRef(fields.zone_class)
    else:
        code = fields.drawn_by(scheme)
    if scheme == "sixclass":
        return f"CASE WHEN {theirs} IN ({known}) THEN {theirs} ELSE {code} END"
    return (
        f"CASE WHEN {theirs} IN ({known}) AND ({theirs} = '{expert.CODES[0]}' OR "
        f"strpos(coalesce({code}, ''), '-') = 0) THEN {theirs} WHEN {theirs} IN ({known}) "
        f"THEN substr({code}, 1, strpos({code}, '-')) || {theirs} ELSE {code} END"
    )
