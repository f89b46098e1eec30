"""Every schema file is what schema.json describes: json_schema.py ROOT. Needs python3-jsonschema."""
import glob
import json
import os
import sys

ROOT = sys.argv[1]
try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: python3-jsonschema is not there")
    sys.exit(77)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


description = load(os.path.join(ROOT, "schemas/schema.json"))
Draft202012Validator.check_schema(description)
validator = Draft202012Validator(description)
wrong = 0
paths = [path for path in glob.glob(os.path.join(ROOT, "schemas/*/*.json")) if "/policy/" not in path]
for path in sorted(paths):
    for error in validator.iter_errors(load(path)):
        wrong += 1
        print(f"{os.path.relpath(path, ROOT)}: {error.json_path}: {error.message[:200]}")
sys.exit(1 if wrong > 0 or not paths else 0)
