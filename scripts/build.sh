#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Configures and builds a preset; says in a sentence what went wrong.
#   scripts/build.sh PRESET
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:?usage: scripts/build.sh PRESET}
log=build/$preset/configure.log
mkdir -p "build/$preset"
if ! cmake --preset "$preset" >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "error: CMake could not configure the build \"$preset\"; the reason stands above" >&2
  echo "hint: scripts/install-packages.sh check, then run this again" >&2
  exit 1
fi
if ! cmake --build --preset "$preset" -- --quiet; then
  echo "error: the build \"$preset\" failed; the first error stands above" >&2
  exit 1
fi
echo "built: build/$preset"
