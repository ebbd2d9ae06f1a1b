#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves the README in a bare Debian 12: debootstrap into a scratch folder, a clone inside,
# `make demo` and `make check` there. Needs root and the host's apt configuration.
#   scripts/fresh.sh [SCRATCH_FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(id -u)" -eq 0 ] || { echo "error: debootstrap and chroot need root" >&2; exit 1; }
scripts/install-packages.sh fresh
root=${1:-$(mktemp -d /var/tmp/refrain-fresh.XXXXXX)}
mirror=$(grep -rhoE 'https?://[^ ]+' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null |
         grep -v security | head -1)
[ -n "$mirror" ] || { echo "error: no mirror in /etc/apt/sources.list" >&2; exit 1; }
cleanup() {
  for point in proc sys dev/pts dev; do umount -l "$root/$point" 2>/dev/null || true; done
  [ "${KEEP:-}" = 1 ] || rm -rf --one-file-system "$root"
}
trap cleanup EXIT
echo "== a bare Debian 12 in $root"
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$root.log" 2>&1 ||
  { tail -n 5 "$root.log" >&2; echo "error: debootstrap failed" >&2; exit 1; }
cp -r /etc/apt/. "$root/etc/apt/"
for file in /etc/resolv.conf /etc/hosts; do [ -e "$file" ] && cp -L "$file" "$root$file"; done
for variable in http_proxy https_proxy no_proxy; do
  [ -n "${!variable:-}" ] && echo "export $variable='${!variable}'" >>"$root/etc/profile.d/proxy.sh"
done
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev" 2>/dev/null || true
inside() { chroot "$root" /usr/bin/env -i HOME=/root TERM=dumb LANG=C.UTF-8 \
             PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -lc "$1"; }
# A person clones with git and types make: those two are all that is put there by hand.
inside 'apt-get update -qq && apt-get install -y -qq --no-install-recommends git make ca-certificates >/dev/null'
git clone --quiet --no-local . "$root/root/refrain"
for command in demo check; do
  echo "== make $command"
  started=$SECONDS
  inside "cd /root/refrain && make $command"
  echo "== make $command: $((SECONDS - started)) s"
done
for command in demo check; do
  started=$SECONDS
  inside "cd /root/refrain && make $command >/dev/null"
  echo "== make $command again: $((SECONDS - started)) s"
done
