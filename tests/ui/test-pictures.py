# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the article: pasted, chosen, dropped beside the bulletin, described, cropped, removed, and there after a crash."""

import glob
import os
import re
import struct
import subprocess
import sys
import zlib

import drive
import sample


def png(width, height, color):
    """A picture of one colour."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = (b"\0" + bytes(color) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


# A window that is nothing but a file to be dragged.
SOURCE = """
import sys, gi
gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk
Gtk.init()
window = Gtk.Window(title="Files to Drag", default_width=120, default_height=120, decorated=False)
label = Gtk.Label(label="file", hexpand=True, vexpand=True)
source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
uri = Gio.File.new_for_path(sys.argv[1]).get_uri() + "\\r\\n"
source.set_content(Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new(uri.encode())))
label.add_controller(source)
window.set_child(label)
window.connect("map", lambda *_: print("shown", flush=True))
window.present()
GLib.MainLoop().run()
"""


class Pictures(drive.Case):
    def open(self, bulletin=sample.BULLETIN, **options):
        self.file = self.bulletin(bulletin)
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"}, **options)
        galley.wait_text(sample.article(bulletin))
        return galley

    def offer(self, content, target):
        """Another program puts something on the clipboard, and stays as long as the test lasts."""
        clip = subprocess.Popen(["xclip", "-quiet", "-selection", "clipboard", "-t", target], stdin=subprocess.PIPE,
                                stderr=subprocess.DEVNULL)
        clip.stdin.write(content)
        clip.stdin.close()
        self.addCleanup(clip.wait)
        self.addCleanup(clip.kill)
        drive.poll("the clipboard", lambda: subprocess.run(["xclip", "-out", "-selection", "clipboard", "-t", target],
                                                           capture_output=True).stdout == content)

    def drop(self, galley, path):
        """Another program's window, from which a file is dragged onto the article with the pointer."""
        source = subprocess.Popen([sys.executable, "-c", SOURCE, path], stdout=subprocess.PIPE, text=True,
                                  env={**os.environ, "GTK_A11Y": "none", "GDK_DEBUG": "no-portals"})
        self.addCleanup(source.stdout.close)
        self.addCleanup(source.wait)
        self.addCleanup(source.kill)
        self.assertEqual(source.stdout.readline(), "shown\n")
        window = drive.poll("its window", lambda: subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Files to Drag$"],
                                                                 capture_output=True, text=True).stdout.split())[-1]
        subprocess.run(["xdotool", "windowmove", "--sync", window, "1300", "100"], check=True)
        (x, y), (to_x, to_y) = (1360, 160), galley.middle(galley.article)
        moves = ["xdotool", "mousemove", "--sync", str(x), str(y), "sleep", "0.2", "mousedown", "1"]
        for step in range(1, 21):
            moves += ["mousemove", str(x + (to_x - x) * step // 20), str(y + (to_y - y) * step // 20), "sleep", "0.05"]
        subprocess.run([*moves, "sleep", "0.3", "mouseup", "1"], check=True)

    def pictures(self):
        """Those that the file has."""
        return [block for block in drive.json.loads(self.read(self.file))["blocks"] if block["kind"] == "picture"]

    def expect(self, what, ask):
        return drive.poll(lambda: f"{what} in\n{self.read(self.file)}", lambda: ask(self.pictures()))

    def stored(self):
        return sorted(os.path.basename(path) for path in glob.glob(os.path.join(self.folder, "pictures", "*")))

    def choose(self, galley, path):
        """Types a path into the chooser of files to open."""
        chooser = drive.poll("the file chooser", lambda: next((w for w in galley.windows if w.role == "dialog"), None))
        drive.poll("its focus", lambda: "active" in chooser.states)
        galley.key("ctrl+l")
        entry = chooser.find("text box")
        drive.poll("its focus", lambda: "focused" in entry.states)
        # Typed, it would be completed at the same time.
        entry.call("EditableText", "SetTextContents", "(s)", path)
        drive.poll("the path", lambda: entry.text == path)

        def opened():
            # It says nothing while it looks where the path leads, so it is asked until it is done.
            if chooser.path not in [window.path for window in galley.windows]:
                return True
            for button in chooser.all("button", "Open"):
                button.act()
            return False
        drive.poll(f"the end of the chooser of {path}", opened)
        drive.poll("a window with the keys", galley.give_keys)

    def shown(self, galley, name="Picture"):
        return galley.article.find("button", name)

    def test_drop(self):
        """A picture that is dragged from another program's window is put beside the bulletin."""
        galley = self.open()
        path = self.path("dragged.png")
        with open(path, "wb") as file:
            file.write(png(40, 30, (200, 40, 40)))
        self.drop(galley, path)
        self.expect("a picture", lambda pictures: len(pictures) == 1)
        drive.poll("its file", lambda: len(self.stored()) == 1)

    def test_paste(self):
        """A screenshot comes in below the caret, once beside the bulletin however often it is pasted; an undo takes it back."""
        galley = self.open()
        content = png(60, 40, (200, 60, 20))
        self.offer(content, "image/png")
        galley.put_caret(3, 4)
        galley.key("ctrl+v")
        self.expect("a picture", lambda pictures: len(pictures) == 1)
        self.assertEqual(drive.json.loads(self.read(self.file))["blocks"][4]["kind"], "picture")
        self.assertRegex(self.stored()[0], r"^[0-9a-f]{64}\.png$")
        with open(os.path.join(self.folder, self.pictures()[0]["source"]), "rb") as file:
            self.assertEqual(file.read(), content)
        drive.poll("the focus on the picture", lambda: "focused" in self.shown(galley).states)
        galley.find("label", "No text says what it shows to those who do not see it")
        galley.key("Escape")
        drive.poll("the focus in the article", lambda: "focused" in galley.article.states)
        galley.key("ctrl+v")
        self.expect("two pictures", lambda pictures: len(pictures) == 2)
        self.assertEqual(len(self.stored()), 1)
        galley.key("Escape")
        galley.key("ctrl+z", "ctrl+z")
        self.wait_file(self.file, self.original)

    def test_form(self):
        """What is said of it, its crop by keys and its focus are one step; Delete takes it out with a way back."""
        self.path("wide.png", png(160, 90, (20, 60, 200)))
        galley = self.open()
        galley.put_caret(2)
        galley.key("ctrl+shift+p")
        self.choose(galley, os.path.join(self.folder, "wide.png"))
        self.expect("a picture", lambda pictures: len(pictures) == 1)
        before = self.read(self.file)
        drive.poll("the focus on the picture", lambda: "focused" in self.shown(galley).states)
        galley.key("Return")
        cropper = galley.find("group", "What Is Shown")
        galley.focus(galley.find("text box", re.compile("Caption")))
        galley.type("湖滨路")
        galley.focus(galley.find("text box", re.compile("Credit")))
        galley.type("方舟 摄")
        hint = re.compile("^Say in a sentence")
        self.assertTrue(galley.has("label", hint))
        galley.focus(galley.find("text box", re.compile("Alternative Text")))
        galley.type("湖边新铺的步道")
        drive.poll("no hint", lambda: not galley.has("label", hint))
        galley.find("radio", "1:1").act()
        drive.poll(lambda: cropper.description, lambda: "From 21% to 78% across" in cropper.description)
        galley.focus(cropper)
        galley.key("Left", "Left", "shift+Down", "shift+Right")
        drive.poll(lambda: cropper.description, lambda: "From 19%" in cropper.description)
        galley.find("radio", "Focus").act()
        drive.poll(lambda: cropper.description, lambda: cropper.description.startswith("Focus 50%"))
        galley.focus(cropper)
        galley.key("Up")
        galley.find("button", "Apply").act()
        self.expect("what was said", lambda pictures: pictures[0].get("text") == "湖滨路" and
                    pictures[0].get("alt") == "湖边新铺的步道" and pictures[0]["picture"]["credit"] == "方舟 摄")
        picture = self.pictures()[0]["picture"]
        self.assertEqual(picture["focus"], [5000, 4900])
        x, y, width, height = picture["crop"]
        self.assertLess(abs(width * 160 - height * 90), 160)
        self.assertEqual(x, 1988)
        button = self.shown(galley, "湖边新铺的步道")
        galley.focus(button)
        galley.key("Delete")
        self.expect("no picture", lambda pictures: not pictures)
        drive.poll("the focus in the article", lambda: "focused" in galley.article.states)
        galley.key("ctrl+z", "ctrl+z")
        self.wait_file(self.file, before)

    def test_draft(self):
        """A draft's picture outlives kill -9, and goes along where the draft is saved."""
        home = self.path("home")
        galley = self.start(home=home, settings={"first-run": "false"})
        drive.poll("the focus", lambda: "focused" in galley.article.states)
        content = png(30, 30, (0, 160, 80))
        self.offer(content, "image/png")
        galley.type("abc")
        drive.poll("what was typed", lambda: "abc" in galley.article.text)
        galley.key("ctrl+v")
        self.shown(galley)
        galley.wait_journal(home, r"pictures/[0-9a-f]*\.png")
        galley.kill()
        galley = self.start(home=home, settings={"first-run": "false"})
        galley.find("label", re.compile("^Brought back"))
        galley.find("button", "Picture")
        self.assertFalse(galley.has("label", re.compile("there is no such picture")))
        galley.key("ctrl+s")
        self.file = os.path.join(self.folder, "saved.galley")
        galley.choose_file(self.file)
        drive.poll("the file", lambda: os.path.exists(self.file))
        with open(os.path.join(self.folder, self.pictures()[0]["source"]), "rb") as file:
            self.assertEqual(file.read(), content)

    def test_bad(self):
        """What is no picture, cut off or too large is told and changes nothing; a missing file is told in its place."""
        bulletin = sample.changed(lambda b: b["blocks"].insert(4, {"id": "b-pic", "kind": "picture", "source": "pictures/none.png"}))
        galley = self.open(bulletin)
        galley.find("label", re.compile(r"^pictures/none\.png: there is no such picture"))
        huge = bytearray(png(1, 1, (0, 0, 0)))
        huge[16:24] = struct.pack(">II", 50000, 50000)
        huge[29:33] = struct.pack(">I", zlib.crc32(bytes(huge[12:29])))
        for name, content, said in (("huge.png", bytes(huge), "50000 × 50000 pixels"), ("cut.png", png(90, 90, (1, 2, 3))[:-9], "cut off"),
                                    ("zip.png", b"PK\3\4" + bytes(40), "This is no picture")):
            path = self.path(name, content)
            galley.put_caret(1)
            galley.key("ctrl+shift+p")
            self.choose(galley, path)
            galley.find("label", re.compile(said))
            galley.answer("Close")
            drive.poll("the end of the message", lambda: not galley.has("label", re.compile(said)))
        self.assertEqual(self.read(self.file), self.original)
        self.assertEqual(self.stored(), [])


if __name__ == "__main__":
    drive.main()
