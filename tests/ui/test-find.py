# SPDX-License-Identifier: GPL-3.0-or-later
"""Find and replace: from match to match, in the whole article or what was selected, and taken back in one step."""

import re

import drive
import sample


class Find(drive.Case):
    def start_sample(self, bulletin=sample.BULLETIN):
        self.file = self.bulletin(bulletin)
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article(bulletin))
        return galley

    def look_for(self, galley, text, keys="ctrl+f"):
        galley.key(keys)
        entry = galley.find("text box", "Find")
        drive.poll("the focus to find", lambda: "focused" in entry.states)
        galley.key("ctrl+a", "Delete")
        self.type_into(galley, entry, text)

    def replace_with(self, galley, text):
        entry = galley.focus(galley.find("text box", "Replace with"))
        self.type_into(galley, entry, text)

    def type_into(self, galley, entry, text):
        """One by one: the key that xdotool lends to each Han character is given back before a search is done."""
        for i, character in enumerate(text):
            galley.type(character, delay=100)
            drive.poll(lambda: f"“{text}” instead of “{entry.text}”", lambda: entry.text == text[:i + 1])

    def expect_selection(self, galley, start, text):
        article = galley.article
        drive.poll(lambda: f"“{text}” at {start}; “{article.selection}” is selected, the caret at {article.caret}",
                   lambda: article.selection == text and article.caret in (start, start + len(text)))

    def places(self, text):
        return [match.start() for match in re.finditer(re.escape(text), sample.article())]

    def lit(self, galley):
        """The text that is lit up in the article, as a screen reader is told of it."""
        article, found, at = galley.article, [], 0
        text = article.text
        while at < len(text):
            attributes, start, end = article.call("Text", "GetAttributeRun", "(ib)", at, False)
            if "bg-color" in attributes:
                found.append(text[start:end])
            at = max(end, at + 1)
        return found

    def test_walk(self):
        """From the caret on and round the end; Escape leaves the match selected and the article with the keys."""
        galley = self.start_sample()
        article, places = galley.article, self.places("项目")
        self.assertEqual(len(places), 4)
        galley.put_caret(3, 0)
        self.look_for(galley, "项目")
        galley.find("label", "2 of 4")
        self.expect_selection(galley, places[1], "项目")
        self.assertEqual(self.lit(galley), ["项目"] * 4)
        galley.key("Return")
        galley.find("label", "3 of 4")
        galley.key("ctrl+g")
        galley.find("label", "4 of 4")
        galley.key("ctrl+g")
        galley.find("label", "1 of 4")
        galley.key("ctrl+shift+g", "shift+Return")
        galley.find("label", "3 of 4")
        galley.key("Escape")
        drive.poll("the focus", lambda: "focused" in article.states)
        self.expect_selection(galley, places[2], "项目")
        drive.poll("the end of the light", lambda: self.lit(galley) == [])
        galley.key("ctrl+g")  # goes on from the article, and stays there
        self.expect_selection(galley, places[3], "项目")
        self.assertIn("focused", article.states)
        galley.key("Escape")
        drive.poll("the bar's end", lambda: not galley.has("text box", "Find"))
        self.wait_file(self.file, self.original)

    def test_escape(self):
        """Who has only looked comes back to where the caret was, with what was selected there."""
        galley = self.start_sample()
        article = galley.article
        galley.put_caret(1, 2)
        galley.key("shift+Right", "shift+Right")
        at, selected = article.caret, article.selection
        self.look_for(galley, "社区")
        self.expect_selection(galley, self.places("社区")[0], "社区")
        galley.type("x")
        galley.find("label", "No matches")
        galley.key("Escape")
        drive.poll("the focus", lambda: "focused" in article.states)
        self.expect_selection(galley, at - 2, selected)

    def test_selected_word(self):
        """A word that is selected is what is looked for."""
        galley = self.start_sample()
        galley.put_caret(3, 7)
        galley.key("shift+Right", "shift+Right", "shift+Right", "shift+Right", "ctrl+f")
        entry = galley.find("text box", "Find")
        drive.poll("the words", lambda: entry.text == sample.texts()[3][7:11])
        galley.find("label", "1 of 1")

    def test_case(self):
        bulletin = sample.changed(lambda b: b["blocks"][8].update(text="GDP增长，gdp口径不变，Gdp"))
        galley = self.start_sample(bulletin)
        galley.put_caret(0)
        self.look_for(galley, "gdp")
        galley.find("label", "1 of 3")
        button = galley.find("toggle button", "How to Find")
        galley.click(button)
        drive.poll("the menu", lambda: "pressed" in button.states)
        galley.key("c")  # Match _Case
        galley.find("label", "1 of 1")
        drive.poll("the light", lambda: self.lit(galley) == ["gdp"])

    def test_replace_one(self):
        """Each Return replaces one and goes on; what the replacement reads is not found again at once."""
        galley = self.start_sample()
        galley.put_caret(0)
        self.look_for(galley, "项目", "ctrl+h")
        self.replace_with(galley, "大项目")
        galley.key("Return")
        galley.find("label", "2 of 4")
        galley.wait_text(sample.article().replace("项目", "大项目", 1))
        galley.key("Return")
        galley.wait_text(sample.article().replace("项目", "大项目", 2))
        galley.find("label", "3 of 4")
        galley.key("ctrl+z", "ctrl+z")
        galley.wait_text(sample.article())
        self.wait_file(self.file, self.original)

    def test_replace_all(self):
        """One step of undo, named after what it did."""
        galley = self.start_sample()
        galley.put_caret(0)
        self.look_for(galley, "项目", "ctrl+h")
        self.replace_with(galley, "工程项目")
        galley.find("button", "Replace All").act()
        galley.wait_text(sample.article().replace("项目", "工程项目"))
        undo = galley.find("button", re.compile("^Undo"))
        drive.poll(lambda: f"{undo.name}, {undo.description}", lambda: "4 Replacements" in undo.name + undo.description)
        galley.find("label", "4 matches replaced")
        drive.poll("the light", lambda: self.lit(galley) == ["项目"] * 4)
        galley.key("ctrl+z")
        galley.wait_text(sample.article())
        self.wait_file(self.file, self.original)
        galley.key("ctrl+shift+z")
        galley.wait_text(sample.article().replace("项目", "工程项目"))

    def test_in_selection(self):
        """Several blocks that are selected are where is looked, also while they grow."""
        galley = self.start_sample()
        texts = sample.texts()
        galley.put_caret(2, 0)
        start = sample.article().index("一季度，临湖区")
        galley.put_caret(3, 0)
        galley.key("shift+ctrl+Down", "shift+ctrl+Down")
        self.assertTrue(galley.article.selection.startswith(texts[3]), galley.article.selection)
        self.look_for(galley, "工", "ctrl+h")
        inside = (texts[3] + texts[4]).count("工")
        self.assertEqual(inside, 3)
        galley.find("label", "1 of 3")
        self.expect_selection(galley, sample.article().index("工", start), "工")
        self.replace_with(galley, "工工")
        galley.find("button", "Replace All").act()
        changed = [text.replace("工", "工工") if i in (3, 4) else text for i, text in enumerate(texts)]
        galley.wait_text("\n".join(text.replace("\n", "\u2028") for text in changed))
        galley.find("label", re.compile("(of 6|6 matches)$"))
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)

    def test_typing(self):
        """What is typed in the article counts at once, and its end is never lit."""
        galley = self.start_sample()
        galley.put_caret(-1, -1)
        self.look_for(galley, "项目")
        galley.find("label", "1 of 4")
        galley.key("F6")
        galley.key("ctrl+End")
        galley.find("label", "4 matches")
        galley.type("项目甲", delay=40)
        galley.find("label", "5 matches")
        drive.poll("the light", lambda: self.lit(galley) == ["项目"] * 5)
        galley.key("Left", "Left")
        galley.type("丙", delay=40)
        galley.find("label", "4 matches")
        drive.poll("the light", lambda: self.lit(galley) == ["项目"] * 4)

    def test_composing(self):
        """The light waits for what is being composed, and does not disturb it."""
        galley = self.start_sample()
        self.look_for(galley, "中")
        galley.find("label", "1 of 2")
        galley.key("F6", "ctrl+End")
        galley.key("ctrl+shift+u", "4", "e", "2", "d")
        galley.find("button", "Add Row").act()
        galley.find("row", "Unnamed Indicator")
        galley.key("space")
        galley.wait_text(sample.article() + "中")
        galley.find("label", "3 matches")
        drive.poll("the light", lambda: self.lit(galley) == ["中"] * 3)

    def test_bound_figure(self):
        """A figure that is replaced takes its cell with it, and an undo takes both back."""
        text = "一季度，临湖区重点项目开工66个，总投资821.6亿元。"
        galley = self.start(self.path("临湖.txt", f"临湖区项目开工\n\n2024年4月16日\n\n{text}\n"))
        galley.wait_text(f"临湖区项目开工\n{text}")
        galley.focus(galley.article)
        galley.extract()
        cells = lambda: galley.column("value")
        drive.poll("the cells", lambda: "66" in cells())
        self.look_for(galley, "66", "ctrl+h")
        self.replace_with(galley, "68")
        galley.find("button", "Replace All").act()
        galley.wait_text(f"临湖区项目开工\n{text.replace('66', '68')}")
        drive.poll("the cell", lambda: "68" in cells() and "66" not in cells())
        galley.key("ctrl+z")
        galley.wait_text(f"临湖区项目开工\n{text}")
        drive.poll("the cell", lambda: "66" in cells())

    def test_names(self):
        """Everything in the bar has a name."""
        galley = self.start_sample()
        galley.key("ctrl+h")
        galley.find("text box", "Replace with")
        for role, name in (("button", "Previous Match"), ("button", "Next Match"), ("toggle button", "Replace"),
                           ("toggle button", "How to Find"), ("button", "Close"), ("button", "Replace"), ("button", "Replace All")):
            galley.find(role, name)


if __name__ == "__main__":
    drive.main()
