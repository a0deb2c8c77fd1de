# SPDX-License-Identifier: GPL-3.0-or-later
"""The first start and what a user sets: the sample with its tour, and the preferences."""

import re

import drive
import sample


class First(drive.Case):
    def step(self, galley, number):
        galley.find("label", f"Step {number} of 5")

    def test_tour(self):
        """Each step leads on when it is done, and none of them has to be."""
        galley = self.start(home=self.folder)
        article = galley.article
        drive.poll("the sample", lambda: "821.6亿元" in article.text)
        self.step(galley, 1)
        block = article.text[:article.text.index("821.6亿元")].count("\n")
        galley.put_caret(block, article.text.split("\n")[block].index("821.6亿元") + 2)
        galley.key("ctrl+period")
        self.step(galley, 2)
        galley.key("Escape")
        self.take_figures(galley)
        self.step(galley, 3)
        galley.find("button", "Next").act()
        self.step(galley, 4)
        galley.key("F6", "F8")
        self.step(galley, 5)
        galley.key("ctrl+s")
        galley.choose_file(self.path("sample.galley"))
        drive.poll("the end of the tour", lambda: not galley.has("label", re.compile("of 5$")))
        galley.kill()
        again = self.start(home=self.folder)
        again.wait_text("\n")
        self.assertFalse(again.has("label", re.compile("of 5$")))

    def take_figures(self, galley):
        galley.key("F6")
        galley.extract()

    def test_end(self):
        galley = self.start()
        self.step(galley, 1)
        galley.find("button", "End Tour").act()
        drive.poll("its end", lambda: not galley.has("label", re.compile("of 5$")))

    def preferences(self, galley):
        galley.key("ctrl+comma")
        return galley.find(None, "Preferences")

    def test_house_style(self):
        """Another house style is checked against at once."""
        bulletin = sample.changed(lambda bulletin: bulletin["blocks"][1].update(text="全区引进5G项目20个。"))
        galley = self.start(self.bulletin(bulletin), settings={"profile": "'newspaper'"})
        galley.key("ctrl+2")
        spaced = re.compile("between Han and Latin|space", re.I)
        drive.poll("the report", lambda: galley.has("button", re.compile("problem")))
        self.assertFalse(galley.has("label", spaced))
        dialog = self.preferences(galley)
        galley.click(dialog.find("combo box", "House Style"))
        galley.click(dialog.find("label", "Web"))
        galley.key("Escape")
        drive.poll("what the web's style says", lambda: galley.has("label", spaced))

    def test_language(self):
        """The interface is in the language that was chosen, from the next start on."""
        galley = self.start(settings={"language": "'zh_CN'", "first-run": "false"}, LANG="en_GB.UTF-8")
        galley.find("text box", "正文")

    def test_font(self):
        """The article is shown in the font that was chosen, and in the system's again after a reset."""
        galley = self.start(self.bulletin(), settings={"text-font": "'Noto Serif CJK SC 30'"})
        article = galley.article
        galley.wait_text(sample.article())
        dialog = self.preferences(galley)
        large = self.height(article)
        dialog.find("button", "Use the System’s Font").act()
        drive.poll("smaller letters", lambda: self.height(article) < large)

    def height(self, article):
        """Of the first character, in pixels."""
        return article.call("Text", "GetCharacterExtents", "(iu)", 0, 1)[3]


if __name__ == "__main__":
    drive.main()
