#!/usr/bin/env bash
# Prove the set-up on a machine that has nothing: a bare Debian in a folder, a clone of the last commit in it, and
# there the given command (tools/test.sh by default).
#   tools/fresh_machine.sh FOLDER bookworm|trixie|... [COMMAND...]
# Needs root, debootstrap and about 3 GB. The mirror, certificates and pip settings are this machine's. The folder is
# kept for the next time; nothing is mounted in it any more when the script ends.
set -euo pipefail
[ "$#" -ge 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2; }
root=$(realpath -m "$1")
suite=$2
shift 2
cd "$(dirname "$0")/.."
source tools/steps.sh

unmount() {
    local folder
    for folder in dev proc; do
        ! mountpoint -q "$root/$folder" || umount "$root/$folder"
    done
}
trap 'step_end FAILED; unmount' EXIT

mirror() {
    # shellcheck disable=SC2016  # the names in the format are apt's
    apt-get indextargets --format '$(ORIGIN)|$(COMPONENT)|$(REPO_URI)' 'Created-By: Packages' |
        awk -F'|' '$1 == "Debian" && $2 == "main" && !seen++ { print $3 }'
}

make_root() {
    [ ! -e "$root/made" ] || return 0
    mkdir -p "$root"
    # An older debootstrap has no script for a newer suite; that of sid serves them all.
    debootstrap --variant=minbase "$suite" "$root" "$(mirror)" /usr/share/debootstrap/scripts/sid
    # No service may start inside.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
    touch "$root/made"
}

copy_settings() {
    local file
    for file in /etc/resolv.conf /etc/pip.conf /usr/local/share/ca-certificates; do
        [ ! -e "$file" ] || cp -rL "$file" "$root/${file%/*}/"
    done
    mkdir -p "$root/etc/ssl/certs"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    rm -rf "$root/plugin"
    git clone -q --no-hardlinks . "$root/plugin"
}

mount_system() {
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
}

inside() { chroot "$root" env HOME=/root LC_ALL=C.UTF-8 PATH="$PATH" bash -c 'cd /plugin && "$@"' bash "$@"; }

step "bare $suite" make_root
step "settings of this machine and a clone" copy_settings
mount_system
[ "$#" != 0 ] || set -- tools/test.sh
step "$1 inside" inside "$@"
