# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds that typing gives and takes, and emphasis, each taken back."""

import drive
import sample


class Marks(drive.Case):
    def start_sample(self):
        self.file = self.bulletin()
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article())
        return galley

    def blocks(self):
        return [(block["kind"], block.get("text", "")) for block in drive.json.loads(self.read(self.file))["blocks"]]

    def expect(self, block, kind, text):
        drive.poll(lambda: f"{(kind, text)} instead of {self.blocks()[block:block + 1]}",
                   lambda: self.blocks()[block:block + 1] == [(kind, text)])

    def test_markers(self):
        """A marker and a space at the start of a paragraph; an undo gives the marker back, the next takes it away."""
        galley = self.start_sample()
        text = sample.texts()[3]
        for marker, kind in ("##", "heading"), ("###", "subheading"), ("◆", "item"), ("-", "item"), (">", "quotation"):
            galley.put_caret(3, 0)
            galley.type(marker + " ", delay=30)
            self.expect(3, kind, text)
            self.assertEqual(galley.article.caret, sample.article().index(text))
            galley.key("ctrl+z")
            self.expect(3, "paragraph", f"{marker} {text}")
            galley.key("ctrl+z")
            self.wait_file(self.file, self.original)
            galley.wait_text(sample.article())

    def test_goes_on(self):
        """What is typed after a marker stands in what it made."""
        galley = self.start_sample()
        galley.put_caret(-1, -1)
        galley.key("Return")
        galley.type("◆ 甲乙", delay=30)
        self.expect(9, "item", "甲乙")
        galley.wait_text(sample.article() + "\n甲乙")

    def test_no_marker(self):
        """Within a text, or where there is no paragraph, it is what it reads."""
        galley = self.start_sample()
        text = sample.texts()[3]
        galley.put_caret(3, 2)
        galley.type("- ", delay=30)
        self.expect(3, "paragraph", f"{text[:2]}- {text[2:]}")
        galley.put_caret(4, 0)
        galley.type("> ", delay=30)
        self.expect(4, "item", f"> {sample.texts()[4]}")

    def test_enter_in_empty(self):
        """Enter goes on with items until one is left empty."""
        galley = self.start_sample()
        for kind, key in ("item", "ctrl+alt+3"), ("quotation", "ctrl+alt+4"):
            galley.put_caret(4, -1)
            galley.key(key, "Return")
            self.expect(5, kind, "")
            galley.key("Return")
            self.expect(5, "paragraph", "")
            self.assertEqual(len(self.blocks()), 10)
            galley.key("ctrl+z")
            self.expect(5, kind, "")
            galley.key("ctrl+z")
            drive.poll("the blocks", lambda: len(self.blocks()) == 9)

    def test_backspace(self):
        """Backspace at the start makes a paragraph first, and joins it to the one before then."""
        galley = self.start_sample()
        for block, kind in (2, "heading"), (4, "item"):
            text = sample.texts()[block]
            galley.put_caret(block, 0)
            galley.key("BackSpace")
            self.expect(block, "paragraph", text)
            galley.key("ctrl+z")
            self.wait_file(self.file, self.original)
        galley.put_caret(4, 0)
        galley.key("BackSpace", "BackSpace")
        self.expect(3, "paragraph", sample.texts()[3] + sample.texts()[4])
        galley.key("ctrl+z", "ctrl+z")
        self.wait_file(self.file, self.original)
        galley.put_caret(4, 1)
        galley.key("BackSpace")
        self.expect(4, "item", sample.texts()[4][1:])

    def emphasis(self, block):
        marks = drive.json.loads(self.read(self.file))["blocks"][block].get("marks", [])
        return [(mark["start"], mark["length"]) for mark in marks if mark["kind"] == "emphasis"]

    def expect_emphasis(self, block, *spans):
        drive.poll(lambda: f"{spans} instead of {self.emphasis(block)}", lambda: self.emphasis(block) == list(spans))

    def test_emphasis(self):
        galley = self.start_sample()
        galley.put_caret(3, 4)
        galley.key("ctrl+b")  # nothing is selected
        galley.key("shift+Right", "shift+Right", "shift+Right", "ctrl+b")
        self.expect_emphasis(3, (4, 3))
        selected = galley.article.selection
        self.assertEqual(selected, sample.texts()[3][4:7])
        galley.key("shift+Right", "ctrl+b")
        self.expect_emphasis(3, (4, 4))
        galley.key("ctrl+b")
        self.expect_emphasis(3)
        galley.key("ctrl+z")
        self.expect_emphasis(3, (4, 4))
        galley.key("ctrl+z", "ctrl+z")
        self.wait_file(self.file, self.original)

    def test_emphasis_of_blocks(self):
        """A selection over blocks is one step."""
        galley = self.start_sample()
        galley.put_caret(3, 2)
        galley.key("shift+Down", "shift+End", "ctrl+b")
        first = len(sample.texts()[3]) - 2
        drive.poll("the first", lambda: self.emphasis(3)[:1] == [(2, first)] or self.emphasis(3))
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)


if __name__ == "__main__":
    drive.main()
