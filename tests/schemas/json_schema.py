"""Every schema and policy is what schema.json or policy/policy.json describes: json_schema.py ROOT.
Needs python3-jsonschema."""
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


def faults(description_path, paths):
    """Prints what is wrong with the files; how many faults, at least one if there is no file."""
    description = load(os.path.join(ROOT, description_path))
    Draft202012Validator.check_schema(description)
    validator = Draft202012Validator(description)
    wrong = 0 if paths else 1
    for path in sorted(paths):
        for error in validator.iter_errors(load(path)):
            wrong += 1
            print(f"{os.path.relpath(path, ROOT)}: {error.json_path}: {error.message[:200]}")
    return wrong


files = glob.glob(os.path.join(ROOT, "schemas/*/*.json"))
policies = [path for path in files if "/policy/" in path and not path.endswith("/policy.json")]
schemas = [path for path in files if "/policy/" not in path]
sys.exit(1 if faults("schemas/schema.json", schemas)
         + faults("schemas/policy/policy.json", policies) > 0 else 0)
