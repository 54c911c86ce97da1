#!/usr/bin/python3
"""The translations of the plugin: texts from the source to the .ts file, and the .ts file to .qm.

    i18n.py update   take new texts into i18n/*.ts, drop those that are gone, keep every translation
    i18n.py check    fail if a text is missing, unfinished, gone, wrongly spelt, or its {gaps} differ
    i18n.py build    write the .qm beside the .ts with lrelease

Texts are the literals of ``translate("Context", "text")``, ``QT_TRANSLATE_NOOP("Context", "text")`` and
``problem("text", ...)`` (context ``core``), and the strings of .ui files (context: class of the form).
The file is sorted and has no line numbers, so that a change of the source is a small change of it.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("core", "toolbelt", "cartography", "processing_provider", "plugin")
TS = ROOT / "i18n" / "carbon_pollution_zoning_zh_CN.ts"
LANGUAGE = "zh_CN"
PROBLEMS_CONTEXT = "core"
LRELEASE = ("lrelease", "/usr/lib/qt5/bin/lrelease", "/usr/lib/qt6/bin/lrelease", "pyside6-lrelease")


class Text(NamedTuple):
    """A text as Qt looks it up."""

    context: str
    source: str
    plural: bool = False


class Translation(NamedTuple):
    """What a text becomes, and whether a person has finished it."""

    text: str
    finished: bool


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _variable(node: ast.expr) -> bool:
    """A plain name: its text was collected where it was written."""
    return isinstance(node, (ast.Name, ast.Attribute, ast.Subscript))


def _call(node: ast.Call) -> tuple[ast.expr, ast.expr, bool] | None:
    """(context, text, plural) of a call that marks a text, else None."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in ("translate", "QT_TRANSLATE_NOOP") and len(node.args) >= 2:
        plural = len(node.args) >= 4 or any(keyword.arg == "n" for keyword in node.keywords)
        return node.args[0], node.args[1], plural
    if name == "problem" and node.args:
        return ast.Constant(PROBLEMS_CONTEXT), node.args[0], False
    return None


def texts_of_python(source: str, where: str, faults: list[str]) -> Iterator[Text]:
    """Texts of one Python file; what is spelt so that no collector could find it goes to *faults*."""
    for node in ast.walk(ast.parse(source, where)):
        found = _call(node) if isinstance(node, ast.Call) else None
        if found is None:
            continue
        context, text, plural = found
        if _literal(context) is not None and _literal(text) is not None:
            yield Text(_literal(context), _literal(text), plural)
        elif not (_variable(text) and (_literal(context) is not None or _variable(context))):
            faults.append(
                f"{where}:{node.lineno}: a text to translate is one literal; values enter by .format after it"
            )


def texts_of_ui(source: str) -> Iterator[Text]:
    """Texts of one .ui file, in the context of the form's class."""
    form = ET.fromstring(source)
    for node in form.iter("string"):
        if node.text and node.text.strip() and node.get("notr") != "true":
            yield Text(form.findtext("class", ""), node.text)


def collect(root: Path) -> tuple[set[Text], list[str]]:
    """All texts of the shipped rooms below *root*, and the faults in their spelling."""
    texts: set[Text] = set()
    faults: list[str] = []
    for path in [root / "__init__.py", *(p for room in ROOMS for p in sorted((root / room).rglob("*")))]:
        where = str(path.relative_to(root))
        if path.suffix == ".py":
            texts.update(texts_of_python(path.read_text(encoding="utf-8"), where, faults))
        elif path.suffix == ".ui":
            texts.update(texts_of_ui(path.read_text(encoding="utf-8")))
    return texts, faults


def read(path: Path) -> dict[Text, Translation]:
    """The translations of a .ts file; none when there is no file yet."""
    if not path.exists():
        return {}
    known = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            node = message.find("translation")
            plural = message.get("numerus") == "yes"
            text = (node.findtext("numerusform") if plural else node.text) or ""
            key = Text(context.findtext("name", ""), message.findtext("source", ""), plural)
            known[key] = Translation(text, node.get("type") != "unfinished" and bool(text.strip()))
    return known


