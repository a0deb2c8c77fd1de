# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk in the window: what waits for whom, the desktop's word when something comes to wait, embargo and dispatch slip."""

import datetime
import json
import os
import re
import subprocess
import threading

import drive
import sample
from gi.repository import Gio, GLib

CLI = os.path.join(drive.BUILD, "src", "cli", "galley-cli")
PEOPLE = [{"name": "Lu Li", "roles": ["reporter"]}, {"name": "Chen Li", "roles": ["editor"]},
          {"name": "Zhou Min", "roles": ["publisher"]}]

SERVER = """<node><interface name="org.freedesktop.Notifications">
  <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/>
    <arg type="i" direction="in"/><arg type="u" direction="out"/></method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/></method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""


class Desktop:
    """Shows notifications, as a desktop would: keeps them, and clicks on one."""

    def __init__(self):
        self.shown = []
        self.context = GLib.MainContext()
        self.ready = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()
        self.ready.wait()

    def serve(self):
        self.context.push_thread_default()
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        interface = Gio.DBusNodeInfo.new_for_xml(SERVER).interfaces[0]
        self.connection.register_object_with_closures2("/org/freedesktop/Notifications", interface, self.called)
        self.connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                                  GLib.Variant("(su)", ("org.freedesktop.Notifications", 0)), None, 0, -1)
        self.ready.set()
        GLib.MainLoop.new(self.context, False).run()

    def called(self, connection, sender, path, interface, method, arguments, invocation):
        answer = None
        if method == "Notify":
            self.shown.append(arguments.unpack())
            answer = GLib.Variant("(u)", (len(self.shown),))
        elif method == "GetCapabilities":
            answer = GLib.Variant("(as)", (["actions", "body"],))
        elif method == "GetServerInformation":
            answer = GLib.Variant("(ssss)", ("drive", "galley", "1", "1.2"))
        invocation.return_value(answer)

    def click(self, number):
        self.connection.emit_signal(None, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked",
                                    GLib.Variant("(us)", (number, "default")))


class Desk(drive.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desktop = Desktop()

    def setUp(self):
        super().setUp()
        self.desktop.shown.clear()
        self.desk = os.path.join(self.folder, "desk")
        self.run_cli("desk", "init", self.desk)
        with open(os.path.join(self.desk, "desk.json"), "w", encoding="utf-8") as file:
            json.dump({"format": "galley-desk", "version": 1, "people": PEOPLE}, file)
        os.mkdir(os.path.join(self.desk, "2025Q1"))
        self.mine = self.make("mine.galley", "甲稿")
        self.theirs = self.make("2025Q1/theirs.galley", "乙稿")

    def run_cli(self, *arguments):
        done = subprocess.run([CLI, *arguments], env=dict(os.environ, LC_ALL="C.UTF-8"), capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)

    def make(self, name, headline):
        bulletin = sample.changed(lambda value: value["blocks"][0].update(text=headline))
        # What fails in the sample is another test's.
        bulletin["blocks"] = [block for block in bulletin["blocks"] if block["id"] not in ("b-p2", "b-p3", "b-i1")]
        bulletin["id"] = os.path.basename(name).removesuffix(".galley")
        path = os.path.join(self.desk, name)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(bulletin, file, ensure_ascii=False)
        return path

    def submit(self, path):
        self.run_cli("review", path, "submit", "--as", "Lu Li")

    def test_waiting(self):
        """What others submit is counted, listed, and told of; a click on the notification opens it."""
        self.submit(self.mine)
        galley = self.start(self.mine, settings={"actor": "'Chen Li'"})
        galley.find("tab", "Library").act()
        galley.find("list item", "Waiting for Me: 1")
        galley.find("list item", "Drafts: 1")
        # What has waited from the start is no news.
        self.assertEqual(self.desktop.shown, [])
        self.submit(self.theirs)
        galley.find("list item", "Waiting for Me: 2")
        galley.find("list item", "Drafts: 0")
        galley.click(galley.find("list item", "In Review: 2"))
        galley.find("list", "Bulletins of the Desk").find("list item", re.compile("乙稿"))
        drive.poll("the notification", lambda: self.desktop.shown)
        self.assertEqual(self.desktop.shown[0][3:5], ("“乙稿” Waits for You", "First Review; from Lu Li"))
        self.desktop.click(1)
        drive.poll("its window", lambda: len(galley.windows) == 2)
        self.assertTrue(any(drive.matches(node, "text box", "Article") and node.text.startswith("乙稿")
                            for node in galley.windows[-1].walk()))

    def set_log(self, path, event, state, **more):
        """Puts an entry into the record as a colleague's Galley would."""
        bulletin = json.loads(self.read(path))
        bulletin["log"] = [{"event": event, "from": "draft", "to": state, "actor": "Zhou Min", "role": "publisher",
                            "time": "2024-04-16T08:00:00Z", **more}]
        with open(path, "w", encoding="utf-8") as file:
            json.dump(bulletin, file, ensure_ascii=False)

    def break_file(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write("<<<<<<< HEAD\n")

    def test_shelves(self):
        """Nothing is lost sight of: what was rejected, withdrawn or cannot be read has a shelf while there is some; errors are
        counted; a name finds a bulletin; what is broken comes back from the history."""
        self.set_log(self.make("no.galley", "丙稿"), "reject", "rejected")
        self.set_log(self.make("gone.galley", "丁稿"), "withdraw", "withdrawn")
        path = self.make("wrong.galley", "戊稿")
        wrong = json.loads(self.read(path))
        wrong["blocks"].append({"id": "b-wrong", "kind": "paragraph", "text": "开工项目66个，其中续建12个、新建55个。"})
        with open(path, "w", encoding="utf-8") as file:
            json.dump(wrong, file, ensure_ascii=False)
        galley = self.start(self.mine, settings={"actor": "'Chen Li'"}, width=1400, height=1000)
        galley.find("tab", "Library").act()
        galley.find("list item", "Drafts: 3")
        for shelf, title in (("Rejected: 1", "丙稿"), ("Withdrawn: 1", "丁稿")):
            galley.click(galley.find("list item", shelf))
            galley.find("list", "Bulletins of the Desk").find("list item", re.compile(title))
        self.assertFalse(galley.has("list item", re.compile("^Unreadable")))
        galley.click(galley.find("list item", "Drafts: 3"))
        galley.find("list item", re.compile("戊稿")).find("label", "1 error")
        galley.find("list item", re.compile("乙稿")).find("label", "No errors")

        search = galley.find("search box", "Find a Bulletin")
        galley.focus(search)
        galley.type("gone")
        galley.find("list item", "Drafts: 0")
        galley.find("list item", "Withdrawn: 1")
        galley.key("ctrl+a", "BackSpace")
        galley.find("list item", "Drafts: 3")

        self.run_cli("review", self.theirs, "submit", "--as", "Lu Li")
        self.break_file(self.theirs)
        galley.click(galley.find("list item", "Unreadable: 1"))
        row = galley.find("list", "Bulletins of the Desk").find("list item", re.compile("theirs.galley"))
        galley.click(row.find("button", "Bring Back Its Last Good Version"))
        galley.find("label", re.compile("theirs.galley.unreadable"))
        galley.find("list item", "In Review: 1")
        drive.poll("no shelf for what can be read", lambda: not galley.has("list item", re.compile("^Unreadable")))
        self.assertEqual(self.read(self.theirs + ".unreadable"), "<<<<<<< HEAD\n")

    def test_due(self):
        """The clock alone does it: what is scheduled falls due in the sidebar and in the window, and is told of; nothing is touched."""
        at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=20)
        self.set_log(self.mine, "schedule", "scheduled", at=at.strftime("%Y-%m-%dT%H:%M:%SZ"))
        galley = self.start(self.mine, settings={"actor": "'Zhou Min'"}, width=1400, height=1000)
        galley.find("tab", "Library").act()
        galley.find("list item", "Waiting for Me: 0")
        galley.click(galley.find("list item", "Signed: 1"))
        galley.find("list", "Bulletins of the Desk").find("label", re.compile("^Scheduled, for 20"))
        galley.key("ctrl+5")
        galley.find("label", re.compile(r"It is scheduled for .*\(UTC"))
        self.assertNotIn("sensitive", galley.find("list item", "Publish").states)
        galley.find("list item", "Waiting for Me: 1", timeout=60)
        drive.poll("Publish to be possible", lambda: "sensitive" in galley.find("list item", "Publish").states)
        drive.poll("the notification", lambda: self.desktop.shown)
        self.assertEqual(self.desktop.shown[0][3], "“甲稿” Waits for You")

    def test_last_desk(self):
        """A bulletin that is in no desk hides nothing: the desk that was used last is still there."""
        galley = self.start(self.mine, settings={"actor": "'Chen Li'"})
        galley.find("tab", "Library").act()
        galley.find("list item", "Drafts: 2")
        galley.key("ctrl+n")
        drive.poll("a new window", lambda: len(galley.windows) == 2 or not galley.has("label", "甲稿"))
        galley.find("tab", "Library").act()
        galley.find("list item", "Drafts: 2")

    def test_silent(self):
        """Who wants no notification takes the switch back; the library counts all the same."""
        galley = self.start(self.mine, settings={"actor": "'Chen Li'"})
        galley.find("tab", "Library").act()
        galley.find("list item", "Waiting for Me: 0")
        galley.key("ctrl+comma")
        switch = galley.find("switch", "Tell of What Waits for Me")
        self.assertIn("checked", switch.states)
        galley.click(switch)
        drive.poll("the switch", lambda: "checked" not in switch.states)
        galley.key("Escape")
        self.submit(self.theirs)
        galley.find("list item", "Waiting for Me: 1")
        self.assertEqual(self.desktop.shown, [])

    def test_papers(self):
        """An embargo is said to be none until it can be read; the dispatch slip is a file."""
        galley = self.start(self.mine, settings={"actor": "'Chen Li'"}, width=1400)
        galley.key("ctrl+3")
        entry = galley.find("text box", "Not Before")
        galley.find("label", re.compile("^It may go out"))
        galley.focus(entry)
        galley.type("2030-01-01 6")
        galley.find("label", re.compile("no date and time"))
        galley.key("BackSpace")
        galley.type("06:00")
        galley.find("label", re.compile("^It cannot be published"))
        galley.key("ctrl+s")
        drive.poll("the embargo", lambda: json.loads(self.read(self.mine))["details"].get("embargo") == "2030-01-01T06:00")
        galley.click(galley.find("button", "Review"))
        galley.find("button", "Dispatch Slip…").act()
        path = self.path("slip.pdf")
        galley.choose_file(path)
        galley.find("label", re.compile("slip.pdf"))
        with open(path, "rb") as file:
            self.assertEqual(file.read(5), b"%PDF-")


if __name__ == "__main__":
    drive.main()
