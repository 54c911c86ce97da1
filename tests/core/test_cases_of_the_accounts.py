"""Every worked example and published case of the accounts is named by a test that holds its numbers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
EXAMPLES = (*(f"E{number:02}" for number in range(1, 19)), "E23", "E24")
PUBLISHED = ("A4", "A6", "A7", "A8", "A12")


@pytest.fixture(scope="module")
def named() -> str:
    files = [*TESTS.glob("core/test_*.py"), *TESTS.glob("processing_provider/test_*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path.name != Path(__file__).name)


@pytest.mark.parametrize("case", EXAMPLES)
def test_worked_examples_are_there_and_named(named, case):
    known = json.loads((TESTS / "fixtures" / "worked_examples.json").read_text(encoding="utf-8"))
    assert case in {one["id"] for one in known}
    assert re.search(rf'"{case}"', named), case


@pytest.mark.parametrize("case", PUBLISHED)
def test_published_cases_are_named(named, case):
    assert re.search(rf"\b{case}: |_{case.lower()}_", named), case
