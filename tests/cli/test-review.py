# SPDX-License-Identifier: GPL-3.0-or-later
"""A bulletin goes from draft to published, through several hands, as scripts and servers see it."""
import hashlib
import json
import os
import shutil
import subprocess

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

    def test_slip(self):
        """Who did what at which stage, and whether it holds, on one page."""
        self.list_people()
        self.go("ready")
        self.succeed("review", "slip", "desk/a.galley", "-o", "slip.txt")
        slip = self.read("slip.txt").decode()
        for words in ("Dispatch Slip", "东湖区一季度开工过半", "主任", "Final Review", "holds", self.state()["hash"]):
            self.assertIn(words, slip)
        self.assertNotIn("does not hold", slip)
        self.succeed("review", "slip", "desk/a.galley", "-o", "slip.pdf")
        self.assertTrue(self.read("slip.pdf").startswith(b"%PDF"))
        self.change('"opinion" : "同意"', '"opinion" : "不同意"')
        self.succeed("review", "slip", "desk/a.galley", "-o", "slip.txt")
        self.assertIn("does not hold", self.read("slip.txt").decode())
        self.misuse("review", "slip", "desk/a.galley")

    def test_rate(self):
        rate = self.succeed("review", "rate", "desk/a.galley", "--json").json()
        self.assertEqual((rate["rate"], rate["limit"], rate["over"]), ("0.00", 3, False))
        self.write("b.txt", "东湖区项目\n开工项目66个，其中续建12个、新建55个。\n")
        self.succeed("import", "b.txt", "-o", "b.galley")
        rate = self.succeed("review", "rate", "b.galley", "--json").json()
        self.assertTrue(rate["over"])
        self.assertEqual(rate["rate"], f"{-(-10 * 100000 // rate['characters']) / 100:.2f}")

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
