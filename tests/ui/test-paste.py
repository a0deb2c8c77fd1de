# SPDX-License-Identifier: GPL-3.0-or-later
"""Pasting and copying: structure comes in from word processors, web pages and plain lines, and goes out to them."""

import subprocess

import drive
import sample

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"><style>p{color:red}</style></head>
<body><!--StartFragment--><p class=MsoNormal>见<b>甲</b>，<a href="https://example.org/">报告</a>。<o:p></o:p></p>
<h2>抓投资<br>稳增长</h2><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·</span><![endif]>乙</p><script>alert(1)</script>
<table><tr><td>指标</td><td>数值</td></tr></table><!--EndFragment--></body></html>"""


class Paste(drive.Case):
    def start_sample(self):
        self.file = self.bulletin()
        self.original = self.read(self.file)
        galley = self.start(self.file, settings={"autosave-seconds": "uint32 1"})
        galley.wait_text(sample.article())
        return galley

    def blocks(self):
        return drive.json.loads(self.read(self.file))["blocks"]

    def expect(self, galley, change):
        """The file comes to hold the sample's blocks with @change made, as (kind, text)."""
        wanted = [(block["kind"], block["text"]) for block in sample.BULLETIN["blocks"]]
        change(wanted)

        def now():
            return [(block["kind"], block.get("text", "")) for block in self.blocks()]
        drive.poll(lambda: f"{wanted}\ninstead of\n{now()}", lambda: now() == wanted)
        galley.wait_text("\n".join(text.replace("\n", "\u2028") for _, text in wanted))

    def offer(self, content, target):
        """Another program puts something on the clipboard, and stays as long as the test lasts."""
        clip = subprocess.Popen(["xclip", "-quiet", "-selection", "clipboard", "-t", target], stdin=subprocess.PIPE,
                                stderr=subprocess.DEVNULL)
        clip.stdin.write(content.encode())
        clip.stdin.close()
        self.addCleanup(clip.wait)
        self.addCleanup(clip.kill)
        drive.poll("the clipboard", lambda: self.taken(target) == content)

    def taken(self, target):
        return subprocess.run(["xclip", "-out", "-selection", "clipboard", "-t", target], capture_output=True).stdout.decode()

    def test_rich_text(self):
        """Headings, emphasis, links, lists and tables come in, one step of undo; styles and scripts do not."""
        galley = self.start_sample()
        galley.put_caret(3, 4)
        self.offer(WORD, "text/html")
        galley.key("ctrl+v")
        text = sample.texts()[3]

        def change(blocks):
            blocks[3:4] = [("paragraph", text[:4] + "见甲，报告。"), ("heading", "抓投资\n稳增长"), ("item", "乙"),
                           ("table", ""), ("paragraph", text[4:])]
        self.expect(galley, change)
        self.assertEqual(self.blocks()[3]["marks"], [
            {"kind": "emphasis", "start": 5, "length": 1},
            {"kind": "link", "start": 7, "length": 2, "target": "https://example.org/"}])
        self.assertEqual(self.blocks()[6]["grid"]["rows"], [["指标", "数值"]])
        galley.type("完")
        galley.wait_text(sample.article().replace(text, text[:4] + "见甲，报告。\n抓投资\u2028稳增长\n乙\n完\n" + text[4:]))
        galley.key("ctrl+z", "ctrl+z")
        self.wait_file(self.file, self.original)

    def test_structure_recognised(self):
        """Plain lines get their structure, which an undo takes back before it takes back the paste."""
        galley = self.start_sample()
        galley.put_caret(3, -1)
        lines = "\n狠抓重大项目\n在稳增长发力\n今年一季度，全区新开工一批项目。\n◆东园扩建完工\n"
        self.offer(lines, "UTF8_STRING")
        galley.key("ctrl+v")
        text = sample.texts()[3]
        self.expect(galley, lambda blocks: blocks.__setitem__(slice(3, 4), [
            ("paragraph", text), ("heading", "狠抓重大项目\n在稳增长发力"),
            ("paragraph", "今年一季度，全区新开工一批项目。"), ("item", "东园扩建完工")]))
        galley.find("label", "Structure recognised")
        galley.find("button", "Undo").act()
        galley.wait_text(sample.article().replace(text, text + lines))
        galley.key("ctrl+z")
        self.wait_file(self.file, self.original)

    def test_copy(self):
        """What is copied is HTML to those who ask for it and lines to others, and comes back as it was, marks and all."""
        galley = self.start_sample()
        galley.put_caret(3, 0)
        galley.key("shift+Right", "shift+Right", "ctrl+b", "Left")
        galley.put_caret(2, 0)
        galley.key("shift+ctrl+Down", "shift+ctrl+Down", "shift+End", "ctrl+c")
        drive.poll("HTML", lambda: "<h2>抓项目<br/>添后劲</h2>" in self.taken("text/html"))
        page = self.taken("text/html")
        self.assertIn("<strong>一季</strong>度，临湖区", page)
        self.assertIn("<ul><li>湖滨路改造完工", page)
        self.assertTrue(self.taken("UTF8_STRING").startswith("抓项目\n添后劲\n一季度，"), self.taken("UTF8_STRING"))
        galley.put_caret(-1, -1)
        galley.key("ctrl+v")
        drive.poll(lambda: str([(b["kind"], b.get("text")) for b in self.blocks()]), lambda: self.blocks()[-1]["text"] == sample.texts()[4])
        self.assertEqual([block["kind"] for block in self.blocks()[-3:]], ["heading", "paragraph", "item"])
        self.assertEqual(self.blocks()[-2]["marks"], self.blocks()[3]["marks"])
        ids = [block["id"] for block in self.blocks()]
        self.assertEqual(len(ids), len(set(ids)))

    def test_cut(self):
        galley = self.start_sample()
        galley.put_caret(4, 0)
        galley.key("shift+End", "ctrl+x")
        galley.wait_text(sample.article().replace(sample.texts()[4], ""))
        galley.key("ctrl+v")
        galley.wait_text(sample.article())
        drive.poll("an item", lambda: self.blocks()[4]["kind"] == "item" and self.blocks()[4]["text"] == sample.texts()[4])

    def test_article_into_empty_bulletin(self):
        """A whole page that is pasted into an empty bulletin is imported, with a report."""
        galley = self.start(settings={"first-run": "false"})
        self.offer("<h1>临湖区一季度开局良好</h1><p>2025年4月10日</p><p>一季度,开工<b>20个</b>项目。</p>", "text/html")
        article = galley.article
        galley.key("F6", "ctrl+v")
        drive.poll(lambda: article.text, lambda: galley.article.text == "临湖区一季度开局良好\n一季度，开工20个项目。")
        galley.find("label", "Imported, with 1 repair")


if __name__ == "__main__":
    drive.main()
