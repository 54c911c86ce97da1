#!/usr/bin/python3
"""Drive the real QGIS desktop with the plugin, unseen, and tell whether all went well.

    desktop_check.py (--repo . | --zip FILE) --scenario FILE.py --out DIR [--locale zh-Hans] [--timeout 180]

QGIS starts under Xvfb from a throwaway profile, runs the scenario inside (see desktop_inside.py) and is
closed as a user closes it. DIR/report.json has the verdict, DIR/*.png the screenshots, DIR/qgis.log what
QGIS printed. Exit status 0: every expectation held, there was no Python error and no dialog that the
scenario had not announced, and QGIS left with status 0.

A scenario is a Python file with one generator function; it yields a condition to wait for, or milliseconds::

    def scenario(t):
        t.expect(t.plugin is not None, "plugin started")
        t.click(t.action("CpzoningDockAction"))
        yield lambda: t.find(QDockWidget, "CpzoningDock").isVisible()
        t.shot("dock")
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

PACKAGE = "carbon_pollution_zoning"
INSIDE = Path(__file__).resolve().with_name("desktop_inside.py")
# A foreign python3 in front breaks the Python inside QGIS: it then shows an error box that nobody answers.
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
DROPPED = ("PYENV", "PYTHON", "CONDA", "QGIS", "QT_", "XDG_", "WAYLAND", "VIRTUAL_ENV", "SESSION_", "DBUS_")

# All that would ask a question, or talk to the network, is switched off.
PROFILE = """[PythonPlugins]
{package}=true
processing=true

[app]
askToSaveMemoryLayers=false
projections\\unknownCrsBehavior=NoAction
news-feed\\items\\httpsfeedqgisorg\\disabled=true

[plugin-manager]
automatically-check-for-updates=false

[qgis]
checkVersion=false
showTips=false
askToSaveProjectChanges=false
newProjectDefault=false
projOpenAtLaunch=0
enableMacros=0

[locale]
overrideFlag={override}
userLocale={locale}
globalLocale={locale}

[Projections]
defaultBehavior=useProject

[fonts]
downloadMissingFonts=false
"""

# QGIS runs this before it loads plugins: an error while they load becomes text, not a modal box.
STARTUP = """import os, traceback
import qgis.utils

def _record(kind, value, tb, message, *rest, **options):
    with open(os.environ["DESKTOP_CHECK_EARLY"], "a", encoding="utf-8") as file:
        file.write((message or "") + "\\n" + "".join(traceback.format_exception(kind, value, tb)) + "\\n")

if "DESKTOP_CHECK_EARLY" in os.environ:
    qgis.utils.showException = _record
"""

GRAB_SCREEN = (
    "import sys; from qgis.PyQt.QtWidgets import QApplication; a = QApplication([]); "
    "a.primaryScreen().grabWindow(0).save(sys.argv[1])"
)


def prepare(work: Path, arguments: argparse.Namespace) -> None:
    """Lay out home, profile and plugin in the empty folder *work*."""
    for name in ("home", "run", "profile", "plugins"):
        (work / name).mkdir(mode=0o700)
    default = work / "profile" / "profiles" / "default"
    if arguments.repo:
        (work / "plugins" / PACKAGE).symlink_to(arguments.repo.resolve(), target_is_directory=True)
    else:
        with zipfile.ZipFile(arguments.zip) as archive:
            archive.extractall(default / "python" / "plugins")
    settings = PROFILE.format(
        package=PACKAGE, override="true" if arguments.locale else "false", locale=arguments.locale
    )
    for generation in ("QGIS3", "QGIS4"):
        ini = default / "QGIS" / f"{generation}.ini"
        ini.parent.mkdir(parents=True, exist_ok=True)
        ini.write_text(settings, encoding="utf-8")
        startup = work / "home" / ".local" / "share" / "QGIS" / generation / "startup.py"
        startup.parent.mkdir(parents=True)
        startup.write_text(STARTUP, encoding="utf-8")


def environment(work: Path, out: Path, arguments: argparse.Namespace) -> dict[str, str]:
    """Environment of QGIS: nothing of the user's, all that desktop_inside.py must know."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(DROPPED)}
    task = {
        "out": str(out),
        "package": PACKAGE,
        "scenario": str(arguments.scenario.resolve()),
        "limit": max(20, arguments.timeout - 30),
        "size": [round(int(side) / float(arguments.scale)) for side in arguments.size.split("x")],
    }
    return {
        **kept,
        "HOME": str(work / "home"),
        "XDG_RUNTIME_DIR": str(work / "run"),
        "TMPDIR": str(work / "run"),
        "PATH": SYSTEM_PATH,
        "LC_ALL": "C.UTF-8",
        "QGIS_PLUGINPATH": str(work / "plugins"),
        "QGIS_CUSTOM_CONFIG_PATH": str(work / "profile"),
        "QT_QPA_PLATFORM": "xcb",
        "QT_SCALE_FACTOR": arguments.scale,
        "QT_X11_NO_MITSHM": "1",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONFAULTHANDLER": "1",
        "DESKTOP_CHECK_EARLY": str(out / "early-errors.txt"),
        "DESKTOP_CHECK": json.dumps(task),
    }


