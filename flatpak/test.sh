#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the sandbox promises, each with a control that shows that the check could fail. Run by: flatpak/local.sh test
set -uo pipefail
id=io.github.galleydesk.Galley passed=0 failed=0
cd "$(mktemp -d)" || exit 1
mkdir -p ~/Documents
printf '开复工66个。\n' > ~/Documents/text.txt

# check NAME COMMAND...: passes if the command succeeds
check() {
  local name=$1
  shift
  if "$@" > output 2>&1; then passed=$((passed + 1)); echo "ok: $name"
  else failed=$((failed + 1)); echo "FAILED: $name"; sed 's/^/    /' output; fi
}
not() { ! "$@"; }
sandbox() { timeout 30 flatpak run --die-with-parent "$@"; }
cli() { sandbox --command=galley-cli "$@"; }

check "the home folder is hidden" not cli $id figures ~/Documents/text.txt
check "control: with --filesystem=home it is not" cli --filesystem=home $id figures ~/Documents/text.txt
check "a file given through the document portal is read" \
  cli --file-forwarding $id figures @@ ~/Documents/text.txt @@
check "standard input and output pass" sh -c "timeout 30 flatpak run --command=galley-cli $id figures - \
  < ~/Documents/text.txt | grep -q 66"
check "no network but loopback" sandbox --command=sh $id -c '! grep -vE "^(Inter| face| *lo:)" /proc/net/dev'
check "no capabilities" sandbox --command=sh $id -c 'grep -q "^CapEff:.*0000000000000000" /proc/self/status'
check "the settings' schema is installed" sandbox --command=gsettings $id list-keys $id
check "the Chinese catalogue is installed" \
  sandbox --command=sh $id -c 'LC_ALL=zh_CN.UTF-8 gettext -d galley "Galley bulletin" | grep -q 清样 ||
    TEXTDOMAINDIR=/app/share/locale LC_ALL=zh_CN.UTF-8 gettext galley "Galley bulletin" | grep -q 清样'
check "the launcher and the icon are exported" sh -c "cd ~/.local/share/flatpak/exports/share &&
  test -e applications/$id.desktop && test -e icons/hicolor/scalable/apps/$id.svg"
if sandbox --command=sh $id -c 'test -x /app/bin/galley'; then
  check "the window is drawn" /var/source/tools/shoot "$HOME/window.png" flatpak run --die-with-parent $id
fi
echo "$passed passed, $failed failed"
[ $failed = 0 ]
