#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Formats all C++ sources, or with --check says which are not formatted.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t files < <(git ls-files --cached --others --exclude-standard '*.cc' '*.h')
if [ "${1:-}" = --check ]; then
  clang-format --dry-run --Werror "${files[@]}" || {
    echo "error: some files are not formatted" >&2
    echo "hint: make format" >&2
    exit 1
  }
  echo "format: ${#files[@]} files"
else
  clang-format -i "${files[@]}"
fi
