# SPDX-License-Identifier: GPL-3.0-or-later
"""Saving, closing, recovery, and files that change or cannot be written."""

import os
import re

import drive
import sample

CHANGED = sample.changed(lambda bulletin: bulletin["blocks"][8].update(text="外面改过的一段。"))


class Files(drive.Case):
    def start_sample(self, **options):
        self.file = self.bulletin()
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"}, **options)
        galley.wait_text(sample.article())
        return galley

    def texts(self, path):
        return [block.get("text", "") for block in drive.json.loads(self.read(path))["blocks"]]

    def test_save_as(self):
        """A new bulletin is written, saved under a name, saves itself from then on and is there again later."""
        galley = self.start(home=self.folder, settings={"first-run": "false", "autosave-seconds": "uint32 1"})
        article = galley.article
        drive.poll("the focus", lambda: "focused" in article.states)
        galley.type("Title")
        galley.key("Down")
        galley.type("Body")
        galley.key("ctrl+s")
        path = self.path("saved.galley")
        galley.choose_file(path)
        drive.poll("the file", lambda: os.path.exists(path) and self.texts(path) == ["Title", "Body"])
        galley.type(" goes on")
        drive.poll("the file", lambda: self.texts(path) == ["Title", "Body goes on"])
        galley.find("label", re.compile("Saved$"))
        galley.find("tab", "Library").act()
        galley.find("list item", re.compile("^Title"))
        galley.key("ctrl+q")
        galley.process.wait(drive.PATIENCE)
        again = self.start(path)
        again.wait_text("Title\nBody goes on")

    def test_words_of_a_desk(self):
        """Figures are read with the words of the desk that the file is in; broken ones are told of, and the file opens."""
        self.path("desk.json", '{"format": "galley-desk", "version": 1}\n')
        words = self.path("lexicon.tsv", "measure\t驿\n")
        bulletin = sample.changed(lambda made: made["blocks"][8].update(text="全区设45驿，同比增长234%。"))
        galley = self.start(self.bulletin(bulletin))
        galley.wait_text(sample.article(bulletin))
        galley.find("tab", "Problems").act()
        galley.find(None, re.compile("45驿"))
        galley.key("ctrl+q")
        galley.process.wait(drive.PATIENCE)
        with open(words, "w", encoding="utf-8") as file:
            file.write("mesure\t驿\n")
        galley = self.start(self.bulletin(bulletin))
        galley.wait_text(sample.article(bulletin))
        galley.find(None, re.compile("lexicon.tsv:1: "))

    def test_reload(self):
        """Another program's change is shown and taken over when the user says so, as one step."""
        galley = self.start_sample()
        galley.put_caret(3, 0)
        galley.type("z")
        drive.poll("the file", lambda: self.texts(self.file)[3].startswith("z"))
        self.bulletin(CHANGED)
        galley.find("button", "Resolve…").act()
        galley.find("button", "Reload").act()
        galley.wait_text(sample.article(CHANGED))
        galley.find("label", "Reloaded from the disk")
        galley.key("F6", "ctrl+z")
        galley.wait_text(sample.article().replace("一季度，", "z一季度，", 1))

    def test_keep_mine(self):
        galley = self.start_sample()
        galley.put_caret(3, 0)
        self.bulletin(CHANGED)
        galley.find("button", "Resolve…")
        galley.type("z")
        self.assertEqual(self.texts(self.file)[8], "外面改过的一段。")
        galley.find("button", "Resolve…").act()
        galley.find("button", "Keep Mine").act()
        drive.poll("the file", lambda: self.texts(self.file)[3].startswith("z") and self.texts(self.file)[8] == sample.texts()[8])

    def test_save_elsewhere(self):
        """In a conflict one may save elsewhere, and both versions are kept."""
        galley = self.start_sample()
        self.bulletin(CHANGED)
        galley.find("button", "Resolve…").act()
        galley.find("button", "Save As…").act()
        path = self.path("mine.galley")
        galley.choose_file(path)
        drive.poll("the file", lambda: os.path.exists(path) and self.texts(path) == sample.texts())
        self.assertEqual(self.read(self.file), sample.write(CHANGED))

    def test_compare(self):
        galley = self.start_sample()
        self.bulletin(CHANGED)
        galley.find("button", "Resolve…").act()
        galley.find("button", "Compare").act()
        galley.find(None, "Compared With the File on the Disk")
        galley.find("label", re.compile("外面改过的一段"))
        galley.key("Escape")
        drive.poll("its end", lambda: not galley.has(None, "Compared With the File on the Disk"))
        self.assertEqual(self.read(self.file), sample.write(CHANGED))

    def test_read_only(self):
        """What cannot be written is said, and the file stays whole."""
        folder = os.path.join(self.folder, "locked")
        os.mkdir(folder)
        self.file = self.bulletin(name="locked/bulletin.galley")
        self.original = self.read(self.file)
        os.chmod(folder, 0o555)
        self.addCleanup(os.chmod, folder, 0o755)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"}, wrapper=drive.ORDINARY)
        galley.wait_text(sample.article())
        galley.put_caret(3, 0)
        galley.type("z")
        galley.find("label", re.compile("Not saved$"))
        galley.find("button", "Save As…")
        self.assertEqual(self.read(self.file), self.original)
        galley.key("ctrl+s")
        galley.find(None, "The Bulletin Could Not Be Saved")
        galley.key("Escape")
        path = self.path("elsewhere.galley")
        galley.find("button", "Save As…").act()
        galley.choose_file(path)
        drive.poll("the file", lambda: os.path.exists(path) and self.texts(path)[3].startswith("z"))
        self.assertEqual(self.read(self.file), self.original)

    def test_killed(self):
        """What was typed before a kill -9 is there at the next start."""
        self.file = self.bulletin()
        galley = self.start(self.file, home=self.folder, settings={"autosave-seconds": "uint32 600"})
        galley.wait_text(sample.article())
        galley.put_caret(3, 0)
        galley.type("not yet saved ")
        wanted = sample.article().replace("一季度，", "not yet saved 一季度，", 1)
        galley.wait_text(wanted)
        galley.wait_journal(self.folder, "saved")
        galley.kill()
        again = self.start(home=self.folder, settings={"first-run": "false"})
        again.find("label", re.compile("^Brought back"))
        drive.poll("what was typed", lambda: any(article.text == wanted for article in again.node.all("text box", "Article")))

    def test_close_asks(self):
        """Closing a bulletin that has no file asks; Cancel keeps it, Discard does not."""
        galley = self.start(settings={"first-run": "false"})
        article = galley.article
        drive.poll("the focus", lambda: "focused" in article.states)
        galley.type("Unsaved")
        galley.key("ctrl+w")
        galley.find(None, "Save the Bulletin?")
        galley.find("button", "Cancel").act()
        drive.poll("its end", lambda: not galley.has(None, "Save the Bulletin?"))
        galley.wait_text("Unsaved\n")
        galley.key("ctrl+w")
        galley.find("button", "Discard").act()
        drive.poll("the end", lambda: galley.process.poll() is not None)
        self.assertEqual(galley.process.returncode, 0)

    def test_close_saves(self):
        """Closing one that has a file saves it without a question."""
        galley = self.start_sample(home=self.folder)
        galley.put_caret(3, 0)
        galley.type("z")
        galley.key("ctrl+w")
        drive.poll("the end", lambda: galley.process.poll() is not None)
        self.assertEqual(galley.process.returncode, 0)
        self.assertTrue(self.texts(self.file)[3].startswith("z"))
        again = self.start(home=self.folder, settings={"first-run": "false"})
        again.wait_text("\n")
        self.assertFalse(again.has("label", re.compile("^Brought back")))


if __name__ == "__main__":
    drive.main()
