#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what Refrain needs on Debian 12. Each package stands here with its reason.
#
#   scripts/install-packages.sh build     to build and run it
#   scripts/install-packages.sh check     and to test it
#   scripts/install-packages.sh bench     and to compare it with peers
#   scripts/install-packages.sh fresh     to prove all that in a bare Debian
set -euo pipefail

build_packages() {
  cat <<'LIST'
g++                   compiler (C++20)
cmake                 configures the build
ninja-build           runs the build
make                  the commands of the README
pkg-config            finds libraries that have no CMake package
ccache                a repeated build takes seconds
libfmt-dev            formatting
libxxhash-dev         content hashes, ids
libicu-dev            charsets, normalisation, word breaks of CJK and Thai, time zones
libxapian-dev         the search index; Snowball stemmers
libre2-dev            patterns in linear time
libsqlite3-dev        the store
libgmime-3.0-dev      MIME
libxml2-dev           HTML to text
libuchardet-dev       charset of undeclared text
libsimdjson-dev       JSON Lines in
nlohmann-json3-dev    JSON out
libarchive-dev        .gz, .zip
libcli11-dev          command line options
libtomlplusplus-dev   config.toml
LIST
}

check_packages() {
  cat <<'LIST'
libgtest-dev          unit tests
libgmock-dev          matchers of the unit tests
clang-format          source format
clang-tidy            lint
clang                 fuzz targets
git                   lists the project's files
LIST
}

bench_packages() {
  cat <<'LIST'
maildir-utils         mu, the peer that ingest is measured beside
LIST
}

fresh_packages() {
  cat <<'LIST'
debootstrap           makes the bare Debian
LIST
}

case "${1:-build}" in
  build) list=$(build_packages) ;;
  check) list=$(build_packages; check_packages) ;;
  bench) list=$(build_packages; bench_packages) ;;
  fresh) list=$(fresh_packages) ;;
  list) build_packages; check_packages; bench_packages; fresh_packages; exit 0 ;;
  *) echo "usage: $0 build|check|bench|fresh|list" >&2; exit 2 ;;
esac

missing=()
while read -r package _; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done <<<"$list"
if [ ${#missing[@]} -eq 0 ]; then
  echo "packages: all $(wc -l <<<"$list") are there"
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "error: installing packages needs root, and there is no sudo" >&2
    echo "hint: run this as root: $0 ${1:-build}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "packages: installing ${#missing[@]} of $(wc -l <<<"$list"): ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
if ! "${as_root[@]}" apt-get update -qq; then
  echo "error: the package lists could not be read" >&2
  echo "hint: check the network and /etc/apt/sources.list" >&2
  exit 1
fi
if ! "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
  echo "error: apt-get could not install: ${missing[*]}" >&2
  echo "hint: is this Debian 12 (bookworm)? See the lines above" >&2
  exit 1
fi
echo "packages: done"
