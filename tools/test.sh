#!/usr/bin/env bash
# All checks and tests. Every step runs even if one before it failed; the exit status tells.
#   tools/test.sh                    everything
#   tools/test.sh tests/toolbelt -x  the checks, then pytest once with these arguments
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/steps.sh
export CI="${CI:-}" PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8

python=.venv/bin/python
log=$(mktemp)
trap 'step_end FAILED; rm -f "$log"' EXIT

# pytest, its output also kept for the sum at the end.
run_pytest() { "$python" -m pytest "$@" | tee -a "$log"; }

tools/setup.sh
attempt "ruff check" .venv/bin/ruff check --quiet .
attempt "ruff format" .venv/bin/ruff format --quiet --check .

if [ "$#" != 0 ]; then
    attempt "tests" run_pytest "$@"
else
    attempt "tests of core, without QGIS" run_pytest -p no:pytest_qgis -p no:pytest-qt tests/core
    attempt "tests with QGIS" run_pytest --ignore=tests/core
    attempt "tests without pandas, scipy and matplotlib" \
        env PYTHONPATH=tests "$python" -m pytest -p blocked_packages -m "not slow"
fi

if [ "${#failed_steps[@]}" != 0 ]; then
    printf 'FAILED: %s\n' "${failed_steps[@]}"
fi
# "12 passed, 1 failed" of all runs together: the summary line of each run is the one in "= ... in 3.2s =".
awk '/^=.* in [0-9.]+s/ {
        for (i = 2; i <= NF; i++) {
            if ($i ~ /^passed/) passed += $(i - 1)
            if ($i ~ /^(failed|error)/) failed += $(i - 1)
        }
     }
     END { printf "%d passed, %d failed\n", passed, failed }' "$log"
[ "${#failed_steps[@]}" = 0 ]
