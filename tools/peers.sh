# SPDX-License-Identifier: GPL-3.0-or-later
# The other programs that ./dev bench measures beside ours, under the user's cache. Sourced by ./dev, after place.sh.

recognizers=@microsoft/recognizers-text-suite@1.3.1
export GALLEY_PEERS=$cache/peers/${recognizers##*/}

# What cannot be had, without a network for one, is said and left out.
fetch_peers() {
  [ ! -e "$GALLEY_PEERS/fetched" ] || return 0
  say "fetching Recognizers-Text to compare with (once; a minute or more)"
  ( also="nodejs npm" prepare
    mkdir -p "$GALLEY_PEERS"
    quietly npm install --prefix "$GALLEY_PEERS" --cache "$cache/npm" --no-audit --no-fund "$recognizers" &&
      touch "$GALLEY_PEERS/fetched" ) ||
    say "that failed: going on without it"
}
