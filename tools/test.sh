# SPDX-License-Identifier: GPL-3.0-or-later
# ./dev test. Sourced by ./dev, after build.sh.

# run_tests [NAME...]: all tests or just those whose names begin so, with gcc and then with the sanitizers; then clang's warnings.
run_tests() {
  local start=$SECONDS results=() configuration
  for configuration in gcc sanitized clang; do
    if build $configuration; then
      results+=("$configuration: the build passed")
      [ $configuration = clang ] || test_in $configuration "${@/%/*}"
    else
      results+=("$configuration: the build failed")
    fi
  done
  [[ ${results[*]} == *.json* || $# = 0 ]] || results+=("finding a test of that name failed")
  say "took $((SECONDS - start)) s"
  enter "$here/tools/tally" "${results[@]}"
}

# Adds to $results.
test_in() {
  local configuration=$1 folder=$builds/$1 log=$builds/$1/meson-logs/dev.json options=()
  shift
  # Of the windows' tests, which take minutes, the sanitizers see the one in which text, table and undo all move.
  [ "$configuration" = gcc ] || options=(--timeout-multiplier 5 --no-suite lint --no-suite ui)
  rm -f "$log" "${log%dev.json}again.json"
  say "testing ($configuration)"
  (enter "$here/tools/headless" meson test -C "$folder" --no-rebuild --logbase dev --print-errorlogs \
    "${options[@]}" "$@" < /dev/null) || true
  # A driven window shares the machine with all else that runs there: one that failed is given a second, quiet try.
  local again
  mapfile -t again < <(enter "$here/tools/tally" --failed-windows "$log")
  if [ ${#again[@]} -gt 0 ]; then
    say "once more: ${again[*]}"
    (enter "$here/tools/headless" meson test -C "$folder" --no-rebuild --logbase again --print-errorlogs \
      "${options[@]}" "${again[@]}" < /dev/null) || true
  fi
  if [ "$configuration" != gcc ] && [ $# = 0 ]; then
    rm -f "${log%dev.json}window.json"
    (enter "$here/tools/headless" meson test -C "$folder" --no-rebuild --logbase window --print-errorlogs \
      --timeout-multiplier 5 ui-binding < /dev/null) || true
    [ -s "${log%dev.json}window.json" ] && results+=("${log%dev.json}window.json") ||
      results+=("$configuration: running the window's test failed")
  fi
  if [ -s "$log" ]; then
    results+=("$log")
  elif [ $# = 0 ]; then    # names may well be of tests that are not for the sanitizers
    results+=("$configuration: running the tests failed")
  fi
}
