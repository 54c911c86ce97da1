#!/usr/bin/env bash
# Make this machine ready to test, show and package the plugin: QGIS and friends by apt, the development tools
# into .venv. May be run any number of times; when all is there it needs no network and takes a moment.
#   tools/setup.sh --benchmarks    also the implementations that benchmarks/ compares with
#   tools/setup.sh --oracles       also the spatial statistics that tests/oracles asks
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/steps.sh

LEAST_QGIS=3.40
SYSTEM_PACKAGES=(
    ca-certificates git
    gdal-bin python3-gdal python3-numpy python3-pandas python3-scipy python3-matplotlib python3-venv
    fonts-wqy-microhei fonts-open-sans poppler-utils qttools5-dev-tools xvfb xauth
    postgresql postgresql-postgis # the tests of the register start a server of their own
)
QGIS_PACKAGES=(qgis python3-qgis)
BACKPORTS_LIST=/etc/apt/sources.list.d/carbon-pollution-zoning-backports.list

give_up() {
    printf 'setup.sh: %s\n' "$1" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        give_up "the missing packages need root: run it once as root, or install sudo."
    fi
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q "$@" </dev/null; }

installed_version() { dpkg-query -W -f '${db:Status-Status} ${Version}' "$1" 2>/dev/null | sed -n 's/^installed //p'; }

# New enough? Debian writes 3.40.6+dfsg-1~bpo12+1; what follows the least number always sorts after "3.40~".
new_enough() { [ -n "$1" ] && dpkg --compare-versions "$1" ge "$LEAST_QGIS~"; }

missing_system_packages() {
    local name
    for name in "${SYSTEM_PACKAGES[@]}"; do
        [ -n "$(installed_version "$name")" ] || printf '%s\n' "$name"
    done
}

missing_qgis_packages() {
    local name
    for name in "${QGIS_PACKAGES[@]}"; do
        new_enough "$(installed_version "$name")" || printf '%s\n' "$name"
    done
}

# The release ("bookworm-backports") of the newest QGIS that apt knows of and that is new enough; nothing if none is.
release_with_qgis() {
    local rows row name version where
    mapfile -t rows < <(apt-cache madison qgis | grep 'Packages$')
    for row in "${rows[@]}"; do
        IFS='|' read -r name version where <<<"$row"
        if new_enough "${version// /}"; then
            awk '{ sub("/.*", "", $2); print $2 }' <<<"$where"
            return
        fi
    done
}

# One-line source of this Debian release's backports, on the mirror that the machine already uses.
backports_source() {
    local codename=$1 keyring=/usr/share/keyrings/debian-archive-keyring.gpg option=''
    [ ! -e "$keyring" ] || option="[signed-by=$keyring] "
    # shellcheck disable=SC2016  # the names in the format are apt's
    apt-get indextargets --format '$(RELEASE)|$(COMPONENT)|$(REPO_URI)' 'Created-By: Packages' |
        awk -F'|' -v c="$codename" -v o="$option" '
            $1 ~ "^(" c "|stable|oldstable)$" && $2 == "main" && !seen++ { print "deb " o $3 " " c "-backports main" }'
}

add_backports() {
    local codename=$1 source
    source=$(backports_source "$codename")
    [ -n "$source" ] || return 0
    printf 'adding %s-backports\n' "$codename"
    printf '%s\n' "$source" | as_root tee "$BACKPORTS_LIST" >/dev/null
    if ! apt_get update; then
        as_root rm -f "$BACKPORTS_LIST"
    fi
}

install_qgis() {
    local release='' ID='' VERSION_CODENAME='' PRETTY_NAME='this system'
    source /etc/os-release
    release=$(release_with_qgis)
    if [ -z "$release" ] && [ "$ID" = debian ]; then
        add_backports "$VERSION_CODENAME"
        release=$(release_with_qgis)
    fi
    [ -n "$release" ] || give_up "the package sources of $PRETTY_NAME offer no QGIS $LEAST_QGIS or newer: add the \
QGIS project's own apt repository for this release (see 'Linux' on the download page of qgis.org) and run it again."
    apt_get install -y --no-install-recommends -t "$release" "${QGIS_PACKAGES[@]}"
}

set_up_system() {
    local qgis
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        give_up "this system has no apt: install QGIS $LEAST_QGIS or newer with its Python, GDAL, pandas, scipy, \
matplotlib, a Chinese font, Xvfb, lrelease and poppler-utils by hand, then make .venv with \
'/usr/bin/python3 -m venv --system-site-packages .venv' and install requirements/testing.txt and packaging.txt into it."
    fi
    mapfile -t qgis < <(missing_qgis_packages)
    mapfile -t missing < <(missing_system_packages)
    missing+=("${qgis[@]}")
    [ "${#missing[@]}" != 0 ] || return 0
    printf 'missing: %s\n' "${missing[*]}"
    apt_get update || printf 'apt-get update failed; going on with the lists that are here\n'
    [ "${#qgis[@]}" = 0 ] || install_qgis
    apt_get install -y --no-install-recommends "${SYSTEM_PACKAGES[@]}"
    mapfile -t missing < <(missing_qgis_packages; missing_system_packages)
    [ "${#missing[@]}" = 0 ] || give_up "apt did not install ${missing[*]}."
}

# Nothing in .venv may bring another numpy: the system's QGIS, GDAL and pandas are compiled against the system's.
system_versions() {
    /usr/bin/python3 - <<'PYTHON'
import importlib

for name in ("numpy", "pandas", "scipy", "matplotlib"):
    print(f"{name}=={importlib.import_module(name).__version__}")
PYTHON
}

make_venv() {
    local python
    python=$(/usr/bin/python3 -VV)
    [ "$(cat .venv/made-by 2>/dev/null)" = "$python" ] && [ -x .venv/bin/python ] && return
    /usr/bin/python3 -m venv --clear --system-site-packages .venv
    system_versions >.venv/system-versions.txt
    printf '%s\n' "$python" >.venv/made-by
}

# install_requirements FILE...: nothing is done, and no network needed, while the files are as at the last time.
install_requirements() {
    local file changed=()
    for file in "$@"; do
        cmp -s "$file" ".venv/${file##*/}" || changed+=(-r "$file")
    done
    [ "${#changed[@]}" != 0 ] || return 0
    .venv/bin/pip install -q --disable-pip-version-check -c .venv/system-versions.txt "${changed[@]}"
    cp "$@" .venv/
}

missing=()
requirements=(requirements/testing.txt requirements/packaging.txt)
case ${1-} in
'') ;;
--benchmarks) requirements+=(requirements/benchmarks.txt) ;;
--oracles) requirements+=(requirements/oracles.txt) ;;
*) give_up "the only options are --benchmarks and --oracles." ;;
esac

step "system packages" set_up_system
step "virtual environment" make_venv
step "development tools" install_requirements "${requirements[@]}"
