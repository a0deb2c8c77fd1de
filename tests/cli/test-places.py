# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON that galley-cli prints, and where its places are."""
import codecs
import json
import re

from driver import SAMPLE, CliTest, find_seed, main

FIGURE = {"start", "length", "text", "value", "unit", "kind", "subject", "approx"}
FIGURE_MORE = {"block", "scope", "compared", "note"}
KINDS = {"money", "count", "percent", "growth", "share", "date", "period", "ordinal", "range", "other"}
FINDING = {"rule", "severity", "verdict", "start", "length", "message", "places"}
FINDING_MORE = {"stated", "computed", "low", "high", "fix", "aside", "block", "row"}
INDICATOR = {"number", "accepted", "id", "existing", "places"}
INDICATOR_MORE = {"name", "scope", "period", "value", "unit", "base", "change", "source", "checked-by", "notes"}
REPAIR = {"id", "rule", "certainty", "refused", "line", "column", "before", "message"}

# What a text may be saved as, and how it is read without losing anything.
ENCODINGS = {
    "utf-8": b"", "utf-8 with mark": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
    "gb18030": b"",
}


def article():
    """The sample, with lines of which the house style has something to say and a character beyond the first plane."""
    return SAMPLE.read_text(encoding="utf-8") + "\n全区有𠮷祥书房3个,新增120%.\n增至45个，增长234%。\n"


def variants():
    for name, mark in ENCODINGS.items():
        for end in ("\n", "\r\n", "\r"):
            yield name, mark + article().replace("\n", end).encode(name.split()[0])


def slice_of(text, place):
    return text[place["start"]:place["start"] + place["length"]]


