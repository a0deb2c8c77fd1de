# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest asks for a window and nothing of the person's, and every source in it is pinned."""
import json
import pathlib
import re
import sys

APP_ID = "io.github.galleydesk.Galley"
ALLOWED = {"--share=ipc", "--socket=fallback-x11", "--socket=wayland", "--device=dri"}

manifest = json.loads((pathlib.Path(sys.argv[1]) / "flatpak" / f"{APP_ID}.json").read_text(encoding="utf-8"))
faults = []
if manifest.get("id") != APP_ID:
    faults.append(f"id is {manifest.get('id')!r}")
if manifest.get("runtime") != "org.gnome.Platform" or not re.fullmatch(r"\d+", manifest.get("runtime-version", "")):
    faults.append("runtime is not a released org.gnome.Platform")
for argument in set(manifest.get("finish-args", [])) ^ ALLOWED:
    faults.append(f"finish-args: {argument} is {'asked for' if argument not in ALLOWED else 'missing'}")


def pinned(source):
    if source["type"] == "git":
        return "tag" in source and re.fullmatch(r"[0-9a-f]{40}", source.get("commit", ""))
    if source["type"] in ("archive", "file"):
        return re.fullmatch(r"[0-9a-f]{64}", source.get("sha256", ""))
    return source["type"] == "dir" and source["path"] == ".."    # this tree


for module in manifest["modules"]:
    for source in module["sources"]:
        if not pinned(source):
            faults.append(f"{module['name']}: {source} is not pinned")
print("\n".join(faults))
sys.exit(bool(faults))
