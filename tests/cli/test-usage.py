# SPDX-License-Identifier: GPL-3.0-or-later
"""How galley-cli is called, and what its exit codes say."""
import json

from driver import SAMPLE, CliTest, main

COMMANDS = ("check", "desk", "diff", "export", "extract", "figures", "fix", "import", "roll")
# A command that reads one file, and the rest of a right call of it.
READERS = (
    ("figures",), ("figures", "--json"), ("check",), ("check", "--json", "--proofs"), ("export", "-o", "out.html"),
    ("extract", "-o", "out.galley"), ("fix", "-o", "out.txt"), ("import", "-o", "out.galley"),
)
WRONG = "一季度成绩单\n\n全区新开书房45个，同比增长234%。\n"
RIGHT = "一季度成绩单\n\n全区新开书房45个，都在三月开门。\n"


class Usage(CliTest):
    def test_misuse(self):
        self.assertIn("usage: galley-cli check", self.misuse().err)
        self.misuse("proofread", "a.txt")
        for command in COMMANDS:
            with self.subTest(command):
                self.assertRegex(self.misuse(command).err, rf"\Agalley-cli: {command}: ")
                self.assertIn("--no-such", self.misuse(command, "--no-such", "a.txt", "-o", "b.txt").err)
        for arguments in (
            ("figures", "a.txt", "b.txt"), ("check", "a.txt", "b.txt"), ("check", "--profile", "tabloid", "a.txt"),
            ("export", "a.txt"), ("export", "a.txt", "-o", "b.doc"), ("export", "a.txt", "-o", "b.pdf", "--page", "-1"),
            ("extract", "a.txt"), ("extract", "a.txt", "-o", "b.txt"), ("import", "-o", "b.galley"), ("import", "a.txt"),
            ("import", "a.txt", "-o", "b.txt"), ("import", "a.txt", "b.txt", "-o", "no-folder"),
            ("fix", "a.txt"), ("fix", "a.txt", "-o", "b.galley"), ("fix", "a.txt", "-o", "b.txt", "--rule", "no-such"),
            ("desk", "burn"), ("desk", "init"), ("desk", "list", "a", "b"),
        ):
            with self.subTest(arguments):
                self.misuse(*arguments)
        self.assertEqual(self.names(), [])

    def test_help(self):
        self.assertIn("galley-cli import", self.succeed("--help").text())
        for command in COMMANDS:
            self.assertIn("Usage", self.succeed(command, "--help").text())

    def test_missing_file(self):
        for command, *rest in READERS:
            for name in ("no such.txt", "/nowhere/at all.txt"):
                with self.subTest(command):
                    self.fail_with(name, "No such file", command, name, *rest)
        for command, *rest in READERS[:6]:
            self.fail_with("no.galley", "No such file", command, "no.galley", *rest)
        self.fail_with("nowhere", "desk", "desk", "list", "nowhere")
        self.fail_with(".", "desk", "desk", "verify")
        self.assertEqual(self.names(), [])

    def test_standard_input(self):
        self.write("a.txt", WRONG)
        for command, *rest in READERS:
            with self.subTest(command):
                status = 2 if command == "check" else 0
                given = self.succeed(command, "-", *rest, stdin=WRONG.encode(), status=status).text()
                named = self.succeed(command, "a.txt", *rest, status=status).text()
                self.assertEqual(without_ids(given.replace('"file": "-"', '"file": "a.txt"')).replace("-:", "a.txt:"),
                                 without_ids(named))
                self.fail_with("-", "NUL", command, "-", *rest, stdin=b"\0\1\2")

    def test_findings(self):
        self.write("wrong.txt", WRONG)
        self.write("right.txt", RIGHT)
        self.succeed("check", "right.txt")
        self.assertRegex(self.succeed("check", "wrong.txt", status=2).text(), r"\Awrong\.txt:\d+: error: .*234%.*\]\n")
        self.succeed("check", "wrong.txt", "--json", status=2)
        self.succeed("check", "--proofs", "wrong.txt", status=2)
        # A command that does not judge has done its work.
        self.succeed("figures", "wrong.txt")
        self.succeed("export", "wrong.txt", "-o", "wrong.html")

    def test_set_aside(self):
        self.write("wrong.txt", WRONG)
        self.succeed("import", "wrong.txt", "-o", "wrong.galley")
        findings = self.succeed("check", "--json", "wrong.galley", status=2).json()["findings"]
        bulletin = json.loads(self.read("wrong.galley"))
        bulletin["asides"] = []
        for finding in findings:
            if finding["severity"] == "error":
                text = next(block["text"] for block in bulletin["blocks"] if block["id"] == finding["block"])
                bulletin["asides"].append({"rule": finding["rule"], "block": finding["block"], "reason": "问过了",
                                           "text": text[finding["start"]:finding["start"] + finding["length"]]})
        self.assertTrue(bulletin["asides"])
        self.write("aside.galley", json.dumps(bulletin))
        reasons = [finding.get("aside") for finding in self.succeed("check", "--json", "aside.galley").json()["findings"]]
        self.assertIn("问过了", reasons)
        self.assertNotIn("234%", self.succeed("check", "aside.galley").text())

    def test_chinese(self):
        self.write("wrong.txt", WRONG)
        reason = self.fail_with("no.txt", ".", "check", "no.txt", language="zh_CN")
        self.assertEqual(self.cli("check", "--no-such", language="zh_CN").status, 64)
        self.assertIn("用法", self.cli(language="zh_CN").err)
        self.assertIn("文件是空的", self.cli("import", "-", "-o", "a.galley", language="zh_CN").err)
        english = self.succeed("check", "--json", "wrong.txt", status=2).json()["findings"]
        chinese = self.succeed("check", "--json", "wrong.txt", status=2, language="zh_CN").json()["findings"]
        self.assertEqual([strip(finding) for finding in english], [strip(finding) for finding in chinese])
        self.assertNotEqual([finding["message"] for finding in english], [finding["message"] for finding in chinese])
        for arguments in (("figures", "--json"), ("extract", "--json", "-o", "out.galley")):
            self.assertEqual(without_ids(self.succeed(*arguments, SAMPLE).text()),
                             without_ids(self.succeed(*arguments, SAMPLE, language="zh_CN").text()))
        self.assertTrue(reason.err)

    def test_same_from_run_to_run(self):
        self.succeed("import", SAMPLE, "-o", "a.galley")
        for arguments in (("figures", SAMPLE), ("figures", "--json", "a.galley"), ("check", "--proofs", "a.galley"),
                          ("check", "--json", "--proofs", SAMPLE)):
            runs = {self.cli(*arguments).out for _ in range(3)}
            self.assertEqual(len(runs), 1, arguments)


def strip(finding):
    return {key: value for key, value in finding.items() if key not in ("message", "fix")}


def without_ids(text):
    """New blocks and rows have new ids at every import."""
    try:
        return json.dumps(drop_ids(json.loads(text)), ensure_ascii=False)
    except ValueError:
        return text


def drop_ids(value):
    if isinstance(value, list):
        return [drop_ids(item) for item in value]
    if isinstance(value, dict):
        return {key: drop_ids(item) for key, item in value.items() if key not in ("id", "block", "row")}
    return value


if __name__ == "__main__":
    main()
