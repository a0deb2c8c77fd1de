# SPDX-License-Identifier: GPL-3.0-or-later
"""The indicator table, edited in its cells by keys."""

import drive
import sample

FIELDS = ["name", "scope", "period", "value", "unit", "base", "change", "source", "checked-by"]


class Grid(drive.Case):
    def start_sample(self):
        self.file = self.bulletin()
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article())
        galley.find("row", "新增学位")
        return galley

    def rows(self):
        return [[row.get(field, "") for field in FIELDS] for row in drive.json.loads(self.read(self.file))["tables"][0]["rows"]]

    def expect(self, rows):
        drive.poll(lambda: f"{rows}\ninstead of\n{self.rows()}", lambda: self.rows() == rows)

    def cell(self, galley, row, field):
        rows = drive.poll("rows", lambda: [node for node in galley.node.all("row") if node.all("text box")])
        return rows[row].all("text box")[FIELDS.index(field)]

    def test_edit(self):
        """Tab goes from cell to cell, what was typed is taken over when a cell is left, each cell a step of undo."""
        galley = self.start_sample()
        rows = self.rows()
        galley.focus(self.cell(galley, 0, "value"))
        galley.key("ctrl+a")
        galley.type("21")
        galley.key("Tab")
        galley.key("ctrl+a")
        galley.type("项")
        galley.key("Tab")
        rows[0][3:5] = ["21", "项"]
        self.expect(rows)
        galley.key("ctrl+z")
        rows[0][4] = "个"
        self.expect(rows)
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)
        galley.key("ctrl+shift+z", "ctrl+shift+z")
        rows[0][3:5] = ["21", "项"]
        self.expect(rows)

    def test_enter_goes_down(self):
        galley = self.start_sample()
        rows = self.rows()
        galley.focus(self.cell(galley, 0, "value"))
        galley.key("ctrl+a")
        galley.type("21")
        galley.key("Return")
        below = self.cell(galley, 1, "value")
        drive.poll(lambda: f"the cell below, not\n{galley.focused.tree()}", lambda: "focused" in below.states)
        galley.key("ctrl+a")
        galley.type("601")
        galley.key("Return")
        rows[0][3], rows[1][3] = "21", "601"
        self.expect(rows)

    def test_arrows(self):
        galley = self.start_sample()
        galley.focus(self.cell(galley, 0, "unit"))
        galley.key("Down")
        below = self.cell(galley, 1, "unit")
        drive.poll("the cell below", lambda: "focused" in below.states)
        galley.key("Up")
        above = self.cell(galley, 0, "unit")
        drive.poll("the cell above", lambda: "focused" in above.states)

    def test_escape(self):
        galley = self.start_sample()
        cell = galley.focus(self.cell(galley, 0, "value"))
        galley.key("ctrl+a")
        galley.type("99")
        drive.poll("what is typed", lambda: cell.text == "99")
        galley.key("Escape")
        drive.poll("what it was", lambda: cell.text == "20")
        galley.key("Tab", "F6")
        galley.type("x")
        drive.poll("the file", lambda: self.read(self.file) != self.original)
        self.assertEqual(self.rows()[0][3], "20")

    def test_rows(self):
        """A row is added and filled, and taken away again; undo brings back each."""
        galley = self.start_sample()
        rows = self.rows()
        galley.focus(self.cell(galley, 1, "name"))
        galley.find("button", "Add Row").act()
        added = rows + [[""] * len(FIELDS)]
        self.expect(added)
        name = self.cell(galley, 2, "name")
        drive.poll(lambda: f"the new row's first cell, not\n{galley.focused.tree()}", lambda: "focused" in name.states)
        galley.type("社区食堂")
        galley.key("Tab", "Tab", "Tab")
        galley.type("9")
        galley.key("Tab")
        galley.type("家")
        galley.key("Tab")
        added[2] = ["社区食堂", "", "", "9", "家", "", "", "", ""]
        self.expect(added)
        galley.find("button", "Remove Row").act()
        self.expect(rows)
        galley.key("ctrl+z")
        self.expect(added)
        for _ in range(4):
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
