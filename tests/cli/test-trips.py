# SPDX-License-Identifier: GPL-3.0-or-later
"""From a text to a bulletin to what is printed, and back: nothing is lost on any of the ways."""
import codecs
import html.parser
import json
import re
import shutil
import subprocess
import zipfile

from driver import SAMPLE, SOURCE, CliTest, find_seed, main

try:
    from jsonschema import Draft202012Validator
except ImportError:
    Draft202012Validator = None

ENCODINGS = (
    ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE), ("gb18030", b""),
    ("utf-16-le", b""),
)


class PlainText(html.parser.HTMLParser):
    """The text of a page, without what is not shown."""

    def __init__(self, page):
        super().__init__()
        self.parts, self.hidden = [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("style", "script", "title")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "script", "title")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)

    def text(self):
        return "".join(self.parts)


def squeeze(text):
    """Without the space and the marks that a layout puts between lines and words."""
    return re.sub(r"[\s\u200b\u00ad\\]", "", text)


def structure(bulletin):
    """What a bulletin says, without the ids that each import makes anew."""
    blocks = [(block["kind"], block.get("text", ""), [mark_of(mark) for mark in block.get("marks", [])])
              for block in bulletin["blocks"]]
    return blocks, bulletin.get("details"), bulletin.get("byline")


def mark_of(mark):
    return {key: value for key, value in mark.items() if key != "target"}


