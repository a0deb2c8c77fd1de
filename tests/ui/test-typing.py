# SPDX-License-Identifier: GPL-3.0-or-later
"""Typing: no character is lost or changes its place, whatever goes on meanwhile."""

import drive
import sample

LATIN = "The quick brown fox (No. 7) jumps over 13 lazy dogs; 99.5% agree, don't they? "
HAN = "一季度全区新签约项目八十六个。"


class Typing(drive.Case):
    def start_sample(self, **settings):
        self.file = self.bulletin()
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1", **settings})
        galley.wait_text(sample.article())
        return galley

    def expect(self, galley, block, offset, typed):
        """The article with @typed in its place, in the view and then in the file."""
        lines = sample.texts()
        lines[block] = lines[block][:offset] + typed + lines[block][offset:]
        galley.wait_text("\n".join(line.replace("\n", "\u2028") for line in lines))
        galley.key("ctrl+s")
        drive.poll("the file", lambda: [block.get("text", "") for block in self.blocks()] == lines)
        galley.find("label", "Draft · Saved")

    def blocks(self):
        return drive.json.loads(self.read(self.file))["blocks"]

    def test_latin(self):
        """Fast typing, while the text is checked, coloured, laid out and saved behind it."""
        galley = self.start_sample()
        galley.put_caret(3, 4)
        galley.type(LATIN * 3, delay=4)
        self.expect(galley, 3, 4, LATIN * 3)

    def test_han(self):
        galley = self.start_sample()
        galley.put_caret(8, 0)
        galley.type(HAN)
        self.expect(galley, 8, 0, HAN)

    def code_point(self, galley, digits):
        """Ctrl+Shift+U and the digits: what GTK composes on its own. Ends while it shows them."""
        galley.key("ctrl+shift+u", *digits)

    def test_code_points(self):
        galley = self.start_sample()
        galley.put_caret(3, 2)
        for _ in range(3):
            self.code_point(galley, "4e2d")
            galley.key("space")
            self.code_point(galley, "6587")
            galley.key("space")
            galley.type("a")
        self.expect(galley, 3, 2, "中文a" * 3)

    def test_dead_keys(self):
        galley = self.start_sample()
        galley.put_caret(3, -1)
        galley.key("dead_acute", "e", "dead_diaeresis", "u", "dead_acute", "BackSpace", "x")
        self.expect(galley, 3, len(sample.texts()[3]), "éüx")

    def test_saved_while_composing(self):
        """The file is saved behind what is being composed, and the checks run."""
        galley = self.start_sample()
        galley.put_caret(3, 2)
        galley.type("甲")
        self.code_point(galley, "4e2d")
        drive.poll("the file", lambda: "甲" in self.blocks()[3]["text"])
        galley.key("space")
        galley.type("乙")
        self.expect(galley, 3, 2, "甲中乙")

    def test_table_changes_while_composing(self):
        """A row that another part of the window adds does not disturb it."""
        galley = self.start_sample()
        galley.put_caret(3, 2)
        self.code_point(galley, "4e2d")
        galley.find("button", "Add Row").act()
        galley.find("row", "Unnamed Indicator")
        galley.key("space")
        galley.key("F6")
        galley.type("x")
        text = galley.article.text
        self.assertTrue(text == sample.article() .replace("一季度，", "一季中x度，", 1) or
                        text == sample.article().replace("一季度，", "一季x度，", 1), text)

    def test_undo_while_composing(self):
        """Undo gives up what is composed and takes back what was typed, no less and no more."""
        galley = self.start_sample()
        galley.put_caret(3, 2)
        galley.type("甲乙")
        galley.wait_text(sample.article().replace("一季度，", "一季甲乙度，", 1))
        self.code_point(galley, "4e2d")
        galley.find("button", drive.re.compile("^Undo")).act()
        galley.wait_text(sample.article())
        galley.type("丙")
        self.expect(galley, 3, 2, "丙")

    def test_file_changes_while_composing(self):
        """Another program writes the file meanwhile; what is being typed stays, and the user is asked."""
        galley = self.start_sample()
        galley.put_caret(3, 2)
        self.code_point(galley, "4e2d")
        self.bulletin(sample.changed(lambda bulletin: bulletin["blocks"][8].update(text="外面改过的一段。")))
        galley.find("button", "Resolve…")
        galley.key("space")
        galley.type("乙")
        galley.wait_text(sample.article().replace("一季度，", "一季中乙度，", 1))

    def test_report_while_composing(self):
        """Checks, an autosave and an edit elsewhere come while something is composed over a selection; it stays, and its
        text takes the selection's place."""
        galley = self.start_sample()
        galley.put_caret(3, 0)
        galley.type("甲")
        galley.key("shift+Right", "shift+Right", "shift+Right")
        self.code_point(galley, "4e2d")
        drive.poll("the file", lambda: "甲" in self.blocks()[3]["text"])
        galley.find("button", "Add Row").act()
        galley.find("row", "Unnamed Indicator")
        galley.find("button", drive.re.compile("problem"))
        galley.key("F6", "space")
        galley.type("乙")
        text = sample.texts()[3]
        lines = [line["text"] for line in self.blocks()]
        drive.poll("the text", lambda: galley.article.text.split("\n")[3] in ("甲中乙" + text[3:], "甲乙" + text[3:]))
        self.assertEqual(len(lines), len(sample.texts()))


if __name__ == "__main__":
    drive.main()
