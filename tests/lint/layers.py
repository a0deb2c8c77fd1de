# SPDX-License-Identifier: GPL-3.0-or-later
"""A library uses only those below it, and nothing below ui links GTK: read from the includes, from the archives' symbols
and from what galley-cli loads."""
import pathlib
import re
import subprocess
import sys

source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
BELOW = {
    "model": set(),
    "figures": {"model"},
    "audit": {"model", "figures"},
    "proof": {"model", "figures"},
    "pictures": {"model"},
    "store": {"model", "pictures"},
    "layout": {"model", "pictures"},
    "review": {"model", "figures", "audit", "proof", "pictures", "store"},
    "formats": {"model", "figures", "audit", "proof", "review", "store", "pictures", "layout"},
    "sync": {"model", "pictures", "figures", "audit", "proof", "review", "store"},
}
BELOW["cli"] = BELOW["ui"] = set(BELOW)
GTK_SYMBOL = re.compile(r"\bU ((?:gtk|adw|gsk|gdk(?!_pixbuf))_\w+)")
GTK_LIBRARY = re.compile(r"lib(?:gtk|adwaita)\S*")
GTK_HEADER = re.compile(r"<(?:gtk|gdk/|gsk|adwaita|gtksourceview)")

faults = []
owner = {header.name: header.relative_to(source / "src").parts[0] for header in source.glob("src/**/*.h")}
for path in sorted(source.glob("src/*/**/*.[ch]")):
    folder, name = path.relative_to(source / "src").parts[0], path.relative_to(source)
    if folder not in BELOW:
        faults.append(f"{name}: no library of the design is called {folder}")
        continue
    text = path.read_text(encoding="utf-8")
    for included in re.findall(r'^\s*#\s*include\s+"([^"]+)"', text, re.MULTILINE):
        if "/" in included:
            faults.append(f"{name}: includes {included}, not the header alone")
        elif included in owner and owner[included] != folder and owner[included] not in BELOW[folder]:
            faults.append(f"{name}: includes {included} of {owner[included]}, which is not below {folder}")
    if folder != "ui" and GTK_HEADER.search(text):
        faults.append(f"{name}: includes GTK")

archives = [path for path in build.glob("src/*/libgalley-*.a") if path.parent.name != "ui"]
for archive in archives:
    symbols = subprocess.run(["nm", "-u", archive], capture_output=True, text=True, check=True).stdout
    for symbol in sorted(set(GTK_SYMBOL.findall(symbols))):
        faults.append(f"{archive.relative_to(build)}: calls {symbol}")
if not archives:
    faults.append("no archive of a library was found in the build")
program = build / "src/cli/galley-cli"
if program.exists():
    loaded = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    faults += [f"galley-cli loads {library}" for library in GTK_LIBRARY.findall(loaded)]
print("\n".join(faults))
sys.exit(bool(faults))
