"""What is said where a Python package is missing fits the kind of installation."""

from __future__ import annotations

import pytest

from carbon_pollution_zoning.processing_provider import checks, remedies

RELEASES = {
    "debian": 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n',
    "ubuntu": 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n',
    "fedora": "ID=fedora\n",
    "rhel": 'ID="rocky"\nID_LIKE="rhel centos"\n',
    "suse": 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n',
    "arch": "ID=manjaro\nID_LIKE=arch\n",
    "linux": "ID=nixos\nVERSION_ID=debian\n",
}
WORDS = {
    "debian": "sudo apt install python3-pandas python3-scipy",
    "ubuntu": "sudo apt install python3-pandas python3-scipy",
    "fedora": "sudo dnf install python3-pandas python3-scipy",
    "rhel": "sudo dnf install python3-pandas",
    "suse": "sudo zypper install python3-pandas",
    "arch": "sudo pacman -S python-pandas python-scipy",
    "linux": "python3-pandas python3-scipy as a rule",
    "conda": "conda install -c conda-forge pandas scipy",
    "windows": "OSGeo4W setup (Advanced Install), mark python3-pandas python3-scipy",
    "macos": "conda install -c conda-forge qgis pandas scipy",
    "flatpak": "flatpak run --devel --command=pip3 org.qgis.qgis install pandas scipy --user",
}


@pytest.mark.parametrize("kind", RELEASES)
def test_distributions_are_known_by_what_they_say(kind):
    expected = {"ubuntu": "debian", "rhel": "rhel"}.get(kind, kind)
    assert remedies.distribution(RELEASES[kind]) == expected


@pytest.mark.parametrize("kind", WORDS)
def test_every_installation_has_its_own_way(kind):
    text = remedies.how(["pandas", "scipy"], kind)
    assert WORDS[kind] in text
    assert ("pip" in text) == (kind == "flatpak")


@pytest.mark.parametrize(("platform", "kind"), [("win32", "windows"), ("darwin", "macos")])
def test_the_platform_decides(monkeypatch, tmp_path, platform, kind):
    monkeypatch.setattr(remedies.sys, "platform", platform)
    assert remedies.system() == kind
    (tmp_path / "conda-meta").mkdir()
    monkeypatch.setattr(remedies.sys, "prefix", str(tmp_path))
    assert remedies.system() == "conda"


def test_a_flatpak_is_no_debian(monkeypatch):
    monkeypatch.setattr(remedies.sys, "platform", "linux")
    monkeypatch.setenv("FLATPAK_ID", "org.qgis.qgis")
    assert remedies.system() == "flatpak"


def test_the_algorithm_says_what_it_lacks_and_how_to_get_it(monkeypatch):
    monkeypatch.setattr(remedies, "system", lambda: "debian")
    text = checks.remedy(["pandas"])
    assert "pandas, which this QGIS lacks" in text and "apt install python3-pandas" in text
