#!/usr/bin/python3
"""Find what Qt 6 and QGIS 4 would not run: ``check_enums.py FILE_OR_FOLDER...``

Every ``Class.value`` of the source is looked up in the installed bindings (those of Qt 5 will do); a value
whose type is an enum must be written with its scope: ``Qgis.MessageLevel.Warning``, not ``Qgis.Warning``.
Also found: bindings imported past qgis.PyQt, exec_(), qApp, names that Qt 6 has dropped, compiled
resources, QVariant() for NULL. Exit status 1 when there is a finding.
"""

from __future__ import annotations

import ast
import enum
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import Qt

QT = ("QtCore", "QtGui", "QtWidgets", "QtXml", "QtNetwork", "QtTest", "QtSvg", "QtPrintSupport")
MODULES = ("qgis.PyQt", "qgis.core", "qgis.gui", "qgis.analysis", *(f"qgis.PyQt.{name}" for name in QT))
BINDINGS = ("PyQt5", "PyQt6", "PySide")
GONE = {"QRegExp", "QRegExpValidator", "QDesktopWidget", "QSignalMapper", "qApp"}
PATCHED_FOR_QT6 = {"QVariant"}  # qgis.PyQt keeps QVariant.Int and its like alive on purpose
ENUM_TYPES = (enum.EnumMeta, type(Qt.AlignmentFlag))  # the second is sip's own kind of enum in PyQt5

Finding = tuple[int, str]


def is_enum(value: Any) -> bool:
    return isinstance(type(value), ENUM_TYPES)


def scope(cls: type, value: Any) -> str:
    """``Qgis.MessageLevel`` for the value that ``Qgis.Warning`` is."""
    for name in dir(cls):
        if getattr(cls, name, None) is type(value):
            return f"{cls.__name__}.{name}"
    return type(value).__qualname__


def of_import(node: ast.ImportFrom, names: dict[str, Any]) -> Iterator[Finding]:
    """Findings of one ``from ... import``; what it brings from QGIS and Qt is put into *names*."""
    module = node.module or ""
    if module.startswith(BINDINGS):
        yield node.lineno, f"{module}: import from qgis.PyQt"
    if module in MODULES:
        bound = importlib.import_module(module)
        names.update({alias.asname or alias.name: getattr(bound, alias.name, None) for alias in node.names})
        yield from (
            (node.lineno, f"{alias.name} is gone in Qt 6") for alias in node.names if alias.name in GONE
        )
    if any(alias.name.endswith("resources_rc") for alias in node.names):
        yield node.lineno, "compiled resources are gone in PyQt6: load icons by path"


def of_attribute(node: ast.Attribute, names: dict[str, Any]) -> Iterator[Finding]:
    """Findings of one ``something.name``."""
    if node.attr == "exec_":
        yield node.lineno, "exec_() is exec()"
    if not isinstance(node.value, ast.Name) or node.value.id in PATCHED_FOR_QT6:
        return
    cls = names.get(node.value.id)
    value = getattr(cls, node.attr, None) if isinstance(cls, type) else None
    if value is not None and not isinstance(value, type) and is_enum(value):
        yield node.lineno, f"{node.value.id}.{node.attr} needs its scope: {scope(cls, value)}.{node.attr}"


def findings(source: str) -> list[Finding]:
    """(line, what) of all that Qt 6 would not run in a Python source."""
    tree = ast.parse(source)
    names: dict[str, Any] = {}
    found: list[Finding] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found += of_import(node, names)
        elif isinstance(node, ast.Import):
            found += [
                (node.lineno, f"{a.name}: import qgis.PyQt")
                for a in node.names
                if a.name.startswith(BINDINGS)
            ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found += of_attribute(node, names)
        elif isinstance(node, ast.Call) and ast.unparse(node) == "QVariant()":
            found.append((node.lineno, "QVariant() is NULL from qgis.core"))
    return sorted(set(found))


def main(arguments: list[str]) -> int:
    count = files = 0
    for argument in map(Path, arguments or ["."]):
        for path in [argument] if argument.is_file() else sorted(argument.rglob("*.py")):
            files += 1
            for line, what in findings(path.read_text(encoding="utf-8")):
                print(f"{path}:{line}: {what}")
                count += 1
    print(f"{files} files, {count} findings")
    return 1 if count or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
