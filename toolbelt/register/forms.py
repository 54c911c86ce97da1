"""How QGIS shows the register: aliases in both languages, value lists, and which row names which.

The forms lie in the database (``layer_styles``), once per language, so every table opens with them; a project
gets the relations too.
"""

from __future__ import annotations

from qgis.core import (
    QgsEditorWidgetSetup,
    QgsProject,
    QgsProviderRegistry,
    QgsRelation,
    QgsRelationContext,
    QgsVectorLayer,
    QgsWeakRelation,
)
from qgis.PyQt.QtXml import QDomDocument

from ...core.errors import InputError, problem
from ...core.register import schema as schemas
from ...core.register.schema import Field, Table
from ..translation import language
from .base import Register

#: Names of the forms of either language in the database.
STYLES = {"zh": "中文", "en": "English"}
#: Tables of many rows whose codes are shown with names: (field of the code, field of the name by language).
_NAMED = {"units": "code", "indicators": "code", "groupings": "code"}
_LONG_TEXTS = ("note", "before", "measure", "cause", "result", "settings", "probabilities")


def open_layer(register: Register, table: str, lang: str | None = None) -> QgsVectorLayer:
    """A table of the register as a layer that is called as people call it.

    Raises
    ------
    InputError
        QGIS cannot open the table.
    """
    source, provider = register.uri(table)
    layer = QgsVectorLayer(source, register.table(table).alias(lang or language()), provider)
    if not layer.isValid():
        raise InputError(
            problem(
                "QGIS cannot open the table {table} of the register {place} as a layer.",
                table=table,
                place=register.place,
            )
        )
    return layer


def add_to_project(
    register: Register, project: QgsProject, lang: str | None = None, group=None
) -> dict[str, QgsVectorLayer]:
    """Add all tables to a project, with forms and relations; main thread only.

    Parameters
    ----------
    group
        Group of the layer tree into which the layers go; none of them shows up where not given.

    Returns
    -------
    dict
        Name of the table -> its layer.
    """
    lang = lang or language()
    layers = {name: open_layer(register, name, lang) for name in register.schema.tables}
    for layer in layers.values():
        project.addMapLayer(layer, False)
        if group is not None:
            group.addLayer(layer)
    for relation in _relations(register, project, layers, lang):
        project.relationManager().addRelation(relation)
    for name, layer in layers.items():
        dress(layer, register.table(name), layers, lang)
    return layers


def _relations(
    register: Register, project: QgsProject, layers: dict[str, QgsVectorLayer], lang: str
) -> list[QgsRelation]:
    made = []
    for table, field, there, name in register.schema.relations:
        relation = QgsRelation(QgsRelationContext(project))
        relation.setId(f"{layers[table].id()}_{field}")
        owner = register.table(table)
        relation.setName(f"{owner.alias(lang)}: {owner.field(field).alias(lang)}")
        relation.setReferencingLayer(layers[table].id())
        relation.setReferencedLayer(layers[there].id())
        relation.addFieldPair(field, name)
        made.append(relation)
    return made


def dress(layer: QgsVectorLayer, table: Table, layers: dict[str, QgsVectorLayer], lang: str) -> None:
    """Give the layer of *table* its aliases, value lists and choices of rows of other tables."""
    for item in table.fields:
        position = layer.fields().lookupField(item.name)
        layer.setFieldAlias(position, item.alias(lang))
        layer.setEditorWidgetSetup(position, _widget(item, layers, lang))
    number = layer.fields().lookupField("fid")
    if number >= 0:
        layer.setFieldAlias(number, {"zh": "行号"}.get(lang, "Row number"))
        layer.setEditorWidgetSetup(number, QgsEditorWidgetSetup("Hidden", {}))
    layer.setDisplayExpression(_title(table, lang))
    layer.setReadOnly(table.append_only)


def _title(table: Table, lang: str) -> str:
    """Expression that says in a line which row one is."""
    if table.name in _NAMED:
        return '"code" || \' \' || coalesce("name_' + lang + "\", '')"
    return " || ' ' || ".join(f"coalesce(\"{name}\", '')" for name in (table.key or ("at", "action")))


def _widget(item: Field, layers: dict[str, QgsVectorLayer], lang: str) -> QgsEditorWidgetSetup:
    if item.refers:
        there, key = item.refers
        return QgsEditorWidgetSetup("ValueRelation", _rows_of(layers[there], there, key, item, lang))
    if item.list:
        words = [{one.name(lang): one.code} for one in schemas.value_list(item.list)]
        if item.default == "":
            words.insert(0, {"—": ""})
        return QgsEditorWidgetSetup("ValueMap", {"map": words})
    if item.type in ("date", "moment"):
        return QgsEditorWidgetSetup("DateTime", {"allow_null": True})
    if item.name in _LONG_TEXTS:
        return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": True})
    return QgsEditorWidgetSetup("TextEdit", {})


def _rows_of(layer: QgsVectorLayer, table: str, key: str, item: Field, lang: str) -> dict:
    shown = f"name_{lang}" if table in _NAMED else key
    return {
        "Layer": layer.id(),
        "LayerName": layer.name(),
        "LayerProviderName": layer.providerType(),
        "LayerSource": layer.publicSource(),
        "Key": key,
        "Value": shown,
        "AllowNull": not item.required,
        "OrderByValue": False,
        "UseCompleter": True,
    }


def store(register: Register, lang: str | None = None) -> None:
    """Keep the forms of both languages in the database; those of *lang* (the user's) open by themselves.

    Main thread only, because layers and relations come from a project.

    Raises
    ------
    InputError
        The database does not take them.
    """
    chosen = lang or language()
    faults = []
    for one in sorted(STYLES, key=lambda name: name == chosen):  # the default last: it takes over from others
        project = QgsProject()
        layers = add_to_project(register, project, one)
        for name, layer in layers.items():
            fine = QgsProviderRegistry.instance().saveStyle(
                layer.providerType(),
                layer.source(),
                _qml(layer, project),
                _sld(layer),
                STYLES[one],
                register.table(name).note(one),
                "",
                one == chosen,
                "",
            )
            faults += [] if fine else [name]
        project.clear()
    if faults:
        raise InputError(
            problem(
                "The forms of the tables {tables} could not be kept in the register {place}; they open "
                "without aliases and lists.",
                place=register.place,
                tables=", ".join(sorted(set(faults))),
            )
        )


def _qml(layer: QgsVectorLayer, project: QgsProject) -> str:
    """The style of a layer with its relations, which QGIS itself would take from the user's project."""
    document = QDomDocument()
    layer.exportNamedStyle(document)
    root, manager = document.documentElement(), project.relationManager()
    kinds = QgsWeakRelation.WeakRelationType
    for tag, kind, relations in (
        ("referencedLayers", kinds.Referencing, manager.referencingRelations(layer)),
        ("referencingLayers", kinds.Referenced, manager.referencedRelations(layer)),
    ):
        node = document.createElement(tag)
        for relation in relations:
            QgsWeakRelation.writeXml(layer, kind, relation, node, document)
        older = root.firstChildElement(tag)
        if older.isNull():
            root.appendChild(node)
        else:
            root.replaceChild(node, older)
    return document.toString()


def _sld(layer: QgsVectorLayer) -> str:
    """The style as SLD; PostgreSQL takes no style without one."""
    document = QDomDocument()
    layer.exportSldStyle(document, "")
    return document.toString()
