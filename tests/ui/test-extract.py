# SPDX-License-Identifier: GPL-3.0-or-later
"""Indicators that the text states: shown, searched, named, and taken into the table all, some or none."""

import json
import re

import drive

HEADLINE = "临湖区项目开工"
BODY = "一季度，临湖区重点项目开工66个，总投资821.6亿元。新增就业1.2万人。"


class Extract(drive.Case):
    def start_text(self, body=BODY):
        self.file = self.path("extract.galley", json.dumps({
            "format": "galley-bulletin", "version": 1, "id": "extract", "details": {"date": "2025-04-10", "period": "2025Q1"},
            "blocks": [{"id": "h", "kind": "headline", "text": HEADLINE}, {"id": "p", "kind": "paragraph", "text": body}]},
            ensure_ascii=False))
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(f"{HEADLINE}\n{body}")
        galley.focus(galley.article)
        return galley

    def open(self, galley):
        galley.key("ctrl+shift+e")
        button = galley.find("button", re.compile("^Take "))
        drive.poll("the focus on it", lambda: "focused" in button.states)
        return button

    def rows(self):
        return [row for table in json.loads(self.read(self.file)).get("tables", []) for row in table["rows"]]

    def test_all(self):
        """Two actions: the key and Enter. The second time there is nothing to take."""
        galley = self.start_text()
        button = self.open(galley)
        self.assertEqual(button.name, "Take 3 Indicators")
        galley.find("label", re.compile("^总投资.*|.*重点项目开工.*66个.*"))
        galley.key("Return")
        galley.find("label", "3 indicators extracted")
        drive.poll("the rows", lambda: sorted(row["value"] for row in self.rows()) == ["1.2", "66", "821.6"])
        galley.key("ctrl+shift+e")
        galley.find("label", "No new indicators in the text")
        galley.key("F6", "ctrl+z")
        drive.poll("no rows", lambda: not self.rows())

    def test_some(self):
        """One is left out, one gets another name; both are one step of undo."""
        galley = self.start_text()
        button = self.open(galley)
        boxes = [box for box in galley.node.all("checkbox") if box.name.startswith("Take ")]
        self.assertEqual(len(boxes), 3)
        galley.reach(boxes[1], "shift+Tab")
        galley.key("space")
        drive.poll("two", lambda: button.name == "Take 2 Indicators")
        name = galley.reach(galley.node.all("text box", re.compile("^Name of 66"))[0], "shift+Tab")
        galley.key("ctrl+a")
        galley.type("开工个数")
        galley.key("Return")
        galley.find("label", "2 indicators extracted")
        drive.poll("the rows", lambda: [(row["name"], row["value"]) for row in self.rows()][:1] == [("开工个数", "66")] and
                   len(self.rows()) == 2)
        galley.key("F6", "ctrl+z")
        drive.poll("no rows", lambda: not self.rows())

    def test_none(self):
        """With nothing ticked there is nothing to take; a search shows what it finds; Esc leaves all as it was."""
        galley = self.start_text()
        button = self.open(galley)
        galley.reach(galley.find("checkbox", "3 of 3 chosen"), "shift+Tab")
        galley.key("space")
        drive.poll("none", lambda: "sensitive" not in button.states)
        galley.key("Tab")
        galley.type("就业")
        drive.poll("one", lambda: len([box for box in galley.node.all("checkbox") if box.name.startswith("Take ")]) == 1)
        galley.key("Escape")
        drive.poll("its end", lambda: not galley.has("button", re.compile("^Take ")))
        self.assertEqual(self.rows(), [])

    def test_nothing(self):
        galley = self.start_text("本报今起集中展示。")
        galley.key("ctrl+shift+e")
        galley.find("label", "No new indicators in the text")


if __name__ == "__main__":
    drive.main()
