#!/usr/bin/python3
"""Take the pictures of the desktop for README and manual anew, into docs/images.

    pictures.py               all of them, in both languages
    pictures.py tutorial      those of one set: practice or tutorial

They come from the real QGIS with the practice county, by scenarios that the tests run too: what is shown
works, and what a picture's page tells is done click by click. They have a palette so that the repository
stays small.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SCENARIOS = ROOT / "tests" / "end_to_end" / "scenarios"
IMAGES = ROOT / "docs" / "images"
LOCALES = {"zh": "zh-Hans", "en": "en"}
MOST_BYTES = 120 * 1024
COLOURS = (256, 128, 96, 64, 48)  # fewer where the file would be too large


class Series(NamedTuple):
    """The pictures of one scenario.

    Attributes
    ----------
    shots
        Shot of the scenario -> name of its picture.
    """

    scenario: str
    size: str
    shots: dict[str, str]


SERIES = {
    "practice": Series(
        "practice_chain.py", "1440x810", {"sub-zones": "desktop-subzones", "six-classes": "desktop-sixclass"}
    ),
    "tutorial": Series(
        "tutorial.py",
        "1440x1020",
        {f"tutorial-{number:02}": f"tutorial-{number:02}" for number in range(1, 11)},
    ),
}


def take(series: Series, lang: str, folder: Path) -> list[Path]:
    """Run a scenario in one language and keep its pictures."""
    tool = [sys.executable, ROOT / "tools" / "desktop_check.py", "--repo", ROOT, "--out", folder]
    run = [*tool, "--scenario", SCENARIOS / series.scenario, "--locale", LOCALES[lang]]
    subprocess.run([*run, "--size", series.size, "--timeout", "400"], stdout=subprocess.DEVNULL, check=False)
    problems = json.loads((folder / "report.json").read_text(encoding="utf-8"))["problems"]
    if problems:
        raise SystemExit("pictures.py: " + "\n".join(problems))
    return [
        keep(folder / f"{shot}.png", IMAGES / f"{name}-{lang}.png") for shot, name in series.shots.items()
    ]


def keep(shot: Path, target: Path) -> Path:
    """Write a picture with as many colours as its size allows, the commonest ones exactly as they are.

    A palette of averages would change the colours of classes in legends.
    """
    with Image.open(shot) as picture:
        red, green, blue = np.moveaxis(np.asarray(picture.convert("RGB"), dtype=np.int32), 2, 0)
    values, inverse, counts = np.unique(
        (red << 16) + (green << 8) + blue, return_inverse=True, return_counts=True
    )
    parts = np.stack([values >> 16, (values >> 8) & 255, values & 255], axis=1)
    for colours in COLOURS:
        palette = parts[np.argsort(-counts, kind="stable")[:colours]]
        nearest = ((parts[:, None] - palette[None]) ** 2).sum(axis=2).argmin(axis=1)
        made = Image.fromarray(nearest[inverse].reshape(red.shape).astype(np.uint8), mode="P")
        made.putpalette(palette.astype(np.uint8).tobytes())
        made.save(target, optimize=True)
        if target.stat().st_size <= MOST_BYTES:
            break
    return target


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("series", nargs="*", help=f"which: {', '.join(SERIES)}; all without")
    wanted = parser.parse_args().series or list(SERIES)
    if not set(wanted) <= set(SERIES):
        parser.error(f"there are the sets {', '.join(SERIES)}")
    subprocess.run([sys.executable, ROOT / "tools" / "i18n.py", "build"], check=True)
    for name in wanted:
        for lang in LOCALES:
            with tempfile.TemporaryDirectory() as folder:
                for path in take(SERIES[name], lang, Path(folder)):
                    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
