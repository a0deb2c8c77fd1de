# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as a person would: real keys and a real pointer through X, and what a screen reader is told.

Everything is polled for; nothing sleeps for a guess. A program that writes a warning or a critical fails its test.
"""

import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

import sample  # noqa: E402

SOURCE = os.environ.get("GALLEY_SRCDIR") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ["GALLEY_BUILDDIR"]
PROGRAM = os.path.join(BUILD, "src", "ui", "galley")
SHARED = next((path for path in (os.environ.get("GALLEY_SHARED", ""), os.path.join(SOURCE, "..", "shared"), "/work/shared")
               if os.path.isdir(path)), None)
PATIENCE = int(os.environ.get("GALLEY_PATIENCE", 30))  # seconds to wait for anything; a slow machine with a sanitizer needs them

FRAME = 17

ATSPI = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"
STATES = {1: "active", 4: "checked", 7: "editable", 8: "enabled", 9: "expandable", 10: "expanded", 11: "focusable",
          12: "focused", 20: "pressed", 22: "selectable", 23: "selected", 24: "sensitive", 25: "showing", 30: "visible"}

# What the machine, not the program, is to be blamed for.
NOISE = re.compile(r"dconf|Failed to set fd limit|org\.freedesktop\.portal|xdg-desktop-portal|"
                   r"Unable to acquire session bus|libEGL|MESA|vulkan|"
                   # GTK's own slider in a scrollbar, when a text view grows while it is drawn.
                   r"Trying to snapshot GtkGizmo \w+ without a current allocation|"
                   # Every AdwAlertDialog (libadwaita 1.7) with a heading that is wider than it.
                   r"Trying to measure GtkLabel \w+ for width of 324", re.I)
WARNING = re.compile(r"WARNING \*\*|CRITICAL \*\*|ERROR \*\*|-WARNING|-CRITICAL|ERROR: AddressSanitizer|runtime error:|"
                     r"LeakSanitizer|Traceback|blueprint|Theme parser|Gtk-Message: .*fail")


def poll(what, ask, timeout=PATIENCE):
    """Asks again and again until the answer is true, and returns it."""
    until = time.monotonic() + timeout
    while True:
        try:
            answer = ask()
        except GLib.Error:  # what was asked about is gone by now
            answer = None
        if answer:
            return answer
        if time.monotonic() > until:
            raise AssertionError(f"waited {timeout} s for {what() if callable(what) else what}")
        time.sleep(0.03)


class Bus:
    """The accessibility bus, spoken to directly: nothing is cached, so an answer is what is the case now."""

    connection = None

    @classmethod
    def call(cls, name, path, interface, method, arguments=None, timeout=10000):
        if cls.connection is None:
            session = Gio.bus_get_sync(Gio.BusType.SESSION)
            address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                        Gio.DBusCallFlags.NONE, timeout).unpack()[0]
            cls.connection = Gio.DBusConnection.new_for_address_sync(
                address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
                Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        return cls.connection.call_sync(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                                        timeout).unpack()


class Node:
    """An accessible object."""

    def __init__(self, name, path):
        self.bus_name, self.path, self.seen = name, path, frozenset()

    def call(self, interface, method, signature=None, *arguments):
        return Bus.call(self.bus_name, self.path, ATSPI + interface, method,
                        GLib.Variant(signature, arguments) if signature else None)

    def ask(self, interface, name):
        return Bus.call(self.bus_name, self.path, "org.freedesktop.DBus.Properties", "Get",
                        GLib.Variant("(ss)", (ATSPI + interface, name)))[0]

    @property
    def name(self):
        return self.ask("Accessible", "Name")

    @property
    def description(self):
        return self.ask("Accessible", "Description")

    @property
    def role(self):
        return self.call("Accessible", "GetRoleName")[0]

    @property
    def states(self):
        low, high = self.call("Accessible", "GetState")[0]
        bits = low | high << 32
        return {name for bit, name in STATES.items() if bits >> bit & 1}

    @property
    def interfaces(self):
        return [name[len(ATSPI):] for name in self.call("Accessible", "GetInterfaces")[0]]

    @property
    def children(self):
        return [Node(name, path) for name, path in self.call("Accessible", "GetChildren")[0]]

    def walk(self, showing=True):
        """This and all below it; with @showing only what is on the screen."""
        yield self
        for child in self.children:
            try:
                child.seen = child.states
                if showing and not child.seen & {"showing", "visible"}:
                    continue
                yield from child.walk(showing)
            except GLib.Error:
                pass  # it went away while we looked

    def all(self, role=None, name=None, showing=True):
        return [node for node in self.walk(showing) if matches(node, role, name)]

    def find(self, role=None, name=None, showing=True, timeout=PATIENCE):
        return poll(lambda: f"{role} “{name}”; there is\n{self.tree()}",
                    lambda: next((node for node in self.walk(showing) if matches(node, role, name)), None), timeout)

    def tree(self, depth=0):
        """What a screen reader could say of it, for the messages of failed tests."""
        lines = []
        try:
            role, name = self.role, self.name
            box = not name and role in ("generic", "group", "separator", "scroll bar", "tab panel")
            if not box:
                states = self.states - {"sensitive", "showing", "visible", "enabled", "focusable", "selectable"}
                lines.append(f"{'  ' * depth}{role} “{name[:60]}” {' '.join(sorted(states))}")
            lines += filter(None, (child.tree(depth if box else depth + 1) for child in self.children))
        except GLib.Error:
            pass
        return "\n".join(lines)

    # text

    @property
    def text(self):
        # To GTK the end of an entry is not at -1, as that of a text view is.
        return self.call("Text", "GetText", "(ii)", 0, -1)[0] or \
            self.call("Text", "GetText", "(ii)", 0, self.ask("Text", "CharacterCount"))[0]

    @property
    def caret(self):
        return self.ask("Text", "CaretOffset")

    @property
    def selection(self):
        """The text that is selected."""
        if self.call("Text", "GetNSelections")[0] == 0:
            return ""
        start, end = self.call("Text", "GetSelection", "(i)", 0)
        return self.text[start:end]

    # deeds

    @property
    def extents(self):
        """x, y, width, height in its window"""
        return self.call("Component", "GetExtents", "(u)", 1)[0]

    def act(self):
        self.call("Action", "DoAction", "(i)", 0)


def matches(node, role, name):
    if role is not None and node.role != role:
        return False
    if name is None:
        return True
    return name.search(node.name) is not None if hasattr(name, "search") else node.name == name


class Keyboard:
    """Keys for characters that the keyboard lacks. xdotool would lend itself one for each and take it back at once, which
    a program that is slow to look never learns; these stay."""

    bound = {}

    @classmethod
    def bind(cls, text):
        wanted = sorted({c for c in text if ord(c) > 0x7e} - set(cls.bound))
        if not wanted:
            return
        x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = x.XGetKeyboardMapping.restype = ctypes.c_void_p
        display = ctypes.c_void_p(x.XOpenDisplay(None))
        low, high, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
        x.XDisplayKeycodes(display, ctypes.byref(low), ctypes.byref(high))
        n = high.value - low.value + 1
        keys = x.XGetKeyboardMapping(display, ctypes.c_ubyte(low.value), n, ctypes.byref(width))
        keys = ctypes.cast(keys, ctypes.POINTER(ctypes.c_ulong))
        # Keys of no meaning, or of players and mailers.
        free = [low.value + i for i in range(n)
                if all(keysym == 0 or 0x10080000 <= keysym < 0x10090000
                       for keysym in keys[i * width.value:(i + 1) * width.value]) and
                low.value + i not in cls.bound.values()]
        for char, code in zip(wanted, free, strict=False):
            keysym = ctypes.c_ulong(0x01000000 | ord(char))
            x.XChangeKeyboardMapping(display, code, 1, ctypes.byref(keysym), 1)
            cls.bound[char] = code
        x.XSync(display, 0)
        x.XCloseDisplay(display)
        if len(free) < len(wanted):
            raise AssertionError("a test types more different characters than the keyboard has keys")


class Galley:
    """The program, started from the build folder, and what a person does with it."""

    def __init__(self, *files, settings=None, home=None, width=1280, height=800, wrapper=(), keys=True, **environment):
        self.folder = tempfile.mkdtemp(prefix="galley-drive-")
        home = home or self.folder  # a second start may be given the first one's
        self.log = os.path.join(self.folder, "stderr")
        self.expected = []  # patterns of warnings that a test provokes
        self.environment = dict(os.environ)
        for name in ("G_DEBUG", "GTK_A11Y", "LC_ALL", "GTK_IM_MODULE"):
            self.environment.pop(name, None)
        self.environment.update(
            LANG="C.UTF-8", LANGUAGE="en", GSETTINGS_BACKEND="keyfile", GSETTINGS_SCHEMA_DIR=os.path.join(BUILD, "data"),
            GALLEY_PKGDATADIR=os.path.join(SOURCE, "data"), GALLEY_LOCALEDIR=os.path.join(BUILD, "po"),
            ADW_DISABLE_PORTAL="1", GDK_DEBUG="no-portals", GTK_IM_MODULE="gtk-im-context-simple",
            **{f"XDG_{kind}_HOME": os.path.join(home, kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")})
        self.environment.update(environment)
        self.write_settings(**{"window-size": f"({width}, {height})", **(settings or {})})
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([*wrapper, PROGRAM, *files], env=self.environment, stdin=subprocess.DEVNULL, stderr=log)
        self.node = poll("the program on the accessibility bus", self.find_application)
        poll("a window", lambda: self.windows)
        if keys:
            poll("a window with the keys", self.give_keys)

    def write_settings(self, **settings):
        path = os.path.join(self.environment["XDG_CONFIG_HOME"], "glib-2.0", "settings", "keyfile")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        keys = GLib.KeyFile()
        if os.path.exists(path):  # what an earlier start left in the same home
            keys.load_from_file(path, GLib.KeyFileFlags.NONE)
        for key, value in settings.items():
            keys.set_value("io/github/galleydesk/Galley", key, value)
        keys.save_to_file(path)

    def find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}: {self.read_log()}")
        for name, path in Bus.call(ATSPI + "Registry", ROOT, ATSPI + "Accessible", "GetChildren")[0]:
            pid = Bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                           "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))[0]
            if pid == self.process.pid:
                return Node(name, path)
        return None

    def read_log(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    @property
    def windows(self):
        return self.node.children

    @property
    def window(self):
        return self.windows[0]

    def find(self, role=None, name=None, **options):
        return self.node.find(role, name, **options)

    def has(self, role=None, name=None):
        return any(matches(node, role, name) for window in self.windows for node in window.walk())

    @property
    def article(self):
        return self.find("text box", "Article")

    @property
    def focused(self):
        """What has the keyboard's focus: the innermost that says so."""
        found = None
        for window in self.windows:
            if "active" in window.states or len(self.windows) == 1:
                for node in window.walk():
                    if "focused" in node.seen:
                        found = node
        return found

    def focus_after(self, before):
        """Waits until another widget than that has the focus, and returns it."""
        def ask():
            now = self.focused
            return now if now and now.path != before.path else None
        return poll(lambda: f"the focus to leave {before.tree()}", ask)

    def wait_text(self, text, timeout=PATIENCE):
        """Until the article reads @text."""
        article = self.article
        try:
            poll("the article's text", lambda: article.text == text, timeout)
        except AssertionError:
            raise AssertionError(f"the article reads\n{article.text}\ninstead of\n{text}") from None

    def put_caret(self, block, offset=0):
        """Puts the article's caret into a block, with keys."""
        article = self.article
        self.key("F6")
        poll("the focus in the article", lambda: "focused" in article.states)
        lines = article.text.split("\n")
        if block < 0:
            block += len(lines)
        start = sum(len(line) + 1 for line in lines[:block]) + (offset if offset >= 0 else len(lines[block]) + 1 + offset)
        # A key a character, from the nearer end.
        before, after = start, len(article.text) - start
        self.key("ctrl+Home" if before <= after else "ctrl+End")
        if min(before, after):
            subprocess.run(["xdotool", "key", "--repeat", str(min(before, after)), "--repeat-delay", "1",
                            "Right" if before <= after else "Left"], check=True)
        poll(lambda: f"the caret at {start}; it is at {article.caret}", lambda: article.caret == start)

    def menu(self, *keys):
        """Opens the main menu and goes on with keys: GTK tells listeners the items only as their focus comes."""
        button = self.find("toggle button", "Main Menu")
        self.key("F10")
        poll("the menu", lambda: "pressed" in button.states)
        if keys:
            self.key(*keys)

    def extract(self):
        """Takes all indicators of the text into the table."""
        self.key("ctrl+shift+e")
        button = self.find("button", re.compile("^Take "))
        poll("the focus on it", lambda: "focused" in button.states)
        self.key("Return")
        poll("its end", lambda: not self.has("button", re.compile("^Take ")))

    def answer(self, response):
        """Presses a button of the dialog that is asked."""
        self.find("button", response).act()

    def choose_file(self, path):
        """Types a path into the file chooser."""
        chooser = poll("the file chooser", lambda: next((w for w in self.windows if w.role == "dialog"), None))
        poll("its focus", lambda: "active" in chooser.states)
        entry = chooser.find("text box", "Name:")
        poll("its focus", lambda: "focused" in entry.states)
        self.key("ctrl+a")
        self.type(path)
        self.key("Return")

    # keys and pointer

    def give_keys(self, name="."):
        """Without a window manager somebody has to say which window has the keys: the newest, and the pointer is in it."""
        ids = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", name],
                             capture_output=True, text=True).stdout.split()
        if ids:
            subprocess.run(["xdotool", "windowfocus", ids[-1]], check=False)
        return any("active" in window.states for window in self.windows)

    def key(self, *keys):
        if not keys:
            return
        subprocess.run(["xdotool", "key", "--delay", "20", *keys], check=True)

    def type(self, text, delay=12):
        Keyboard.bind(text)
        subprocess.run(["xdotool", "type", "--delay", str(delay), "--", text], check=True)

    @staticmethod
    def middle(node):
        """Where to point at: GTK counts within the window's frame, X from its corner."""
        x, y, width, height = node.extents
        return x + FRAME + width // 2, y + FRAME + height // 2

    def click(self, node, button=1, count=1):
        """In two steps and not --sync, which waits for seconds where the pointer is there already: a window that opens under it
        is to see it come."""
        x, y = self.middle(node)
        subprocess.run(["xdotool", "mousemove", str(x + 1), str(y), "mousemove", str(x), str(y),
                        "click", "--repeat", str(count), str(button)], check=True)

    def drag(self, node, target):
        """Drags one thing onto another with the pointer, in steps as a hand does."""
        (x, y), (to_x, to_y) = self.middle(node), self.middle(target)
        moves = ["xdotool", "mousemove", "--sync", str(x), str(y), "mousedown", "1"]
        for step in range(1, 11):
            moves += ["mousemove", str(x + (to_x - x) * step // 10 + step % 2), str(y + (to_y - y) * step // 10), "sleep", "0.03"]
        subprocess.run([*moves, "mouseup", "1"], check=True)

    def focus(self, node):
        """Puts the keyboard's focus on a widget, with a click."""
        if "focused" not in node.states:
            self.click(node)
        poll(lambda: f"the focus on {node.tree()} instead of {self.focused.tree()}", lambda: "focused" in node.states)
        return node

    def reach(self, node, key="Tab"):
        """Goes to a widget with Tab, or back with Shift+Tab."""
        for _ in range(100):
            if "focused" in node.states:
                return node
            before = self.focused
            self.key(key)
            self.focus_after(before)
        raise AssertionError(f"{key} does not come to {node.tree()}")

    # the indicator table

    # Its columns as they are shown at first, after the number of the row.
    COLUMNS = ("name", "scope", "period", "value", "unit", "base", "change", "source", "checked-by")

    def table(self):
        """What the indicator table shows: each row a list of its cells."""
        grid = next((node for node in self.node.walk() if matches(node, "tree grid", "Indicators")), None)
        rows = [[cell for cell in row.children if "visible" in cell.states] for row in grid.all("row")] if grid else []
        return [cells[1:] for cells in rows if cells and cells[0].role == "grid cell"]

    def cell(self, row, field):
        """A cell of the indicator table."""
        return poll(f"cell {row} {field}", lambda: self.table()[row:row + 1])[0][self.COLUMNS.index(field)]

    def column(self, field):
        """What the cells of a column say, from above."""
        # The last label is what the cell says; one before it is the sign of a formula.
        return [([label.name for label in cells[self.COLUMNS.index(field)].all("label", showing=False)] or [""])[-1]
                for cells in self.table()]

    def wait_column(self, field, *texts):
        poll(lambda: f"{field} to be {texts}; it is {self.column(field)}", lambda: self.column(field) == list(texts))

    def at_cell(self, row, field):
        """Whether the cursor is in that cell and has the keys; returns what is typed in there."""
        return next((node for node in self.cell(row, field).all("text box") if "focused" in node.states), None)

    def wait_cell(self, row, field):
        return poll(lambda: f"the cursor in {field} of row {row}, not {self.focused and self.focused.tree()}",
                    lambda: self.at_cell(row, field))

    def go_to_cell(self, row, field):
        """Puts the cursor into a cell with a click."""
        self.click(self.cell(row, field))
        return self.wait_cell(row, field)

    def screenshot(self, path):
        subprocess.run(["import", "-window", "root", path], check=True)

    # the end

    def wait_journal(self, home, text):
        """Until what was typed is in the journal on the disk."""
        poll("the journal", lambda: subprocess.run(["grep", "-rqs", text, os.path.join(home, "state"), os.path.join(home, "data"),
                                                    os.path.join(home, "cache")]).returncode == 0)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        """Ends it however it is, and says what it complained of."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
        complaints = [line for line in self.read_log().splitlines() if WARNING.search(line) and not NOISE.search(line) and
                      not any(re.search(pattern, line) for pattern in self.expected)]
        shutil.rmtree(self.folder, ignore_errors=True)
        return complaints


# Modes are no hindrance to root, unless it is made to forgo that.
ORDINARY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


class Case(unittest.TestCase):
    """A test that starts the program; it fails where the program complained."""

    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="galley-case-")
        self.addCleanup(shutil.rmtree, self.folder, True)

    def start(self, *files, **options):
        galley = Galley(*files, **options)
        self.addCleanup(self.end, galley)
        return galley

    def end(self, galley):
        failed = any(error for _, error in getattr(self._outcome, "errors", []) or []) if self._outcome else False
        if failed and os.environ.get("GALLEY_SHOTS"):
            galley.screenshot(os.path.join(os.environ["GALLEY_SHOTS"], self.id() + ".png"))
        complaints = galley.end()
        self.assertEqual(complaints, [], "the program complained")

    def path(self, name, content=None):
        path = os.path.join(self.folder, name)
        if content is not None:
            with open(path, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def bulletin(self, bulletin=sample.BULLETIN, name="bulletin.galley"):
        """The path of a file with the sample in it."""
        return self.path(name, sample.write(bulletin))

    def read(self, path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    def wait_file(self, path, content):
        """Until the file reads @content."""
        try:
            poll(path, lambda: self.read(path) == content)
        except AssertionError:
            self.assertEqual(self.read(path), content)
            raise

    def seed(self):
        """The text that the newsroom gave, where it is there."""
        path = os.path.join(SHARED or "", "seed", "heping-2024q1.txt")
        if not os.path.exists(path):
            self.skipTest("the seed is not there")
        return path


def main():
    unittest.main(verbosity=2, argv=[sys.argv[0], *sys.argv[1:]])