def merged(texts: set[Text], known: dict[Text, Translation]) -> dict[Text, Translation]:
    """Every text with its translation; one that moved to another context is offered there, unfinished."""
    elsewhere = {text.source: translation.text for text, translation in sorted(known.items())}
    return {
        text: known.get(text, Translation(elsewhere.get(text.source, ""), False)) for text in sorted(texts)
    }


def ts(translations: dict[Text, Translation]) -> str:
    """The text of the .ts file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{LANGUAGE}" sourcelanguage="en">',
    ]
    context = None
    for text, translation in translations.items():
        if text.context != context:
            if context is not None:
                lines.append("</context>")
            context = text.context
            lines += ["<context>", f"    <name>{escape(context)}</name>"]
        state = "" if translation.finished else ' type="unfinished"'
        body = escape(translation.text)
        if text.plural:
            body = f"<numerusform>{body}</numerusform>"
        lines += [
            '    <message numerus="yes">' if text.plural else "    <message>",
            f"        <source>{escape(text.source)}</source>",
            f"        <translation{state}>{body}</translation>",
            "    </message>",
        ]
    if context is not None:
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def gaps(text: str) -> set[str] | None:
    """Names of the {gaps} (and Qt's %n, %1) of a text; None if its braces do not match."""
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None
    return names | {mark for mark in ("%n", "%1", "%2", "%3") if mark in text}


def faults_of(text: Text, translation: Translation | None) -> str:
    """What is wrong with the translation of a text; empty when nothing is."""
    if translation is None:
        return "is not in the .ts file (run tools/i18n.py update)"
    if not translation.finished:
        return "is not translated"
    if gaps(text.source) is None or gaps(translation.text) is None:
        return "has a brace without its partner"
    if gaps(text.source) != gaps(translation.text):
        return f"has the gaps {sorted(gaps(text.source))}, its translation {sorted(gaps(translation.text))}"
    if text.source[-1:].isspace() != translation.text[-1:].isspace():
        return "and its translation do not both end with a space"
    return ""


def check(root: Path = ROOT, path: Path = TS) -> list[str]:
    """All that keeps the translation from being complete and right."""
    texts, faults = collect(root)
    known = read(path)
    for text in sorted(texts):
        fault = faults_of(text, known.get(text))
        if fault:
            faults.append(f"[{text.context}] {text.source!r} {fault}")
    for text in sorted(set(known) - texts):
        faults.append(
            f"[{text.context}] {text.source!r} is no longer in the source (run tools/i18n.py update)"
        )
    return faults


def update(root: Path = ROOT, path: Path = TS) -> tuple[int, int]:
    """Bring the .ts file up to the source; returns the number of texts and of those not translated."""
    translations = merged(collect(root)[0], read(path))
    path.parent.mkdir(exist_ok=True)
    path.write_text(ts(translations), encoding="utf-8")
    return len(translations), sum(not translation.finished for translation in translations.values())


def build(source: Path = TS, target: Path | None = None) -> Path:
    """Compile *source* to *target* (beside it by default); unfinished texts stay English."""
    target = target or source.with_suffix(".qm")
    program = next((found for name in LRELEASE if (found := shutil.which(name))), None)
    if program is None:
        raise SystemExit("i18n.py: no lrelease: install Qt's linguist tools (tools/setup.sh does)")
    subprocess.run([program, "-silent", "-nounfinished", str(source), "-qm", str(target)], check=True)
    return target


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("update", "check", "build"))
    what = parser.parse_args().what
    if what == "update":
        print("{}: {} texts, {} not translated".format(TS.relative_to(ROOT), *update()))
    elif what == "build":
        print(build().relative_to(ROOT))
    else:
        faults = check()
        print("\n".join(faults) or f"{len(read(TS))} texts, all translated")
        return 1 if faults else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
