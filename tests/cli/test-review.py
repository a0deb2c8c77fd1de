# SPDX-License-Identifier: GPL-3.0-or-later
"""A bulletin goes from draft to published, through several hands, as scripts and servers see it."""
import datetime
import hashlib
import json
import os
import re
import shutil
import subprocess
import time
import unicodedata
import unittest
import zipfile

import driver
from driver import CLI, CliTest

TEXT = "东湖区一季度开工过半\n一季度，东湖区总投资8亿元，项目开工有序。\n"
HANDS = (("甲", "reporter"), ("责编", "editor"), ("主任", "section-head"), ("总编", "duty-editor"), ("校一", "proofreader"),
         ("校二", "proofreader"), ("校三", "proofreader"), ("发布", "publisher"), ("管理", "administrator"))
WAY = ("submit 甲", "approve 责编", "approve 主任", "sign 总编", "pass 校一", "pass 校二", "pass 校三", "publish 发布")


class ReviewTest(CliTest):
    def setUp(self):
        super().setUp()
        self.keys = {}
        os.environ["GIT_CONFIG_COUNT"] = "1"
        os.environ["GIT_CONFIG_KEY_0"], os.environ["GIT_CONFIG_VALUE_0"] = "safe.directory", "*"
        os.environ["XDG_DATA_HOME"] = str(self.folder / "data")
        for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"):
            os.environ[name] = "desk"
        for name in ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
            os.environ[name] = "desk@galley.invalid"
        self.succeed("desk", "init", "desk")
        self.write("desk/a.txt", TEXT)
        self.succeed("import", "desk/a.txt", "-o", "desk/a.galley")
        (self.folder / "desk/a.txt").unlink()

    def list_people(self, **more):
        """Writes the people of the desk into its desk.json, each with a key."""
        for name, _ in HANDS:
            self.keys[name] = self.cli("review", "key", "--as", name, "--json").json()["key"]
        people = [{"name": name, "roles": [role], "keys": [self.keys[name]]} for name, role in HANDS]
        self.write("desk/desk.json", json.dumps({"format": "galley-desk", "version": 1, "zone": "Asia/Shanghai",
                                                 "people": people, **more}))
        self.git("add", "-A")
        self.git("commit", "-qm", "people")

    def git(self, *arguments, status=0, folder="desk"):
        done = subprocess.run(["git", "-C", self.folder / folder, *arguments], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout + done.stderr

    def take(self, step, *more, opinion="同意", **options):
        event, name = step.split()
        return self.succeed("review", "desk/a.galley", event, "--as", name, "--opinion", opinion, *more, **options)

    def go(self, to):
        """Goes along the way up to the state."""
        states = ("draft", "review1", "review2", "review3", "proof1", "proof2", "proof3", "ready", "published")
        for step in WAY[states.index(self.state()["state"]):states.index(to)]:
            if step == "approve 主任":
                self.succeed("review", "tick", "desk/a.galley", "all", "--as", "主任", "--source", "区统计局")
            self.take(step)
        self.assertEqual(self.state()["state"], to)

    def state(self, *more):
        return self.succeed("review", "what", "desk/a.galley", "--json", *more).json()

    def log(self):
        return self.succeed("review", "desk/a.galley", "--log", "--json").json()["log"]

    def change(self, old, new):
        text = self.read("desk/a.galley").decode()
        self.assertIn(old, text)
        self.write("desk/a.galley", text.replace(old, new))

    def faults(self):
        result = self.cli("review", "verify", "desk/a.galley", "--json")
        faults = [f"{fault['kind']} {fault['entry']}" for fault in result.json()["faults"]]
        self.assertEqual(result.status, 2 if faults else 0, result.err)
        return faults


class WayTest(ReviewTest):
    def test_way(self):
        """From draft to published; each entry signed, and ssh-keygen agrees with every one; Git has them all."""
        self.list_people()
        self.go("published")
        state = self.state()
        self.assertEqual((state["version"], state["signed"], state["changed"]), (1, True, False))
        self.assertEqual([stage["standing"] for stage in state["stages"]], ["holds"] * 6)
        self.assertEqual(self.faults(), [])
        self.assertIn("8 entries", self.succeed("review", "verify", "desk/a.galley").text())
        self.write("signers", self.succeed("review", "signers", "desk").out)
        if shutil.which("ssh-keygen"):
            for entry in self.log():
                self.write("signature", entry["signature"])
                for words in (["check-novalidate"], ["verify", "-f", "signers", "-I", entry["actor"]]):
                    subprocess.run(["ssh-keygen", "-Y", *words, "-n", "galley", "-s", "signature"], cwd=self.folder,
                                   input=entry["message"].encode(), check=True, capture_output=True)
        self.assertIn("publish: 同意", self.git("log", "--format=%s"))
        self.assertIn("发布", self.git("log", "--format=%an"))

    def test_what_one_may(self):
        self.list_people()
        self.go("review1")
        events = {event["event"]: event for event in self.state("--as", "甲")["events"]}
        self.assertFalse(events["approve"]["allowed"])
        self.assertIn("role", events["approve"]["reason"])
        self.assertTrue(all(event["allowed"] for event in self.state("--as", "责编")["events"]))
        self.fail_with("desk/a.galley", "not among the people", "review", "desk/a.galley", "approve", "--as", "生人",
                       "--opinion", "好")
        self.fail_with("desk/a.galley", "opinion", "review", "desk/a.galley", "approve", "--as", "责编")
        self.take("approve 责编")
        self.fail_with("desk/a.galley", "1 figure has no source", "review", "desk/a.galley", "approve", "--as", "主任",
                       "--opinion", "好")

    def test_figure_changed_after_second_review(self):
        """It goes back, and says which approvals are void; a mended word does not."""
        self.list_people()
        self.go("review3")
        self.change("8亿元", "9亿元")
        self.assertTrue(self.state()["changed"])
        self.assertEqual(self.faults(), ["content 3"])
        result = self.cli("review", "desk/a.galley", "sign", "--as", "总编", "--opinion", "好")
        self.assertEqual(result.status, 1)
        self.assertIn("void: review1, review2", result.err)
        entry = self.log()[-1]
        self.assertEqual((entry["event"], entry["to"], entry["voids"]), ("edit", "review1", "review1\nreview2"))
        self.assertIn("8亿元 → 9亿元", entry["changes"])
        self.assertEqual(self.faults(), [])
        self.take("approve 责编")
        self.succeed("review", "tick", "desk/a.galley", "all", "--as", "主任")
        self.take("approve 主任")
        self.take("sign 总编")
        self.change("有序", "有序推进")
        self.take("pass 校一")
        self.assertEqual([entry["event"] for entry in self.log()[-2:]], ["fix", "pass"])
        self.assertTrue(self.state()["signed"])

    def test_return_and_correction(self):
        self.list_people()
        self.go("review2")
        self.take("return 主任", opinion="数字待核")
        self.change("8亿元", "9亿元")
        self.take("resubmit 甲")
        self.assertEqual(self.state()["state"], "review2")
        self.succeed("review", "tick", "desk/a.galley", "all", "--as", "主任", "--source", "区统计局")
        for step in WAY[2:]:
            self.take(step)
        self.take("correct 总编", opinion="总投资应为9.1亿元")
        self.change("9亿元", "9.1亿元")
        self.take("submit 甲")
        self.succeed("review", "tick", "desk/a.galley", "all", "--as", "主任")
        for step in WAY[2:]:
            self.take(step)
        state = self.state()
        self.assertEqual((state["state"], state["version"], state["correction"]), ("published", 2, "总投资应为9.1亿元"))
        self.assertEqual(self.faults(), [])
        self.take("withdraw 总编", opinion="撤稿")
        self.assertEqual(self.state()["state"], "withdrawn")

    def export(self, name):
        self.succeed("export", "desk/a.galley", "-o", name)
        return self.read(name).decode()

    def soon(self, seconds):
        now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
        return now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def wait_until(self, stamp):
        while self.soon(0) < stamp:
            time.sleep(0.05)

    def test_due(self):
        """What is scheduled goes out when its time has come, by the publisher whose key is there; not before, not by others, once."""
        self.list_people()
        self.go("ready")
        due = ["review", "due", "desk", "--json", "--as", "发布"]
        at = self.soon(3)
        self.take("schedule 发布", "--at", at)
        self.assertEqual(self.succeed(*due).json(), {"published": [], "refused": []})
        self.fail_with("desk/a.galley", r"scheduled for .*\(UTC\+08:00\)", "review", "desk/a.galley", "publish", "--as", "发布")
        self.wait_until(at)
        refused = self.cli("review", "due", "desk", "--json", "--as", "甲")
        self.assertEqual((refused.status, self.state()["state"]), (1, "scheduled"))
        self.assertIn("role", refused.json()["refused"][0]["reason"])
        self.assertEqual(self.succeed(*due).json(), {"published": ["a.galley"], "refused": []})
        self.assertEqual((self.state()["state"], self.log()[-1]["actor"], self.faults()), ("published", "发布", []))
        self.assertIn("publish", self.git("log", "-1", "--format=%s"))
        self.assertEqual(self.succeed(*due).json(), {"published": [], "refused": []})
        self.misuse("review", "due", "desk")
        self.fail_with(str(self.folder), "no desk", "review", "due", str(self.folder), "--as", "发布")

    def test_due_but_not_as_it_was(self):
        """Nobody is there to see what an edit voids, so what was changed stays, and what cannot be read is told of every time."""
        self.list_people()
        self.go("ready")
        at = self.soon(2)
        self.take("schedule 发布", "--at", at)
        self.change("8亿元", "9亿元")
        self.write("desk/b.galley", "{")
        self.wait_until(at)
        result = self.cli("review", "due", "desk", "--as", "发布")
        self.assertEqual((result.status, result.out), (1, b""))
        self.assertRegex(result.err, r"a\.galley: It was changed since")
        self.assertRegex(result.err, r"b\.galley: ")
        self.assertEqual(self.state()["state"], "scheduled")

    def test_embargo(self):
        """An embargo is the desk's time, and holds to the second."""
        self.list_people()
        bulletin = json.loads(self.read("desk/a.galley"))
        until = self.soon(40)
        bulletin.setdefault("details", {})["embargo"] = until
        self.write("desk/a.galley", json.dumps(bulletin))
        self.go("ready")
        self.fail_with("desk/a.galley", r"embargoed until .*\(UTC\+08:00\)", "review", "desk/a.galley", "publish", "--as", "发布")
        self.fail_with("desk/a.galley", "embargoed until", "review", "desk/a.galley", "schedule", "--as", "发布", "--at",
                       self.soon(20))
        self.take("schedule 发布", "--at", until)

    def test_clock_that_ran_back(self):
        """A clock far behind the record enters nothing; one a little behind does, and the record stays in order."""
        self.go("review1")
        good = self.read("desk/a.galley").decode()
        stamp = self.log()[0]["time"]
        self.write("desk/a.galley", good.replace(stamp, self.soon(3600)))
        self.fail_with("desk/a.galley", "which this clock has not reached", "review", "desk/a.galley", "approve", "--as", "乙",
                       "--opinion", "好")
        ahead = self.soon(120)
        self.write("desk/a.galley", good.replace(stamp, ahead))
        self.take("approve 乙")
        self.assertEqual([entry["time"] for entry in self.log()], [ahead, ahead])
        self.assertEqual(self.faults(), [])

    def test_what_goes_out(self):
        """A correction and its version, then a withdrawal, in each form that others take the bulletin over in; the record stays."""
        self.list_people()
        self.go("published")
        item = json.loads(self.export("a.ninjs.json"))
        self.assertEqual((item["version"], item["pubStatus"], item.get("edNote")), ("1", "usable", None))
        note = "总投资应为9.1亿元"
        self.take("correct 总编", opinion=note)
        self.assertNotIn(note, self.export("a.html"))  # it is not out yet
        self.change("8亿元", "9.1亿元")
        self.take("submit 甲")
        self.succeed("review", "tick", "desk/a.galley", "all", "--as", "主任")
        for step in WAY[2:]:
            self.take(step)
        item = json.loads(self.export("a.ninjs.json"))
        self.assertEqual((item["version"], item["pubStatus"]), ("2", "usable"))
        self.assertIn(note, item["edNote"])
        self.assertLess(item["firstCreated"], item["versionCreated"] + "~")
        self.assertIn('"version":2', self.export("a.html").replace(" ", ""))
        for name in ("a.html", "a.rss", "a.atom"):
            self.assertIn(note, self.export(name), name)
        self.succeed("export", "desk/a.galley", "-o", "a.epub")
        with zipfile.ZipFile(self.folder / "a.epub") as book:
            self.assertIn(note, "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")))
        self.succeed("review", "slip", "desk/a.galley", "-o", "slip.txt")
        self.assertIn(note, self.read("slip.txt").decode())
        n = len(self.log())
        self.take("withdraw 总编", opinion="数字来源有误")
        self.assertEqual((len(self.log()), self.faults()), (n + 1, []))
        item = json.loads(self.export("a.ninjs.json"))
        self.assertEqual((item["pubStatus"], item["version"]), ("canceled", "2"))
        for name in ("a.html", "a.rss", "a.atom", "a.txt", "a.md"):
            text = self.export(name)
            self.assertIn("已撤稿", text, name)
            self.assertNotIn("数字来源有误", text, name)  # why is the desk's own
            self.assertNotIn("未签发", text, name)
        self.assertIn('"creativeWorkStatus":"Withdrawn"', self.export("a.html").replace('" : "', '":"'))

    def test_two_at_once(self):
        """Of two who approve at the same instant one is told; the record has one approval, whole."""
        self.go("review1")
        environment = dict(os.environ, LC_ALL="C.UTF-8")
        at_once = [subprocess.Popen([CLI, "review", "desk/a.galley", "approve", "--as", name, "--opinion", "好"],
                                    cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                   for name in ("乙", "丙", "丁", "戊")]
        errors = [process.communicate()[1].decode() for process in at_once]
        self.assertEqual(sorted(process.returncode for process in at_once), [0, 1, 1, 1], errors)
        self.assertEqual([entry["event"] for entry in self.log()], ["submit", "approve"])
        self.assertEqual(self.faults(), [])

    def test_tampering(self):
        self.list_people()
        self.go("review3")
        good = self.read("desk/a.galley")
        for old, new, faults in (('"opinion" : "同意"', '"opinion" : "不同意"', "signature"), ('"actor" : "主任"', '"actor" : "总编"', "signature"),
                                 ("项目开工", "项目停工", "content"), ('"previous" : "', '"previous" : "0', "chain")):
            self.change(old, new)
            self.assertIn(faults, " ".join(self.faults()), old)
            self.write("desk/a.galley", good)
        self.assertEqual(self.faults(), [])

    @unittest.skipUnless(shutil.which("pdftotext"), "pdftotext is not installed")
    def test_slip(self):
        """Who did what at which stage, in which role, and whether it holds, on one page; read back from the PDF."""
        self.list_people()
        bulletin = json.loads(self.read("desk/a.galley"))
        bulletin.setdefault("details", {})["embargo"] = "2024-04-16T06:00"
        bulletin["byline"] = [{"role": "记者", "names": ["周岚"]}]
        self.write("desk/a.galley", json.dumps(bulletin))
        self.go("ready")
        self.take("schedule 发布", "--at", "2099-01-01 06:00")
        self.succeed("review", "slip", "desk/a.galley", "-o", "slip.pdf", language="zh_CN")
        text = subprocess.run(["pdftotext", "-raw", self.folder / "slip.pdf", "-"], capture_output=True, check=True,
                              text=True).stdout
        words = re.sub(r"\s+", " ", text)
        for word in ("发稿签", "东湖区一季度开工过半", "周岚", "2024-04-16 06:00 (UTC+08:00)", "2099-01-01 06:00 (UTC+08:00)", "已定时",
                     "审校记录", "责任编辑", "值班总编", "同意", "有效", "共 1 个，已核 1 个", "0.00", "GB/T 15835"):
            self.assertIn(word, words)
        for name, _ in HANDS[:-1]:
            self.assertIn(name, words)
        self.assertNotIn("无效", words)
        self.assertIn(self.state()["hash"], re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
        self.change('"opinion" : "同意"', '"opinion" : "不同意"')
        self.succeed("review", "slip", "desk/a.galley", "-o", "slip.txt")
        slip = self.read("slip.txt").decode()
        self.assertIn("does not hold", slip)
        self.assertIn("was changed", slip)
        self.misuse("review", "slip", "desk/a.galley")

    def test_rate(self):
        rate = self.succeed("review", "rate", "desk/a.galley", "--json").json()
        self.assertEqual((rate["rate"], rate["limit"], rate["over"]), ("0.00", 3, False))
        self.write("b.txt", "东湖区项目\n开工项目66个，其中续建12个、新建55个。\n")
        self.succeed("import", "b.txt", "-o", "b.galley")
        rate = self.succeed("review", "rate", "b.galley", "--json").json()
        self.assertTrue(rate["over"])
        self.assertEqual(rate["rate"], f"{-(-10 * 100000 // rate['characters']) / 100:.2f}")
        self.assertEqual(rate["classes"][0], {"class": "facts", "found": 1, "weight": "1.0"})

    def test_bad_desk(self):
        self.write("desk/desk.json", '{"format": "galley-desk", "version": 1, "stages": [{"name": "review9"}]}')
        self.fail_with("desk/a.galley", r"desk.json: stages\[0\].name: “review9”", "review", "desk/a.galley", "submit",
                       "--as", "甲")
        self.misuse("review", "desk/a.galley", "submit")
        self.misuse("review", "desk/a.galley", "fly", "--as", "甲")
        self.misuse("review")


class PushTest(ReviewTest):
    def setUp(self):
        super().setUp()
        self.list_people()
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.folder / "remote.git"], check=True)
        hook = self.folder / "remote.git/hooks/pre-receive"
        hook.write_text(f"#!/bin/sh\nexec '{CLI}' verify-push\n")
        hook.chmod(0o755)
        self.git("remote", "add", "origin", str(self.folder / "remote.git"))

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-qm", "more")

    def test_what_holds(self):
        self.git("push", "-q", "origin", "main")
        for state in ("review1", "review3", "published"):
            self.go(state)
            self.git("push", "-q", "origin", "main")

    def refuse(self, reason):
        self.commit()
        self.assertRegex(self.git("push", "-q", "origin", "main", status=1), reason)
        self.git("reset", "-q", "--hard", "origin/main")

    def bulletin(self):
        return json.loads(self.read("desk/a.galley"))

    def keep(self, bulletin):
        self.write("desk/a.galley", json.dumps(bulletin))

    def test_bad_records(self):
        """Each way in which a record may be wrong is refused by its own name, and nothing of it arrives."""
        self.go("review1")
        self.git("push", "-q", "origin", "main")
        self.take("approve 责编")
        self.succeed("review", "tick", "desk/a.galley", "all", "--as", "主任", "--source", "区统计局")
        self.take("approve 主任")
        good = self.bulletin()

        def wrong(reason, change):
            bulletin = json.loads(json.dumps(good))
            change(bulletin["log"])
            self.keep(bulletin)
            self.refuse(reason)

        wrong("Entry 2 does not follow entry 1", lambda log: log.pop(1))  # a gap
        wrong("Entry 3: the signature is of something else", lambda log: log[2].update(signature=log[1]["signature"]))  # forged
        wrong("Entry 3: this is no signature of Galley", lambda log: log[2].update(signature=["x"]))
        wrong("Entry 3 is not signed by 主任", lambda log: log[2].pop("signature"))
        wrong("Entry 3 is older than the one before it", lambda log: log[2].update(time="2001-01-01T00:00:00Z"))  # a clock run back
        wrong("entry 3 is of 9999-12-31T23:59:59Z, which has not come yet", lambda log: log[2].update(time="9999-12-31T23:59:59Z"))
        wrong("Entry 3 has no time", lambda log: log[2].update(time="99999999999-99-99T99:99:99Z"))
        wrong("“king” is nothing that Galley knows", lambda log: log[2].update(role="king"))  # an unknown role
        wrong("is not for the role “Editor on Duty”", lambda log: log[2].update(role="duty-editor"))
        wrong("“生人” is not among the people", lambda log: log[2].update(actor="生人"))
        self.keep(good)
        self.commit()
        self.git("push", "-q", "origin", "main")

    def test_two_at_once_apart(self):
        """Two approve at once, each in a copy of their own: the first to push is heard, the other cannot overwrite it or put it behind
        theirs, and loses nothing: their copy is as it was."""
        self.go("review1")
        self.git("push", "-q", "origin", "main")
        self.git("clone", "-q", str(self.folder / "remote.git"), "../other")
        self.succeed("review", "other/a.galley", "approve", "--as", "责编", "--opinion", "另一份")
        self.git("push", "-q", "origin", "HEAD:main", folder="other")
        self.take("approve 责编")
        mine = self.read("desk/a.galley")
        self.assertIn("rejected", self.git("push", "-q", "origin", "main", status=1))
        self.assertIn("does not go on from the one that is here", self.git("push", "-qf", "origin", "main", status=1))
        theirs = json.loads((self.folder / "other/a.galley").read_bytes())
        theirs["log"].append(self.bulletin()["log"][-1])
        self.git("fetch", "-q")
        self.git("reset", "-q", "--hard", "origin/main")
        self.keep(theirs)
        self.refuse("Entry 3 follows entry 1: the order was changed, or entries were put in")
        self.assertIn("另一份", self.git("show", "main:a.galley", folder="remote.git"))
        self.write("desk/a.galley", mine)
        self.assertEqual(self.faults(), [])

    def test_removed_key(self):
        """A key that ended signs nothing more; what it signed before still holds."""
        self.go("review2")
        self.git("push", "-q", "origin", "main")
        self.succeed("review", "tick", "desk/a.galley", "all", "--as", "主任", "--source", "区统计局")
        self.take("approve 主任")
        signed = self.read("desk/a.galley")
        self.git("reset", "-q", "--hard", "origin/main")
        desk = json.loads(self.read("desk/desk.json"))
        for person in desk["people"]:
            if person["name"] in ("责编", "主任"):
                until = json.loads(signed)["log"][-1]["time"] if person["name"] == "主任" else "2099-01-01T00:00:00Z"
                person["retired"] = [{"key": person.pop("keys")[0], "until": until}]
        self.allow_desk(True)
        self.write("desk/desk.json", json.dumps(desk))
        self.commit()
        self.git("push", "-q", "origin", "main")
        self.allow_desk(False)
        self.write("desk/a.galley", signed)
        self.refuse("Entry 3 is signed with a key that the desk does not have of 主任")
        self.assertEqual(self.faults(), [])
        self.succeed("review", "tick", "desk/a.galley", "all", "--as", "主任", "--source", "区统计局")
        self.fail_with("desk/a.galley", "does not have this key of 主任", "review", "desk/a.galley", "return", "--as", "主任",
                       "--opinion", "退")

    def allow_desk(self, allow):
        hook = self.folder / "remote.git/hooks/pre-receive"
        hook.write_text(f"#!/bin/sh\nexec '{CLI}' verify-push{' --allow-desk' if allow else ''}\n")

    def test_early(self):
        """Neither an embargo nor a schedule is got around by a record that says that it is later."""
        self.go("ready")
        self.take("schedule 发布", "--at", "2099-01-01T06:00")
        self.git("push", "-q", "origin", "main")
        last = self.log()[-1]
        bulletin = self.bulletin()
        previous = hashlib.sha256((last["message"] + last["signature"]).encode()).hexdigest()
        bulletin["log"].append({"event": "publish", "from": "scheduled", "to": "published", "actor": "发布", "role": "publisher",
                                "time": last["time"], "hash": last["hash"], "previous": previous})
        self.keep(bulletin)
        self.refuse("Entry 9 publishes it before the time that it was scheduled for, 2099-01-01 06:00")
        bulletin["log"][-1]["time"] = "2099-01-02T00:00:00Z"
        self.keep(bulletin)
        self.refuse("entry 9 is of 2099-01-02T00:00:00Z, which has not come yet")

    def test_hostile_files(self):
        """A desk.json that is a link, huge or deep, and a record without end, are refused in a moment and named."""
        self.git("push", "-q", "origin", "main")
        desk = self.folder / "desk/desk.json"
        self.allow_desk(True)
        for make, reason in ((lambda: desk.symlink_to("/etc/hostname"), "desk.json: "),
                             (lambda: desk.write_bytes(b" " * 100 * 1024 * 1024), "larger than 1 MiB"),
                             (lambda: desk.write_text("[" * 100000), "desk.json: .*nested")):
            desk.unlink()
            make()
            self.refuse(reason)
        self.allow_desk(False)
        bulletin = self.bulletin()
        entry = {"event": "submit", "from": "published", "to": "review1", "actor": "甲", "role": "reporter",
                 "time": "2024-04-16T08:00:00Z"}
        bulletin["log"] = [entry] * 100000
        self.keep(bulletin)
        self.commit()
        refused = self.git("push", "-q", "origin", "main", status=1)
        self.assertIn("Entry 100000", refused)

    def test_what_does_not(self):
        """A stage cannot be skipped, a figure not changed, a record not cut, a right not given by editing a file."""
        self.go("review3")
        self.git("push", "-q", "origin", "main")
        self.change('"to" : "review3"', '"to" : "proof1"')
        self.refuse("does not go on from the one that is here")
        self.change("8亿元", "9亿元")
        self.refuse("is not what entry 3 is about")
        bulletin = json.loads(self.read("desk/a.galley"))
        bulletin["log"].append({"event": "sign", "from": "review3", "to": "proof1", "actor": "总编", "role": "duty-editor",
                                "opinion": "好", "time": "2099-01-01T00:00:00Z", "hash": bulletin["log"][-1]["hash"]})
        self.write("desk/a.galley", json.dumps(bulletin))
        self.refuse("is not signed by 总编")
        bulletin["log"] = bulletin["log"][:1]
        self.write("desk/a.galley", json.dumps(bulletin))
        self.refuse("does not go on")
        (self.folder / "desk/a.galley").unlink()
        self.refuse("withdraw it instead")
        self.write("desk/desk.json", '{"format": "galley-desk", "version": 1}')
        self.refuse("allow-desk")
        self.write("desk/b.galley", "{")
        self.refuse("b.galley: ")
        self.git("push", "-q", "origin", ":main", status=1)
        self.assertIn("a.galley", self.git("ls-tree", "--name-only", "main", folder="remote.git"))

    def test_mended_words_that_are_figures(self):
        """A figure that goes into the record as a mended word is found, since the remote has both versions."""
        self.write("desk/desk.json", '{"format": "galley-desk", "version": 1}')
        self.commit()
        self.go("proof1")
        self.git("push", "-q", "origin", "main")
        self.change("8亿元", "9亿元")
        last = self.log()[-1]
        bulletin = json.loads(self.read("desk/a.galley"))
        previous = hashlib.sha256((last["message"] + last.get("signature", "")).encode()).hexdigest()
        bulletin["log"].append({"event": "fix", "from": "proof1", "to": "proof1", "actor": "校一", "role": "proofreader",
                                "time": last["time"], "hash": self.state()["hash"], "previous": previous})
        self.write("desk/a.galley", json.dumps(bulletin))
        self.assertEqual(self.faults(), [])
        self.refuse("is an edit of substance: 8亿元 → 9亿元")

    def test_hook_input(self):
        self.assertEqual(self.cli("verify-push", stdin=b"nonsense\n", folder=self.folder / "remote.git").status, 1)
        self.assertEqual(self.cli("verify-push", stdin=b"", folder=self.folder / "remote.git").status, 0)
        zero, one = "0" * 40, "1" * 40
        result = self.cli("verify-push", "--json", stdin=f"{zero} {one} refs/heads/main\n".encode(),
                          folder=self.folder / "remote.git")
        self.assertEqual((result.status, len(result.json()["refused"])), (1, 1))


if __name__ == "__main__":
    driver.main()
