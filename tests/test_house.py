"""The rules of the house, read from the source itself; where QGIS is needed, it is started apart."""

from __future__ import annotations

import ast
import configparser
import graphlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "carbon_pollution_zoning"
# Each room may import those before it.
ROOMS = ("core", "toolbelt", "cartography", "processing_provider", "plugin")
SCIENCE = {"numpy", "pandas", "scipy"}
GIS = SCIENCE | {"matplotlib", "qgis", "osgeo", "processing"}
MAY_IMPORT = {room: SCIENCE if room == "core" else GIS for room in ROOMS}
BINDINGS = ("PyQt5", "PyQt6", "PySide2", "PySide6")
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60


def shipped() -> list[Path]:
    """Python files that users get."""
    return [ROOT / "__init__.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]


def repository_files() -> list[Path]:
    """Files that git knows or would add."""
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    return [path for name in listing.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def module_name(path: Path) -> tuple[str, ...]:
    """``core/carbon/__init__.py`` is ("core", "carbon")."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def is_module(*name: str) -> bool:
    """Whether this dotted name is a folder or file of ours, not something defined in one."""
    path = ROOT.joinpath(*name)
    return path.is_dir() or path.with_suffix(".py").is_file()


def imports(path: Path, nodes: Iterator[ast.AST]) -> Iterator[tuple[ast.AST, tuple[str, ...], bool]]:
    """Each imported module as (node, dotted name in parts, whether it is our own)."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, tuple(alias.name.split(".")), False
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node, tuple(node.module.split(".")), False
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).parts[:-1]
            within = tuple((node.module or "").split(".")) if node.module else ()
            base = package[: len(package) - node.level + 1] + within
            for alias in node.names:
                yield node, (*base, alias.name) if is_module(*base, alias.name) else base, True


def loaded_at_once(path: Path) -> Iterator[ast.AST]:
    """Statements that run when the module is imported: not those inside functions or ``if TYPE_CHECKING``."""
    waiting = list(tree(path).body)
    while waiting:
        node = waiting.pop()
        yield node
        typing_only = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        if not typing_only and isinstance(node, (ast.If, ast.Try, ast.With, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))


def test_imports_run_one_way():
    faults = []
    for path in shipped()[1:]:
        room = path.relative_to(ROOT).parts[0]
        for node, name, ours in imports(path, ast.walk(tree(path))):
            if ours:
                if name and (name[0] not in ROOMS or ROOMS.index(name[0]) > ROOMS.index(room)):
                    faults.append(f"{where(path, node)}: {room} imports {'.'.join(name)}")
            elif name[0] == PACKAGE:
                faults.append(f"{where(path, node)}: inside the package imports are relative")
            elif name[0] not in MAY_IMPORT[room] and name[0] not in sys.stdlib_module_names:
                faults.append(f"{where(path, node)}: {room} imports {'.'.join(name)}")
    assert not faults, "\n".join(faults)


def test_no_circle():
    modules = {module_name(path): path for path in shipped()[1:]}
    graph = {
        name: {target for _, target, _ in imports(path, loaded_at_once(path)) if target in modules} - {name}
        for name, path in modules.items()
    }
    assert graph, "no modules were found"
    try:
        list(graphlib.TopologicalSorter(graph).static_order())
    except graphlib.CycleError as error:
        pytest.fail(" <- ".join(".".join(name) for name in error.args[1]))


def test_package_root_imports_lazily():
    assert [ours for _, _, ours in imports(ROOT / "__init__.py", loaded_at_once(ROOT / "__init__.py"))] == []


def test_qt_comes_from_qgis():
    faults = [
        where(path, node)
        for path in repository_files()
        if path.suffix == ".py"
        for node, name, _ in imports(path, ast.walk(tree(path)))
        if name and name[0] in BINDINGS
    ]
    assert not faults, f"Qt is imported from qgis.PyQt, not from a binding: {faults}"


LOADS_ALL = f"""
import importlib, importlib.util, sys
sys.path.insert(0, {str(ROOT / "tests")!r})
import blocked_packages
spec = importlib.util.spec_from_file_location(
    {PACKAGE!r}, {str(ROOT / "__init__.py")!r}, submodule_search_locations=[{str(ROOT)!r}])
module = importlib.util.module_from_spec(spec)
sys.modules[{PACKAGE!r}] = module
spec.loader.exec_module(module)
from qgis.core import QgsApplication
app = QgsApplication([], True)
QgsApplication.initQgis()
importlib.import_module({PACKAGE!r} + ".plugin.plugin")
provider = importlib.import_module({PACKAGE!r} + ".processing_provider.provider").Provider()
QgsApplication.processingRegistry().addProvider(provider)
print("algorithms:", len(provider.algorithms()))
QgsApplication.processingRegistry().removeProvider(provider)
QgsApplication.exitQgis()
"""


def test_plugin_loads_with_numpy_alone(qgis_environment):
    """pandas, scipy and matplotlib are imported where they are used, never when QGIS loads the plugin."""
    done = subprocess.run(
        [sys.executable, "-c", LOADS_ALL],
        env=qgis_environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split("algorithms:")[1]) > 0


FORBIDDEN_CALLS = ("eval", "exec", "compile", "__import__", "print", "breakpoint")


def fault_of_call(node: ast.Call) -> str:
    """Why this call is refused; empty when it is not."""
    name = ast.unparse(node.func)
    if name in FORBIDDEN_CALLS:
        return f"{name}()"
    encoded = any(keyword.arg == "encoding" for keyword in node.keywords)
    binary = re.search(r"b['\"]", ast.unparse(node))
    if not encoded and (name.endswith((".read_text", ".write_text")) or (name == "open" and not binary)):
        return f"{name}() without encoding"
    return ""


def fault_of(node: ast.AST) -> str:
    """Why the plugin directory, or the house, refuses this piece of code; empty when it does not."""
    if isinstance(node, ast.Assert):
        return "assert"
    if isinstance(node, ast.ExceptHandler) and node.type is None:
        return "bare except"
    if isinstance(node, ast.ExceptHandler) and all(isinstance(inner, ast.Pass) for inner in node.body):
        return "an exception is swallowed"
    return fault_of_call(node) if isinstance(node, ast.Call) else ""


FORBIDDEN_MODULES = ("pickle", "marshal", "shelve", "subprocess", "xml", "random", "telnetlib", "ftplib")


def test_nothing_forbidden_is_shipped():
    faults = []
    for path in shipped():
        nodes = list(ast.walk(tree(path)))
        faults += [f"{where(path, node)}: {why}" for node in nodes if (why := fault_of(node))]
        faults += [
            f"{where(path, node)}: import {name[0]}"
            for node, name, ours in imports(path, iter(nodes))
            if not ours and name[0] in FORBIDDEN_MODULES
        ]
    assert not faults, "\n".join(faults)


def test_files_and_functions_stay_short():
    faults = []
    for path in shipped():
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > MOST_LINES_OF_A_FILE:
            faults.append(f"{path.relative_to(ROOT)} has {lines} lines")
        for node in ast.walk(tree(path)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = node.end_lineno - node.lineno + 1
                if length > MOST_LINES_OF_A_FUNCTION:
                    faults.append(f"{where(path, node)}: {node.name} has {length} lines")
    assert not faults, "\n".join(faults)


REQUIRED_METADATA = ("name", "description", "about", "author", "email", "homepage", "tracker", "repository")


def test_metadata_is_what_qgis_and_the_directory_read():
    parser = configparser.ConfigParser()  # with interpolation, as they read it: a bare % would break it
    parser.optionxform = str
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    metadata = dict(parser.items("general"))
    for key in REQUIRED_METADATA:
        assert metadata[key].strip(), key
    assert re.fullmatch(r"\d+\.\d+\.\d+", metadata["version"])
    assert metadata["qgisMinimumVersion"] == "3.40"
    assert metadata["qgisMaximumVersion"] == "4.99"
    assert metadata["hasProcessingProvider"] == "yes"
    assert "/" not in metadata["author"]
    assert (ROOT / metadata["icon"]).is_file()
    assert (ROOT / "LICENSE").is_file()


def test_changelog_begins_with_unreleased():
    headings = re.findall(r"^## +(.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"


# One letter of each word in brackets, so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.~*}/-])/(?:wor[k]|roo[t]|hom[e]|tm[p]|var/tm[p])/\w")
REGISTRY_HOST = re.compile(r"\b(?:pyp[i]\.org|pythonhoste[d]\.org|(?:deb|snapshot)\.debia[n]\.org)")


def test_no_machine_is_named():
    faults = []
    for path in repository_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures, archives, tables in other encodings
        for number, line in enumerate(text.splitlines(), 1):
            if MACHINE_PATH.search(line) or REGISTRY_HOST.search(line):
                faults.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert not faults, "\n".join(faults)


def test_links_of_the_documents_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("resources/sample/**/*.md")]
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not target.startswith("http") and not (page.parent / target).exists()
    ]
    assert not dead
