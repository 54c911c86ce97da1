#!/usr/bin/python3
"""Take the pictures of the help of zoning and spatial analysis anew: resources/help/pictures/<id>-<lang>.png.

    help_zones.py          both languages
    help_zones.py <id>...  only those of some algorithms

Each language runs in a process of its own, because the language of QGIS is chosen when it starts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from looking import results  # noqa: E402
from showcase import session, steps  # noqa: E402

PICTURES = ROOT / "resources" / "help" / "pictures"


def main() -> int:
    """Make the pictures; returns the exit status."""
    asked = [word for word in sys.argv[1:] if not word.startswith("--")]
    if "--language" not in sys.argv:
        tool = [sys.executable, __file__, "--language"]
        return max(subprocess.run([*tool, lang, *asked], check=False).returncode for lang in ("en", "zh"))
    lang = asked.pop(0)
    with session.qgis(lang), tempfile.TemporaryDirectory() as folder:
        from looking import charts, helping

        paths = dict(results.compute(Path(folder), lang))
        chain = steps.Chain(Path(folder), lang)
        paths["sources"] = str(Path(folder) / "enterprises.gpkg")
        for name, layers in helping.LAYERS.items():
            if not asked or name in asked:
                helping.draw(layers, paths, lang, PICTURES / f"{name}-{lang}.png")
        for name, make in charts.MAKERS.items():
            if not asked or name in asked:
                make(chain, lang)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