def start_xvfb(size: str) -> tuple[subprocess.Popen, str]:
    """A virtual screen and its name; Xvfb picks a free number itself, so runs in parallel never collide."""
    reader, writer = os.pipe()
    # 96 dots per inch, as a desktop has: with Xvfb's own 100 Qt scales the window and cuts the docks.
    screen = ["-screen", "0", f"{size}x24", "-dpi", "96", "-nolisten", "tcp", "-noreset"]
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), *screen],
        pass_fds=(writer,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(writer)
    with os.fdopen(reader) as pipe:
        number = pipe.readline().strip()
    if not number:
        raise SystemExit("desktop_check.py: Xvfb did not start")
    return process, f":{number}"


def stop(process: subprocess.Popen) -> None:
    """End a process that this script started, with its children."""
    for sign, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(process.pid, sign)
                process.wait(patience)


def wait(process: subprocess.Popen, out: Path, arguments: argparse.Namespace) -> str:
    """Wait for QGIS to leave; returns why it had to be given up, or nothing."""
    began = time.monotonic()
    while process.poll() is None:
        took = time.monotonic() - began
        if took > arguments.timeout:
            return f"QGIS was still running after {arguments.timeout} s"
        if took > arguments.start_limit and not (out / "started").exists():
            return (
                f"the scenario did not start within {arguments.start_limit} s (see outside.png and qgis.log)"
            )
        time.sleep(0.1)
    return ""


def run(out: Path, work: Path, arguments: argparse.Namespace) -> tuple[int | None, str]:
    """Run QGIS with the scenario; returns its exit status and why it was given up, if it was."""
    xvfb, display = start_xvfb(arguments.size)
    variables = {**environment(work, out, arguments), "DISPLAY": display}
    try:
        with (out / "qgis.log").open("wb") as log:
            process = subprocess.Popen(
                [arguments.qgis, "--nologo", "--noversioncheck", "--code", str(INSIDE)],
                env=variables,
                cwd=work / "run",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                given_up = wait(process, out, arguments)
                if given_up:
                    picture = ["/usr/bin/python3", "-c", GRAB_SCREEN, str(out / "outside.png")]
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        subprocess.run(
                            picture, env=variables, stderr=subprocess.DEVNULL, timeout=30, check=False
                        )
            finally:
                stop(process)
    finally:
        stop(xvfb)
    return process.returncode, given_up


def report(out: Path, status: int | None, given_up: str) -> dict:
    """The verdict: what the inside reported, and what only the outside can know."""
    path = out / "report.json"
    if path.exists():
        verdict = json.loads(path.read_text(encoding="utf-8"))
    else:
        began = (out / "started").exists()
        verdict = {"problems": [f"QGIS {'ended in the middle of' if began else 'never ran'} the scenario"]}
    early = out / "early-errors.txt"
    if early.exists():
        verdict["problems"].insert(
            0, "while plugins were loaded: " + early.read_text(encoding="utf-8")[-2500:]
        )
    if given_up:
        verdict["problems"].append(given_up)
    elif status != 0:
        verdict["problems"].append(f"QGIS left with status {status}")
    verdict.update(ok=not verdict["problems"], exit_status=status)
    path.write_text(json.dumps(verdict, indent=1, ensure_ascii=False), encoding="utf-8")
    return verdict


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--repo", type=Path, help="checkout, linked under the plugin's name")
    source.add_argument(
        "--zip", type=Path, help="release, unpacked into the profile as the plugin manager does"
    )
    parser.add_argument("--scenario", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--locale", default="", help="QGIS's name of it: simplified Chinese is zh-Hans")
    parser.add_argument("--timeout", type=int, default=180, help="seconds for the whole run")
    parser.add_argument(
        "--start-limit", type=int, default=60, help="seconds until the scenario must have begun"
    )
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--scale", default="1", help="of the whole interface: 2 is a screen at 200 %%")
    parser.add_argument("--qgis", default="qgis")
    arguments = parser.parse_args()
    out = arguments.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("*.png"), out / "report.json", out / "started", out / "early-errors.txt"]:
        old.unlink(missing_ok=True)
    work = Path(tempfile.mkdtemp(prefix="desktop-", dir=out))
    try:
        prepare(work, arguments)
        verdict = report(out, *run(out, work, arguments))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(json.dumps(verdict, indent=1, ensure_ascii=False))
    return 0 if verdict["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
