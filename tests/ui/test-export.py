# SPDX-License-Identifier: GPL-3.0-or-later
"""Exporting by the name of a file, and the article on the clipboard as WeChat takes it."""

import re
import subprocess

import drive
import sample


class Export(drive.Case):
    def taken(self, target):
        return subprocess.run(["xclip", "-out", "-selection", "clipboard", "-t", target], capture_output=True).stdout.decode()

    def ask(self, galley):
        """Opens the dialog of formats and goes on to the file chooser."""
        galley.key("ctrl+e")
        button = galley.find("button", "Choose a Place…")
        drive.poll("its focus", lambda: "focused" in button.states)
        galley.key("Return")

    def test_choices(self):
        """The dialog offers what the format has a choice of: sources, and pictures beside the file."""
        def bind(bulletin):
            bulletin["blocks"][3]["marks"] = [
                {"kind": "figure", "start": 11, "length": 2, "target": "r-1", "field": "value"}]
            bulletin["tables"][0]["rows"][0]["source"] = "临湖区统计局"

        galley = self.start(self.bulletin(sample.changed(bind)))
        galley.wait_text(sample.article())
        galley.key("ctrl+e")
        galley.find("button", "Choose a Place…")
        self.assertFalse(galley.has("switch", "Pictures in a Folder"))
        galley.click(galley.find("combo box", "Format"))
        galley.find("label", "Markdown")
        galley.key(*["Down"] * 6, "Return")
        beside = galley.find("switch", "Pictures in a Folder")
        self.assertIn("checked", beside.states)
        galley.click(galley.find("switch", "Sources in Footnotes"))
        galley.find("button", "Choose a Place…").act()
        path = self.path("out.md")
        galley.choose_file(path)
        galley.find("label", re.compile("^Exported “out.md”"))
        written = self.read(path)
        self.assertIn("开工项目20个①", written)
        self.assertIn("① 临湖区统计局", written)

    def test_copy_for_wechat(self):
        """What goes to WeChat has its styles with it and nothing that is dropped there; other programs get lines."""
        galley = self.start(self.bulletin())
        galley.wait_text(sample.article())
        galley.key("ctrl+shift+c")
        galley.find("label", re.compile("^Copied for WeChat"))
        html = drive.poll("the page on the clipboard", lambda: self.taken("text/html"))
        self.assertNotRegex(html, r"<(style|script|link|ul|li|h[1-6])\b|\b(class|id)=")
        self.assertRegex(html, r'<p style="[^"]*text-indent:2em[^"]*">' + re.escape(sample.texts()[3][:12]))
        self.assertIn("未签发", html)
        self.assertIn(sample.texts()[3], self.taken("text/plain;charset=utf-8"))

    def test_double_ending(self):
        """A name that ends as a format of two endings does is written in that one."""
        galley = self.start(self.bulletin())
        galley.wait_text(sample.article())
        self.ask(galley)
        path = self.path("out.wechat.html")
        galley.choose_file(path)
        galley.find("label", re.compile("out.wechat.html"))
        self.assertIn("<section style=", self.read(path))


if __name__ == "__main__":
    drive.main()
