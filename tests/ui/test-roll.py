# SPDX-License-Identifier: GPL-3.0-or-later
"""A bulletin rolled to its next period: a new one in a new window, with a list that counts down to nothing."""

import json
import os
import re

import drive
import sample


def bound(bulletin):
    text = bulletin["blocks"][8]["text"]
    bulletin["blocks"][8]["marks"] = [{"start": text.index("600个"), "length": 4, "kind": "figure", "target": "r-2",
                                       "field": "value"}]


class Roll(drive.Case):
    def start_rolled(self):
        galley = self.start(self.bulletin(sample.changed(bound)))
        galley.wait_text(sample.article())
        galley.key("ctrl+shift+n")
        period = galley.find("text box", re.compile("^Period, as in"))
        drive.poll("the suggestion", lambda: period.text == "2025Q2")
        galley.key("Return")
        drive.poll("a second window", lambda: len(galley.windows) == 2)
        drive.poll("its keys", lambda: galley.give_keys("2025Q2"))
        self.new = drive.poll("the new one", lambda: next((w for w in galley.windows if "2025Q2" in w.name), None))
        self.list = self.new.find("list", "Left to Do")
        drive.poll("its rows", self.items)
        return galley

    def items(self):
        return self.list.all("list item")

    def left(self):
        """How many are left; 0 where it does not say."""
        found = (re.match(r"(\d+) places? (is|are) still of 2025Q1$", node.name) for node in self.new.all("label"))
        return next((int(match[1]) for match in found if match), 0)

    def test_count_down(self):
        """What is typed, set right and kept goes from the list, which leads to each place and survives a save."""
        galley = self.start_rolled()
        n = drive.poll("the count", self.left)
        article = self.new.find("text box", "Article")

        # A row: its value is typed; the figure that is bound to it goes with it.
        cell = self.list.find("list item", re.compile("^Value to be typed: Was 600: 新增学位"))
        cell.find("button", "Same as Before").act()
        drive.poll("two less", lambda: self.left() == n - 2)
        galley.key("ctrl+z")
        drive.poll("both back", lambda: self.left() == n)
        cell = self.list.find("list item", re.compile("^Value to be typed: Was 600: 新增学位"))
        cell.find("button", "Same as Before").act()
        drive.poll("two less", lambda: self.left() == n - 2)

        # A figure: activating its row selects it, and what is typed there does it.
        galley.click(self.list.find("list item", re.compile("^Figure that is not bound: 20个")))
        drive.poll("the selection", lambda: article.selection == "20个")
        galley.type("23个")
        drive.poll("one less", lambda: self.left() == n - 3)

        # A period that stays, on purpose; saved and opened again, it is not asked for any more.
        period = self.list.find("list item", re.compile("^Period or date: 一季度: 本报逐区"))
        period.find("button", "Still Right").act()
        drive.poll("one less", lambda: self.left() == n - 4)
        path = self.path("q2.galley")
        galley.key("ctrl+s")
        galley.choose_file(path)
        drive.poll("the file", lambda: os.path.exists(path) and '"rolled-from" : "2025Q1"' in self.read(path))
        galley.key("ctrl+q")
        drive.poll("the end", lambda: galley.process.poll() is not None)
        galley = self.start(path, settings={"autosave-seconds": "uint32 1"})
        self.new = galley.window
        self.list = galley.find("list", "Left to Do")
        drive.poll("as many", lambda: self.left() == n - 4)

        # The rest is kept as it is, until all is said and the list goes.
        for left in range(n - 5, -1, -1):
            button = drive.poll("a button", lambda: next((b for b in self.list.all("button") if b.name), None))
            button.act()
            drive.poll(lambda: f"less than {left + 1}", lambda: self.left() <= left)
            if self.left() == 0:
                break
        self.new.find("label", "Nothing is left of 2025Q1.")
        self.new.find("button", "Finish").act()
        drive.poll("no such pane", lambda: not self.new.all("tab", "Roll"))
        drive.poll("the file", lambda: "rolled-from" not in self.read(path))
        self.assertEqual(json.loads(self.read(path))["tables"][0]["rows"][1]["value"], "600")

    def test_refused(self):
        """A period that is not later says so and changes nothing."""
        galley = self.start(self.bulletin())
        galley.wait_text(sample.article())
        galley.key("ctrl+shift+n")
        period = galley.find("text box", re.compile("^Period, as in"))
        drive.poll("the focus", lambda: "focused" in period.states)
        galley.key("ctrl+a")
        galley.type("2024Q4")
        galley.key("Return")
        galley.find("label", re.compile("2024Q4 does not come after it"))
        self.assertEqual(len(galley.windows), 1)


if __name__ == "__main__":
    drive.main()
