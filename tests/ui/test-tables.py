# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables and charts of the article: put in, edited where they stand, undone, and in step with the indicators."""

import re

import drive
import sample


def with_more(bulletin):
    """A third indicator, so that a chart has something to compare."""
    bulletin["tables"][0]["rows"].append({"id": "r-3", "name": "食堂", "scope": "临湖区", "period": "2025Q1",
                                          "value": "45", "unit": "家", "base": "13"})


def with_view(bulletin):
    with_more(bulletin)
    bulletin["blocks"].append({"id": "b-t", "kind": "table", "text": "主要指标", "source": "t-main"})
    bulletin["blocks"].append({"id": "b-end", "kind": "paragraph", "text": "完。"})


class Tables(drive.Case):
    def open(self, change):
        bulletin = sample.changed(change)
        self.file = self.bulletin(bulletin)
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article(bulletin))
        return galley

    def content(self):
        return drive.json.loads(self.read(self.file))

    def expect(self, what, ask):
        """Until the file has it."""
        drive.poll(lambda: f"{what} in\n{self.read(self.file)}", lambda: ask(self.content()))

    def focused_cell(self, galley, name):
        return drive.poll(lambda: f"the focus in {name}, not\n{galley.focused.tree()}",
                          lambda: galley.focused and galley.focused.name == name)

    def test_free_table(self):
        """Tab goes on and makes a row at the end, Alt and an arrow put rows and columns in, each a step of undo."""
        galley = self.open(lambda bulletin: None)
        galley.put_caret(3)
        galley.key("ctrl+alt+t")
        self.focused_cell(galley, "Row 1, column 1")
        for text in ("类别", "个数", "投资", "新建", "12", "32.1", "续建", "54"):
            galley.type(text)
            galley.key("Tab")
        galley.type("789.5")
        galley.key("Tab")
        self.focused_cell(galley, "Row 4, 类别")
        galley.type("合计")
        galley.key("Return")

        def grid(content):
            return content["blocks"][4].get("grid", {})

        rows = [["类别", "个数", "投资"], ["新建", "12", "32.1"], ["续建", "54", "789.5"], ["合计", "", ""]]
        self.expect(rows, lambda content: grid(content).get("rows") == rows)
        # Enter in the last row leaves the table.
        drive.poll("the focus in the article", lambda: "focused" in galley.article.states)
        galley.key("Up")
        self.focused_cell(galley, "Row 4, 类别")
        galley.key("alt+Right")
        self.expect("a column more", lambda content: len(grid(content)["align"]) == 4)
        galley.key("alt+Up")
        self.expect("a row more", lambda content: len(grid(content)["rows"]) == 5)
        galley.key("ctrl+z", "ctrl+z", "ctrl+z")
        self.expect("what was before", lambda content: grid(content)["rows"] == rows[:3] + [["", "", ""]])
        for _ in range(11):
            galley.key("ctrl+z")
        self.wait_file(self.file, self.original)

    def test_view(self):
        """A cell of a table of indicators is the indicator's: the preview's table and the text that is bound follow."""
        def bound(bulletin):
            with_view(bulletin)
            bulletin["blocks"][3]["marks"] = [{"start": 11, "length": 3, "kind": "figure", "target": "r-1", "field": "value"}]

        galley = self.open(bound)
        galley.put_caret(9)
        galley.key("Down")
        self.focused_cell(galley, "Row 2, 指标")
        galley.key("Tab")
        self.focused_cell(galley, "Row 2, 数值")
        galley.key("ctrl+a")
        galley.type("21")
        galley.key("Down")
        self.expect("21", lambda content: content["tables"][0]["rows"][0]["value"] == "21" and
                    "21个" in content["blocks"][3]["text"])
        galley.key("Escape")
        drive.poll("the focus in the article", lambda: "focused" in galley.article.states)
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)

    def test_chart(self):
        """A chart is chosen in its dialog, says its values, and follows them."""
        galley = self.open(with_more)
        galley.put_caret(3)
        galley.key("ctrl+shift+h")
        galley.find("button", "Insert").act()

        def chart(content):
            return content["blocks"][4] if content["blocks"][4]["kind"] == "chart" else None

        self.expect("a chart", chart)
        self.assertEqual(chart(self.content())["view"], {"form": "bar", "rows": ["r-1", "r-2"], "fields": ["value"]})
        galley.find("button", re.compile("开工项目：20个；新增学位：600个"))
        galley.go_to_cell(0, "value")
        galley.type("25")
        galley.key("Return")
        button = galley.find("button", re.compile("开工项目：25个；新增学位：600个"))
        # Enter edits it: now as one value, which is refused.
        galley.key("F6")
        galley.put_caret(4)
        galley.key("Down")
        drive.poll("the focus on the chart", lambda: "focused" in button.states)
        galley.key("Return")
        apply = galley.find("button", "Apply")
        galley.reach(galley.find("checkbox", "开工项目"))
        galley.key("space")
        drive.poll("a refusal", lambda: "sensitive" not in apply.states)
        galley.find(None, "A single value is said better by a number in the text")
        galley.key("Escape")


if __name__ == "__main__":
    drive.main()
