# SPDX-License-Identifier: GPL-3.0-or-later
"""How galley-cli is called, and what its exit codes say."""
import json

from driver import SAMPLE, CliTest, main

COMMANDS = ("check", "desk", "diff", "export", "extract", "figures", "fix", "import", "review", "roll")
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
            ("extract", "a.txt"), ("extract", "a.txt", "--dry-run", "-o", "b.galley"), ("extract", "a.txt", "-o", "b.txt"), ("import", "-o", "b.galley"), ("import", "a.txt"),
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

    def test_bulletin_on_standard_input(self):
        """It is known by what it says, from a pipe as from a file; JSON that is no bulletin is a text."""
        self.succeed("import", SAMPLE, "-o", "a.galley")
        content = self.read("a.galley")
        for command, *rest in (("figures", "--json"), ("check", "--json"), ("export", "-o", "out.md"),
                               ("extract", "--dry-run"), ("roll", "--to", "2024Q2", "-o", "b.galley")):
            with self.subTest(command):
                named = self.cli(command, "a.galley", *rest)
                given = self.cli(command, "-", *rest, stdin=content)
                piped = self.cli(command, "-", *rest, prefix=("sh", "-c", 'cat a.galley | "$0" "$@"'))
                for result in (given, piped):
                    self.assertEqual((result.status, result.err), (named.status, ""))
                    self.assertEqual(result.text().replace("-:", "a.galley:"), named.text().replace("-:", "a.galley:"))
        self.fail_with("-", "bulletin already", "import", "-", "-o", "c.galley", stdin=content)
        self.assertNotIn("block", self.succeed("figures", "--json", "-", stdin='{"书房": "3个"}'.encode()).text())

    def test_choice(self):
        """All, some or none of what was found; nothing is written for a look."""
        self.write("a.txt", "一季度成绩单\n\n全区新建学校45所。医院有12家。公园共30座。\n")
        lines = self.succeed("extract", "a.txt", "--dry-run").text().splitlines()
        self.assertEqual([line.split("\t")[0] for line in lines], ["1", "2", "3"])
        self.assertEqual(self.names(), ["a.txt"])
        some = self.succeed("extract", "a.txt", "-o", "b.galley", "--only", "1,3-3").text().splitlines()
        self.assertEqual(some, [lines[0], lines[2]])
        rows = json.loads(self.read("b.galley"))["tables"][0]["rows"]
        self.assertEqual([row["value"] for row in rows], ["45", "30"])
        accepted = self.succeed("extract", "a.txt", "--dry-run", "--json", "--only", "2").json()["indicators"]
        self.assertEqual([(row["number"], row["accepted"]) for row in accepted], [(1, False), (2, True), (3, False)])
        self.assertEqual(self.succeed("extract", "a.txt", "--dry-run", "--only", "").text(), "")
        for wrong in ("0", "4", "3-1", "a", "1,", "1-"):
            self.assertIn("number", self.misuse("extract", "a.txt", "--dry-run", "--only", wrong).err)

    def test_words_of_a_desk(self):
        """A desk's lexicon.tsv is used for all that is in it; another may be named; a broken one is told with its line."""
        text = "全区设45驿。\n"
        self.succeed("desk", "init", "desk")
        (self.folder / "desk" / "2024").mkdir()
        self.write("desk/2024/a.txt", text)
        self.write("b.txt", text)
        self.write("desk/lexicon.tsv", "measure\t驿\n")
        self.succeed("import", "b.txt", "-o", "desk/2024/b.galley")
        self.assertEqual(self.succeed("figures", "b.txt").text(), "")
        for name, option in (("desk/2024/a.txt", ()), ("desk/2024/b.galley", ()), ("b.txt", ("--lexicon", "desk/lexicon.tsv"))):
            with self.subTest(name):
                self.assertIn("45驿", self.succeed("figures", name, *option).text())
                self.succeed("check", name, *option)
                self.assertIn("\t45\t驿\t", self.succeed("extract", name, "--dry-run", *option).text())
        self.write("desk/lexicon.tsv", "# ours\nmesure\t驿\n")
        for command in (("figures",), ("check",), ("extract", "--dry-run")):
            self.assertIn("lexicon.tsv:2: ", self.fail_with("desk/2024/a.txt", "no class", *command, "desk/2024/a.txt").err)

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
