# SPDX-License-Identifier: GPL-3.0-or-later
"""A small bulletin of an invented district, as the program would write it."""

import copy
import json

BULLETIN = {
    "format": "galley-bulletin",
    "version": 1,
    "id": "drivesample",
    "details": {"series": "看进度 比实绩", "district": "临湖区", "date": "2025-04-10", "period": "2025Q1"},
    "byline": [{"role": "本报记者", "names": ["方舟", "陆离"]}],
    "blocks": [
        {"id": "b-headline", "kind": "headline", "text": "临湖区一季度开局良好"},
        {"id": "b-note", "kind": "note", "text": "本报逐区晾晒一季度的成绩单。"},
        {"id": "b-h1", "kind": "heading", "text": "抓项目\n添后劲"},
        {"id": "b-p1", "kind": "paragraph", "text": "一季度，临湖区开工项目20个，其中工业项目12个、民生项目8个。"},
        {"id": "b-i1", "kind": "item", "text": "湖滨路改造完工,全长3公里。"},
        {"id": "b-h2", "kind": "heading", "text": "优服务\n增活力"},
        {"id": "b-p2", "kind": "paragraph", "text": "全区总投资50亿元，其中东园20亿元、西园25亿元。"},
        {"id": "b-h3", "kind": "heading", "text": "惠民生\n暖人心"},
        {"id": "b-p3", "kind": "paragraph", "text": "新增学位600个，社区食堂45家，同比增长234%，上年同期为13家。"},
    ],
    "tables": [{"id": "t-main", "rows": [
        {"id": "r-1", "name": "开工项目", "scope": "临湖区", "period": "2025Q1", "value": "20", "unit": "个"},
        {"id": "r-2", "name": "新增学位", "scope": "临湖区", "period": "2025Q1", "value": "600", "unit": "个"},
    ]}],
}


def texts(bulletin=BULLETIN):
    return [block.get("text", "") for block in bulletin["blocks"]]


def article(bulletin=BULLETIN):
    """What the text view shows of it."""
    return "\n".join(text.replace("\n", "\u2028") for text in texts(bulletin))


def write(bulletin=BULLETIN):
    return json.dumps(bulletin, ensure_ascii=False, indent=2, separators=(",", " : ")) + "\n"


def changed(change):
    bulletin = copy.deepcopy(BULLETIN)
    change(bulletin)
    return bulletin
