# SPDX-License-Identifier: GPL-3.0-or-later
"""Spreadsheets come into the indicator table through a preview that maps their columns."""

import re
import subprocess

import drive
import sample

SHEET = "区主要指标,,,,\n指标,范围,数值,单位,经办\n开工项目,临湖区,21,个,甲\n社区食堂,临湖区,45,家,乙\n新增学位,临湖区,600,个,\n"


class Sheets(drive.Case):
    def start_with(self, name, content):
        self.file = self.bulletin()
        self.original = self.read(self.file)
        self.sheet = self.path(name, content)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article())
        # As a file manager does: the program that runs already is told to open it.
        subprocess.run([drive.PROGRAM, self.sheet], env=galley.environment, check=True)
        return galley

    def rows(self):
        return drive.json.loads(self.read(self.file))["tables"][0]["rows"]

    def test_import(self):
        """What comes in is counted before, a column is mapped by hand, and all of it is one step of undo."""
        galley = self.start_with("quarter.csv", SHEET.encode("gb18030"))
        galley.find(None, re.compile("^1 to add, 1 to update, 1 unchanged$"))
        chooser = galley.find("combo box", "Not Imported")
        galley.click(chooser)
        drive.poll("the fields", lambda: "expanded" in chooser.states)
        galley.key("End", "Up", "Return")
        galley.find(None, re.compile("^1 to add, 1 to update, 1 unchanged$"))
        galley.find("button", "Import").act()
        drive.poll("the rows", lambda: len(self.rows()) == 3)
        rows = self.rows()
        self.assertEqual([(row["id"], row["value"], row.get("notes")) for row in rows[:2]],
                         [("r-1", "21", "甲"), ("r-2", "600", None)])
        self.assertEqual((rows[2]["name"], rows[2]["scope"], rows[2]["value"], rows[2]["unit"], rows[2]["notes"]),
                         ("社区食堂", "临湖区", "45", "家", "乙"))
        galley.find(None, "1 indicator added, 1 updated")
        galley.focus(galley.article)
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)

    def test_broken(self):
        """A file that is no spreadsheet is refused with the reason, and nothing is changed."""
        galley = self.start_with("broken.xlsx", b"PK\x03\x04" + b"x" * 100)
        galley.find(None, "The Spreadsheet Could Not Be Read")
        galley.find("label", re.compile("It is broken"))
        galley.find("button", "Cancel").act()
        drive.poll("its end", lambda: not galley.has(None, "The Spreadsheet Could Not Be Read"))
        self.assertEqual(self.read(self.file), self.original)


if __name__ == "__main__":
    drive.main()
