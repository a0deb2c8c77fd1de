# SPDX-License-Identifier: GPL-3.0-or-later
# The other programs that ./dev bench measures beside ours, under the user's cache. Sourced by ./dev, after place.sh.

recognizers=@microsoft/recognizers-text-suite@1.3.1
export GALLEY_PEERS=$cache/peers/${recognizers##*/}

# What cannot be had, without a network for one, is said and left out.
fetch_peers() {
  [ ! -e "$GALLEY_PEERS/fetched" ] || return 0
  say "fetching Recognizers-Text to compare with (once; a minute or more)"
  mkdir -p "$GALLEY_PEERS"
  ( also="nodejs npm" prepare
    enter npm install --prefix "$GALLEY_PEERS" --cache "$cache/npm" --fetch-retries 1 --fetch-retry-mintimeout 1000 \
      --no-audit --no-fund "$recognizers" ) > "$GALLEY_PEERS/log" 2>&1 < /dev/null &&
    touch "$GALLEY_PEERS/fetched" ||
    say "that failed, see $GALLEY_PEERS/log: going on without it"
}
