# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES names every file with a message in it, and every language has every message: none missing, none fuzzy."""
import pathlib
import re
import subprocess
import sys
import tempfile

source = pathlib.Path(sys.argv[1])
MESSAGE = re.compile(r'(?<!\w)(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext) ?\(\s*"')


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})


def messages(po_text):
    """Message ids (with their contexts) that msgfmt would take, each with whether it is translated."""
    entries = {}
    for entry in re.split(r"\n\n+", po_text):
        fields = {}
        for keyword, value in re.findall(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\s*)+)', entry, re.MULTILINE):
            fields[keyword] = "".join(re.findall(r'"(.*)"', value))
        if fields.get("msgid"):
            translated = all(value for keyword, value in fields.items() if keyword.startswith("msgstr"))
            entries[fields.get("msgctxt", ""), fields["msgid"]] = translated and not re.search(r"^#,.*fuzzy", entry, re.MULTILINE)
    return entries


faults = []
listed = set((source / "po/POTFILES").read_text(encoding="utf-8").split())
having = {str(path.relative_to(source)) for path in source.glob("src/**/*")
          if path.suffix in (".c", ".h", ".blp") and MESSAGE.search(path.read_text(encoding="utf-8"))}
having |= {str(path.relative_to(source)) for pattern in ("*.desktop.in", "*.metainfo.xml.in", "*.mime.xml.in", "*.gschema.xml")
           for path in source.glob("data/" + pattern)}
faults += [f"po/POTFILES lacks {name}" for name in sorted(having - listed)]
faults += [f"po/POTFILES names {name}, which is not there" for name in sorted(listed) if not (source / name).exists()]
if not faults:
    wanted = messages(run(source / "tools/extract-messages").stdout)
    for language in (source / "po/LINGUAS").read_text(encoding="utf-8").split():
        po = source / "po" / f"{language}.po"
        with tempfile.NamedTemporaryFile() as compiled:
            checked = subprocess.run(["msgfmt", "--check-format", "--check-header", "-o", compiled.name, po],
                                     capture_output=True, text=True)
        if checked.returncode:
            faults.append(checked.stderr)
        present = messages(po.read_text(encoding="utf-8"))
        faults += [f"{language}: no translation of {message!r}" for message in wanted if not present.get(message)]
        faults += [f"{language}: {message!r} is in no source" for message in present if message not in wanted]
if faults:
    print("\n".join(faults), "\n./dev shell tools/update-po brings po/ up to date and shows what is left.")
sys.exit(bool(faults))
