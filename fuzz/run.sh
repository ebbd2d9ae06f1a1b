#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs each fuzz target for some seconds from its seeds; a finding stops the run.
#   fuzz/run.sh SECONDS
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
export G_SLICE=always-malloc
for binary in build/fuzz/fuzz/fuzz_*; do
  [ -x "$binary" ] && [ -f "$binary" ] || continue
  name=${binary##*/fuzz_}
  corpus=build/fuzz/corpus/$name
  mkdir -p "$corpus"
  echo "== $name, $seconds s"
  "$binary" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -print_final_stats=0 \
    -verbosity=0 -artifact_prefix="build/fuzz/" "$corpus" "fuzz/seeds/$name"
done
echo "fuzz: no finding"
