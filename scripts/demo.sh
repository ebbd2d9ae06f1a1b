#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job on corpus-samples/, each step with the command that a person would type.
#
#   scripts/demo.sh REFRAIN_BINARY WORKSPACE
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$(realpath "${1:?usage: scripts/demo.sh REFRAIN_BINARY WORKSPACE}")
workspace=${2:?usage: scripts/demo.sh REFRAIN_BINARY WORKSPACE}
rm -rf "$workspace"
mkdir -p "$(dirname "$workspace")"
export REFRAIN_DATA=$workspace REFRAIN_LEXICONS=$PWD/lexicons
# The samples end in September 2026: "today" is the day after.
export REFRAIN_NOW=2026-10-01T09:00:00Z
bin_dir=$(dirname "$binary")
export PATH=$bin_dir:$PATH

say() { printf '\n\033[1m%s\033[0m\n' "$1"; }
# Prints a command as it would be typed, then runs it.
run() {
  printf '\n$ '
  printf '%s ' "$1"
  shift_args=("${@:2}")
  for word in "${shift_args[@]}"; do
    case "$word" in
      *[\ \'\"\(\)\;\&\|\<\>\*\$]*) printf "'%s' " "${word//\'/\'\\\'\'}" ;;
      *) printf '%s ' "$word" ;;
    esac
  done
  printf '\n'
  "$@"
}

say "1. A workspace, and everything that customers wrote to a company in six months"
run refrain init
run refrain ingest corpus-samples/ --own-domain fernlight.example \
  --agent Ilze --agent Tom --agent Marta --agent Jonas
say "2. One word finds it in every language"
run refrain search invoice --limit 6
say "3. What it is about"
run refrain themes --limit 12
say "4. What they keep asking for, and what to change"
run refrain requests --limit 12
top=$(refrain requests --limit 1 --json | sed -n 's/.*"id":"\(r-[^"]*\)".*/\1/p')
run refrain requests show "$top"
run refrain suggestions --limit 12
say "5. How they feel, and whether it moves"
run refrain trends --by month
say "6. What lands in the product manager's inbox"
run refrain digest preview --period 2026-09
run refrain digest preview --period 2026-09 --html "$workspace/digest-2026-09.html"
printf '\nThe same as a page: %s\n' "$workspace/digest-2026-09.html"
