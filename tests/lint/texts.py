# SPDX-License-Identifier: GPL-3.0-or-later
"""What shops and launchers show is of the length and kind they take, and the settings that the program uses are there:
checks that the validators leave out."""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

data = pathlib.Path(sys.argv[1]) / "data"
APP_ID = "io.github.galleydesk.Galley"
faults = []

metainfo = ElementTree.parse(data / f"{APP_ID}.metainfo.xml.in").getroot()
if len(metainfo.findtext("summary")) > 35:
    faults.append("the summary is longer than 35 characters")
if metainfo.findtext("launchable") != f"{APP_ID}.desktop":
    faults.append("the metainfo launches something else than the desktop file")
for screenshot in metainfo.iter("screenshot"):
    if not (screenshot.findtext("caption") or "").strip():
        faults.append("a screenshot has no caption")
media_type = "{http://www.freedesktop.org/standards/shared-mime-info}mime-type"
declared = {element.get("type") for element in ElementTree.parse(data / f"{APP_ID}.mime.xml.in").iter(media_type)}
provided = {element.text for element in metainfo.iter("mediatype")}
launcher = (data / f"{APP_ID}.desktop.in").read_text(encoding="utf-8")
if declared != provided:
    faults.append(f"the MIME package declares {declared}, the metainfo provides {provided}")
for name in declared:
    if name + ";" not in launcher:
        faults.append(f"the launcher does not open {name}")
    if not (data / "icons" / f"{name.replace('/', '-')}.svg").exists():
        faults.append(f"{name} has no icon")
for name, size in ((f"{APP_ID}.svg", "128"), (f"{APP_ID}-symbolic.svg", "16")):
    icon = ElementTree.parse(data / "icons" / name).getroot()
    if (icon.get("width"), icon.get("height"), icon.get("viewBox")) != (size, size, f"0 0 {size} {size}"):
        faults.append(f"{name} is not {size} × {size}")
schema = ElementTree.parse(data / f"{APP_ID}.gschema.xml")
keys = {key.get("name") for key in schema.iter("key")}
for path in sorted(data.parent.glob("src/**/*.c")):
    used = re.findall(r'g_settings_(?:get|set|bind|reset)\w* \([^;",]+,\s*"([^"]+)"', path.read_text(encoding="utf-8"))
    faults += [f"{path.name} uses the setting {key}, which is not in the schema" for key in used if key not in keys]
print("\n".join(faults))
sys.exit(bool(faults))
