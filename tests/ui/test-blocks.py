# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks: parted, joined, restyled, deleted and pasted, and each of it taken back to the same file, byte for byte."""

import subprocess

import drive
import sample


class Blocks(drive.Case):
    def start_sample(self):
        self.file = self.bulletin()
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article())
        return galley

    def blocks(self):
        return [(block["kind"], block.get("text", "")) for block in drive.json.loads(self.read(self.file))["blocks"]]

    def expect(self, galley, change, undo=1):
        """The file comes to hold the sample with @change made; undone it is what it was, redone it is as changed."""
        wanted = [(block["kind"], block["text"]) for block in sample.BULLETIN["blocks"]]
        change(wanted)
        drive.poll(lambda: f"{wanted}\ninstead of\n{self.blocks()}", lambda: self.blocks() == wanted)
        galley.wait_text("\n".join(text.replace("\n", "\u2028") for _, text in wanted))
        changed = self.read(self.file)
        for _ in range(undo):
            galley.key("ctrl+z")
        self.wait_file(self.file, self.original)
        galley.wait_text(sample.article())
        for _ in range(undo):
            galley.key("ctrl+shift+z")
        self.wait_file(self.file, changed)

    def test_enter(self):
        """Enter within a paragraph parts it in two of its kind."""
        galley = self.start_sample()
        galley.put_caret(3, 4)
        galley.key("Return")

        def change(blocks):
            kind, text = blocks[3]
            blocks[3:4] = [(kind, text[:4]), (kind, text[4:])]
        self.expect(galley, change)

    def test_enter_at_start(self):
        galley = self.start_sample()
        galley.put_caret(4, 0)
        galley.key("Return")
        self.expect(galley, lambda blocks: blocks.insert(4, ("item", "")))

    def test_enter_after_heading(self):
        """After a heading one goes on with a paragraph."""
        galley = self.start_sample()
        galley.put_caret(2, -1)
        galley.key("Return")
        self.expect(galley, lambda blocks: blocks.insert(3, ("paragraph", "")))

    def test_backspace(self):
        """Backspace at the start of an item makes it a paragraph, and then joins it to the block before."""
        galley = self.start_sample()
        galley.put_caret(4, 0)
        galley.key("BackSpace", "BackSpace")

        def change(blocks):
            blocks[3:5] = [("paragraph", blocks[3][1] + blocks[4][1])]
        self.expect(galley, change, undo=2)

    def test_delete_at_end(self):
        galley = self.start_sample()
        galley.put_caret(3, -1)
        galley.key("Delete")

        def change(blocks):
            blocks[3:5] = [("paragraph", blocks[3][1] + blocks[4][1])]
        self.expect(galley, change)

    def test_backspace_leaves_kind(self):
        """Backspace at the start of a heading or a quotation makes it a paragraph before it joins anything."""
        galley = self.start_sample()
        galley.put_caret(5, 0)
        galley.key("BackSpace")
        drive.poll("a paragraph", lambda: self.blocks()[5] == ("paragraph", sample.texts()[5]))
        galley.key("ctrl+alt+4", "BackSpace")
        drive.poll("a paragraph", lambda: self.blocks()[5][0] == "paragraph")
        self.assertEqual(len(self.blocks()), len(sample.texts()))

    def test_enter_leaves_list(self):
        galley = self.start_sample()
        galley.put_caret(4, -1)
        galley.key("Return", "Return")
        self.expect(galley, lambda blocks: blocks.insert(5, ("paragraph", "")), undo=2)

    def test_tab(self):
        """Tab at the start of a heading or item changes its level; elsewhere it leaves the article."""
        galley = self.start_sample()
        galley.put_caret(5, 0)
        galley.key("Tab")
        drive.poll("a subheading", lambda: self.blocks()[5][0] == "subheading")
        galley.key("shift+Tab")
        drive.poll("a heading", lambda: self.blocks()[5][0] == "heading")
        galley.put_caret(4, 0)
        galley.key("Tab")
        drive.poll("a subitem", lambda: self.blocks()[4][0] == "subitem")
        galley.key("shift+Tab")
        drive.poll("an item", lambda: self.blocks()[4][0] == "item")
        galley.put_caret(5, 0)
        article = galley.article
        galley.key("Right", "Tab")
        drive.poll("the focus elsewhere", lambda: "focused" not in article.states)
        self.assertEqual(self.blocks()[5][0], "heading")

    def test_move_by_keys(self):
        """Alt+Shift+Down moves the block, and a selection goes along."""
        galley = self.start_sample()
        galley.put_caret(3, 2)
        galley.key("alt+shift+Down")
        galley.type("x")
        text = sample.texts()[3]

        def change(blocks):
            blocks[3:5] = [blocks[4], ("paragraph", text[:2] + "x" + text[2:])]
        self.expect(galley, change, undo=2)

    def test_drag(self):
        """The handle in the margin drags a block to where it is dropped."""
        galley = self.start_sample()
        galley.put_caret(0, 0)
        article = galley.article

        def top(block):
            start = sum(len(text) + 1 for text in article.text.split("\n")[:block])
            _, y, _, height = article.call("Text", "GetCharacterExtents", "(iu)", start, 1)
            return y + drive.FRAME + height // 2

        left = article.call("Text", "GetCharacterExtents", "(iu)", 0, 1)[0] + drive.FRAME
        x, y = left - 28, top(3) - 6
        moves = ["xdotool", "mousemove", "--sync", str(x), str(y), "sleep", "0.3", "mousedown", "1"]
        for step in range(1, 13):
            moves += ["mousemove", str(x + step % 2), str(y + (top(7) - 10 - y) * step // 12), "sleep", "0.03"]
        subprocess.run([*moves, "sleep", "0.2", "mouseup", "1"], check=True)

        def change(blocks):
            block = blocks.pop(3)
            blocks.insert(6, block)
        self.expect(galley, change)

    def test_line_break(self):
        galley = self.start_sample()
        galley.put_caret(1, 2)
        galley.key("shift+Return")
        self.expect(galley, lambda blocks: blocks.__setitem__(1, ("note", "本报\n" + blocks[1][1][2:])))

    def test_kinds_by_key(self):
        galley = self.start_sample()
        galley.put_caret(3, 1)
        for number, kind in enumerate(["paragraph", "heading", "subheading", "item", "quotation", "lead", "note", "headline",
                                         "subitem"]):
            if kind == "paragraph":
                continue
            galley.key(f"ctrl+alt+{number}")
            drive.poll(kind, lambda: self.blocks()[3][0] == kind)
        galley.key("ctrl+alt+0")
        drive.poll("paragraph", lambda: self.blocks()[3][0] == "paragraph")
        self.wait_file(self.file, self.original)

    def test_kind_by_menu(self):
        galley = self.start_sample()
        galley.put_caret(3, 1)
        chooser = galley.find("toggle button", "Paragraph")
        galley.click(chooser)
        galley.find("label", "Quotation")
        galley.key("Down", "Down", "Down", "Down", "Down", "Return")
        self.expect(galley, lambda blocks: blocks.__setitem__(3, ("quotation", blocks[3][1])))

    def test_kinds_of_selection(self):
        galley = self.start_sample()
        galley.put_caret(3, 2)
        galley.key("shift+ctrl+Down", "shift+ctrl+Down", "ctrl+alt+4")
        drive.poll("quotations", lambda: self.blocks()[3][0] == "quotation" and self.blocks()[4][0] == "quotation")
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)

    def test_delete_all(self):
        galley = self.start_sample()
        galley.put_caret(0, 0)
        galley.key("ctrl+a", "Delete")
        self.expect(galley, lambda blocks: blocks.__setitem__(slice(None), [("headline", "")]))

    def test_replace_all(self):
        galley = self.start_sample()
        galley.put_caret(0, 0)
        galley.key("ctrl+a")
        galley.type("新")
        self.expect(galley, lambda blocks: blocks.__setitem__(slice(None), [("headline", "新")]), undo=2)

    def copy(self, text):
        """Another program puts @text on the clipboard, and stays as long as the test lasts."""
        clip = subprocess.Popen(["xclip", "-quiet", "-selection", "clipboard"], stdin=subprocess.PIPE,
                                stderr=subprocess.DEVNULL)
        clip.stdin.write(text.encode())
        clip.stdin.close()
        self.addCleanup(clip.wait)
        self.addCleanup(clip.kill)
        drive.poll("the clipboard", lambda: subprocess.run(["xclip", "-out", "-selection", "clipboard"],
                                                           capture_output=True).stdout == text.encode())

    def test_paste(self):
        """Pasted lines become blocks of the caret's kind, one step of undo."""
        galley = self.start_sample()
        galley.put_caret(3, 2)
        self.copy("甲，\n乙。\r\n丙")
        galley.key("ctrl+v")

        def change(blocks):
            kind, text = blocks[3]
            blocks[3:4] = [(kind, text[:2] + "甲，"), (kind, "乙。"), (kind, "丙" + text[2:])]
        self.expect(galley, change)

    def test_paste_over_selection(self):
        galley = self.start_sample()
        galley.put_caret(3, 2)
        galley.key("shift+Right", "shift+Right")
        self.copy("甲\n乙")
        galley.key("ctrl+v")

        def change(blocks):
            kind, text = blocks[3]
            blocks[3:4] = [(kind, text[:2] + "甲"), (kind, "乙" + text[4:])]
        self.expect(galley, change)

    def test_other_line_ends(self):
        """A block with line ends that a text view takes for its own stays one block."""
        self.file = self.bulletin(sample.changed(lambda bulletin: bulletin["blocks"][3].update(text="甲\r乙\u2029丙")))
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.put_caret(-1, -1)
        galley.type("x")
        drive.poll("the file", lambda: self.blocks()[-1][1] == sample.texts()[-1] + "x")
        self.assertEqual(len(self.blocks()), len(sample.texts()))

    def test_typing_is_one_step(self):
        galley = self.start_sample()
        galley.put_caret(3, 2)
        galley.type("abcdef")
        self.expect(galley, lambda blocks: blocks.__setitem__(3, ("paragraph", blocks[3][1][:2] + "abcdef" + blocks[3][1][2:])))


if __name__ == "__main__":
    drive.main()
