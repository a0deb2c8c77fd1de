# SPDX-License-Identifier: GPL-3.0-or-later
"""The preview: it goes along with the caret, leads back to the text, and is looked at as one likes; and what is printed of it."""

import re
import subprocess

import drive
import sample


def write_long():
    """A bulletin of several pages, whose paragraphs say where they are."""
    def change(bulletin):
        bulletin["blocks"] += [{"id": f"b-x{i}", "kind": "paragraph", "text": f"第{i}段说，" + "各项工作平稳推进，" * 12 + "完。"}
                               for i in range(60)]
    return sample.write(sample.changed(change))


class Preview(drive.Case):
    def start_long(self, **options):
        galley = self.start(self.path("long.galley", write_long()), **options)
        self.preview = galley.find("document", "Preview")
        drive.poll("the pages", lambda: "第59段" in self.preview.text)
        self.page = galley.find("label", re.compile(r"^Page \d+ of \d+$"))
        self.view = galley.find("button", re.compile(r"^(Fit Width|\d+%)$"))
        return galley

    def seen(self, galley):
        """The page that is shown, and how many there are."""
        return tuple(map(int, re.findall(r"\d+", self.page.name)))

    def wait_page(self, galley, *pages):
        drive.poll(lambda: f"page {pages}; it is {self.seen(galley)}", lambda: self.seen(galley)[0] in pages)

    def wheel(self, galley, button, times=1):
        x, y = galley.middle(self.preview)
        subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(y), "click", "--repeat", str(times), "--delay", "10",
                        str(button)], check=True)

    def wait_zoom(self, text):
        drive.poll(lambda: f"{text}; it is {self.view.name}", lambda: self.view.name == text)

    def choose(self, galley, letter):
        """From the preview's menu, by the letter that is underlined; GTK tells no names of the items."""
        toggle = self.view.find("toggle button")
        galley.click(self.view)
        drive.poll("the menu", lambda: "pressed" in toggle.states)
        galley.key(letter)
        drive.poll("its end", lambda: "pressed" not in toggle.states)

    def test_follows(self):
        """The caret's page is shown; who scrolls away stays there until the caret goes elsewhere."""
        galley = self.start_long()
        n_pages = self.seen(galley)[1]
        galley.key("F6", "ctrl+End")
        self.wait_page(galley, n_pages - 1, n_pages)
        drive.poll("the caret", lambda: self.preview.text[:self.preview.caret].endswith("完。"))
        self.wheel(galley, 4, 20)
        away = range(2, n_pages - 1)
        self.wait_page(galley, *away)
        galley.type("x")
        drive.poll("the letter", lambda: "完。x" in self.preview.text)
        self.assertIn(self.seen(galley)[0], away)
        galley.key(*["Up"] * 8)
        self.wait_page(galley, n_pages - 1, n_pages)

    def test_leads_back(self):
        """A click and Enter lead to the text; what was clicked stays where it is."""
        galley = self.start_long()
        galley.key("F6")
        galley.click(self.preview)
        drive.poll("the caret to move", lambda: galley.article.caret > 0 and "focused" in galley.article.states)
        clicked = galley.article.caret
        galley.put_caret(0)
        galley.click(self.preview)
        drive.poll("the same place", lambda: galley.article.caret == clicked)
        galley.reach(self.preview)
        galley.key("End")
        self.wait_page(galley, self.seen(galley)[1])
        galley.key("Return")
        drive.poll("the caret to move", lambda: galley.article.caret > clicked and "focused" in galley.article.states)

    def test_size(self):
        """Keys and wheel change the size of what has the keys; it is remembered."""
        galley = self.start_long()
        galley.put_caret(0)
        own = galley.article.call("Text", "GetCharacterExtents", "(iu)", 0, 1)[3]
        self.assertEqual(self.view.name, "Fit Width")
        galley.reach(self.preview)
        galley.key("ctrl+0")
        self.wait_zoom("100%")
        galley.key("ctrl+plus", "ctrl+plus")
        self.wait_zoom("121%")
        galley.key("ctrl+minus")
        self.wait_zoom("110%")
        x, y = galley.middle(self.preview)
        subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(y), "keydown", "ctrl", "click", "4", "keyup", "ctrl"],
                       check=True)
        self.wait_zoom("121%")
        self.assertEqual(galley.article.call("Text", "GetCharacterExtents", "(iu)", 0, 1)[3], own)
        self.assertIn("preview-zoom=1.21", self.read(drive.os.path.join(
            galley.environment["XDG_CONFIG_HOME"], "glib-2.0", "settings", "keyfile")))
        self.choose(galley, "f")
        self.wait_zoom("Fit Width")

    def test_pages(self):
        """One page at a time, turned with keys and buttons."""
        galley = self.start_long(settings={"preview-single-page": "true"})
        galley.put_caret(0)
        self.wait_page(galley, 1)
        galley.find("button", "Next Page").act()
        self.wait_page(galley, 2)
        galley.reach(self.preview)
        galley.key("End", "Page_Down")
        self.wait_page(galley, 3)
        galley.put_caret(1)
        self.wait_page(galley, 1)
        self.choose(galley, "p")
        galley.key("F6", "ctrl+End")
        self.wait_page(galley, *range(self.seen(galley)[1] - 1, self.seen(galley)[1] + 1))

    def test_media(self):
        """The medium is chosen by its title and remembered; a screen has no pages."""
        galley = self.start_long()
        medium = galley.find("combo box", "Page")
        toggle = medium.find("toggle button")
        galley.click(medium)
        drive.poll("the list", lambda: "pressed" in toggle.states)
        galley.key("Up", "Return")
        drive.poll("the choice", lambda: "preview-medium='phone'" in self.read(drive.os.path.join(
            galley.environment["XDG_CONFIG_HOME"], "glib-2.0", "settings", "keyfile")))
        drive.poll("no pages", lambda: not galley.has("label", re.compile("^Page 1 of")))
        drive.poll("the text", lambda: "第59段" in self.preview.text)
        galley.key("F6", "ctrl+End")
        drive.poll("the caret", lambda: self.preview.text[:self.preview.caret].endswith("完。"))

    def test_print(self):
        """What was chosen last is chosen: here a file, on A5."""
        pdf = self.path("printed.pdf")
        galley = self.start_long(settings={
            "print-settings": f"{{'printer': <'Print to File'>, 'output-uri': <'file://{pdf}'>, 'output-file-format': <'pdf'>}}",
            "page-setup": "{'PPDName': <'A5'>, 'DisplayName': <'A5'>, 'Width': <148.0>, 'Height': <210.0>, 'MarginTop': <0.0>,"
                          " 'MarginBottom': <0.0>, 'MarginLeft': <0.0>, 'MarginRight': <0.0>, 'Orientation': <'portrait'>}"})
        n_pages = self.seen(galley)[1]
        galley.key("ctrl+p")
        dialog = drive.poll("the dialog", lambda: next((w for w in galley.windows if w.role == "dialog"), None))
        button = dialog.find("button", "Print")
        drive.poll("the printer", lambda: "sensitive" in button.states)
        button.act()
        info = drive.poll("the file", lambda: subprocess.run(["pdfinfo", pdf], capture_output=True, text=True).stdout)
        self.assertIn(f"Pages:           {n_pages}\n", info)
        self.assertRegex(info, r"Page size: +(419|420)(\.\d+)? x 595")
        text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
        self.assertIn("第59段", re.sub(r"\s", "", text))
        kept = drive.poll("what was chosen", lambda: re.search("^print-settings=(.*)$", self.read(drive.os.path.join(
            galley.environment["XDG_CONFIG_HOME"], "glib-2.0", "settings", "keyfile")), re.M))
        self.assertIn("Print to File", kept.group(1))


if __name__ == "__main__":
    drive.main()
