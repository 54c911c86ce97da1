"""The demonstration: the whole chain, from raw tables and layers to maps, tables and reports.

    python tools/demo.py [--output FOLDER] [--only county|world|cycle] [--language zh|en]

`county` is the practice county of resources/sample, `world` real data: emissions of CEDS on the world map of
QGIS, `cycle` the register of the practice county, from targets to the dashboards of all levels. Each language
runs in a process of its own, both at the same time, because the language of QGIS is chosen when it starts;
their numbers must agree, and this is checked. Run it with QGIS's Python and without a screen
(QT_QPA_PLATFORM=offscreen), or simply by tools/demo.sh.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from showcase import county, cycle, session, steps, world

LANGUAGES = ("zh", "en")
CASES = {"county": county, "world": world, "cycle": cycle}
SUMMARY = "summary.json"
# What QGIS writes whatever one does: GDAL on the georeference of a PNG, GEOS on places tried for labels.
NOISE = ("The PNG driver does not support update access", "GEOS exception: TopologyException: side location")


def main() -> int:
    """Run both languages and compare, or one language when asked; returns the exit status."""
    arguments = _arguments()
    if arguments.language:
        with session.qgis(arguments.language):
            for name in arguments.only or CASES:
                _one(name, arguments.output / name / arguments.language, arguments.language)
        return 0
    began = time.monotonic()
    _build_translations()
    if not _both_languages(arguments):
        return 1
    agreed = True
    for name in arguments.only or CASES:
        told = [_summary(arguments.output / name / lang) for lang in LANGUAGES]
        agreed &= _same(name, told)
        _print(name, told[0])
    spent = os.times()
    worked = spent.user + spent.system + spent.children_user + spent.children_system
    print(f"\nResults: {arguments.output}")
    print(f"Elapsed: {time.monotonic() - began:.1f} s, processors busy for {worked:.1f} s")
    return 0 if agreed else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output", type=Path, default=session.ROOT / "demo_output")
    parser.add_argument("--only", action="append", choices=list(CASES))
    parser.add_argument("--language", choices=LANGUAGES, help="one language in this process")
    return parser.parse_args()


def _one(name: str, folder: Path, lang: str) -> None:
    """One case in one language: compute, show, and write what was found."""
    began = time.monotonic()
    chain = steps.Chain(folder / "steps", lang)
    result = CASES[name].compute(chain)
    computed = time.monotonic() - began
    summary = CASES[name].show(result, chain, folder, lang)
    seconds = {"compute": round(computed, 1), "show": round(time.monotonic() - began - computed, 1)}
    written = json.dumps({"numbers": summary, "seconds": seconds}, ensure_ascii=False, indent=2)
    (folder / SUMMARY).write_text(written, encoding="utf-8")


def _build_translations() -> None:
    """Chinese texts of algorithms come from the compiled translation, which git does not keep."""
    subprocess.run(
        [sys.executable, session.ROOT / "tools" / "i18n.py", "build"], check=True, stdout=subprocess.DEVNULL
    )


def _both_languages(arguments: argparse.Namespace) -> bool:
    """Run one process per language, each with a QGIS profile of its own; whether both ended well."""
    passed = [part for name in arguments.only or () for part in ("--only", name)]
    with tempfile.TemporaryDirectory() as scratch:
        processes = {}
        for lang in LANGUAGES:
            command = [sys.executable, __file__, "--output", arguments.output, "--language", lang, *passed]
            environment = {**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(Path(scratch) / lang)}
            processes[lang] = subprocess.Popen(
                command, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8"
            )
        fine = True
        for lang, process in processes.items():
            _, errors = process.communicate()
            said = [line for line in errors.splitlines() if line and not any(n in line for n in NOISE)]
            if said:
                print("\n".join(said), file=sys.stderr)
            if process.returncode:
                print(f"The run in {lang} ended with status {process.returncode}.", file=sys.stderr)
                fine = False
    return fine


def _summary(folder: Path) -> dict:
    return json.loads((folder / SUMMARY).read_text(encoding="utf-8"))


def _same(name: str, told: list[dict]) -> bool:
    """Whether both languages found the same numbers."""
    if told[0]["numbers"] == told[1]["numbers"]:
        return True
    print(f"{name}: the numbers of the two languages differ.", file=sys.stderr)
    return False


def _print(name: str, told: dict) -> None:
    print(f"\n{name}")
    for key, value in {**told["numbers"], "seconds": told["seconds"]}.items():
        print(f"  {key}: {_figure(value)}")


def _figure(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_figure(inner)}" for key, inner in value.items()) or "none"
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"


if __name__ == "__main__":
    sys.exit(main())
