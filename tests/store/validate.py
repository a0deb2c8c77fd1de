# SPDX-License-Identifier: GPL-3.0-or-later
"""Validates files against a JSON Schema: validate.py SCHEMA FOLDER. Exits 77 where python3-jsonschema is not installed."""
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit(77)

schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
failed = 0
files = sorted(pathlib.Path(sys.argv[2]).iterdir())
for file in files:
    for error in validator.iter_errors(json.loads(file.read_text(encoding="utf-8"))):
        print(f"{file}: {error.json_path}: {error.message}", file=sys.stderr)
        failed += 1
sys.exit(1 if failed or not files else 0)
