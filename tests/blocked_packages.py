"""``pytest -p blocked_packages``: run as on a QGIS that has numpy and GDAL only.

pandas, scipy and matplotlib cannot be imported. A test that needs one of them says so, with
``@pytest.mark.needs("pandas")`` (or ``pytestmark``) or by importing it at the top of its own file;
it is then left out and counted. Every other test must pass: one that fails has found shipped code
that needs more than it may.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

BLOCKED = ("pandas", "scipy", "matplotlib")


class Blocker:
    """A finder that stands first on the meta path and refuses the blocked packages."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"{name} is blocked in this run", name=name)


for _name in [n for n in sys.modules if n.partition(".")[0] in BLOCKED]:
    del sys.modules[_name]
sys.meta_path.insert(0, Blocker())


def _top_imports(path: Path) -> set[str]:
    """Packages that the file itself imports when it is loaded."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module.partition(".")[0])
    return found


_left_out_files: list[str] = []
_left_out_tests: list[str] = []


def pytest_ignore_collect(collection_path, config):
    """Leave out the files that cannot be loaded, and only those."""
    if collection_path.suffix == ".py" and _top_imports(collection_path) & set(BLOCKED):
        _left_out_files.append(str(collection_path.relative_to(config.rootpath)))
        return True
    return None


def pytest_collection_modifyitems(config, items):
    """Leave out the tests that declare their need."""
    kept, left_out = [], []
    for item in items:
        needs = {name for mark in item.iter_markers("needs") for name in mark.args}
        (left_out if needs & set(BLOCKED) else kept).append(item)
    items[:] = kept
    _left_out_tests.extend(item.nodeid for item in left_out)
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(
        f"without {', '.join(BLOCKED)}: {len(_left_out_files)} files, {len(_left_out_tests)} tests "
        "left out, which say that they need them"
    )
