# SPDX-License-Identifier: GPL-3.0-or-later
"""A bulletin goes from draft to published through three people: each with a profile, a key and a process of their own, and one
desk folder that they share."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import sample
from drive import BUILD, SHARED, Case, poll

CLI = os.path.join(BUILD, "src", "cli", "galley-cli")
PEOPLE = {"Zhou Min": ["reporter", "publisher"], "Chen Li": ["section-head"], "Lin Yuan": ["duty-editor"]}
AUTHOR, HEAD, CHIEF = PEOPLE
FORM = re.compile("^(Opinion or Reason|Remark, If Any)$")


class Review(Case):
    def setUp(self):
        super().setUp()
        self.desk = os.path.join(self.folder, "desk")
        self.homes = {name: tempfile.mkdtemp(prefix="galley-home-") for name in PEOPLE}
        for home in self.homes.values():
            self.addCleanup(shutil.rmtree, home, True)
        self.run_cli(AUTHOR, "desk", "init", self.desk)
        self.file = os.path.join(self.desk, "a.galley")

    def run_cli(self, name, *arguments):
        environment = dict(os.environ, LC_ALL="C.UTF-8", XDG_DATA_HOME=os.path.join(self.homes[name], "data"))
        done = subprocess.run([CLI, *arguments], env=environment, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def make_bulletin(self):
        """The seed, with what is wrong in it set aside; where it is not there, a small one."""
        seed = SHARED and os.path.join(SHARED, "seed", "heping-2024q1.txt")
        if seed and os.path.exists(seed):
            self.run_cli(AUTHOR, "import", seed, "-o", self.file)
            bulletin = self.read()
        else:
            bulletin = sample.changed(lambda value: value["blocks"].pop())
        bulletin["blocks"].append({"id": "b-last", "kind": "paragraph", "text": "今年新开书房45家。"})
        self.write(bulletin)
        done = subprocess.run([CLI, "check", "--json", self.file], capture_output=True, text=True, check=False)
        texts = {block["id"]: block.get("text", "") for block in bulletin["blocks"]}
        bulletin["asides"] = [{"rule": finding["rule"], "block": finding["block"], "reason": "已核实",
                               "text": texts[finding["block"]][finding["start"]:finding["start"] + finding["length"]]}
                              for finding in json.loads(done.stdout)["findings"] if finding["severity"] == "error"]
        self.write(bulletin)

    def write(self, bulletin):
        with open(self.file, "w", encoding="utf-8") as file:
            json.dump(bulletin, file, ensure_ascii=False)

    def read(self):
        with open(self.file, encoding="utf-8") as file:
            return json.load(file)

    def open(self, name):
        """The window of one person, at the stages."""
        galley = self.start(self.file, home=self.homes[name], width=1400, height=950)
        galley.key("ctrl+5")
        galley.find("label", "What You Can Do")
        return galley

    def close(self, galley):
        galley.find("label", re.compile("Saved$"))
        galley.key("ctrl+w")
        poll("the end", lambda: galley.process.poll() is not None)

    def row(self, galley, title):
        """The row of what one may do; one that may not be done has no such state."""
        return poll(lambda: f"{title}; there is\n{galley.node.tree()}",
                    lambda: next((node for node in galley.node.walk() if node.role == "list item" and node.name == title and
                                  "sensitive" in node.seen), None))

    def make_profile(self, name):
        """The form that comes on first use; returns the public key that it made."""
        galley = self.open(name)
        galley.click(self.row(galley, "Submit"))
        entry = galley.find("text box", "Your Name")
        poll("the focus on the name", lambda: "focused" in entry.states)
        galley.key("ctrl+a")
        galley.type(name)
        galley.find("button", "Make My Key").act()
        key = poll("the key", lambda: next((node.name for node in galley.node.walk()
                                            if node.role == "label" and node.name.startswith("ssh-ed25519 ")), None))
        galley.find("label", re.compile("only you can read"))
        galley.find("button", "Done").act()
        poll("the end of the form", lambda: not galley.has("button", "Done"))
        self.close(galley)
        return key

    def take(self, galley, event, opinion="", proofread=False):
        """Does what the pane offers, with an opinion and a tick."""
        galley.click(self.row(galley, event))
        view = galley.find("text box", FORM)
        poll("the focus on it", lambda: "focused" in view.states)
        if opinion:
            galley.type(opinion)
            poll("the opinion", lambda: view.text == opinion)
        if proofread:
            galley.click(galley.find("switch", "Proofread"))
        poll("the button", lambda: galley.find("button", event)).act()
        poll("the end of the form", lambda: not galley.has("text box", FORM))

    def wait_log(self, *events):
        poll(lambda: f"{events} at the end of {[entry['event'] for entry in self.read().get('log', [])]}",
             lambda: [entry["event"] for entry in self.read().get("log", [])][-len(events):] == list(events))

    def session(self, name, event, opinion="", **options):
        galley = self.open(name)
        self.take(galley, event, opinion, **options)
        self.wait_log({"Submit": "submit", "Submit Again": "resubmit", "Return for Revision": "return"}.get(event, event.lower()))
        self.close(galley)

    def check_figure(self, galley):
        """Goes to the one figure that is open, says where it is from, and ticks it."""
        galley.click(galley.find("list item", "Figures Checked"))
        galley.find("button", "Checked, Go On")
        galley.find("label", "Nobody yet")
        entry = galley.find("text box", "Source")
        galley.focus(entry)
        galley.key("ctrl+a")
        galley.type("bureau")
        galley.key("ctrl+Return")
        poll("the tick", lambda: not galley.has("label", "Nobody yet"))
        galley.find("button", re.compile("^Back")).act()

    def verify(self):
        """Every signature, by ssh-keygen; and the record as a whole."""
        self.assertEqual(json.loads(self.run_cli(AUTHOR, "review", "verify", self.file, "--json"))["faults"], [])
        log = json.loads(self.run_cli(AUTHOR, "review", "log", self.file, "--json"))["log"]
        signers = self.path("signers", self.run_cli(AUTHOR, "review", "signers", self.desk))
        for entry in log if shutil.which("ssh-keygen") else []:
            signature = self.path("signature", entry["signature"])
            subprocess.run(["ssh-keygen", "-Y", "verify", "-f", signers, "-I", entry["actor"], "-n", "galley", "-s", signature],
                           input=entry["message"].encode(), check=True, capture_output=True)
        return log

    def test_walk(self):
        self.make_bulletin()
        keys = {name: self.make_profile(name) for name in PEOPLE}
        with open(os.path.join(self.desk, "desk.json"), "w", encoding="utf-8") as file:
            json.dump({"format": "galley-desk", "version": 1, "pairing": "paired", "stages": [{"name": "review2"}, {"name": "review3"}],
                       "people": [{"name": name, "roles": roles, "keys": [keys[name]]} for name, roles in PEOPLE.items()]}, file)
        self.session(AUTHOR, "Submit")
        self.session(HEAD, "Return for Revision", "which rooms")
        self.session(AUTHOR, "Submit Again")

        # Every figure but one was checked elsewhere; that one is walked to, and only then is there an approval.
        figures = json.loads(self.run_cli(HEAD, "review", "figures", self.file, "--json"))["figures"]
        for figure in figures:
            if figure["text"] != "45家":
                self.run_cli(HEAD, "review", "tick", self.file, str(figure["number"]), "--as", HEAD, "--source", "bureau")
        galley = self.open(HEAD)
        galley.find("label", "1 figure has no source or nobody checked it.")
        self.check_figure(galley)
        self.take(galley, "Approve", "agreed", proofread=True)
        self.wait_log("approve")
        self.close(galley)

        # The chief changes a figure: that voids the second review, says so, and leads back there.
        galley = self.open(CHIEF)
        # What they write is a suggestion, as in any review: one is taken, another refused.
        galley.put_caret(-1, -3)
        galley.key("BackSpace")
        galley.type("6")
        galley.put_caret(-1, 0)
        galley.type("jin ")
        galley.key("ctrl+4")
        galley.click(galley.find("list item", re.compile("jin")).find("button", "Reject"))
        galley.click(galley.find("list item", re.compile("45家 → 46家")).find("button", "Accept"))
        galley.find("label", "No Suggestions")
        galley.find("label", re.compile("45家 → 46家.*This voids: Second Review"))
        galley.find("button", "Enter in the Record").act()
        self.wait_log("approve", "edit")
        self.close(galley)
        self.assertEqual((self.read()["log"][-1]["to"], self.read()["log"][-1]["voids"]), ("review2", ["review2"]))

        galley = self.open(HEAD)
        self.check_figure(galley)
        self.take(galley, "Approve", "46 it is", proofread=True)
        self.wait_log("approve")
        self.close(galley)
        self.session(CHIEF, "Sign", "go", proofread=True)
        self.session(AUTHOR, "Publish")
        log = self.verify()
        self.assertEqual([entry["event"] for entry in log],
                         ["submit", "return", "resubmit", "approve", "edit", "approve", "sign", "publish"])
        self.assertEqual({entry["actor"] for entry in log}, set(PEOPLE))


class Reasons(Case):
    """What one may not do says why: in the menu, in the pane, to a screen reader and to the keys."""

    def start_desk(self, actor, people, **options):
        self.desk = self.path("desk.json", json.dumps({"format": "galley-desk", "version": 1, "people": people}))
        def add(bulletin):
            bulletin["blocks"].pop()
        settings = {"actor": f"'{actor}'"} if actor else {}
        return self.start(self.bulletin(sample.changed(add)), home=self.folder, width=1400, height=950, settings=settings, **options)

    def shoot(self, galley, name):
        if os.environ.get("GALLEY_SHOTS"):
            galley.screenshot(os.path.join(os.environ["GALLEY_SHOTS"], name))

    def toasts(self, galley, text):
        """Labels that say it, but for those of rows."""
        rows = {label.path for row in galley.node.all("list item") for label in row.all("label")}
        return [label for label in galley.node.all("label", text) if label.path not in rows]

    def test_menu(self):
        galley = self.start_desk("Zhou Min", [{"name": "Zhou Min", "roles": ["publisher"]}])
        reason = "Zhou Min does not have the role “Reporter” at this desk."
        galley.key("ctrl+5")
        galley.find("label", reason)
        galley.key("ctrl+1", "ctrl+alt+Return")
        poll("the toast", lambda: self.toasts(galley, reason))
        galley.key("ctrl+alt+r")
        self.assertFalse(galley.has("text box", FORM))
        poll("another", lambda: self.toasts(galley, "“Return for Revision” is not possible at the stage “Draft”."))
        galley.find("button", "Review").find("toggle button", "Review").act()
        row = galley.find("list item", "Submit")
        self.assertNotIn("sensitive", row.states)
        self.assertEqual(row.description, reason)
        self.assertTrue(row.all("label", reason))
        poll("the focus on it", lambda: "focused" in row.states)
        self.shoot(galley, "menu.png")
        galley.key("Return")
        poll("the end of the menu", lambda: not galley.has("list item", "Submit"))
        self.assertFalse(galley.has("text box", FORM))

    def name_oneself(self, galley):
        """Who has not said who they are is asked as they come to do something."""
        galley.key("ctrl+alt+Return")
        entry = galley.find("text box", "Your Name")
        poll("the focus on the name", lambda: "focused" in entry.states)
        galley.key("ctrl+a")
        galley.type("Zhou Min")
        galley.find("combo box", "Role to Ask For")
        galley.find("button", "Make My Key").act()

    def test_unknown(self):
        """Who is not among the desk's people is told so, and what to send to whom; once that is done, as whom they are known."""
        people = [{"name": "Chen Li", "roles": ["section-head"]}]
        galley = self.start_desk(None, people)
        galley.key("ctrl+5")
        galley.find("label", "What You Can Do")
        self.name_oneself(galley)
        galley.find("label", re.compile("knows neither your key nor your name"))
        galley.find("label", re.compile("in a file that only you can read"))
        line = galley.find("label", re.compile(r'^\{.*"keys"')).name
        entry = json.loads(line)
        self.assertEqual((entry["name"], entry["roles"]), ("Zhou Min", ["reporter"]))
        self.shoot(galley, "unknown.png")
        galley.find("button", "Done").act()
        poll("the end of the form", lambda: not galley.has("button", "Done"))
        galley.key("ctrl+w")
        poll("the end", lambda: galley.process.poll() is not None)
        with open(self.desk, "w", encoding="utf-8") as file:
            json.dump({"format": "galley-desk", "version": 1, "people": [*people, {**entry, "roles": ["editor", "publisher"]}]}, file)
        galley = self.start(self.path("bulletin.galley"), home=self.folder, width=1400, height=950, settings={"actor": "''"})
        galley.key("ctrl+5")
        galley.find("label", "What You Can Do")
        self.name_oneself(galley)
        known = galley.find("list item", re.compile("^Zhou Min"))
        self.assertTrue(known.all("label", "Responsible Editor, Publisher"))
        galley.find("label", re.compile("in a file that only you can read"))
        self.assertFalse(galley.has("combo box", "Role to Ask For"))
        self.shoot(galley, "known.png")

    def test_refused(self):
        """By a desk.json that was not understood nothing is checked: the pane, the menu and the figures' sheet say why."""
        galley = self.start_desk("Zhou Min", [{"name": "Zhou Min", "roles": ["king"]}])
        galley.key("ctrl+5")
        galley.find("label", "The Desk’s Rules Cannot Be Read")
        why = re.compile("desk.json: people.0..roles.0.: “king” is no role")
        galley.find("label", why)
        self.shoot(galley, "refused-pane.png")
        galley.click(galley.find("list item", "Figures Checked"))
        group = galley.find("group", "The Desk’s Rules Cannot Be Read")
        self.assertTrue(group.all("label", why))
        self.shoot(galley, "refused-sheet.png")
        galley.find("button", "Review").find("toggle button", "Review").act()
        poll("the menu", lambda: len(galley.node.all("label", why)) == 2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
