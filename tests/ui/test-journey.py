# SPDX-License-Identifier: GPL-3.0-or-later
"""A new user with nothing but the newsroom's text: from the clipboard to a saved bulletin with every figure bound and what
is wrong in it mended or set aside, and how many actions that takes."""

import json
import os
import re
import subprocess

import drive

# As many presses and clicks as anybody may need; a text that is typed into a field counts as one.
FEW = 30


class Journey(drive.Case):
    def test_seed(self):
        with open(self.seed(), "rb") as text:
            clip = subprocess.Popen(["xclip", "-quiet", "-selection", "clipboard"], stdin=text, stderr=subprocess.DEVNULL)
        self.addCleanup(clip.wait)
        self.addCleanup(clip.kill)
        self.galley = self.start(settings={"first-run": "false"})
        self.actions = 0
        article = self.galley.article
        drive.poll("the focus", lambda: "focused" in article.states)
        self.press("ctrl+v")
        drive.poll("the article", lambda: "总投资821.6亿元" in article.text)
        self.press("ctrl+shift+e")
        self.galley.find("button", re.compile("^(Take|Add)"))
        self.press("Return")
        self.galley.find("row", re.compile("总投资"))
        self.mend()
        self.press("ctrl+s")
        file = self.path("heping.galley")
        self.galley.choose_file(file)
        self.actions += 2
        bulletin = drive.poll("the file", lambda: os.path.exists(file) and json.loads(self.read(file)))
        self.assertEqual(self.unbound(file, bulletin), [])
        print(f"# from the clipboard to a proved bulletin: {self.actions} actions")
        self.assertLessEqual(self.actions, FEW)

    def press(self, *keys):
        self.galley.key(*keys)
        self.actions += len(keys)

    def click(self, button):
        self.galley.click(button)
        self.actions += 1

    def mend(self):
        """Takes every fix that is offered, and sets aside with a reason what only the reporter's source can tell."""
        self.press("ctrl+2")
        problems = self.galley.find("list", "Problems")
        drive.poll("what is wrong", lambda: self.left(problems))
        for offer in re.compile("^Fix All"), re.compile("^(Change to|Delete)"):
            while button := next(iter(problems.all("button", offer)), None):
                before = [item.name for item in problems.all("list item")]
                self.click(button)
                drive.poll("the fix", lambda: [item.name for item in problems.all("list item")] != before)
        while self.left(problems):
            item = self.left(problems)[0]
            name = item.name
            self.click(item.find("button", "Set Aside…"))
            reason = self.galley.find("text box", "Reason, kept with the bulletin")
            drive.poll("the focus on the reason", lambda: "focused" in reason.states)
            self.galley.type("as the district told it")
            self.actions += 1
            self.press("Return")
            drive.poll(f"the end of {name}", lambda: not any(item.name == name for item in self.left(problems)))
        self.galley.find("button", "No problems")

    @staticmethod
    def left(problems):
        """The errors and warnings that are listed."""
        return problems.all("list item", re.compile("^(Error|Warning)"))

    def unbound(self, file, bulletin):
        """The figures that state an amount and that no mark ties to a cell."""
        marks = {(block["id"], mark["start"]) for block in bulletin["blocks"] for mark in block.get("marks", ())
                 if mark["kind"] == "figure"}
        said = subprocess.run([os.path.join(drive.BUILD, "src", "cli", "galley-cli"), "figures", "--json", file],
                              capture_output=True, check=True).stdout
        return [figure["text"] for figure in json.loads(said)["figures"]
                if figure["kind"] not in ("date", "period", "ordinal") and (figure["block"], figure["start"]) not in marks and
                figure["text"][0] not in "四两六"]  # 四个品质 and the like are names, not amounts


if __name__ == "__main__":
    drive.main()
