# SPDX-License-Identifier: GPL-3.0-or-later
"""Two versions compared, and a bulletin rolled to its next period."""
import json

from driver import SAMPLE, CliTest, main

OLD = """柳岸区首季开局稳

2024年4月16日

一季度，柳岸区新开工项目66个，总投资821.6亿元，同比增长7.3%。

3月28日，全区12家企业集中签约，投资额45亿元，发展势头很快。城镇新增就业4675人。
"""
NEW = OLD.replace("821.6", "812.6").replace("45亿元", "45万元").replace("很快", "较好")


def pieces(block, kind):
    return [(piece["before"]["text"], piece["after"]["text"], piece.get("slip"), piece.get("relative"))
            for piece in block["pieces"] if piece["kind"] == kind]


class Diff(CliTest):
    def setUp(self):
        super().setUp()
        self.write("old.txt", OLD)
        self.write("new.txt", NEW)

    def test_figures_apart_from_wording(self):
        found = self.succeed("diff", "old.txt", "new.txt", "--json").json()
        self.assertEqual((found["same"], found["figures"], found["records"]), (False, 2, []))
        self.assertEqual([block["change"] for block in found["blocks"]], ["changed", "changed"])
        first, second = found["blocks"]
        self.assertEqual(pieces(first, "figure"), [("821.6亿元", "812.6亿元", "digits-swapped", "-1.1")])
        self.assertEqual(pieces(first, "words"), [])
        self.assertEqual(pieces(second, "figure"), [("45亿元", "45万元", "magnitude", "-100.0")])
        self.assertEqual(pieces(second, "words"), [("很快", "较好", None, None)])
        for block in found["blocks"]:
            for side in ("before", "after"):
                self.assertEqual("".join(piece[side]["text"] for piece in block["pieces"]), block[side]["text"])
                for piece in block["pieces"]:
                    start, length = piece[side]["start"], piece[side]["length"]
                    self.assertEqual(block[side]["text"][start:start + length], piece[side]["text"])

    def test_for_people(self):
        told = self.succeed("diff", "old.txt", "new.txt").text()
        lines = told.splitlines()
        self.assertEqual(lines[0], "Figures:")
        self.assertIn("821.6亿元 → 812.6亿元: digits swapped, −1.1% (Block ", lines[1])
        self.assertIn("[-821.6亿元-]{+812.6亿元+}", told)
        self.assertIn("[-很快-]{+较好+}", told)
        self.assertEqual(lines[-1], "2 differences, 2 figures")

    def test_by_word(self):
        self.write("a.txt", "一季度成绩单\n\n全区持续深化改革，居民说好。\n")
        self.write("b.txt", "一季度成绩单\n\n全区持续深化改造，居民说好。\n")
        self.assertIn("持续深化[-改革-]{+改造+}，", self.succeed("diff", "a.txt", "b.txt").text())
        block, = self.succeed("diff", "a.txt", "b.txt", "--json").json()["blocks"]
        self.assertEqual(pieces(block, "words"), [("改革", "改造", None, None)])

    def test_all_that_a_block_is(self):
        def bulletin(kind, cell, alt, marks):
            return json.dumps({"format": "galley-bulletin", "version": 1, "id": "one", "details": {}, "byline": [], "tables": [], "blocks": [
                {"id": "a", "kind": kind, "text": "居民说好。", "marks": marks},
                {"id": "b", "kind": "table", "text": "投资", "grid": {"header": 1, "align": ["start", "end"], "rows": [["类别", "投资"], ["新建", cell]]}},
                {"id": "c", "kind": "picture", "text": "桥", "source": "pictures/a.jpg", "alt": alt},
            ]})

        self.write("a.galley", bulletin("paragraph", "32.1亿元", "河上的桥", []))
        self.write("b.galley", bulletin("item", "31.2亿元", "新桥", [{"kind": "emphasis", "start": 0, "length": 2}]))
        told = self.succeed("diff", "a.galley", "b.galley").text()
        self.assertIn("  32.1亿元 → 31.2亿元: digits swapped, −2.8% (Block 2 (table): 投资 · Row 2, column 2)\n", told)
        self.assertIn("  Row 2, column 2: [-32.1亿元-]{+31.2亿元+}\n", told)
        self.assertIn("  Style: paragraph → item\n", told)
        self.assertIn("  Alternative text: 河上的桥 → 新桥\n", told)
        self.assertIn("  Emphasis added: “居民”\n", told)

    def test_same(self):
        self.assertTrue(self.succeed("diff", "old.txt", "old.txt", "--json").json()["same"])
        self.assertEqual(self.succeed("diff", "old.txt", "-", stdin=OLD.encode()).text(), "nothing differs\n")
        self.succeed("import", SAMPLE, "-o", "a.galley")
        self.succeed("import", SAMPLE, "-o", "b.galley")
        # The ids of two imports are others, which is no difference; nor is there one to the text itself.
        self.assertTrue(self.succeed("diff", "a.galley", "b.galley", "--json").json()["same"])
        self.assertTrue(self.succeed("diff", "a.galley", SAMPLE, "--json").json()["same"])

    def test_cells(self):
        self.succeed("extract", "old.txt", "-o", "a.galley")
        bulletin = json.loads(self.read("a.galley"))
        row = next(row for row in bulletin["tables"][0]["rows"] if row["value"] == "821.6")
        row["value"] = "812.6"
        self.write("b.galley", json.dumps(bulletin))
        found = self.succeed("diff", "a.galley", "b.galley", "--json").json()
        self.assertEqual(found["blocks"], [])
        self.assertEqual([(record["record"], record["fields"]) for record in found["records"]],
                         [("indicator", [{"field": "value", "slip": "digits-swapped", "relative": "-1.1",
                                          "before": "821.6", "after": "812.6"}])])

    def test_wrong(self):
        self.misuse("diff", "old.txt")
        self.misuse("diff", "-", "-")
        self.misuse("diff", "old.txt", "new.txt", "old.txt")
        self.fail_with("no.txt", "No such file", "diff", "no.txt", "old.txt")
        self.fail_with("no.galley", "No such file", "diff", "old.txt", "no.galley")


