# SPDX-License-Identifier: GPL-3.0-or-later
"""Something is said about words, a figure or the article; it follows them, is answered, resolved, and never lost."""

import json
import os
import re

import drive
import sample

SHOTS = os.environ.get("GALLEY_SHOTS")  # a folder to leave pictures in, for whoever wants to look


class Comments(drive.Case):
    def start_sample(self):
        self.file = self.bulletin()
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1", "actor": "'周岚'"})
        galley.wait_text(sample.article())
        return galley

    def items(self, galley):
        return [item.name for item in galley.find("list", "Comments").all("list item")]

    def wait_item(self, galley, part):
        return drive.poll(lambda: f"{part} among {self.items(galley)}",
                          lambda: next((name for name in self.items(galley) if re.search(part, name)), None))

    def comment(self, galley, text, blocking=False):
        galley.key("ctrl+alt+m")
        galley.find("text box", "What You Say")
        drive.poll("the form's focus", lambda: galley.focused and galley.focused.name == "What You Say")
        galley.type(text)
        if blocking:
            galley.click(galley.find("switch", "Blocks Signing"))
        galley.answer("Comment")

    def saved(self):
        return json.loads(self.read(self.file))

    def test_thread(self):
        """On selected words: marked in the file, answered, resolved and reopened; undo takes back each."""
        galley = self.start_sample()
        galley.put_caret(3, 4)
        galley.key("shift+Right", "shift+Right", "shift+Right")
        self.comment(galley, "which @Li")
        self.wait_item(galley, "临湖区, 周岚: which @Li")
        comments = drive.poll("the file", lambda: self.saved().get("comments"))
        mark = next(mark for mark in self.saved()["blocks"][3]["marks"] if mark["kind"] == "comment")
        self.assertEqual((mark["start"], mark["length"], mark["target"]), (4, 3, comments[0]["id"]))
        if SHOTS:
            galley.screenshot(os.path.join(SHOTS, "comments.png"))

        galley.click(galley.find("button", "Reply…"))
        galley.find("text box", "What You Say")
        drive.poll("the form's focus", lambda: galley.focused and galley.focused.name == "What You Say")
        galley.type("ours")
        galley.answer("Reply")
        self.wait_item(galley, "周岚: ours")
        galley.click(galley.find("button", "Resolve"))
        galley.find("label", "No Such Comments")
        galley.key("ctrl+z")
        self.wait_item(galley, "周岚: ours")

    def test_kept(self):
        """Words that are deleted leave the comment behind, with what it was on."""
        galley = self.start_sample()
        galley.put_caret(1, 0)
        galley.key("shift+Right", "shift+Right")
        self.comment(galley, "who", blocking=True)
        self.wait_item(galley, "本报, Blocks signing, 周岚: who")
        galley.put_caret(1, 0)
        galley.key("Delete", "Delete")
        self.wait_item(galley, "本报, Blocks signing · What it was on is gone, 周岚: who")
        drive.poll("the file", lambda: self.saved().get("comments", [{}])[0].get("quote") == "本报")


if __name__ == "__main__":
    drive.main()
