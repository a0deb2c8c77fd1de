# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings lead to their places, are mended and set aside, and come back."""

import re

import drive
import sample


class Problems(drive.Case):
    def start_sample(self, bulletin=sample.BULLETIN):
        self.file = self.bulletin(bulletin)
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article(bulletin))
        galley.key("ctrl+2")
        self.list = galley.find("list", "Problems")
        drive.poll("the findings", lambda: len(self.items()) >= 1)
        return galley

    def items(self):
        return self.list.all("list item")

    def item(self, part):
        return self.list.find("list item", re.compile(re.escape(part)))

    def chip(self, galley, part):
        return galley.find("toggle button", re.compile(f"^\\d+ {part}$"))

    def test_groups(self):
        """45 is not 13 and 234% more; 20 is 12 + 8. Errors come before notes, each kind under its name and number."""
        galley = self.start_sample()
        self.item("45")
        galley.find("label", "Growth (1)")
        galley.find("label", "Punctuation (1)")
        self.assertFalse(any(item.name.startswith("Proof") for item in self.items()))
        self.chip(galley, "proofs?").act()
        galley.find("list item", re.compile("^Proof: .*20"))
        self.chip(galley, "errors?").act()
        drive.poll("no errors", lambda: not any(item.name.startswith("Error") for item in self.items()))
        galley.find("list item", re.compile("^Proof: .*20"))

    def test_kinds(self):
        """A kind that is switched off is not listed; with nothing left there is a way back."""
        galley = self.start_sample()
        galley.find("toggle button", "Kinds of Problems").act()
        names = [box.name for box in drive.poll("the kinds", lambda: galley.node.all("checkbox"))]
        self.assertIn("Growth (1)", names)
        for name in names:
            box = galley.reach(galley.find("checkbox", name))
            galley.key("space")
            drive.poll("the mark's end", lambda: "checked" not in box.states)
        galley.key("Escape")
        galley.find("button", "Show All").act()
        self.list = galley.find("list", "Problems")
        self.item("45")

    def test_fix_all(self):
        """All of a kind are mended in one step of undo."""
        def commas(bulletin):
            bulletin["blocks"][4]["text"] = "湖滨路改造完工,全长3公里,绿化到位,路灯更新。"
        galley = self.start_sample(sample.changed(commas))
        header = galley.find("row header", re.compile(r"^Punctuation \(3\)"))
        galley.click(header.find("button", "Fix All"))
        drive.poll("wide commas", lambda: "湖滨路改造完工，全长3公里，绿化到位，路灯更新。" in galley.article.text)
        galley.find("label", "3 problems fixed")
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)

    def test_typing(self):
        """What is found in the word at the caret is listed only when the word is done; the others stay as they are."""
        galley = self.start_sample()
        galley.put_caret(4, 2)
        before = [item.name for item in self.items()]
        galley.type(",")
        drive.poll("the text", lambda: galley.article.text.count(",") == 2)
        drive.poll("the new one", lambda: len(self.items()) == len(before) + 1)
        galley.key("ctrl+z")
        drive.poll("the old ones", lambda: [item.name for item in self.items()] == before)

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
        galley.click(item.find("button", "Change to “，”"))
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
        self.chip(galley, "set aside").act()
        item = self.item("Set aside: 234%")
        item.find("label", "Set aside: counted otherwise")
        item.find("button", "Bring Back").act()
        self.item("Error: 234%")
        self.wait_file(self.file, self.original)


if __name__ == "__main__":
    drive.main()
