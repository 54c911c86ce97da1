"""Whole processes, one tool each: wall time, processor time, peak memory, and the start of QGIS in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PLUGINS = "/usr/share/qgis/python/plugins"
HERE = str(Path(__file__).resolve().parent)
START = f"""
import sys
sys.path[:0] = [{PLUGINS!r}, {HERE!r}]
from qgis.core import QgsApplication
QgsApplication.setPrefixPath("/usr", True)
app = QgsApplication([], False)
app.initQgis()
import processing
from processing.core.Processing import Processing
Processing.initialize()
"""
PROVIDER = """
import plugin
from carbon_pollution_zoning.processing_provider.provider import Provider
provider = Provider()
QgsApplication.processingRegistry().addProvider(provider)
"""
# QGIS's own tidying up at the end is left out for all
END = "\nsys.stdout.flush()\nimport os\nos._exit(0)\n"


def python(code: str) -> list[str]:
    """Command that runs code in a QGIS that was started for it."""
    return [sys.executable, "-c", START + code + END]


def measured(commands: list[list[str]], folder: Path) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak megabytes of commands that run one after the other."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/local/bin:/usr/bin:/bin"}
    # modules are compiled once, as where a plugin is installed
    environment["PYTHONPYCACHEPREFIX"] = str(folder.parent / "compiled")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start, peak, busy = time.perf_counter(), 0.0, 0.0
    for command in commands:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{command[0]} failed:\n{errors.decode(errors='replace')[-2000:]}")
        peak, busy = max(peak, usage.ru_maxrss / 1024), busy + usage.ru_utime + usage.ru_stime
    return time.perf_counter() - start, busy, peak
