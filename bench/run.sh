#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Ingest of the same mail by mu and by Refrain, in turn, medians of CPU seconds, as a ratio.
# Refrain also trims replies, tells languages, analyses, and links; mu only indexes.
#
#   bench/run.sh [MBOX…]        default: corpus-samples' mail, written 40 times with other ids
#   RUNS=5 bench/run.sh …
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-3}
bin=build/release
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
inputs=("$@")
if [ ${#inputs[@]} -eq 0 ]; then
  for i in $(seq 40); do
    sed -E "s/^(Message-I[Dd]|In-Reply-To|References): *<([^>]*)>/\1: <$i.\2>/; s/^Subject: /Subject: [$i] /" \
      corpus-samples/mail/support.mbox >"$scratch/$i.mbox"
    inputs+=("$scratch/$i.mbox")
  done
fi
messages=$($bin/bench/bench_maildir "$scratch/maildir" "${inputs[@]}")
megabytes=$(du -sm "$scratch/maildir" | cut -f1)
echo "mail: $messages messages, $megabytes MB"
export REFRAIN_LEXICONS=$PWD/lexicons
measure() { "$bin/bench/bench_measure" "$@" 2>/dev/null; }
median() { sort -n | awk '{v[NR]=$1} END {print (NR % 2) ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }
for run in $(seq "$runs"); do
  if command -v mu >/dev/null; then
    rm -rf "$scratch/mu"
    mu init --quiet --muhome="$scratch/mu" --maildir="$scratch/maildir" >/dev/null 2>&1
    measure mu index --quiet --muhome="$scratch/mu" >>"$scratch/mu.times"
  fi
  rm -rf "$scratch/refrain"
  $bin/cli/refrain --data "$scratch/refrain" init >/dev/null 2>&1
  measure "$bin/cli/refrain" --data "$scratch/refrain" ingest "$scratch/maildir" >>"$scratch/refrain.times"
done
report() {  # name, file, size in KB
  local cpu wall rss
  cpu=$(cut -d' ' -f1 "$2" | median); wall=$(cut -d' ' -f2 "$2" | median); rss=$(cut -d' ' -f3 "$2" | median)
  awk -v n="$1" -v m="$messages" -v c="$cpu" -v w="$wall" -v r="$rss" -v s="$3" 'BEGIN {
    printf "%-8s %7.2f CPU s  %7.2f s  %6.0f messages per CPU s  %5.0f MB memory  %5.1f MB on disk\n",
           n, c, w, m / c, r / 1024, s / 1024 }'
}
refrain_cpu=$(cut -d' ' -f1 "$scratch/refrain.times" | median)
report refrain "$scratch/refrain.times" "$(du -sk "$scratch/refrain" | cut -f1)"
if [ -s "$scratch/mu.times" ]; then
  mu_cpu=$(cut -d' ' -f1 "$scratch/mu.times" | median)
  report mu "$scratch/mu.times" "$(du -sk "$scratch/mu" | cut -f1)"
  awk -v a="$mu_cpu" -v b="$refrain_cpu" 'BEGIN { printf "ratio: %.2f times the messages of mu per CPU second\n", a / b }'
else
  echo "mu is not installed: scripts/install-packages.sh bench"
fi
