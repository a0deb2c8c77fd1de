# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of the text and cells of the table that are bound to each other, edited from both sides."""

import drive

HEADLINE = "临湖区项目开工"
BODY = "一季度，临湖区重点项目开工66个，总投资821.6亿元。"


class Binding(drive.Case):
    def start_extracted(self):
        galley = self.start(self.path("临湖.txt", f"{HEADLINE}\n\n2024年4月16日\n\n{BODY}\n"))
        galley.wait_text(f"{HEADLINE}\n{BODY}")
        galley.focus(galley.article)
        galley.extract()
        self.expect_cells(galley, "66", "821.6")
        return galley

    def expect_cells(self, galley, *values):
        drive.poll(lambda: f"{values} in {galley.column('value')}",
                   lambda: all(value in galley.column("value") for value in values))

    def test_type_over(self):
        """A figure typed over takes its cell with it, and one undo takes both back."""
        galley = self.start_extracted()
        galley.put_caret(1, BODY.index("66"))
        galley.key("shift+Right", "shift+Right")
        galley.type("68")
        galley.wait_text(f"{HEADLINE}\n{BODY.replace('66', '68')}")
        self.expect_cells(galley, "68", "821.6")
        galley.key("ctrl+z")
        galley.wait_text(f"{HEADLINE}\n{BODY}")
        self.expect_cells(galley, "66", "821.6")

    def test_cell(self):
        """A cell that is edited rewrites the text in the text's own rounding."""
        galley = self.start_extracted()
        galley.go_to_cell(galley.column("value").index("821.6"), "value")
        galley.type("823.45")
        galley.key("Tab")
        galley.wait_text(f"{HEADLINE}\n{BODY.replace('821.6', '823.5')}")
        galley.key("ctrl+z")
        galley.wait_text(f"{HEADLINE}\n{BODY}")
        self.expect_cells(galley, "66", "821.6")

    def test_table(self):
        """The table goes into the article below the caret, as one step of undo."""
        galley = self.start_extracted()
        galley.put_caret(1, 0)
        galley.key("ctrl+shift+t")
        galley.find("button", "Insert").act()
        galley.wait_text(f"{HEADLINE}\n{BODY}\nIndicators")
        galley.key("ctrl+z")
        galley.wait_text(f"{HEADLINE}\n{BODY}")


if __name__ == "__main__":
    drive.main()
