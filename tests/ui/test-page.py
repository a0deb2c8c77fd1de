# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that one writes on: its length in the status line, zoom, focus mode, links and the spelling of Latin words."""

import subprocess
import time
import unittest

import drive
import sample


class Page(drive.Case):
    def start_sample(self, **options):
        self.file = self.bulletin()
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"}, **options)
        galley.wait_text(sample.article())
        return galley

    def block(self, number):
        return drive.json.loads(self.read(self.file))["blocks"][number]

    def height(self, galley):
        """Of a line of the article, in pixels."""
        return galley.article.call("Text", "GetCharacterExtents", "(iu)", sample.article().index("一季度"), 1)[3]

    def test_counts(self):
        """字数 as word processors count: a number is one, a mark is one; of the selection too."""
        galley = self.start_sample()
        counter = galley.find("toggle button", drive.re.compile(r"^\d+ characters · \d+ figures · 1 min$"))
        whole = int(counter.name.split()[0])
        galley.put_caret(3, 0)
        galley.key("shift+End")
        galley.find("toggle button", f"30 of {whole} characters selected")
        galley.click(galley.find("toggle button", drive.re.compile("selected$")))
        galley.find("label", "Han characters")
        galley.find("label", "1 minute")

    def test_zoom(self):
        """Ctrl with plus, minus, zero and the wheel; the size is remembered."""
        galley = self.start_sample()
        galley.key("F6")
        own = self.height(galley)
        galley.key("ctrl+plus", "ctrl+plus", "ctrl+plus")
        drive.poll("larger text", lambda: self.height(galley) > own * 1.2)
        larger = self.height(galley)
        galley.key("ctrl+minus")
        drive.poll("smaller text", lambda: self.height(galley) < larger)
        x, y, width, height = galley.article.extents
        subprocess.run(["xdotool", "mousemove", str(x + width // 2), str(y + 100), "keydown", "ctrl", "click", "4", "keyup", "ctrl"],
                       check=True)
        drive.poll("larger text again", lambda: self.height(galley) == larger)
        self.assertIn("text-scale", self.read(drive.os.path.join(
            galley.environment["XDG_CONFIG_HOME"], "glib-2.0", "settings", "keyfile")))
        galley.key("ctrl+0")
        drive.poll("its own size", lambda: self.height(galley) == own)

    def test_focus_mode(self):
        """All panes go, and come back as they were; Escape leaves."""
        galley = self.start_sample()
        galley.find("list", "Outline")
        galley.key("F6", "ctrl+shift+f")
        drive.poll("the panes to go", lambda: not galley.has("list", "Outline") and not galley.has("button", "Add Row"))
        galley.type("x")
        galley.wait_text("x" + sample.article())
        galley.key("Escape")
        galley.find("list", "Outline")
        galley.find("button", "Add Row")

    def test_link(self):
        """Ctrl+K makes a link of the selection, changes it at the caret and takes it away."""
        galley = self.start_sample()
        galley.put_caret(3, 4)
        galley.key("shift+Right", "shift+Right", "shift+Right", "ctrl+k")
        entry = galley.find("text box", "Address of the Link")
        drive.poll("its focus", lambda: "focused" in entry.states)
        galley.type("example.org/a")
        galley.key("Return")
        link = {"kind": "link", "start": 4, "length": 3, "target": "https://example.org/a"}
        drive.poll("the link", lambda: self.block(3).get("marks") == [link])
        galley.put_caret(3, 5)
        galley.key("ctrl+k")
        entry = galley.find("text box", "Address of the Link")
        self.assertEqual(entry.text, link["target"])
        drive.poll("its focus", lambda: "focused" in entry.states)
        galley.key("ctrl+a")
        galley.type("javascript:alert(1)")
        self.assertNotIn("sensitive", galley.find("button", "Link").states)
        galley.key("ctrl+a")
        galley.type("https://example.org/b")
        galley.key("Return")
        drive.poll("the other link", lambda: self.block(3).get("marks") == [{**link, "target": "https://example.org/b"}])
        galley.put_caret(3, 5)
        galley.key("ctrl+k")
        galley.find("button", "Remove the Link").act()
        drive.poll("no link", lambda: "marks" not in self.block(3))
        galley.key("ctrl+z")
        drive.poll("the link", lambda: self.block(3).get("marks") == [{**link, "target": "https://example.org/b"}])

    def test_spelling(self):
        """Suggestions for a Latin word that no dictionary knows, in the menu; it becomes the one chosen."""
        if subprocess.run("ls /usr/share/hunspell/en_US.dic", shell=True, capture_output=True).returncode:
            raise unittest.SkipTest("no English dictionary is installed")
        galley = self.start_sample()
        galley.put_caret(8, 0)
        galley.type("wrold ")
        galley.key("Left", "Left", "Left", "Left")
        galley.wait_text(sample.article().replace("新增学位", "wrold 新增学位"))
        # GTK tells no names of the items: what is suggested first comes after its own eight, of which the last is Insert Emoji.
        # It has no focus at first, and a key that comes before it is on the screen is lost.
        galley.key("Menu")
        menu = galley.find("menu", "Context menu")
        pressed = {}

        def list_items():
            return [node for node in menu.walk() if node.role == "menu item"]

        def at_suggestion():
            items = list_items()
            focus = next((i for i, item in enumerate(items) if "focused" in item.states), None)
            if focus != 8 and time.monotonic() > pressed.get(focus, 0):
                pressed[focus] = time.monotonic() + 1
                galley.key("Down")
            return focus == 8

        drive.poll("the suggestion's focus", at_suggestion)
        galley.key("Return")
        galley.wait_text(sample.article().replace("新增学位", "world 新增学位"))
        galley.key("ctrl+z")
        galley.wait_text(sample.article().replace("新增学位", "wrold 新增学位"))
        # At a Chinese word there is nothing to spell.
        galley.put_caret(8, 8)
        galley.key("Menu")
        menu = galley.find("menu", "Context menu")
        drive.poll("the view's own items alone", lambda: len(list_items()) == 8)


if __name__ == "__main__":
    drive.main()
