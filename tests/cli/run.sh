#!/usr/bin/env bash
# Runs one plain-text command test: run.sh PROGRAM FILE.test
#
#   ## a remark
#   $ refrain search refund        a command for bash; its standard output follows
#   m-…  2026-09-28…               … inside a line: anything
#   …                              … alone: any number of lines
#   [exit 1]                       its exit status; without it: 0
#
# Empty lines at the end of an answer do not count. Every file gets a folder of its own with
# an empty workspace, a fixed clock, English as its only language (a program with one lexicon
# starts four times as fast) and no settings of the user.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u

program=$(realpath "$1")
test_file=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

while IFS= read -r name; do unset "$name"; done \
  < <(compgen -e | grep -E '^(XDG_|REFRAIN_|NO_COLOR|PAGER|COLUMNS)')
export PATH="$(dirname "$program"):$PATH" HOME="$work" USER=tester TZ=UTC TERM=dumb LC_ALL=C.UTF-8
export REFRAIN_DATA="$work/data" REFRAIN_NOW=2026-10-01T09:00:00Z
lexicons=$(dirname "$(realpath "$0")")/../../lexicons
mkdir "$work/files" "$work/lexicons"
for entry in "$lexicons"/*; do
  [[ -f $entry || ${entry##*/} =~ ^(en|models)$ ]] && ln -s "$(realpath "$entry")" "$work/lexicons/"
done
rm "$work/lexicons/languages.tsv"
grep -E '^(#|en[[:space:]])' "$lexicons/languages.tsv" > "$work/lexicons/languages.tsv"
export REFRAIN_LEXICONS="$work/lexicons"
cd "$work/files" || exit 1
refrain init --quiet || { echo "no workspace could be made"; exit 1; }

failures=0
blocks=0
command=
command_line=0
expected_exit=0
expected=()

line_matches() { # expected actual
  local pattern=$1
  pattern=${pattern//\\/\\\\}
  pattern=${pattern//\*/\\*}
  pattern=${pattern//\?/\\?}
  pattern=${pattern//\[/\\[}
  pattern=${pattern//\]/\\]}
  pattern=${pattern//…/*}
  # shellcheck disable=SC2053
  [[ $2 == $pattern ]]
}

answer_matches() { # reads expected and actual
  local e=0 a=0
  while ((e < ${#expected[@]})); do
    if [[ ${expected[e]} == … ]]; then
      ((++e == ${#expected[@]})) && return 0
      while ((a < ${#actual[@]})) && ! line_matches "${expected[e]}" "${actual[a]}"; do ((++a)); done
    fi
    ((a < ${#actual[@]})) && line_matches "${expected[e]}" "${actual[a]}" || return 1
    ((++e, ++a))
  done
  ((a == ${#actual[@]}))
}

finish_block() {
  [[ -n $command ]] || return
  while ((${#expected[@]} > 0)) && [[ -z ${expected[-1]} ]]; do unset 'expected[-1]'; done
  bash -c "$command" > "$work/out" 2> "$work/err" < /dev/null
  local exit_status=$?
  actual=()
  mapfile -t actual < <(tr -d '\r' < "$work/out")
  while ((${#actual[@]} > 0)) && [[ -z ${actual[-1]} ]]; do unset 'actual[-1]'; done
  ((++blocks))
  if ! answer_matches || ((exit_status != expected_exit)); then
    ((++failures))
    printf '%s:%d: %s\n' "$test_file" "$command_line" "$command"
    printf -- '--- expected (exit %d)\n' "$expected_exit"
    printf '%s\n' "${expected[@]}"
    printf -- '--- came (exit %d)\n' "$exit_status"
    printf '%s\n' "${actual[@]}"
    printf -- '--- on standard error\n'
    cat "$work/err"
    printf '\n'
  fi
  command=
}

number=0
while IFS= read -r line || [[ -n $line ]]; do
  ((++number))
  case $line in
    '## '*) ;;
    '$ '*)
      finish_block
      command=${line#'$ '}
      command_line=$number
      expected_exit=0
      expected=()
      ;;
    '[exit '*']')
      expected_exit=${line#'[exit '}
      expected_exit=${expected_exit%']'}
      ;;
    *) expected+=("$line") ;;
  esac
done < "$test_file"
finish_block

if ((blocks == 0)); then
  echo "$test_file holds no command"
  exit 1
fi
echo "$blocks commands, $failures failed"
((failures == 0))
