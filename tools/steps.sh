# shellcheck shell=bash
# Sourced by the other scripts: the system's folders on PATH, and steps that say how long they took.

# A foreign python3 in front (pyenv, conda) breaks the Python inside QGIS, so only the system's folders are searched.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV

step_label=''
step_began=0

# The line that closes the step under way: step_end done|FAILED
step_end() {
    [ -n "$step_label" ] || return 0
    awk -v l="$step_label" -v w="$1" -v t="$(($(date +%s%N) - step_began))" \
        'BEGIN { printf "== %s: %s in %.1f s\n", l, w, t / 1e9 }'
    step_label=''
}
trap 'step_end FAILED' EXIT

step_begin() {
    step_label=$1
    step_began=$(date +%s%N)
    printf '== %s\n' "$step_label"
}

# step LABEL COMMAND...: the script ends here when the command fails (errexit stays on inside functions).
step() {
    step_begin "$1"
    shift
    "$@"
    step_end 'done'
}

failed_steps=()

# attempt LABEL PROGRAM...: like step, but the script goes on; what failed is kept in failed_steps.
attempt() {
    local label=$1
    step_begin "$label"
    shift
    if "$@"; then
        step_end 'done'
    else
        step_end FAILED
        failed_steps+=("$label")
    fi
}
