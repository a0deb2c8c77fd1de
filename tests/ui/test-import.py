# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts come in from everywhere; what cannot come in is refused in so many words."""

import os
import re
import subprocess

import drive
import sample

TEXT = "临湖区一季度开局良好\n\n一季度,全区开工项目20个。\n\n抓项目\n添后劲\n\n◆新增学位600个。\n"


class Import(drive.Case):
    def refused(self, name, content, title):
        """A file is refused with its name and a reason, and the window goes on with an empty bulletin."""
        path = self.path(name, content)
        galley = self.start(path)
        dialog = galley.find(None, title)
        said = " ".join(label.name for label in dialog.all("label"))
        self.assertIn(name, said)
        galley.key("Escape")
        drive.poll("its end", lambda: not galley.has(None, title))
        galley.wait_text("\n")
        galley.type("goes on")
        galley.wait_text("goes on\n")
        with open(path, "rb") as file:
            self.assertEqual(file.read(), content)
        return said

    def test_gb18030(self):
        galley = self.start(self.path("text.txt", TEXT.encode("gb18030")))
        article = galley.article
        drive.poll("the text", lambda: "全区开工项目20个" in article.text and "新增学位600个" in article.text)

    def test_empty(self):
        self.refused("empty.txt", b"", "The Text Could Not Be Imported")

    def test_picture(self):
        self.refused("picture.txt", bytes.fromhex("89504e470d0a1a0a0000000d494844520000000100000001080600000"
                                                  "01f15c4890000000d49444154789c6360000000000500010d0a2db40000000049454e44ae426082"),
                     "The Text Could Not Be Imported")

    def test_broken(self):
        """Bytes of no known encoding."""
        self.refused("broken.txt", b"\xff\xfe\x00" + b"\x81\x00\xff" * 50, "The Text Could Not Be Imported")

    def test_duplicate_keys(self):
        content = sample.write().replace('"version" : 1,', '"version" : 1,\n  "version" : 1,', 1).encode()
        self.assertIn("version", self.refused("twice.galley", content, "The Bulletin Could Not Be Opened"))

    def test_truncated(self):
        self.refused("cut.galley", sample.write().encode()[:300], "The Bulletin Could Not Be Opened")

    def test_missing(self):
        galley = self.start(self.path("nowhere.galley"))
        galley.find(None, "The Bulletin Could Not Be Opened")
        galley.find("label", re.compile("nowhere"))

    def test_folder(self):
        path = self.path("folder.galley")
        os.mkdir(path)
        galley = self.start(path)
        galley.find(None, "The Bulletin Could Not Be Opened")

    def test_repairs(self):
        """A repair that is refused is taken back in the text, as one step."""
        galley = self.start(self.path("text.txt", TEXT))
        article = galley.article
        drive.poll("the repair", lambda: "一季度，全区" in article.text)
        mended = article.text
        galley.find("button", "View Report").act()
        report = galley.find(None, "Import Report")
        switches = drive.poll("switches", lambda: report.all("switch") or report.all("check box"))
        self.assertIn("checked", switches[0].states)
        galley.click(switches[0])
        drive.poll(lambda: report.tree(), lambda: "checked" not in switches[0].states)
        galley.key("Escape")
        drive.poll("the text as it came", lambda: "一季度,全区" in article.text)
        galley.key("F6", "ctrl+z")
        drive.poll("the repair again", lambda: article.text == mended)

    def copy(self, text):
        """Puts it on the clipboard."""
        clip = subprocess.Popen(["xclip", "-quiet", "-selection", "clipboard"], stdin=subprocess.PIPE,
                                stderr=subprocess.DEVNULL)
        clip.stdin.write(text.encode())
        clip.stdin.close()
        self.addCleanup(clip.wait)
        self.addCleanup(clip.kill)

    def test_clipboard(self):
        self.copy(TEXT)
        galley = self.start(settings={"first-run": "false"})
        article = galley.article
        drive.poll("the focus", lambda: "focused" in article.states)
        galley.key("ctrl+shift+v")
        drive.poll("the text", lambda: "新增学位600个" in article.text)
        galley.find("list item", re.compile("^抓项目"))

    def choose(self, galley, path):
        """Pastes a path into the chooser of several files; typed, it would be completed meanwhile."""
        chooser = drive.poll("the file chooser", lambda: next((w for w in galley.windows if w.role == "dialog"), None))
        galley.give_keys()
        drive.poll("its focus", lambda: "active" in chooser.states)
        self.copy(path)
        galley.key("ctrl+l")
        entry = chooser.find("text box")
        drive.poll("its focus", lambda: "focused" in entry.states)
        galley.key("ctrl+a", "ctrl+v")
        drive.poll("the path", lambda: entry.text == path)
        button = chooser.find("button", "Open")
        # The chooser looks for the file first; until it has, the button does nothing.
        drive.poll("its end", lambda: len(galley.windows) == 1 or button.act())
        galley.give_keys()

    def start_assistant(self, *paths):
        galley = self.start(settings={"first-run": "false"})
        drive.poll("the focus", lambda: "focused" in galley.article.states)
        galley.key("ctrl+shift+o")
        galley.find("button", "Choose Files…").act()
        self.choose(galley, paths[0])
        for path in paths[1:]:
            galley.click(galley.find("label", "Add Files…"))
            self.choose(galley, path)
        return galley

    def test_several(self):
        """Texts are read side by side; one that fails says why and holds up none of the others."""
        galley = self.start_assistant(self.path("one.txt", TEXT.encode("gb18030")), self.path("broken.txt", b"\xff\xfe\x00" + b"\x81\x00\xff" * 50),
                                      self.path("two.txt", TEXT.replace("临湖区", "东湖区")))
        galley.find("label", re.compile("^broken.txt: .*get the file anew"))
        self.assertEqual(len(galley.node.all("label", re.compile(r"^2 indicators · \d notes? on the text$"))), 2)
        galley.find("button", "Open 2 Bulletins").act()
        drive.poll("two windows", lambda: len(galley.windows) == 2)
        texts = drive.poll("two articles", lambda: [w.find("text box", "Article").text for w in galley.windows])
        self.assertEqual({"临湖区" in text for text in texts}, {True, False})
        self.assertTrue(all("新增学位600个" in text for text in texts))

    def test_decisions(self):
        """A repair and a figure that are refused do not come in; nothing is lost without being listed."""
        galley = self.start_assistant(self.path("one.txt", TEXT))
        galley.click(galley.find("label", "one.txt"))
        galley.find("label", "Every character of the text is accounted for")
        galley.click(galley.find("label", "Repairs"))
        switch = galley.find("switch", re.compile("^Half-width"))
        galley.click(switch)
        drive.poll("it to be off", lambda: "checked" not in switch.states)
        galley.click(galley.find("button", "Back"))
        galley.find("label", "0 mended, 1 refused, 0 suspected")
        galley.click(galley.find("list item", "Indicators"))
        check = galley.find("checkbox", "Take “新增学位”")
        galley.click(check)
        galley.find("checkbox", "1 of 2 chosen")
        galley.click(galley.find("button", "Back"))
        galley.find("label", "1 of 2 chosen")
        galley.click(galley.find("button", "Back"))
        galley.find("button", "Open Bulletin").act()
        article = galley.article
        drive.poll("the text as it came", lambda: "一季度,全区" in article.text)
        galley.wait_column("value", "20")

    def test_remove(self):
        """What is removed does not come in."""
        galley = self.start_assistant(self.path("one.txt", TEXT), self.path("two.txt", TEXT.replace("临湖区", "东湖区")))
        galley.find("button", "Remove “one.txt”").act()
        galley.find("button", "Open Bulletin").act()
        article = galley.article
        drive.poll("the other text", lambda: "东湖区" in article.text)
        self.assertEqual(len(galley.windows), 1)


if __name__ == "__main__":
    drive.main()
