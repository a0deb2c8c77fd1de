# SPDX-License-Identifier: GPL-3.0-or-later
"""Sections are moved in the outline, by keys and with the pointer."""

import subprocess

import drive
import sample

TITLES = ["Opening", "抓项目 / 添后劲", "优服务 / 增活力", "惠民生 / 暖人心"]


class Outline(drive.Case):
    def start_sample(self):
        self.file = self.bulletin()
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article())
        self.outline = galley.find("list", "Outline")
        return galley

    def items(self):
        """As they stand from the top: the accessible children come in the order in which they were made."""
        return sorted(self.outline.all("list item"), key=lambda item: item.extents[1])

    def expect(self, *order):
        titles = [TITLES[i] for i in order]
        drive.poll(lambda: f"{titles} instead of {[item.name for item in self.items()]}",
                   lambda: [item.name for item in self.items()] == titles)

    def blocks(self):
        return [block["id"] for block in drive.json.loads(self.read(self.file))["blocks"]]

    def expect_blocks(self, *ids):
        ids = [f"b-{id}" for id in ids]
        drive.poll(lambda: f"{ids} instead of {self.blocks()}", lambda: self.blocks() == ids)

    def test_go(self):
        """Enter on a section goes there."""
        galley = self.start_sample()
        article = galley.article
        galley.reach(self.items()[0], "shift+Tab")
        galley.key("Down", "Down", "Down", "Return")
        drive.poll("the caret", lambda: article.caret == sample.article().index("惠民生"))
        self.assertIn("focused", article.states)

    def test_keys(self):
        galley = self.start_sample()
        galley.reach(self.items()[0], "shift+Tab")
        galley.key("Down")
        galley.key("alt+Down")
        self.expect(0, 2, 1, 3)
        self.expect_blocks("headline", "note", "h2", "p2", "h1", "p1", "i1", "h3", "p3")
        galley.key("alt+Down")
        self.expect(0, 2, 3, 1)
        self.expect_blocks("headline", "note", "h2", "p2", "h3", "p3", "h1", "p1", "i1")
        galley.key("alt+Up")
        self.expect(0, 2, 1, 3)
        galley.key("ctrl+z", "ctrl+z", "ctrl+z")
        self.wait_file(self.file, self.original)
        self.expect(0, 1, 2, 3)

    def test_opening_stays(self):
        """What comes before the first heading is no section to be moved, nor can one be moved above it."""
        galley = self.start_sample()
        galley.reach(self.items()[0], "shift+Tab")
        galley.key("Down")
        galley.key("alt+Up")
        galley.key("alt+Down")
        self.expect(0, 2, 1, 3)

    def test_pointer(self):
        galley = self.start_sample()
        galley.drag(self.items()[3], self.items()[1])
        self.expect(0, 3, 1, 2)
        self.expect_blocks("headline", "note", "h3", "p3", "h1", "p1", "i1", "h2", "p2")
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)


if __name__ == "__main__":
    drive.main()