class Roll(CliTest):
    def setUp(self):
        super().setUp()
        self.write("old.txt", OLD)
        self.succeed("extract", "old.txt", "-o", "q1.galley")

    def test_next_quarter(self):
        told = self.succeed("roll", "q1.galley", "--to", "2024Q2", "-o", "q2.galley", "--json").json()
        old, new = json.loads(self.read("q1.galley")), json.loads(self.read("q2.galley"))
        self.assertEqual((told["from"], told["to"], told["count"]), ("2024Q1", "2024Q2", len(told["stale"])))
        self.assertNotEqual(old["id"], new["id"])
        self.assertEqual(new["details"]["period"], "2024Q2")
        self.assertEqual([block["text"] for block in old["blocks"]], [block["text"] for block in new["blocks"]])
        values = {row["id"]: row for row in old["tables"][0]["rows"] if row["period"] == "2024Q1"}
        self.assertTrue(values)
        for row in new["tables"][0]["rows"]:
            if row["id"] in values:
                self.assertEqual((row["period"], row["base"], row.get("value", "")),
                                 ("2024Q2", values[row["id"]]["value"], ""))
        texts = {block["id"]: block["text"] for block in new["blocks"]}
        for place in told["stale"]:
            if "block" in place:
                text = texts[place["block"]]
                self.assertEqual(text[place["start"]:place["start"] + place["length"]], place["text"])
                self.assertIn(place["sentence"], text)
        named = {place["text"] for place in told["stale"]}
        self.assertLessEqual({"一季度", "3月28日", "821.6亿元", "7.3%", "66个", "45亿元"}, named)

    def test_it_goes_on(self):
        """Four quarters on, the file is still one, and its text the same."""
        name = "q1.galley"
        for period in ("2024Q2", "2024Q3", "2024Q4", "2025Q1"):
            self.succeed("roll", name, "--to", period, "-o", period + ".galley")
            name = period + ".galley"
        found = self.succeed("diff", "q1.galley", name, "--json").json()
        self.assertEqual(found["blocks"], [])
        self.assertNotIn("-100.0", json.dumps(found))

    def test_for_people(self):
        told = self.succeed("roll", "q1.galley", "--to", "2024Q2", "-o", "q2.galley").text().splitlines()
        self.assertRegex(told[-1], rf"\A{len(told) - 1} places of 2024Q1 are stale in 2024Q2\Z")

    def test_wrong(self):
        before = self.names()
        for period in ("2024Q5", "2024-13", "二季度", "2024-05-01", "2024Q1", "2023Q4", ""):
            with self.subTest(period):
                self.misuse("roll", "q1.galley", "--to", period, "-o", "x.galley")
        self.assertIn("2024Q2, 2024H1, 2024-05", self.misuse("roll", "q1.galley", "--to", "Q2", "-o", "x.galley").err)
        self.misuse("roll", "q1.galley", "--to", "2024Q2")
        self.misuse("roll", "q1.galley", "-o", "x.galley")
        self.misuse("roll", "q1.galley", "--to", "2024Q2", "-o", "x.txt")
        self.write("plain.txt", "没有时间的一行。\n")
        self.fail_with("plain.txt", "period", "roll", "plain.txt", "--to", "2024Q2", "-o", "x.galley")
        self.assertEqual(self.names(), sorted(before + ["plain.txt"]))


if __name__ == "__main__":
    main()
