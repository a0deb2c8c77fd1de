# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings lead to their places, are mended and set aside, and come back."""

import re

import drive
import sample


class Problems(drive.Case):
    def start_sample(self):
        self.file = self.bulletin()
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article())
        galley.key("ctrl+2")
        self.list = galley.find("list", "Problems")
        drive.poll("the findings", lambda: len(self.items()) >= 1)
        return galley

    def items(self):
        return self.list.all("list item")

    def item(self, part):
        return self.list.find("list item", re.compile(re.escape(part)))

    def test_sum(self):
        """45 is not 13 and 234% more; 20 is 12 + 8."""
        galley = self.start_sample()
        self.item("45")
        galley.find("radio", "Proofs").act()
        galley.find("list item", re.compile("^Proof: .*20"))

    def test_walk(self):
        """F8 goes from finding to finding and round again, and selects what each is about."""
        galley = self.start_sample()
        article = galley.article
        n, seen = len(self.items()), []
        for _ in range(n + 1):
            galley.key("F8")
            before = seen[-1] if seen else ""
            seen.append(drive.poll("another selection", lambda: article.selection if n == 1 or article.selection != before else None))
        self.assertIn("focused", article.states)
        self.assertEqual(seen[0], seen[-1])
        for text, item in zip(seen, sorted(self.items(), key=lambda item: item.extents[1])):
            self.assertIn(text, item.name)
        galley.key("shift+F8")
        drive.poll("the one before", lambda: article.selection == seen[n - 1])

    def test_fix(self):
        """The comma between Han characters becomes a wide one, in one step of undo."""
        galley = self.start_sample()
        item = self.item("Half-width")
        galley.click(item.find("button", "Fix"))
        lines = sample.texts()
        lines[4] = lines[4].replace(",", "，")
        galley.wait_text("\n".join(lines).replace("\n添", "\u2028添").replace("\n增", "\u2028增").replace("\n暖", "\u2028暖"))
        drive.poll("its end", lambda: not any("Half-width" in each.name for each in self.items()))
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)

    def test_set_aside(self):
        galley = self.start_sample()
        self.item("45").find("button", "Set Aside…").act()
        dialog = galley.find(None, "Set This Aside?")
        button = dialog.find("button", "Set Aside")
        self.assertNotIn("sensitive", button.states)
        reason = galley.find("text box", "Reason, kept with the bulletin")
        drive.poll("the focus on the reason", lambda: "focused" in reason.states)
        galley.type("counted otherwise")
        drive.poll("the button", lambda: "sensitive" in button.states)
        galley.key("Return")
        drive.poll("its end", lambda: not any("45" in item.name for item in self.items()))
        drive.poll("the file", lambda: "counted otherwise" in self.read(self.file))
        galley.find("radio", "Set Aside").act()
        self.list = galley.find("list", "Problems")
        self.item("45").find("button", "Bring Back").act()
        galley.find("label", "Nothing Set Aside")
        galley.find("radio", "Problems").act()
        self.item("45")
        self.wait_file(self.file, self.original)


if __name__ == "__main__":
    drive.main()
