"""The plugin from the command line, as scripts and servers use it."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.slow


def test_lists_the_plugin_and_all_its_algorithms(qgis_process):
    from carbon_pollution_zoning.processing_provider.algorithms import ALGORITHMS
    from carbon_pollution_zoning.processing_provider.models import MODELS

    listed = qgis_process("list", "--json")
    assert listed.returncode == 0, listed.stderr
    provider = json.loads(listed.stdout)["providers"]["cpzoning"]
    wanted = (*(algorithm.ID for algorithm in ALGORITHMS), *MODELS)
    assert set(provider["algorithms"]) == {f"cpzoning:{name}" for name in wanted}


def test_help_of_an_algorithm_names_its_parameters(qgis_process):
    helped = qgis_process("help", "cpzoning:sixclasszoning", "--json")
    assert helped.returncode == 0, helped.stderr
    assert {"INPUT", "OUTPUT"} <= set(json.loads(helped.stdout)["parameters"]) | set(
        json.loads(helped.stdout)["outputs"]
    )


def test_unknown_algorithm_is_an_error(qgis_process):
    done = qgis_process("run", "cpzoning:nosuchalgorithm", inputs={})
    assert done.returncode == 1
    assert "nosuchalgorithm" in done.stderr
