# SPDX-License-Identifier: GPL-3.0-or-later
"""What the bulletin said at each save: listed, compared with now, and brought back in a step that undo takes back."""

import re

import drive
import sample


class History(drive.Case):
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
        galley.key("ctrl+alt+h")
        rows = drive.poll("two versions", lambda: [row for row in galley.window.all("list item", re.compile(r"^\d{4}-\d\d-\d\d"))
                                                   if row.name])
        self.assertGreaterEqual(len(rows), 2)
        galley.key("Down")
        galley.key("Return")
        galley.find("button", re.compile("Restore This Version"))
        galley.find("label", re.compile("乙"))
        galley.find("button", re.compile("Restore This Version")).act()
        drive.poll("the version", lambda: "乙" not in galley.article.text and "甲" in galley.article.text)
        galley.focus(galley.article)
        galley.key("ctrl+z")
        drive.poll("what was there", lambda: galley.article.text == last)
        self.assertNotEqual(first, last)


if __name__ == "__main__":
    drive.main()
