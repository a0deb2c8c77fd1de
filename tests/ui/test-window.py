# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window shows, that all of it has a name for those who listen, and that the keyboard gets everywhere."""

import re
import subprocess

import drive
import sample

# What a person works with; the rest of the tree is boxes.
CONTROLS = {"button", "toggle button", "combo box", "check box", "switch", "text box", "list item", "tab", "radio",
            "tree grid", "menu item", "slider", "document", "link", "search box", "row", "column header"}
# One of a group takes Tab, the arrows go on within it.
WINDOW_BUTTONS = {"Minimize", "Maximize", "Close"}  # which the desktop has keys for
GROUPED = {"tab", "radio", "list item", "row"}


class Window(drive.Case):
    def test_seed(self):
        """The newsroom's text, named on the command line, is read into its parts."""
        galley = self.start(self.seed())
        galley.find("window", "和平区 · 2024Q1")
        outline = galley.find("list", "Outline")
        drive.poll("the sections", lambda: len(outline.all("list item")) == 5)
        self.assertEqual(len([item for item in outline.all("list item") if " / " in item.name]), 4)
        galley.find("document", "Preview")
        problems = galley.find("button", re.compile(r"^\d+ problems?$"))
        self.assertGreater(int(problems.name.split()[0]), 0)
        self.assertIn("和平区", galley.article.text)

    def test_bulletin(self):
        galley = self.start(self.bulletin())
        galley.find("window", "临湖区 · 2025Q1")
        galley.wait_text(sample.article())
        self.assertEqual([item.name for item in galley.find("list", "Outline").all("list item")],
                         ["Opening", "抓项目 / 添后劲", "优服务 / 增活力", "惠民生 / 暖人心"])
        galley.find("label", re.compile("^Draft · Saved$"))

    def nameless(self, node):
        found, last = [], "the title"
        for each in node.walk():
            role = each.role
            if role in CONTROLS and not each.name:
                found.append(f"{role} after “{last}”")
            last = each.name or last
        return found

    def test_names(self):
        """Every control on every page of the window has a role and a name."""
        galley = self.start(self.bulletin())
        galley.wait_text(sample.article())
        nameless = []
        for key, page in ("ctrl+1", "Preview"), ("ctrl+2", "Problems"), ("ctrl+3", "Details"):
            galley.key(key)
            panel = galley.find("tab panel", page)
            drive.poll(page, lambda: len(list(panel.walk())) > 3)
            nameless += self.nameless(galley.window)
        galley.find("tab", "Library").act()
        galley.find("button", "New From Clipboard")
        nameless += self.nameless(galley.window)
        self.assertEqual(nameless, [])

    def test_dialogs(self):
        """So do the dialogs, which Escape closes."""
        galley = self.start(self.bulletin())
        galley.wait_text(sample.article())
        for keys, title in ("ctrl+question", "Keyboard Shortcuts"),:
            galley.key(keys)
            dialog = galley.find("dialog", title)
            self.assertEqual(self.nameless(dialog), [])
            galley.key("Escape")
            drive.poll("its end", lambda: not galley.has("dialog", title))
        subprocess.run(["gapplication", "action", "io.github.galleydesk.Galley", "about"], check=True)
        dialog = galley.find("dialog", re.compile("About"))
        galley.key("Escape")
        drive.poll("its end", lambda: not galley.has("dialog"))

    def test_keyboard(self):
        """Tab comes past every control that the window shows, and round to the article again."""
        galley = self.start(self.bulletin())
        galley.wait_text(sample.article())
        galley.key("F6")
        wanted = {}
        for node in galley.window.walk():
            states = node.states
            if node.role in CONTROLS - {"row"} and "focusable" in states and "sensitive" in states and \
                    node.name not in WINDOW_BUTTONS:
                wanted[node.path] = (node.role, node.name)
        reached, before = set(), drive.poll("the focus", lambda: galley.focused)
        start = before.path
        for _ in range(120):
            reached.add(before.path)
            galley.key("Tab")
            before = galley.focus_after(before)
            if before.path == start:
                break
        else:
            self.fail("Tab never comes back to the article")
        reached_roles = {wanted[path][0] for path in reached if path in wanted}
        missed = [f"{role} “{name}”" for path, (role, name) in wanted.items()
                  if path not in reached and not (role in GROUPED and role in reached_roles)]
        self.assertEqual(missed, [])


if __name__ == "__main__":
    drive.main()
