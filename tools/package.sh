#!/usr/bin/env bash
# dist/carbon_pollution_zoning-<version>.zip from the last commit, checked as the QGIS plugin directory checks it.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/steps.sh

build() {
    local changed
    changed=$(git status --porcelain)
    [ -z "$changed" ] || printf 'not committed, so not in the zip:\n%s\n' "$changed"
    zip=$(.venv/bin/python tools/package.py)
    printf '%s: %s bytes, sha256 %s\n' "${zip#"$PWD"/}" "$(stat -c %s "$zip")" "$(sha256sum <"$zip" | cut -d' ' -f1)"
}

tools/setup.sh
step "zip" build
step "checks of the plugin directory" .venv/bin/python tools/directory_checks.py "$zip"
