#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-tidy over the sources of a build folder. A file that was clean is not read again until
# it, a header of ours that it includes, or .clang-tidy changes.
#   scripts/lint.sh BUILD_FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:?usage: scripts/lint.sh BUILD_FOLDER}
stamps=$build/lint
mkdir -p "$stamps"
mapfile -t files < <(git ls-files --cached --others --exclude-standard 'engine/*.cc' 'cli/*.cc')

stamp_of() {  # the hash of a file, its own headers and the checks
  { cat .clang-tidy "$1"; g++ -std=c++20 -I. -MM -MG "$1" 2>/dev/null | tr ' \\' '\n\n' |
      grep -E '^(engine|cli)/' | sort -u | xargs -r cat 2>/dev/null; } | sha256sum | cut -c1-32
}
export -f stamp_of

one() {
  local file=$1 build=$2 stamps=$3 stamp
  stamp=$stamps/$(stamp_of "$file")
  [ -e "$stamp" ] && return 0
  if clang-tidy --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option "$file" >"$stamp.log" 2>/dev/null; then
    rm -f "$stamp.log"
    touch "$stamp"
  else
    cat "$stamp.log"
    rm -f "$stamp.log"
    return 1
  fi
}
export -f one

if ! printf '%s\0' "${files[@]}" |
     xargs -0 -P "$(nproc)" -I{} bash -c 'one "$@"' _ {} "$build" "$stamps"; then
  echo "error: clang-tidy found something; it stands above" >&2
  exit 1
fi
echo "lint: ${#files[@]} files"
