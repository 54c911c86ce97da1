#!/usr/bin/env bash
# Install a zip into an empty QGIS profile and prove that it works there: QGIS lists its algorithms, one runs.
#   tools/check_install.sh dist/carbon_pollution_zoning-0.1.0.zip
set -euo pipefail
zip=$(realpath "$1")
cd "$(dirname "$0")/.."
source tools/steps.sh

package=carbon_pollution_zoning
work=$(mktemp -d)
trap 'step_end FAILED; rm -rf "$work"' EXIT
mkdir -m 700 "$work/home" "$work/run"
export HOME=$work/home XDG_RUNTIME_DIR=$work/run QGIS_CUSTOM_CONFIG_PATH=$work/profile LC_ALL=C.UTF-8
export QT_QPA_PLATFORM=offscreen
unset QGIS_PLUGINPATH

install_zip() {
    local plugins=$work/profile/profiles/default/python/plugins
    mkdir -p "$plugins"
    python3 -m zipfile -e "$zip" "$plugins"
    qgis_process plugins enable "$package"
}

list_algorithms() {
    local count
    count=$(qgis_process list | grep -c '^[[:space:]]*cpzoning:' || true)
    printf '%s algorithms of cpzoning\n' "$count"
    [ "$count" -gt 0 ]
}

# Two squares of known class: clean air over a sink is S, both standards exceeded far is SCP.
run_algorithm() {
    cat >"$work/units.geojson" <<'JSON'
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"unit_code": "a", "net_tco2": -50.0, "area": 100.0, "q_p": -0.5},
  "geometry": {"type": "Polygon", "coordinates": [[[114, 30], [114.01, 30], [114.01, 30.01], [114, 30.01], [114, 30]]]}},
 {"type": "Feature", "properties": {"unit_code": "b", "net_tco2": 900.0, "area": 100.0, "q_p": 4.0},
  "geometry": {"type": "Polygon", "coordinates": [[[115, 30], [115.01, 30], [115.01, 30.01], [115, 30.01], [115, 30]]]}}
]}
JSON
    qgis_process run cpzoning:sixclasszoning -- INPUT="$work/units.geojson" NET=net_tco2 Q_P=q_p \
        DENOMINATOR_FIELD=area CARBON_BENCHMARK=1 OUTPUT="$work/classes.csv" >"$work/log" ||
        { cat "$work/log"; return 1; }
    python3 - "$work/classes.csv" <<'PYTHON'
import csv, sys

with open(sys.argv[1], encoding="utf-8-sig") as file:
    found = {row["unit_code"]: row["cp_class"] for row in csv.DictReader(file)}
print("classes:", found)
sys.exit(found != {"a": "S", "b": "SCP"})
PYTHON
}

step "install the zip into an empty profile" install_zip
step "list its algorithms" list_algorithms
step "run one of them" run_algorithm
