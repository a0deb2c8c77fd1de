# SPDX-License-Identifier: GPL-3.0-or-later
"""The proof card: opened at a figure by key and by pointer, read, followed, and used to bind and unbind."""

import json
import re
import subprocess

import drive
import sample

PROJECTS, LENGTH, INVESTMENT, PLACES = 3, 4, 6, 8  # blocks of the sample


def bound(bulletin):
    """The figure of school places is bound to its row."""
    text = bulletin["blocks"][PLACES]["text"]
    bulletin["blocks"][PLACES]["marks"] = [{"start": text.index("600个"), "length": 4, "kind": "figure", "target": "r-2",
                                            "field": "value"}]


class ProofCard(drive.Case):
    def start_sample(self, bulletin=sample.BULLETIN):
        self.file = self.bulletin(bulletin)
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article())
        self.analysed(galley)
        return galley

    def analysed(self, galley):
        galley.find("button", re.compile(r"^\d+ problems?$"))

    def open(self, galley, block, surface):
        galley.put_caret(block, sample.texts()[block].index(surface) + 1)
        galley.key("ctrl+period")
        card = galley.find("dialog", f"Figure {surface}")
        drive.poll("the focus in the card", lambda: any("focused" in node.states for node in card.walk()))
        return card

    def wait_closed(self, galley):
        drive.poll("the card's end", lambda: not galley.has("dialog"))
        drive.poll("the focus in the article", lambda: "focused" in galley.article.states)

    def saved(self):
        return json.loads(self.read(self.file))

    def wait_undone(self):
        """Until the file says again what it said at first."""
        drive.poll(lambda: f"{self.original}, not {self.read(self.file)}", lambda: self.saved() == json.loads(self.original))

    def marks(self, block):
        return self.saved()["blocks"][block].get("marks", [])

    def point(self, galley, block, surface):
        """Where a figure is on the screen."""
        article = galley.article
        offset = article.text.index(surface, sum(len(text) + 1 for text in sample.texts()[:block]))
        x, y, width, height = article.call("Text", "GetCharacterExtents", "(iu)", offset, 1)
        return x + drive.FRAME + width // 2, y + drive.FRAME + height // 2

    def test_read(self):
        """What a screen reader is told: the figure, how it stands, the arithmetic. Esc goes back to the text."""
        galley = self.start_sample()
        card = self.open(galley, PROJECTS, "20个")
        self.assertIn("Proved, not bound", card.description)
        self.assertRegex(card.description, "20个 .*12个 \\+ 8个")
        self.assertTrue(card.all("label", re.compile("12个 \\+ 8个")))
        galley.key("Escape")
        self.wait_closed(galley)
        self.assertEqual(self.read(self.file), self.original)

    def test_contradicted(self):
        """What speaks against a figure comes first, and a report that comes while the card is shown is in it."""
        galley = self.start_sample()
        galley.put_caret(PROJECTS, sample.texts()[PROJECTS].index("12个"))
        galley.key("Delete")
        galley.type("3")
        galley.key("ctrl+period")
        card = galley.find("dialog", "Figure 32个")
        drive.poll(lambda: f"a contradiction in {card.description}", lambda: "Contradicted" in card.description)
        self.assertRegex(card.description.split("\n")[2], "32个|20个")

    def test_rounding(self):
        """What rounding allows is said in words."""
        def share(bulletin):
            bulletin["blocks"][INVESTMENT]["text"] = "临湖区总投资32.1亿元，其中民间投资21.5亿元，占67.0%。"
        changed = sample.changed(share)
        galley = self.start(self.bulletin(changed))
        galley.wait_text(sample.article(changed))
        self.analysed(galley)
        galley.put_caret(INVESTMENT, changed["blocks"][INVESTMENT]["text"].index("67.0"))
        galley.key("ctrl+period")
        card = galley.find("dialog", "Figure 67.0%")
        self.assertIn("anything from 66.718 to 67.239 is possible", card.description)

    def test_nothing_there(self):
        galley = self.start_sample()
        galley.put_caret(0, 0)
        galley.key("ctrl+period")
        galley.put_caret(PROJECTS, 0)  # the keys still go to the text
        self.assertFalse(galley.has("dialog"))

    def test_jump(self):
        """A place that the arithmetic used is a link to it."""
        galley = self.start_sample()
        card = self.open(galley, PROJECTS, "20个")
        galley.reach(card.find("button", re.compile("^Go to .*8个$")))
        galley.key("Return")
        self.wait_closed(galley)
        drive.poll(lambda: f"the selection, not “{galley.article.selection}”", lambda: galley.article.selection == "8个")

    def test_bind(self):
        """A row is found by typing and bound by Enter, in one step of undo; the next card shows it."""
        galley = self.start_sample()
        card = self.open(galley, PLACES, "600个")
        self.assertIn("not bound", card.description)
        galley.reach(card.find("button", "Bind to Indicator…"))
        galley.key("Return")
        drive.poll("the focus in the search", lambda: "focused" in card.find("search box", "Search indicators").states)
        rows = card.find("list", "Indicators").all("list item")
        self.assertEqual(["新增学位, 600个 · 临湖区 · 2025Q1, Says the same", "开工项目, 20个 · 临湖区 · 2025Q1"],
                         [row.name for row in rows])
        galley.type("没有")
        card.find("label", "No indicator is called that")
        galley.key("ctrl+a")
        galley.type("学位")
        drive.poll("one row", lambda: len(card.find("list", "Indicators").all("list item")) == 1)
        galley.key("Return")
        self.wait_closed(galley)
        galley.find("label", "Bound to “新增学位”")
        drive.poll("the mark in the file", lambda: [mark["target"] for mark in self.marks(PLACES)] == ["r-2"])
        card = self.open(galley, PLACES, "600个")
        self.assertIn("Indicator: 新增学位, 600个", card.description)
        galley.key("Escape")
        self.wait_closed(galley)
        galley.key("ctrl+z")
        self.wait_undone()

    def test_leave_rows(self):
        """Esc leaves the rows for the figure, and the figure for the text."""
        galley = self.start_sample()
        card = self.open(galley, PLACES, "600个")
        button = card.find("button", "Bind to Indicator…")
        galley.reach(button)
        galley.key("Return")
        card.find("list", "Indicators")
        galley.key("Escape")
        drive.poll("the button again", lambda: "focused" in card.find("button", "Bind to Indicator…").states)
        galley.key("Escape")
        self.wait_closed(galley)

    def test_other_value(self):
        """Bound to a row that says something else, the figure is out of step and the card says what it should be."""
        galley = self.start_sample()
        card = self.open(galley, PLACES, "600个")
        card.find("button", "Bind to Indicator…").act()
        card.find("list", "Indicators")
        galley.key("Down", "Return")
        self.wait_closed(galley)
        galley.find("label", "Bound to “开工项目”, which says something else")
        card = self.open(galley, PLACES, "600个")
        self.assertIn("By the table it should say 20个.", card.description)

    def test_unbind(self):
        galley = self.start_sample(sample.changed(bound))
        card = self.open(galley, PLACES, "600个")
        self.assertIn("新增学位", card.description)
        galley.reach(card.find("button", "Unbind"))
        galley.key("Return")
        self.wait_closed(galley)
        galley.find("label", "Not bound any more")
        drive.poll("no mark in the file", lambda: not self.marks(PLACES))
        galley.key("ctrl+z")
        self.wait_undone()

    def test_show_row(self):
        galley = self.start_sample(sample.changed(bound))
        card = self.open(galley, PLACES, "600个")
        card.find("button", "Show in Table").act()
        drive.poll("the card's end", lambda: not galley.has("dialog"))
        drive.poll("the cursor in the row 新增学位", lambda: any(cell.all("text box") for cell in galley.table()[1]))

    def test_make(self):
        """The figure becomes a row of its own that it is bound to; one undo takes both back."""
        galley = self.start_sample()
        card = self.open(galley, LENGTH, "3公里")
        galley.reach(card.find("button", "Make Indicator"))
        galley.key("Return")
        self.wait_closed(galley)
        galley.find("label", re.compile("^New indicator “.*全长.*”$"))
        drive.poll("the row in the file", lambda: len(self.saved()["tables"][0]["rows"]) == 3 and self.marks(LENGTH))
        row = self.saved()["tables"][0]["rows"][2]
        self.assertEqual(("3", "公里"), (row["value"], row["unit"]))
        self.assertEqual([row["id"]], [mark["target"] for mark in self.marks(LENGTH)])
        galley.key("ctrl+z")
        self.wait_undone()

    def test_write_as(self):
        """In another unit the value is the same, and its cell untouched; with fewer decimals it is said what is lost."""
        def invested(bulletin):
            text = bulletin["blocks"][INVESTMENT]["text"] = "全区总投资50.35亿元。"
            bulletin["blocks"][INVESTMENT]["marks"] = [{"start": text.index("50.35"), "length": 7, "kind": "figure",
                                                        "target": "r-2", "field": "value"}]
            bulletin["tables"][0]["rows"][1].update(name="总投资", value="50.35", unit="亿元")
        changed = sample.changed(invested)
        self.file = self.bulletin(changed)
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article(changed))
        self.analysed(galley)
        for surface, told, downs in (("503500万元", "503500万元, the same value", 0),
                                     ("50.4亿元", "50.4亿元, rounded up by 0.05亿元", 2)):
            galley.put_caret(INVESTMENT, 6)
            galley.key("ctrl+period")
            card = galley.find("dialog", "Figure 50.35亿元")
            galley.reach(card.find("toggle button", "Write As"))
            galley.key("space")
            drive.poll("the menu", lambda: any("focused" in item.states for item in card.all("menu item")))
            galley.key(*["Down"] * downs)
            galley.key("Return")
            galley.find("label", told)
            drive.poll("the text", lambda: f"全区总投资{surface}。" in galley.article.text)
            drive.poll("the file", lambda: surface in self.read(self.file))
            self.assertEqual(self.saved()["tables"][0]["rows"][1]["value"], "50.35")
            galley.key("F6", "ctrl+z")
            self.wait_undone()

    def test_caret(self):
        """A screen reader can ask how the figure at the caret stands."""
        galley = self.start_sample(sample.changed(bound))
        for block, surface, told in (PLACES, "600个", "600个: Bound and proved"), \
                                    (PROJECTS, "20个", "20个: Proved, not bound"), \
                                    (PLACES, "234%", "234%: Contradicted"), (LENGTH, "3公里", "3公里: Not bound"), \
                                    (0, "临湖", ""):
            galley.put_caret(block, sample.texts()[block].index(surface) + 1)
            drive.poll(lambda: f"“{told}” instead of “{galley.article.description}”",
                       lambda: galley.article.description == told)

    def test_pointer(self):
        """A pointer that rests shows the card, which leaves the keys to the text and makes way for typing."""
        galley = self.start_sample()
        galley.put_caret(0, 0)
        x, y = self.point(galley, PROJECTS, "20个")
        subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(y)], check=True)
        card = galley.find("dialog", "Figure 20个")
        self.assertIn("focused", galley.article.states)
        galley.type("a")
        drive.poll("the card's end", lambda: not galley.has("dialog"))
        drive.poll("what was typed", lambda: galley.article.text.startswith("a临湖区"))
        galley.key("ctrl+z")
        galley.wait_text(sample.article())
        self.analysed(galley)
        subprocess.run(["xdotool", "mousemove", "--sync", str(x + 2), str(y), "click", "1"], check=True)
        card = galley.find("dialog", "Figure 20个")
        galley.key("Escape")
        drive.poll("the card's end", lambda: not galley.has("dialog"))
        self.assertIn("focused", galley.article.states)
        subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(y)], check=True)
        card = galley.find("dialog", "Figure 20个")
        galley.click(card.find("button", re.compile("^Go to .*12个$")))  # the way into the card does not lose it
        drive.poll("the selection", lambda: galley.article.selection == "12个")
        self.wait_closed(galley)


if __name__ == "__main__":
    drive.main()
