# SPDX-License-Identifier: GPL-3.0-or-later
"""The indicator table, worked in by keys as a spreadsheet is."""

import subprocess

import drive
import sample


def larger(bulletin):
    """A total with parts of two levels, and something to sort."""
    bulletin["tables"][0]["rows"] = [
        {"id": "r-1", "name": "总投资", "scope": "临湖区", "value": "50", "unit": "亿元", "base": "40", "change": "+25%"},
        {"id": "r-2", "name": "东园", "value": "20", "unit": "亿元"},
        {"id": "r-3", "name": "西园", "value": "25", "unit": "亿元", "source": "统计局"},
        {"id": "r-4", "name": "北园", "value": "50000", "unit": "万元"},
    ]


class Grid(drive.Case):
    def start_sample(self, change=None, **options):
        self.file = self.bulletin(sample.changed(change) if change else sample.BULLETIN)
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"}, **options)
        galley.wait_text(sample.article())
        galley.cell(1, "name")
        return galley

    def records(self):
        return drive.json.loads(self.read(self.file))["tables"][0]["rows"]

    def rows(self):
        return [[row.get(field, "") for field in drive.Galley.COLUMNS] for row in self.records()]

    def expect(self, rows):
        drive.poll(lambda: f"{rows}\ninstead of\n{self.rows()}", lambda: self.rows() == rows)

    def test_edit(self):
        """Tab goes from cell to cell, what was typed is taken over when a cell is left, each cell a step of undo."""
        galley = self.start_sample()
        rows = self.rows()
        galley.go_to_cell(0, "value")
        galley.type("21")
        galley.key("Tab")
        galley.wait_cell(0, "unit")
        galley.type("项")
        galley.key("Return")
        galley.wait_cell(1, "value")  # below the cell that the row was begun in
        rows[0][3:5] = ["21", "项"]
        self.expect(rows)
        galley.key("ctrl+z")
        rows[0][4] = "个"
        self.expect(rows)
        galley.wait_cell(1, "value")
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)
        galley.key("ctrl+shift+z", "ctrl+shift+z")
        rows[0][3:5] = ["21", "项"]
        self.expect(rows)
        self.assertRegex(self.records()[0]["history"][0], r"^\S+\t20\t21$")

    def test_keys(self):
        """Every way to go, and to begin and leave a cell."""
        galley = self.start_sample(larger)
        galley.go_to_cell(0, "name")
        for key, row, field in (("Right", 0, "scope"), ("Down", 1, "scope"), ("Left", 1, "name"), ("Up", 0, "name"),
                                ("End", 0, "checked-by"), ("Tab", 1, "name"), ("shift+Tab", 0, "checked-by"),
                                ("ctrl+End", 3, "checked-by"), ("ctrl+Home", 0, "name"), ("Page_Down", 3, "name"),
                                ("shift+Return", 2, "name"), ("Home", 2, "name"), ("Return", 3, "name")):
            galley.key(key)
            galley.wait_cell(row, field)
        galley.key("F2")
        galley.type("之一")
        drive.poll("what was there, and what is typed", lambda: galley.at_cell(3, "name").text == "北园之一")
        galley.key("Left")
        galley.wait_cell(3, "name")
        galley.key("Escape")
        galley.wait_column("name", "总投资", "东园", "西园", "北园")
        galley.type("南园")
        galley.key("Up")
        galley.wait_cell(2, "name")
        galley.wait_column("name", "总投资", "东园", "西园", "南园")
        self.assertIn("西园", galley.focused.name)
        self.assertIn("row 3 of 4", galley.focused.description)
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)

    def test_ranges(self):
        """A range goes out and comes in again, is filled down and cleared, each one step."""
        galley = self.start_sample(larger)
        rows = self.rows()
        galley.go_to_cell(1, "name")
        galley.key("shift+Down", "shift+End", "ctrl+c")
        for cells in galley.table()[1:3]:
            drive.poll("a selected cell", lambda: "selected" in cells[0].states)
        galley.key("Down", "Down", "ctrl+v")  # onto the last row, and one that is added
        rows[3] = rows[1]
        self.expect([*rows, rows[2]])
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)
        rows = self.rows()
        galley.go_to_cell(1, "scope")
        galley.type("临湖区")
        galley.key("Return", "Up", "shift+Down", "shift+Down", "ctrl+d")
        for row in rows[1:]:
            row[1] = "临湖区"
        self.expect(rows)
        galley.key("Delete")
        for row in rows[1:]:
            row[1] = ""
        self.wait_file(self.file, self.original)
        galley.key("ctrl+z", "ctrl+z", "ctrl+z")
        before = self.rows()
        galley.drag(galley.cell(0, "value"), galley.cell(1, "unit"))
        galley.key("ctrl+x")
        for row in rows[:2]:
            row[3:5] = ["", ""]
        self.expect(rows)
        galley.key("ctrl+v")
        self.expect(before)

    def test_clipboard(self):
        """Other programs are given and give text and HTML."""
        galley = self.start_sample(larger)
        galley.go_to_cell(0, "value")
        galley.key("shift+Down", "shift+Right", "ctrl+c")

        def clipboard(kind):
            return subprocess.run(["xclip", "-selection", "clipboard", "-o", "-t", kind], capture_output=True).stdout.decode()
        self.assertEqual(clipboard("text/plain;charset=utf-8").split(), ["50", "亿元", "20", "亿元"])
        self.assertRegex(clipboard("text/html"), r"(?s)<table.*<td[^>]*>50</td>.*亿元")
        subprocess.run(["xclip", "-selection", "clipboard", "-t", "text/html", "-i"], check=True, input="".join((
            "<html><head><meta charset='utf-8'></head><body><table><tr><td>7.0</td><td>公里</td></tr>",
            "<tr><td>8</td><td>家</td></tr></table></body></html>")).encode())
        galley.go_to_cell(2, "value")
        galley.key("ctrl+v")
        galley.wait_column("value", "50", "20", "7.0", "8")
        galley.wait_column("unit", "亿元", "亿元", "公里", "家")

    def test_rows(self):
        """Rows come, are filled, moved by keys and pointer, and go; undo brings back each."""
        galley = self.start_sample()
        rows = self.rows()
        galley.go_to_cell(1, "name")
        galley.find("button", "Add Row").act()
        added = [*rows, [""] * len(rows[0])]
        self.expect(added)
        galley.wait_cell(2, "name")
        galley.type("社区食堂")
        galley.key("Tab", "Tab", "Tab")
        galley.type("9")
        galley.key("Tab")
        galley.type("家")
        galley.key("Tab")
        added[2] = ["社区食堂", "", "", "9", "家", "", "", "", ""]
        self.expect(added)
        galley.key("alt+Up", "alt+Up")
        self.expect([added[2], added[0], added[1]])
        galley.wait_cell(0, "base")
        galley.key("alt+Down", "alt+Down")
        self.expect(added)
        numbers = [row.all("grid cell")[0] for row in galley.node.all("row") if row.all("grid cell")]
        galley.click(numbers[0])
        drive.poll("the row selected", lambda: "selected" in galley.cell(0, "source").states)
        galley.drag(numbers[0], numbers[2])
        self.expect([added[1], added[2], added[0]])
        galley.key("ctrl+z")
        self.expect(added)
        galley.go_to_cell(2, "name")
        galley.find("button", "Remove Row").act()
        self.expect(rows)
        galley.key("ctrl+shift+Return")
        self.expect([rows[0], [""] * len(rows[0]), rows[1]])
        for _ in range(10):
            galley.key("ctrl+z")
        self.wait_file(self.file, self.original)

    def test_first_row_of_all(self):
        """A bulletin without a table gets one with its first row, in one step."""
        bulletin = sample.changed(lambda bulletin: bulletin.pop("tables"))
        self.file = self.bulletin(bulletin)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article())
        galley.find("label", "No Indicators Yet")
        galley.find("button", "Add Row").act()
        galley.find("row", "Unnamed Indicator")
        drive.poll("the file", lambda: "tables" in self.read(self.file))
        galley.key("ctrl+z")
        self.wait_file(self.file, sample.write(bulletin))
        galley.find("label", "No Indicators Yet")

    def test_sort_and_filter(self):
        """What is looked at is in another order, the bulletin is not; an edited row stays where it is."""
        galley = self.start_sample(larger)
        header = galley.find("column header", "Value")
        galley.click(header)
        galley.wait_column("value", "50000", "20", "25", "50")  # 50000万元 are 5亿元
        galley.click(header)
        galley.click(header)
        galley.wait_column("name", "总投资", "东园", "西园", "北园")
        galley.go_to_cell(2, "name")
        galley.key("ctrl+shift+l")
        galley.type("园")
        galley.wait_column("name", "东园", "西园", "北园")
        galley.find("label", "3 of 4")
        galley.key("Escape")
        galley.wait_column("name", "总投资", "东园", "西园", "北园")
        self.assertEqual(self.read(self.file), self.original)

    def test_groups_and_formulas(self):
        """Parts under their total, which is computed from them and follows them, and the growth over its base."""
        galley = self.start_sample(larger)
        galley.go_to_cell(1, "name")
        galley.key("shift+space", "shift+Down", "shift+Down", "ctrl+bracketright")
        drive.poll("levels", lambda: [row.get("level") for row in self.records()] == [None, "1", "1", "1"])
        galley.go_to_cell(0, "value")
        galley.key("Menu")
        drive.poll("the menu", lambda: galley.focused.role == "menu item")
        galley.key("m", "i")  # Compute, Sum of the Indented Rows Below
        galley.wait_column("value", "50", "20", "25", "50000")
        drive.poll("how it is computed", lambda: "= 20 + 25 + 50000万元" in galley.focused.description)
        galley.key("Down")
        galley.type("21.5")
        galley.key("Return")
        galley.wait_column("value", "51.5", "21.5", "25", "50000")
        galley.key("ctrl+z")
        galley.wait_column("value", "50", "20", "25", "50000")
        galley.go_to_cell(0, "value")
        galley.type("49")
        galley.key("Return", "Up")
        drive.poll("a typed value", lambda: "=" not in galley.focused.description)

    def test_form(self):
        """The form of the row writes through, ticks and remembers."""
        galley = self.start_sample(larger)
        galley.go_to_cell(0, "value")
        galley.type("51")
        galley.key("Return", "Up", "alt+Return")
        document = galley.find("text box", "Document")
        galley.focus(document)
        galley.type("统计公报")
        galley.reach(galley.find("checkbox", "Checked Against the Source"))
        galley.key("space")
        drive.poll("the file", lambda: self.records()[0].get("checked-by") and
                   self.records()[0].get("source-document") == "统计公报")
        self.assertRegex(self.records()[0]["checked-at"], r"^20\d\d-\d\d-\d\dT")
        galley.find("label", "50 → 51", showing=False)
        galley.key("Escape")
        galley.wait_cell(0, "value")
        galley.key("ctrl+z", "ctrl+z", "ctrl+z")
        self.wait_file(self.file, self.original)

    def test_preedit(self):
        """An input method begins in a cell as it does anywhere, and its keys are its own until it is done."""
        galley = self.start_sample()
        galley.go_to_cell(0, "unit")
        galley.key("ctrl+shift+u")
        galley.type("9879")
        drive.poll("nothing yet", lambda: galley.at_cell(0, "unit").text == "")
        galley.key("space")
        drive.poll("the character", lambda: galley.at_cell(0, "unit").text == "项")
        galley.key("Return")
        galley.wait_column("unit", "项", "个")

    def test_extract(self):
        """The figures of the article become rows; the caret stays."""
        galley = self.start_sample()
        galley.put_caret(1, 3)
        caret = galley.article.caret
        galley.extract()
        drive.poll("rows", lambda: any(row[3] == "50" and row[4] == "亿元" for row in self.rows()))
        self.assertEqual(galley.article.caret, caret)
        galley.key("F6", "ctrl+z")
        self.wait_file(self.file, self.original)


if __name__ == "__main__":
    drive.main()
