# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source states its licence and begins as HACKING.md says; every shell script parses."""
import pathlib
import re
import subprocess
import sys

source = pathlib.Path(sys.argv[1])
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
faults = []

for folder in ("src", "tests"):
    for path in sorted(source.glob(folder + "/**/*")):
        if path.suffix not in (".c", ".h", ".py", ".blp"):
            continue
        text, name = path.read_text(encoding="utf-8"), path.relative_to(source)
        if SPDX not in text[:200]:
            faults.append(f"{name}: no SPDX line at its top")
        if "\t" in text or re.search(r"[ \t]+$", text, re.MULTILINE):
            faults.append(f"{name}: a tab or a space at the end of a line")
        if folder == "src" and path.suffix == ".c":
            domain = f'#define G_LOG_DOMAIN "galley-{path.relative_to(source / "src").parts[0]}"'
            if domain not in text:
                faults.append(f"{name}: no {domain}")
            if '#include "config.h"' not in text:
                faults.append(f"{name}: does not include config.h")

scripts = [source / "dev", source / ".ci/run"]
for pattern in ("tools/*", "flatpak/*.sh", "tests/**/*.sh"):
    scripts += sorted(source.glob(pattern))
for path in scripts:
    if not path.is_file() or path.name.startswith("packages."):
        continue
    text, name = path.read_text(encoding="utf-8"), path.relative_to(source)
    if SPDX not in text[:200]:
        faults.append(f"{name}: no SPDX line at its top")
    if "python3" in text.splitlines()[0]:
        compile(text, str(path), "exec")
        continue
    checked = subprocess.run(["bash", "-n", path], capture_output=True, text=True)
    if checked.returncode:
        faults.append(checked.stderr.strip())
print("\n".join(faults))
sys.exit(bool(faults))
