# SPDX-License-Identifier: GPL-3.0-or-later
"""What the bulletin said at each save: listed, any two compared, and brought back in a step that undo takes back."""

import copy
import hashlib
import json
import os
import re

import drive
import sample

FIRST = copy.deepcopy(sample.BULLETIN)
FIRST["blocks"].insert(4, {"id": "b-t", "kind": "table", "text": "项目表", "grid": {
    "header": 1, "align": ["start", "end"], "rows": [["类别", "个数"], ["工业", "12"], ["民生", "8"]]}})


def changed(bulletin, **texts):
    """A copy with other texts, by the ids of blocks."""
    made = copy.deepcopy(bulletin)
    for block in made["blocks"]:
        block["text"] = texts.get(block["id"].replace("-", "_"), block["text"])
    return made


SECOND = changed(FIRST, b_p2="全区总投资60亿元，其中东园20亿元、西园25亿元。")
NOW = changed(SECOND, b_p1="一季度，临湖区开工项目30个，其中工业项目12个、民生项目8个。", b_i1="湖滨路改建完工,全长3公里。")
NOW["blocks"][1]["kind"] = "lead"
NOW["blocks"][4]["grid"]["rows"][1][1] = "21"
NOW["blocks"].insert(2, NOW["blocks"].pop())
NOW["details"]["date"] = "2025-04-12"


class History(drive.Case):
    def keep(self, *bulletins):
        """Puts versions where the program keeps them, a day apart; returns the home that they are in."""
        for number, bulletin in enumerate(bulletins):
            folder = os.path.join(self.folder, "data", "galley", "versions", hashlib.sha256(bulletin["id"].encode()).hexdigest())
            os.makedirs(folder, exist_ok=True)
            data = json.dumps(bulletin, ensure_ascii=False).encode()
            time = (1700000000 + number * 86400) * 1000000
            self.path(os.path.join(folder, f"{time:017}-0-{hashlib.sha256(data).hexdigest()}-a.galley"), data)
        return self.folder

    def open_history(self, galley):
        galley.key("ctrl+alt+h")
        return drive.poll("the versions", lambda: [row for row in galley.window.all("list item", re.compile(r"^\d{4}-\d\d-\d\d"))])

    def looked_at(self, galley):
        """What a screen reader is told of the difference that is looked at."""
        items = galley.find("list", "Differences").all("list item")
        return next((item.name for item in items if "selected" in item.seen), "")

    def walk(self, galley, count, key):
        """Goes through the differences with a key; returns what is told of each."""
        told = []
        for number in range(1, count + 1):
            galley.key(key)
            galley.find("label", re.compile(f"^{number} of {count} differences"))
            told.append(drive.poll("the difference", lambda: self.looked_at(galley)))
        return told

    def choose(self, galley, side, position):
        row = galley.find("combo box", side)
        galley.click(row)
        drive.poll("the choices", lambda: [node for node in row.all("list item") if "focused" in node.seen])
        galley.key("Home", *["Down"] * position, "Return")

    def test_compare(self):
        galley = self.start(self.bulletin(NOW), home=self.keep(FIRST, SECOND))
        galley.wait_text(sample.article(NOW))
        self.assertEqual(len(self.open_history(galley)), 2)
        galley.key("Down", "Return")
        # Figures apart, each with what became of it and where.
        galley.find("list item", re.compile("^20个 → 30个: one digit changed, .50.0%\n.*开工项目30个"))
        galley.find("list item", re.compile("^50亿元 → 60亿元: "))
        galley.find("list item", re.compile("^12 → 21: digits swapped, .75.0%\n项目表 · Row 2, column 2$"))
        # Keys go from one difference to the next: what a block says, and all that it is beside its words.
        expected = ("^Details, Changed\nDate: 2025-04-10 → 2025-04-12", "^Lead, Changed\n.*Style: Editor’s Note → Lead",
                    "^Paragraph, Moved From Place 10 to 3\n", "^Paragraph, Changed\n.*deleted “20个” inserted “30个”",
                    "^Table, Changed\n.*Row 2, column 2: deleted “12” inserted “21”",
                    "^Item, Changed\n湖滨路 deleted “改造” inserted “改建” 完工", "^Paragraph, Changed\n.*deleted “50亿元” inserted “60亿元”")
        told = self.walk(galley, len(expected), "F8")
        for words, pattern in zip(told, expected, strict=True):
            self.assertRegex(words, re.compile(pattern, re.S))
        galley.key("shift+F8")
        drive.poll("the one before", lambda: self.looked_at(galley) == told[-2])
        # What went and what came, in one text and in two.
        galley.find("label", re.compile("^湖滨路 deleted “改造” inserted “改建” 完工"))
        galley.find("radio", "Side by Side").act()
        galley.find("label", re.compile("^湖滨路 deleted “改造” 完工"))
        galley.find("label", re.compile("^湖滨路 inserted “改建” 完工"))
        # Any two: one version with the other.
        self.choose(galley, "To", 1)
        drive.poll("these two alone", lambda: galley.has("label", "1 difference, 1 figure"))
        galley.find("list item", re.compile("^50亿元 → 60亿元: "))
        # There a figure leads to its place, and what is the same is folded, and opens.
        galley.find("button", re.compile("^50亿元 → 60亿元")).act()
        self.assertRegex(drive.poll("its place", lambda: self.looked_at(galley)), "^Paragraph, Changed\n全区总投资 deleted “50亿元”")
        self.assertFalse(galley.has("label", re.compile("^本报")))
        galley.find("button", re.compile("^6 blocks that are the same$")).act()
        galley.find("label", re.compile("^本报"))
        self.choose(galley, "To", 2)
        galley.find("label", "Nothing Differs")
        # How they are shown is remembered.
        galley.key("Escape")
        drive.poll("the window alone", lambda: not galley.has("combo box", "To"))
        self.open_history(galley)
        galley.key("Return")
        drive.poll("side by side", lambda: "checked" in galley.find("radio", "Side by Side").states)

    def test_restore(self):
        path = self.bulletin()
        galley = self.start(path)
        galley.wait_text(sample.article())
        first = galley.article.text
        galley.put_caret(0)
        for mark in "甲", "乙":
            galley.type(mark)
            drive.poll("the text", lambda: mark in galley.article.text)
            galley.key("ctrl+s")
            drive.poll("the file", lambda: mark in self.read(path))
        last = galley.article.text
        self.assertGreaterEqual(len(self.open_history(galley)), 2)
        galley.key("Down")
        galley.key("Return")
        galley.find("label", re.compile("inserted “.*乙"))
        galley.find("button", re.compile("^Restore 20")).act()
        drive.poll("the version", lambda: "乙" not in galley.article.text and "甲" in galley.article.text)
        galley.focus(galley.article)
        galley.key("ctrl+z")
        drive.poll("what was there", lambda: galley.article.text == last)
        self.assertNotEqual(first, last)
        # What was restored is a version of its own.
        galley.key("ctrl+shift+z")
        drive.poll("the version again", lambda: "乙" not in galley.article.text)
        galley.key("ctrl+s")
        drive.poll("the file", lambda: "乙" not in self.read(path))
        self.assertGreaterEqual(len(self.open_history(galley)), 3)


if __name__ == "__main__":
    drive.main()
