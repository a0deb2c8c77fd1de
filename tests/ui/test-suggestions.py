# SPDX-License-Identifier: GPL-3.0-or-later
"""What a reviewer changes waits for a decision, and reads as it would with it; a figure says what it breaks before."""

import json
import os
import re

import drive
import sample

SHOTS = os.environ.get("GALLEY_SHOTS")  # a folder to leave pictures in, for whoever wants to look


class Suggestions(drive.Case):
    def start_sample(self, bulletin=sample.BULLETIN, **options):
        self.file = self.bulletin(bulletin)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1", "actor": "'周岚'"}, **options)
        galley.wait_text(sample.article(bulletin))
        galley.key("ctrl+4")
        return galley

    def suggest(self, galley):
        galley.click(galley.find("toggle button", "Suggest Changes"))
        drive.poll("the toggle", lambda: "pressed" in galley.find("toggle button", "Suggest Changes").states)

    def items(self, galley):
        return [item.name for item in galley.find("list", "Suggestions").all("list item")]

    def wait_items(self, galley, n):
        return drive.poll(lambda: f"{n} suggestions, not {self.items(galley)}", lambda: len(self.items(galley)) == n and
                          self.items(galley))

    def saved(self):
        return json.loads(self.read(self.file))

    def shoot(self, galley, name):
        if SHOTS:
            galley.screenshot(os.path.join(SHOTS, name + ".png"))

    def test_decide(self):
        """An insertion, a deletion and a figure that breaks its sum: one rejected by its button, the others accepted by keys."""
        galley = self.start_sample()
        self.suggest(galley)
        galley.put_caret(3, 0)
        galley.type("jin ")
        self.wait_items(galley, 1)
        galley.put_caret(6, 6)
        galley.key("BackSpace")
        galley.type("4")
        names = self.wait_items(galley, 2)
        self.assertRegex(names[0], "Insertions: Added: “jin ?”, 周岚")
        self.assertRegex(names[1], "Figures: 50亿元 → 4?0?亿元|Figures: 50亿元")
        galley.put_caret(4, 0)
        galley.key("Delete", "Delete")
        names = self.wait_items(galley, 3)
        self.assertRegex(names[1], "Deletions: Removed: “湖滨”")
        self.shoot(galley, "suggestions")
        drive.poll("the file", lambda: len(self.saved().get("layers", [])) == 1)
        layer = self.saved()["layers"][0]
        self.assertEqual((layer["author"], [block["text"] for block in layer["blocks"]]), ("周岚", sample.texts()))

        item = galley.find("list", "Suggestions").find("list item", re.compile("湖滨"))
        galley.click(item.find("button", "Reject"))
        drive.poll("the words", lambda: "湖滨路改造完工" in galley.article.text)
        self.wait_items(galley, 2)
        galley.key("F7")
        drive.poll("the choice", lambda: galley.has("button", "Accept (1)"))
        galley.key("ctrl+F7")
        self.wait_items(galley, 1)
        galley.key("ctrl+z")
        self.wait_items(galley, 2)
        galley.click(galley.find("button", "Accept All (2)"))
        galley.find("label", "No Suggestions")
        drive.poll("the file without layers", lambda: "layers" not in self.saved())
        self.assertIn("jin", self.saved()["blocks"][3]["text"])

    def test_consequences(self):
        """821.6 becomes 812.6: it says that digits are swapped and which sum that breaks, before it is accepted."""
        def sums(bulletin):
            bulletin["blocks"][6]["text"] = "全区总投资821.6亿元，其中东园32.1亿元、西园789.5亿元。"
        galley = self.start_sample(sample.changed(sums))
        self.suggest(galley)
        galley.put_caret(6, 6)
        galley.key("shift+Right", "shift+Right")
        galley.type("12")
        name = self.wait_items(galley, 1)[0]
        self.assertIn("821.6亿元 → 812.6亿元", name)
        self.assertIn("digits swapped, −1.1%", name)
        self.assertRegex(name, "Breaks: .*789.5")
        self.assertEqual(name.count("Breaks: ") + name.count("Brings: ") + name.count("Proves: "), 1, name)
        galley.put_caret(0, 0)
        galley.click(galley.find("button", re.compile("^Breaks: ")))
        drive.poll("the caret where it breaks", lambda: galley.article.selection or galley.article.caret > len(sample.texts()[0]))
        self.shoot(galley, "figure")

    def test_others(self):
        """What is before a reviewer is another's: the reviewer's changes are suggestions without being asked for."""
        def submitted(bulletin):
            bulletin["log"] = [{"event": "submit", "from": "draft", "to": "review1", "actor": "方舟", "role": "reporter",
                                "time": "2025-04-10T08:00:00Z"}]
        galley = self.start_sample(sample.changed(submitted))
        drive.poll("the toggle", lambda: "pressed" in galley.find("toggle button", "Suggest Changes").states)
        galley.put_caret(1, 0)
        galley.key("Delete")
        self.assertIn("Deletions", self.wait_items(galley, 1)[0])


if __name__ == "__main__":
    drive.main()