class Places(CliTest):
    def check_keys(self, item, needed, more):
        self.assertLessEqual(needed, item.keys(), item)
        self.assertLessEqual(item.keys(), needed | more, item)

    def test_figure(self):
        text = "2024年4月16日\n“某\\区”一季度完成投资约821.6亿元。\n"
        figures = self.succeed("figures", "--json", "-", stdin=text.encode()).json()["figures"]
        self.assertEqual([figure["value"] for figure in figures], ["2024-04-16", "2024Q1", "82160000000"])
        self.assertEqual({key: figures[2][key] for key in ("start", "length", "text", "unit", "kind", "approx")},
                         {"start": 24, "length": 7, "text": "821.6亿元", "unit": "亿元", "kind": "money", "approx": "~"})

    def test_shape_of_figures(self):
        for figure in self.succeed("figures", "--json", SAMPLE).json()["figures"]:
            self.check_keys(figure, FIGURE, FIGURE_MORE - {"block"})
            self.assertIn(figure["kind"], KINDS)
            self.assertIn(figure["approx"], ("", "~", "<", ">"))

    def test_shape_of_findings(self):
        self.write("a.txt", article())
        answer = self.succeed("check", "--json", "--proofs", "a.txt", status=2).json()
        self.assertEqual(answer.keys(), {"findings"})
        verdicts = set()
        for finding in answer["findings"]:
            self.check_keys(finding, FINDING, FINDING_MORE - {"block", "row", "aside"})
            self.assertIn(finding["severity"], ("error", "warning", "note"))
            self.assertEqual(finding["places"][0], {"start": finding["start"], "length": finding["length"]})
            verdicts.add(finding["verdict"])
        self.assertLessEqual(verdicts, {"holds", "rounding", "trunc", "fails", "info"})
        self.assertLessEqual({"holds", "fails"}, verdicts)
        without = self.succeed("check", "--json", "a.txt", status=2).json()["findings"]
        self.assertLess(len(without), len(answer["findings"]))
        self.assertNotIn("holds", {finding["verdict"] for finding in without})

    def test_shape_of_import(self):
        self.write("a.txt", article())
        answer = self.succeed("import", "--json", "a.txt", "-o", "a.galley").json()
        self.assertEqual([(one["file"], one["output"], one["charset"]) for one in answer["imports"]],
                         [("a.txt", "a.galley", "UTF-8")])
        repairs = answer["imports"][0]["repairs"]
        self.assertTrue(repairs)
        for repair in repairs:
            self.check_keys(repair, REPAIR, {"after"})
            self.assertIn(repair["certainty"], ("mended", "suspected", "beside"))
        refused = self.succeed("import", "--json", "a.txt", "-o", "a.galley", "--refuse", repairs[0]["id"]).json()
        self.assertEqual([repair["id"] for repair in refused["imports"][0]["repairs"] if repair["refused"]],
                         [repairs[0]["id"]])

    def test_several_imports(self):
        (self.folder / "more").mkdir()
        (self.folder / "out").mkdir()
        for name in ("a.txt", "b.txt", "more/a.txt"):
            self.write(name, f"{name}里的标题\n\n全区新开书房3个。\n")
        answer = self.succeed("import", "--json", "a.txt", "b.txt", "-o", "out").json()
        self.assertEqual([one["output"] for one in answer["imports"]], ["out/a.galley", "out/b.galley"])
        whole = self.read("out/a.galley")
        # One that cannot be read does not hold up the others, and none overwrites another of the same call.
        result = self.cli("import", "--json", "no.txt", "a.txt", "more/a.txt", "b.txt", "-o", "out")
        self.assertEqual(result.status, 1)
        self.assertEqual(len(result.json()["imports"]), 2)
        self.assertRegex(result.err, r"\Agalley-cli: no\.txt: .*\ngalley-cli: more/a\.txt: .*\n\Z")
        self.assertEqual(texts(self.read("out/a.galley")), texts(whole))

    def test_shape_of_extract(self):
        rows = self.succeed("extract", "--json", SAMPLE, "-o", "a.galley").json()["indicators"]
        blocks = {block["id"]: block["text"] for block in json.loads(self.read("a.galley"))["blocks"]}
        self.assertTrue(rows)
        for row in rows:
            self.check_keys(row, INDICATOR, INDICATOR_MORE)
            for place in row["places"]:
                self.check_keys(place, {"block", "start", "length", "field"}, set())
                self.assertEqual(len(slice_of(blocks[place["block"]], place)), place["length"])
                if place["field"] == "value":
                    self.assertIn(row["value"].lstrip("-+"), slice_of(blocks[place["block"]], place))

    def test_shape_of_desk(self):
        self.succeed("desk", "init", "desk")
        self.assertEqual(self.succeed("desk", "list", "desk", "--json").json(), {"bulletins": []})
        self.succeed("import", SAMPLE, "-o", "desk/a.galley")
        self.write("desk/b.galley", "{")
        result = self.cli("desk", "list", "--json", "desk")
        self.assertEqual(result.status, 1)
        good, bad = result.json()["bulletins"]
        self.assertEqual((good["path"], good["district"], good["date"]), ("a.galley", "和平区", "2024-04-16"))
        self.check_keys(good, {"path", "state", "title"}, {"district", "period", "date"})
        self.check_keys(bad, {"path", "error"}, set())
        self.assertIn("b.galley", result.err)
        self.assertEqual(self.cli("desk", "verify", "desk").status, 1)
        (self.folder / "desk" / "b.galley").unlink()
        self.assertIn("1 ", self.succeed("desk", "verify", "desk").text())

    def test_figures_of_every_encoding(self):
        """Offsets are code points of the file as given: each CR and each LF is one, and so is a byte order mark."""
        found = set()
        for name, content in variants():
            with self.subTest(name, head=content[:60]):
                self.write("a.txt", content)
                given = content.decode(name.split()[0])
                figures = self.succeed("figures", "--json", "a.txt").json()["figures"]
                for figure in figures:
                    self.assertEqual(slice_of(given, figure), figure["text"])
                    self.assertNotIn("\ufeff", figure["subject"])
                found.add(tuple((figure["text"], figure["value"], figure["subject"]) for figure in figures))
        self.assertEqual(len(found), 1)
        self.assertGreater(len(found.pop()), 20)

    def test_findings_of_every_encoding(self):
        found = set()
        for name, content in variants():
            with self.subTest(name, head=content[:60]):
                self.write("a.txt", content)
                given = content.decode(name.split()[0])
                findings = self.succeed("check", "--json", "a.txt", status=2).json()["findings"]
                lines = self.succeed("check", "a.txt", status=2).text().splitlines()
                self.assertEqual(len(findings), len(lines))
                for finding, line in zip(findings, lines):
                    start, text = re.match(r"a\.txt:(\d+): \w+: (.*)", line).groups()
                    self.assertEqual(int(start), finding["start"])
                    self.assertTrue(text.startswith(slice_of(given, finding) + ": "), (text, slice_of(given, finding)))
                found.add(tuple((finding["rule"], *(slice_of(given, place) for place in finding["places"]))
                                for finding in findings))
        self.assertEqual(len(found), 1)

    def test_places_in_a_bulletin(self):
        sources = [SAMPLE] + ([find_seed()] if find_seed() else [])
        for source in sources:
            self.write("a.txt", source.read_text(encoding="utf-8") + "\n全区有𠮷祥书房3个，增至45个，增长234%。\n")
            self.succeed("import", "a.txt", "-o", "a.galley")
            self.succeed("extract", "a.galley", "-o", "a.galley")
            bulletin = json.loads(self.read("a.galley"))
            blocks = {block["id"]: block.get("text", "") for block in bulletin["blocks"]}
            rows = {row["id"] for table in bulletin["tables"] for row in table["rows"]}
            figures = self.succeed("figures", "--json", "a.galley").json()["figures"]
            for figure in figures:
                self.check_keys(figure, FIGURE | {"block"}, FIGURE_MORE)
                self.assertEqual(slice_of(blocks[figure["block"]], figure), figure["text"])
            order = list(blocks)
            places = [(order.index(figure["block"]), figure["start"]) for figure in figures]
            self.assertEqual(places, sorted(places))
            for finding in self.cli("check", "--json", "--proofs", "a.galley").json()["findings"]:
                self.check_keys(finding, FINDING, FINDING_MORE)
                for place in finding["places"]:
                    if "row" in place:
                        self.assertIn(place["row"], rows)
                    else:
                        self.assertLessEqual(place["start"] + place["length"], len(blocks[place["block"]]))


def texts(bulletin):
    return [block["text"] for block in json.loads(bulletin)["blocks"]]


if __name__ == "__main__":
    main()
