"""How a Python package that is missing gets into this QGIS; every kind of installation has its own way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ..toolbelt.translation import translate

#: Words in ``ID`` or ``ID_LIKE`` of os-release -> (system of packages, how it calls a package).
_DISTRIBUTIONS = {
    "debian": ("sudo apt install", "python3-{}"),
    "ubuntu": ("sudo apt install", "python3-{}"),
    "fedora": ("sudo dnf install", "python3-{}"),
    "rhel": ("sudo dnf install", "python3-{}"),
    "suse": ("sudo zypper install", "python3-{}"),
    "arch": ("sudo pacman -S", "python-{}"),
}
_OS_RELEASE = Path("/etc/os-release")


def system() -> str:
    """The kind of this installation: conda, windows, macos, flatpak, a key of the distributions, or linux."""
    if (Path(sys.prefix) / "conda-meta").is_dir():
        return "conda"
    if sys.platform.startswith("win"):
        return "windows"
    if sys.platform == "darwin":
        return "macos"
    if os.environ.get("FLATPAK_ID") or Path("/.flatpak-info").exists():
        return "flatpak"
    return distribution(_OS_RELEASE.read_text(encoding="utf-8") if _OS_RELEASE.is_file() else "")


def distribution(os_release: str) -> str:
    """Key of the distribution that os-release describes, or ``linux``."""
    words = {
        word.strip("\"' ").lower()
        for line in os_release.splitlines()
        if line.startswith(("ID=", "ID_LIKE="))
        for word in line.partition("=")[2].replace('"', "").replace("'", "").split()
    }
    return next((key for key in _DISTRIBUTIONS if any(key in word for word in words)), "linux")


def how(lacking: list[str], kind: str) -> str:
    """One sentence: how to get packages on a *kind* of installation (see `system`)."""
    if kind in _DISTRIBUTIONS:
        command, spelling = _DISTRIBUTIONS[kind]
        packages = " ".join(spelling.format(name) for name in lacking)
        text = translate("Remedies", "Install it in a terminal: {command} {packages}; then start QGIS again.")
        return text.format(command=command, packages=packages)
    texts = {
        "conda": translate(
            "Remedies",
            "Install it in the environment of QGIS: conda install -c conda-forge {names}; then start QGIS "
            "again.",
        ),
        "windows": translate(
            "Remedies",
            "Close QGIS, start the OSGeo4W setup (Advanced Install), mark {packages} under Libs and let it "
            "install; the standalone installer of QGIS has it already.",
        ),
        "macos": translate(
            "Remedies",
            "Install a current QGIS for macOS from qgis.org, which has it; or QGIS from conda-forge with "
            "conda install -c conda-forge qgis {names}.",
        ),
        "flatpak": translate(
            "Remedies",
            "In a terminal: flatpak run --devel --command=pip3 org.qgis.qgis install {names} --user; then "
            "start QGIS again.",
        ),
        "linux": translate(
            "Remedies",
            "Install it with the package manager of the system, where it is called {packages} as a rule; "
            "then start QGIS again.",
        ),
    }
    packages = " ".join(f"python3-{name}" for name in lacking)
    return texts[kind].format(names=" ".join(lacking), packages=packages)
