#!/usr/bin/env bash
# The whole chain on the sample county and on real data of the world; the results are in demo_output/.
# Arguments go to tools/demo.py.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/steps.sh

scratch=$(mktemp -d)
trap 'step_end FAILED; rm -rf "$scratch"' EXIT
# An empty profile, and no screen: the demo depends on nothing of the user's QGIS.
export PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
export XDG_RUNTIME_DIR=$scratch QGIS_CUSTOM_CONFIG_PATH=$scratch/profile

tools/setup.sh
step "demo" /usr/bin/python3 tools/demo.py "$@"