class Trips(CliTest):
    def bulletin(self, name):
        """Reads a bulletin and compares it with the schema."""
        bulletin = json.loads(self.read(name))
        if Draft202012Validator:
            schema = json.loads((SOURCE / "data" / "galley-bulletin.schema.json").read_text(encoding="utf-8"))
            errors = [error.json_path + ": " + error.message for error in Draft202012Validator(schema).iter_errors(bulletin)]
            self.assertEqual(errors, [], name)
        return bulletin

    def sources(self):
        yield SAMPLE
        if find_seed():
            yield find_seed()

    def test_schema_is_there(self):
        if not Draft202012Validator:
            self.skipTest("python3-jsonschema is not installed: bulletins are not compared with their schema")

    def test_exports_have_every_block(self):
        for source in self.sources():
            self.cli("import", source, "-o", "a.galley")
            self.succeed("extract", "a.galley", "-o", "b.galley")
            self.assertIn(self.cli("check", "b.galley").status, (0, 2))
            bulletin = self.bulletin("b.galley")
            self.assertEqual([block["text"] for block in bulletin["blocks"]],
                             [block["text"] for block in self.bulletin("a.galley")["blocks"]])
            for ending in ("html", "md", "txt", "pdf"):
                with self.subTest(source.name, ending=ending):
                    if ending == "pdf" and not shutil.which("pdftotext"):
                        self.skipTest("pdftotext is not installed")
                    self.succeed("export", "b.galley", "-o", f"b.{ending}", "--no-notice")
                    # A heading of Markdown has one line.
                    self.assert_in_order(self.text_of(f"b.{ending}"), bulletin, "/" if ending == "md" else "")

    def test_several_bulletins(self):
        """An edition has each of its bulletins in the order given; a page or a PDF holds but one."""
        self.write("a.txt", "晒进度\n东湖区开局良好\n\n一季度，东湖区开工项目12个。\n")
        self.write("b.txt", "晒进度\n西岭区稳步向前\n\n一季度，西岭区开工项目34个。\n")
        self.succeed("export", "a.txt", "b.txt", "-o", "edition.rss")
        feed = self.read("edition.rss").decode()
        self.assertLess(feed.index("开工项目12个"), feed.index("开工项目34个"))
        self.assertEqual(feed.count("<item>"), 2)
        self.succeed("export", "a.txt", "b.txt", "--site", "https://example.org/a?b&c", "-o", "edition.rss")
        self.assertIn("<link>https://example.org/a?b&amp;c</link>", self.read("edition.rss").decode())
        self.misuse("export", "a.txt", "--site", "javascript:alert(1)", "-o", "edition.atom")
        self.misuse("export", "a.txt", "--pictures", "elsewhere", "-o", "a.md")
        self.misuse("export", "a.txt", "--pictures", "beside", "-o", "a.pdf")
        self.succeed("export", "a.txt", "b.txt", "-o", "edition.epub")
        with zipfile.ZipFile(self.folder / "edition.epub") as book:
            self.assertEqual(book.namelist()[0], "mimetype")
            self.assertIn("开工项目34个", book.read("EPUB/bulletin-2.xhtml").decode())
        for ending in ("pdf", "html", "csv"):
            self.assertIn(".epub", self.misuse("export", "a.txt", "b.txt", "-o", f"edition.{ending}").err)
        self.fail_with("none.txt", "No such file", "export", "a.txt", "none.txt", "-o", "other.epub")
        self.assertNotIn("other.epub", self.names())

    def text_of(self, name):
        if name.endswith(".pdf"):
            raw = subprocess.run(["pdftotext", "-raw", self.folder / name, "-"], capture_output=True, check=True).stdout
            # The number at a page's foot, and at the head of the next that the bulletin is not signed.
            return re.sub(r"(?m)^(— \d+ —|\f?未签发)$", "", raw.decode("utf-8"))
        text = self.read(name).decode("utf-8")
        return PlainText(text).text() if name.endswith(".html") else text

    def assert_in_order(self, text, bulletin, line_end):
        text, at = squeeze(text), 0
        for block in bulletin["blocks"]:
            sought = squeeze(block["text"].replace("\n", line_end))
            found = text.find(sought, at)
            self.assertGreaterEqual(found, 0, block)
            at = found + len(sought)

    def test_text_comes_back(self):
        for source in self.sources():
            with self.subTest(source.name):
                self.cli("import", source, "-o", "a.galley")
                self.succeed("export", "a.galley", "-o", "a.txt")
                self.cli("import", "a.txt", "-o", "b.galley")
                self.assertEqual(structure(self.bulletin("b.galley")), structure(self.bulletin("a.galley")))
                self.succeed("export", "b.galley", "-o", "b.txt")
                self.assertEqual(self.read("b.txt"), self.read("a.txt"))

    def test_encodings(self):
        for source in self.sources():
            text = source.read_text(encoding="utf-8")
            self.cli("import", source, "-o", "a.galley")
            whole = structure(self.bulletin("a.galley"))
            for encoding, mark in ENCODINGS:
                for end in ("\n", "\r\n"):
                    with self.subTest(source.name, encoding=encoding, mark=mark, end=end):
                        self.write("a.txt", mark + text.replace("\n", end).encode(encoding))
                        self.cli("import", "a.txt", "-o", "b.galley")
                        self.assertEqual(structure(self.bulletin("b.galley")), whole)

    def test_saved_without_change(self):
        """What there is nothing to do to stays as it is, byte for byte."""
        for source in self.sources():
            with self.subTest(source.name):
                self.cli("import", source, "-o", "a.galley")
                self.succeed("extract", "a.galley", "-o", "b.galley")
                self.succeed("extract", "b.galley", "-o", "c.galley")
                self.assertEqual(self.read("c.galley"), self.read("b.galley"))
                self.succeed("fix", "b.galley", "-o", "d.galley")
                self.succeed("fix", "d.galley", "-o", "e.galley")
                self.assertEqual(self.read("e.galley"), self.read("d.galley"))
                self.bulletin("d.galley")

    def test_unknown_members_stay(self):
        self.write("a.galley", json.dumps({
            "format": "galley-bulletin", "version": 1, "id": "b", "later": {"x": [1, 2.50, None]},
            "blocks": [{"id": "p", "kind": "item", "text": "全区有书房3个。", "colour": "red"}]}))
        self.succeed("fix", "a.galley", "-o", "b.galley")
        self.succeed("extract", "b.galley", "-o", "c.galley")
        bulletin = self.bulletin("c.galley")
        self.assertEqual((bulletin["later"], bulletin["blocks"][0]["colour"]), ({"x": [1, 2.5, None]}, "red"))

    def test_fix_keeps_the_file(self):
        """The encoding, the line ends and the empty lines of a text are its writer's."""
        clean = "和平区一季度成绩单\n\n\n全区新开书房3个，都在三月开门。\n\n下一步再开2个。"
        for encoding, mark in ENCODINGS[:4]:
            for end in ("\n", "\r\n", "\r"):
                with self.subTest(encoding, end=end):
                    content = mark + clean.replace("\n", end).encode(encoding)
                    self.write("a.txt", content)
                    self.succeed("fix", "a.txt", "-o", "b.txt")
                    self.assertEqual(self.read("b.txt"), content)
                    self.write("a.txt", mark + clean.replace("，", ",").replace("\n", end).encode(encoding))
                    self.succeed("fix", "a.txt", "-o", "b.txt")
                    self.assertEqual(self.read("b.txt"), content)

    def test_fix_removes_what_it_can_fix(self):
        """The findings that come with a fix are gone, and those without one are all there."""
        for source in self.sources():
            for kind in ("txt", "galley"):
                with self.subTest(source.name, kind=kind):
                    shutil.copy(source, self.folder / "a.txt")
                    self.cli("import", "a.txt", "-o", "a.galley")
                    before = self.findings(f"a.{kind}")
                    self.succeed("fix", f"a.{kind}", "-o", f"b.{kind}")
                    after = self.findings(f"b.{kind}")
                    self.assertEqual([finding for finding in after if "fix" in finding], [])
                    self.assertEqual(rules(after), rules(finding for finding in before if "fix" not in finding))
        self.write("c.txt", "和平区一季度成绩单\n\n全区新开书房3个,都在三月开门.\n")
        fixes = {finding["rule"] for finding in self.findings("c.txt") if "fix" in finding}
        self.assertTrue(fixes)
        for rule in fixes:
            self.succeed("fix", "c.txt", "-o", "d.txt", "--rule", rule)
            self.assertEqual({finding["rule"] for finding in self.findings("d.txt") if "fix" in finding}, fixes - {rule})

    def findings(self, name):
        return self.cli("check", "--json", name).json()["findings"]


def rules(findings):
    return sorted((finding["rule"], finding["message"]) for finding in findings)


if __name__ == "__main__":
    main()
