#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# session.sh COMMAND...: a display and a session bus, where the portals are. Run by local.sh inside the tools' root.
set -euo pipefail
export XDG_CURRENT_DESKTOP=test XDG_DATA_DIRS=$HOME/.local/share/flatpak/exports/share:/usr/share GSK_RENDERER=cairo
mkfifo "$XDG_RUNTIME_DIR/display"
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3> "$XDG_RUNTIME_DIR/display" 2> /dev/null &
read -r DISPLAY < "$XDG_RUNTIME_DIR/display"
export DISPLAY=:$DISPLAY
mkdir -p ~/.config/xdg-desktop-portal
printf '[preferred]\ndefault=gtk\n' > ~/.config/xdg-desktop-portal/portals.conf
exec dbus-run-session -- "$@"
