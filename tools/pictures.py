#!/usr/bin/python3
"""Take the pictures of the desktop for README and manual anew, into docs/images/desktop-*.png.

They come from the real QGIS with the practice county (the scenario that the tests run too), in both
languages, with a palette so that the repository stays small.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SCENARIO = ROOT / "tests" / "end_to_end" / "scenarios" / "practice_chain.py"
IMAGES = ROOT / "docs" / "images"
LOCALES = {"zh": "zh-Hans", "en": "en"}
SHOTS = {"sub-zones": "desktop-subzones", "six-classes": "desktop-sixclass"}


def take(lang: str, folder: Path) -> None:
    """Run the scenario in one language and keep its pictures."""
    tool = [sys.executable, ROOT / "tools" / "desktop_check.py", "--repo", ROOT, "--scenario", SCENARIO]
    run = [*tool, "--out", folder, "--locale", LOCALES[lang], "--size", "1440x810"]
    subprocess.run(run, stdout=subprocess.DEVNULL, check=False)
    problems = json.loads((folder / "report.json").read_text(encoding="utf-8"))["problems"]
    if problems:
        raise SystemExit("pictures.py: " + "\n".join(problems))
    for shot, name in SHOTS.items():
        with Image.open(folder / f"{shot}.png") as picture:
            small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
            small.save(IMAGES / f"{name}-{lang}.png", optimize=True)


def main() -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "i18n.py", "build"], check=True)
    for lang in LOCALES:
        with tempfile.TemporaryDirectory() as folder:
            take(lang, Path(folder))
    for path in sorted(IMAGES.glob("desktop-*.png")):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
