"""The plugin as ``qgis_process`` sees it: a process of its own, an empty profile, the checkout linked in."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "carbon_pollution_zoning"


@pytest.fixture(scope="session")
def qgis_process(qgis_environment, tmp_path_factory) -> Callable[..., subprocess.CompletedProcess]:
    """``qgis_process(*arguments)`` with the plugin enabled; the finished process, whatever its status.

    ``qgis_process("run", "cpzoning:...", inputs={...})`` hands the parameters over as JSON; what it
    prints is then one JSON object with the keys ``inputs``, ``results`` and ``log``.
    """
    plugins = tmp_path_factory.mktemp("plugins")
    (plugins / PACKAGE).symlink_to(ROOT, target_is_directory=True)
    environment = {**qgis_environment, "QGIS_PLUGINPATH": str(plugins)}

    def run(
        *arguments: str, inputs: dict | None = None, timeout: float = 120, folder: Path | None = None
    ) -> subprocess.CompletedProcess:
        return subprocess.run(
            ["qgis_process", *arguments, *(["-"] if inputs is not None else [])],
            env=environment,
            input=json.dumps({"inputs": inputs}) if inputs is not None else "",
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
            cwd=folder,
        )

    enabled = run("plugins", "enable", PACKAGE)
    if enabled.returncode:
        pytest.fail(f"qgis_process cannot enable the plugin:\n{enabled.stdout}{enabled.stderr}")
    return run


@pytest.fixture
def desktop(workplace) -> Callable[..., dict]:
    """``desktop(scenario, out)`` drives the real QGIS desktop and returns the report of desktop_check.py.

    The report's ``problems`` is empty when all went well; the screenshots are in *out*.
    """

    def drive(
        scenario: Path,
        out: Path = workplace,
        locale: str = "zh-Hans",
        timeout: float = 180,
        options: Sequence[str] = (),
    ) -> dict:
        arguments = ["--repo", ROOT, "--scenario", scenario, "--out", out, "--locale", locale]
        tool = ROOT / "tools" / "desktop_check.py"
        subprocess.run(
            [sys.executable, tool, *arguments, *options, "--timeout", str(timeout)],
            stdout=subprocess.DEVNULL,
            timeout=timeout + 60,
            check=False,
        )
        return json.loads((out / "report.json").read_text(encoding="utf-8"))

    return drive
