#!/usr/bin/env bash
# All checks and tests. Every step runs even if one before it failed; the exit status tells.
#   tools/test.sh                    everything
#   tools/test.sh tests/toolbelt -x  the checks, then pytest once with these arguments
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/steps.sh

python=.venv/bin/python
shipped=(__init__.py core toolbelt cartography processing_provider plugin)
scratch=$(mktemp -d)
trap 'step_end FAILED; rm -rf "$scratch"' EXIT
export PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$scratch

# pytest, its output also kept for the sum at the end. A run that broke off (no tests, a crash) counts as an error.
run_pytest() {
    local status=0
    "$python" -m pytest "$@" | tee -a "$scratch/log" || status=$?
    [ "$status" -le 2 ] || printf '1 error in 0.0s: pytest left with status %s\n' "$status" | tee -a "$scratch/log"
    return "$status"
}
run_pytest_with_numpy_alone() { PYTHONPATH=tests run_pytest -p blocked_packages "$@"; }

tools/setup.sh
attempt "ruff check" .venv/bin/ruff check --quiet --output-format concise .
attempt "ruff format" .venv/bin/ruff format --quiet --check --output-format concise .
attempt "translations" "$python" tools/i18n.py check
attempt "scoped enums" "$python" tools/check_enums.py "${shipped[@]}"
attempt "bandit, secrets, flake8" "$python" tools/directory_checks.py "${shipped[@]}" resources

failed_checks=${#failed_steps[@]}

if [ "$#" != 0 ]; then
    attempt "tests" run_pytest "$@"
else
    attempt "tests of core and of the house, without pytest-qgis" \
        run_pytest -p no:pytest_qgis -p no:pytest-qt tests/core tests/test_house.py
    attempt "tests with QGIS" run_pytest --ignore=tests/core --ignore=tests/test_house.py
    attempt "tests without pandas, scipy and matplotlib" \
        run_pytest_with_numpy_alone -m "not slow" --ignore=tests/tools --ignore=tests/test_house.py
fi

if [ "${#failed_steps[@]}" != 0 ]; then
    printf 'FAILED: %s\n' "${failed_steps[@]}"
fi
# All runs and checks together. The last line of a run is "=== 2 failed, 30 passed in 1.23s ===", with -q "30 passed in 1.23s".
awk -v failed="$failed_checks" '/ in [0-9.]+s/ && /(passed|failed|error)/ {
        for (i = 2; i <= NF; i++) {
            if ($i ~ /^passed/) passed += $(i - 1)
            if ($i ~ /^(failed|error)/) failed += $(i - 1)
        }
     }
     END { printf "%d passed, %d failed\n", passed, failed }' "$scratch/log"
[ "${#failed_steps[@]}" = 0 ]
