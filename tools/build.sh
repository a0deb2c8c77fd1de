# SPDX-License-Identifier: GPL-3.0-or-later
# Builds, each configuration in a folder of its own under the user's cache. Sourced by ./dev, after place.sh.
#   gcc        what ./dev run and ./dev cli use, installed to a prefix inside its folder
#   sanitized  AddressSanitizer and UndefinedBehaviorSanitizer
#   clang      for its warnings
#   release    for ./dev bench

builds=$cache/build/$(printf %s "$here" | sha256sum | cut -c1-12)

# Whether nothing was changed since the program was last built; milliseconds, where ninja takes a third of a second.
fresh() {
  local stamp=$builds/$1/program-built
  [ -e "$stamp" ] || return 1
  [ -z "$(find "$here"/{meson.build,src,data,po} "$place_stamp" -newer "$stamp" -print -quit 2>&1)" ]
}

# build CONFIGURATION [TARGET...]: all of it, or just these.
build() {
  local status=0
  lock_builds
  { configure "$1" && compile "$@"; } || status=1
  exec 8>&-
  return $status
}

# Builds and installs what ./dev run and ./dev cli need: not the tests.
program() {
  local folder=$builds/$1
  lock_builds
  fresh "$1" || {
    mkdir -p "$builds"; touch "$builds/started"    # so that a file changed during the build makes it stale
    configure "$1"
    regenerate "$1"
    compile "$1" $(installed_targets "$folder")
    quietly meson install -C "$folder" --no-rebuild --only-changed --quiet
    mv "$builds/started" "$folder/program-built"
  }
  exec 8>&-
}

installed_targets() {
  enter_and_return python3 -c '
import json, os, sys
for target in json.load(open(sys.argv[1] + "/meson-info/intro-targets.json")):
    if target["installed"]:
        print(*(os.path.relpath(name, sys.argv[1]) for name in target["filename"]))' "$1"
}

# run_program NAME ARGS...: the one in the prefix, as if it were installed.
run_program() {
  local prefix=$builds/gcc/prefix name=$1
  shift
  export XDG_DATA_DIRS=$prefix/share:/usr/local/share:/usr/share
  enter "$prefix/bin/$name" "$@"
}

configure() {
  local folder=$builds/$1 compiler=gcc options
  [ ! -e "$folder/build.ninja" ] || return 0
  options=(--prefix="$folder/prefix" --libdir=lib)
  case $1 in
  sanitized) options+=(-Db_sanitize=address,undefined -Db_lundef=false -Doptimization=1) ;;
  clang) compiler=clang options+=(-Db_lundef=false) ;;
  release) options+=(--buildtype=release) ;;
  esac
  rm -rf "$folder"; mkdir -p "$folder"
  quietly env CC=$compiler meson setup "$folder" "$here" "${options[@]}" || { rm -f "$folder/build.ninja"; return 1; }
}

# Meson again, without its talk, if its files changed; also if folders did, which Ninja does not watch.
regenerate() {
  local folder=$builds/$1
  if find "$here"/{src,tests} \( -type d -o -name meson.build \) -newer "$folder/build.ninja" | grep -q .; then
    quietly meson setup --reconfigure "$folder" "$here"
  else
    quietly ninja -C "$folder" build.ninja
  fi
}

# compile CONFIGURATION [TARGET...]
compile() {
  local folder=$builds/$1 start=$SECONDS quiet=
  say "building Galley ($1)"
  [ -t 2 ] || quiet=--quiet
  shift
  regenerate "${folder##*/}" || return 1
  enter_and_return ninja -C "$folder" $quiet "$@" >&2 < /dev/null || { say "the build failed"; return 1; }
  [ $((SECONDS - start)) -lt 3 ] || say "built ($((SECONDS - start)) s)"
}

# One build of this tree at a time. A ninja whose ./dev was killed keeps the lock until it ends, as it should.
lock_builds() {
  [ -e "$builds/source" ] || { forget_lost_trees; mkdir -p "$builds"; printf %s "$here" > "$builds/source"; }
  exec 8> "$builds/lock"
  flock -n 8 || { say "another ./dev is building: waiting for it"; flock 8; }
}

# Removes the builds of source trees that are no longer there.
forget_lost_trees() {
  local mark
  for mark in "$cache"/build/*/source; do
    [ ! -e "$mark" ] || [ -e "$(< "$mark")/dev" ] || rm -rf "${mark%/source}"
  done
}

enter_and_return() { (enter "$@"); }

# What a command says is shown only if it fails.
quietly() {
  local said
  said=$(enter "$@" 2>&1 < /dev/null) || { printf '%s\n' "$said" >&2; return 1; }
}
