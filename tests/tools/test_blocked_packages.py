"""The run with numpy alone lets no test through that needs more without saying so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HELPERS = Path(__file__).resolve().parents[1]

TESTS = {
    "test_top.py": "import pandas\ndef test_a(): pass\n",
    "test_marked.py": "import pytest\n@pytest.mark.needs('scipy')\ndef test_b(): import scipy\n",
    "test_numpy.py": "import numpy\ndef test_c(): pass\n",
}


@pytest.fixture
def run(workplace):
    """Run the given test files with pandas, scipy and matplotlib blocked; returns what pytest printed."""

    def run(files: dict[str, str]) -> str:
        for name, text in files.items():
            (workplace / name).write_text(text, encoding="utf-8")
        (workplace / "pytest.ini").write_text("[pytest]\nmarkers = needs\n", encoding="utf-8")
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-p",
                "blocked_packages",
                "-p",
                "no:pytest_qgis",
                "-p",
                "no:pytest-qt",
            ],
            cwd=workplace,
            env={**os.environ, "PYTHONPATH": str(HELPERS)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout

    return run


def test_leaves_out_what_declares_its_need_and_says_so(run):
    printed = run(TESTS)
    assert "1 files, 1 tests left out" in printed
    assert re.search(r"1 passed, 1 deselected in", printed)


@pytest.mark.parametrize("package", ["pandas", "scipy.sparse", "matplotlib"])
def test_an_undeclared_need_fails(run, package):
    printed = run({"test_hidden.py": f"def test_d():\n    import {package}\n"})
    assert "is blocked in this run" in printed
    assert "1 failed" in printed


def test_a_need_of_the_code_under_test_fails(run):
    printed = run({"shipped.py": "import pandas\n", "test_e.py": "import shipped\ndef test_e(): pass\n"})
    assert "is blocked in this run" in printed
    assert "1 error" in printed
