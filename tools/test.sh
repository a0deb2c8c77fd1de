# SPDX-License-Identifier: GPL-3.0-or-later
# ./dev test. Sourced by ./dev.

# run_tests [NAME...]: all tests or just these, with gcc and then with the sanitizers; then clang's warnings.
run_tests() {
  local start=$SECONDS results=() configuration
  for configuration in gcc sanitized clang; do
    lock_builds
    if configure $configuration && compile $configuration; then
      results+=("$configuration: the build passed")
      exec 8>&-
      [ $configuration = clang ] || test_in $configuration "$@"
      results+=("$builds/$configuration/meson-logs/dev.json")
    else
      results+=("$configuration: the build failed")
      exec 8>&-
    fi
  done
  say "took $((SECONDS - start)) s"
  enter "$here/tools/tally" "${results[@]}"
}

test_in() {
  local configuration=$1 folder=$builds/$1 options=()
  shift
  [ $configuration = gcc ] || options=(--timeout-multiplier 5 --no-suite lint)
  rm -f "$folder/meson-logs/dev.json"
  say "testing ($configuration)"
  (enter "$here/tools/headless" meson test -C "$folder" --no-rebuild --logbase dev --print-errorlogs \
    "${options[@]}" "$@" < /dev/null) || true
}
