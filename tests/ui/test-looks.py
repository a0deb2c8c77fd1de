# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in other sizes, styles and languages: it fits, says nothing on its standard error and is all translated."""

import re
import subprocess

import drive
import sample

# Names that are the same in every language.
SAME = re.compile(r"Ctrl|Shift|Alt|Return|F\d|^[\d ]*$|2025Q1|Galley|PDF|^Delete$|^Close$|^Esc$")  # the last three are GTK’s own


class Looks(drive.Case):
    def walk_through(self, galley):
        """Every pane, one after the other."""
        galley.wait_text(sample.article())
        for key in "ctrl+1", "ctrl+2", "ctrl+3", "F9", "F9", "F6":
            galley.key(key)
            drive.poll("the focus", lambda: galley.focused)
            yield

    def inside(self, galley):
        """Nothing that can be pressed reaches out of the window to the right."""
        x, _, width, _ = galley.window.extents
        outside = []
        for node in galley.window.walk():
            if node.role in ("button", "toggle button", "tab", "radio"):
                left, _, wide, _ = node.extents
                if left + wide > x + width:
                    outside.append(f"{node.role} “{node.name}”")
        self.assertEqual(outside, [])

    def test_phone(self):
        galley = self.start(self.bulletin(), width=360, height=720)
        for _ in self.walk_through(galley):
            self.inside(galley)

    def test_half_screen(self):
        galley = self.start(self.bulletin(), width=960, height=640)
        for _ in self.walk_through(galley):
            self.inside(galley)

    def test_tablet(self):
        galley = self.start(self.bulletin(), width=800, height=640)
        for _ in self.walk_through(galley):
            self.inside(galley)

    def test_dark(self):
        for _ in self.walk_through(self.start(self.bulletin(), ADW_DEBUG_COLOR_SCHEME="prefer-dark")):
            pass

    def test_high_contrast(self):
        for _ in self.walk_through(self.start(self.bulletin(), ADW_DEBUG_HIGH_CONTRAST="1")):
            pass

    def test_right_to_left(self):
        for _ in self.walk_through(self.start(self.bulletin(), GTK_DEBUG="invert-text-dir")):
            pass

    def test_large_text(self):
        resources = ["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER"]
        subprocess.run([*resources, "Xft.dpi:\t144\n"], check=True)
        self.addCleanup(subprocess.run, [*resources, "Xft.dpi:\t96\n"])
        galley = self.start(self.bulletin())
        for _ in self.walk_through(galley):
            self.inside(galley)

    def test_chinese(self):
        """In Chinese no English is left in what is shown and told."""
        if "zh_CN.utf8" not in subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout:
            self.skipTest("there is no Chinese locale")
        galley = self.start(self.bulletin(), LC_ALL="zh_CN.UTF-8", LANGUAGE="zh_CN", LANG="zh_CN.UTF-8")
        article = galley.find("text box", "正文")
        drive.poll("the text", lambda: article.text == sample.article())
        english = set()
        for key in "ctrl+1", "ctrl+2", "ctrl+3", "ctrl+question":
            galley.key(key)
            drive.poll("the focus", lambda: galley.focused)
            for node in galley.window.walk():
                name = node.name
                if re.search("[A-Za-z]{2}", name) and not SAME.search(name):
                    english.add(f"{node.role} “{name}”")
        self.assertEqual(english, set())


if __name__ == "__main__":
    drive.main()
