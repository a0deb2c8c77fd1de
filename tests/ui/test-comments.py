# SPDX-License-Identifier: GPL-3.0-or-later
"""Something is said about words, a figure or the article; it follows them, is answered, resolved, and never lost."""

import json
import os
import re

import drive
import sample

SHOTS = os.environ.get("GALLEY_SHOTS")  # a folder to leave pictures in, for whoever wants to look


class Comments(drive.Case):
    def start_sample(self):
        self.file = self.bulletin()
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1", "actor": "'周岚'"})
        galley.wait_text(sample.article())
        return galley

    def items(self, galley):
        return [item.name for item in galley.find("list", "Comments").all("list item")]

    def wait_item(self, galley, part):
        return drive.poll(lambda: f"{part} among {self.items(galley)}",
                          lambda: next((name for name in self.items(galley) if re.search(part, name)), None))

    def comment(self, galley, text, blocking=False):
        galley.key("ctrl+alt+m")
        galley.find("text box", "What You Say")
        drive.poll("the form's focus", lambda: galley.focused and galley.focused.name == "What You Say")
        galley.type(text)
        if blocking:
            galley.click(galley.find("switch", "Blocks Signing"))
        galley.answer("Comment")

    def saved(self):
        return json.loads(self.read(self.file))

    def test_thread(self):
        """On selected words: marked in the file, answered, resolved and reopened; undo takes back each."""
        galley = self.start_sample()
        galley.put_caret(3, 4)
        galley.key("shift+Right", "shift+Right", "shift+Right")
        self.comment(galley, "which @Li")
        self.wait_item(galley, "临湖区, 周岚: which @Li")
        comments = drive.poll("the file", lambda: self.saved().get("comments"))
        mark = next(mark for mark in self.saved()["blocks"][3]["marks"] if mark["kind"] == "comment")
        self.assertEqual((mark["start"], mark["length"], mark["target"]), (4, 3, comments[0]["id"]))
        self.shoot(galley, "comments.png")
        galley.click(galley.find("button", "Reply…"))
        galley.find("text box", "What You Say")
        drive.poll("the form's focus", lambda: galley.focused and galley.focused.name == "What You Say")
        galley.type("ours")
        galley.answer("Reply")
        self.wait_item(galley, "周岚: ours")
        galley.click(galley.find("button", "Resolve"))
        galley.find("label", "No Such Comments")
        galley.key("ctrl+z")
        self.wait_item(galley, "周岚: ours")

    def test_kept(self):
        """Words that are deleted leave the comment behind, with what it was on."""
        galley = self.start_sample()
        galley.put_caret(1, 0)
        galley.key("shift+Right", "shift+Right")
        self.comment(galley, "who", blocking=True)
        self.wait_item(galley, "本报, Blocks signing, 周岚: who")
        galley.put_caret(1, 0)
        galley.key("Delete", "Delete")
        self.wait_item(galley, "本报, Blocks signing · What it was on is gone, 周岚: who")
        drive.poll("the file", lambda: self.saved().get("comments", [{}])[0].get("quote") == "本报")


    def test_indicator_cell(self):
        """On the cell that the cursor is in: shown there, found from the list, moved with its row, kept when that goes."""
        galley = self.start_sample()
        galley.go_to_cell(0, "value")
        self.comment(galley, "20 or 21")
        self.wait_item(galley, "开工项目: 20, 周岚: 20 or 21")
        drive.poll("the sign at the cell", lambda: galley.cell(0, "value").description == "周岚: 20 or 21")
        comment = drive.poll("the file", lambda: self.saved().get("comments"))[0]
        self.assertEqual((comment["on"], comment["target"], comment["field"]), ("cell", "r-1", "value"))
        galley.go_to_cell(0, "value")
        galley.key("alt+Down")
        drive.poll("the sign where the row is now", lambda: galley.cell(1, "value").description == "周岚: 20 or 21")
        self.assertEqual(galley.cell(0, "value").description, "")
        galley.go_to_cell(0, "name")
        galley.click(galley.find("list item", re.compile("20 or 21")).find("label", "开工项目: 20"))
        galley.wait_cell(1, "value")
        self.shoot(galley, "cell.png")
        galley.go_to_cell(1, "value")
        galley.key("ctrl+Delete")
        self.wait_item(galley, "开工项目: 20, What it was on is gone")

    def test_table_cell(self):
        """On a cell of a free table: a row that is put in above moves it, and what the file says of it too."""
        def add(bulletin):
            bulletin["blocks"].append({"id": "b-t", "kind": "table", "text": "各园投资", "grid": {
                "header": 1, "align": ["start", "end"], "rows": [["园", "投资"], ["东园", "20"], ["西园", "25"]]}})
        self.file = self.bulletin(sample.changed(add))
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1", "actor": "'周岚'"}, height=950)
        galley.key("F6", "ctrl+End")
        galley.focus(galley.find("text box", "Row 3, 投资"))
        self.comment(galley, "sure")
        self.wait_item(galley, "投资: 25, 周岚: sure")
        drive.poll("the sign", lambda: galley.find("text box", "Row 3, 投资").description == "周岚: sure")
        galley.focus(galley.find("text box", "Row 3, 投资"))
        galley.key("alt+Up")
        drive.poll("the sign below", lambda: galley.find("text box", "Row 4, 投资").description == "周岚: sure")
        self.assertEqual(galley.find("text box", "Row 3, 投资").description, "")
        notes = drive.poll("the file", lambda: [note for note in self.saved()["blocks"][-1]["grid"].get("comments", [])
                                                if note["row"] == 3])
        self.assertEqual(notes, [{"row": 3, "column": 1, "target": self.saved()["comments"][0]["id"]}])
        self.shoot(galley, "table.png")

    def test_due(self):
        """For a colleague whom the desk lists, by a day; what is overdue says so and can be asked for, other words stay as they are."""
        def add(bulletin):
            bulletin["comments"] = [{"id": "c-old", "author": "周岚", "text": "later", "due": "周五"}]
        people = [{"name": name, "roles": ["editor"]} for name in ("周岚", "Chen Li", "Che Lin")]
        self.path("desk.json", json.dumps({"format": "galley-desk", "version": 1, "people": people}))
        self.file = self.bulletin(sample.changed(add))
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1", "actor": "'周岚'"}, height=950)
        galley.key("ctrl+4")
        galley.click(galley.find("radio", re.compile("^Comments")))
        self.wait_item(galley, "The Article, Due 周五, 周岚: later")
        galley.key("ctrl+5")
        galley.find("label", "What You Can Do")
        galley.key("ctrl+alt+m")
        text = galley.find("text box", "What You Say")
        drive.poll("the form's focus", lambda: galley.focused and galley.focused.name == "What You Say")
        galley.type("ask @che")
        galley.find("label", "Chen Li")
        galley.key("Down", "Return")
        drive.poll(lambda: f"the name; there is {text.text}", lambda: text.text == "ask @Che Lin ")
        galley.find("toggle button", "Choose a Colleague").act()
        colleague = galley.find("list", "The Desk’s People").find("list item", "Chen Li")
        drive.poll("the focus on the first", lambda: "focused" in colleague.states)
        galley.key("Return")
        drive.poll("the assignee", lambda: galley.find("text box", "Assigned To").text == "Chen Li")
        due = galley.reach(galley.find("text box", re.compile("^Due")))
        galley.type("soon")
        drive.poll("no answer", lambda: "sensitive" not in galley.find("button", "Comment").states)
        galley.key("ctrl+a")
        galley.type("2024-04-16")
        drive.poll("an answer", lambda: "sensitive" in galley.find("button", "Comment").states)
        self.shoot(galley, "form.png")
        self.assertEqual(due.text, "2024-04-16")
        galley.answer("Comment")
        self.wait_item(galley, "For Chen Li · Overdue Since 2024-04-16, 周岚: ask @Che Lin")
        self.assertEqual(len(self.items(galley)), 2)
        self.shoot(galley, "overdue.png")
        galley.find("combo box", "Open").find("toggle button", "Open").act()
        drive.poll("the choices", lambda: galley.focused and galley.focused.role == "list item")
        galley.key("Down", "Down", "Return")
        galley.find("combo box", "Overdue")
        drive.poll("what is overdue", lambda: len(self.items(galley)) == 1)

    def shoot(self, galley, name):
        if SHOTS:
            galley.screenshot(os.path.join(SHOTS, name))


if __name__ == "__main__":
    drive.main()
