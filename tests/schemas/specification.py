"""SPEC.md and schema.json name every key and word that the loader knows: specification.py ROOT."""
import json
import os
import re
import sys

ROOT = sys.argv[1]


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def keys_in(node):
    """Names of all properties in a JSON Schema."""
    found = set()
    stack = [node]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            found |= set(value.get("properties", {}))
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return found


def objects_in(node):
    """The names of each object's properties in a JSON Schema."""
    found = []
    stack = [node]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if "properties" in value and value.get("type") == "object":
                found.append(frozenset(value["properties"]))
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return found


tables = []
for name in os.listdir(os.path.join(ROOT, "lib/schema")):
    for table in re.findall(r"const char \*const (?:strata_)?keys\[\] = \{([^}]*)\}",
                            read("lib/schema/" + name)):
        tables.append(frozenset(re.findall(r'"([^"]+)"', table)))
loader = set().union(*tables)
targets = set(re.findall(r'^STRATA_TARGET\(\w+, "(\w+)"', read("lib/schema/targets.def"), re.M))
words = read("lib/schema/vocabulary.def")
groups = set(re.findall(r'^STRATA_[A-Z]+\(.*?"(\w+)"', words, re.M | re.S))
recorded = set(re.findall(r'^STRATA_DIM\(\w+, "(\w+)"', words, re.M)) - {"all", "race_mask"}
races = set(re.findall(r'^STRATA_(?:STATUS|UNKNOWN)\(RACE, \w+,\s*"(\w+)"', words, re.M))
constants = recorded | set(
    re.findall(r'^STRATA_TARGET\(\w+, "(\w+)", [^,]+, NONE, \w+, true\)',
               read("lib/schema/targets.def"), re.M))

text = read("schemas/SPEC.md")
named = set(re.findall(r"[\w$]+", " ".join(re.findall(r"`([^`]*)`", text)))) | set(
    re.findall(r'"(\w+)"', text))
described = json.loads(read("schemas/schema.json"))
allowed = keys_in(described)
mapped = set(described["$defs"]["field"]["properties"]["strata"]["properties"]["to"]["enum"])

set_words = set(described["$defs"]["set"]["propertyNames"]["enum"])
dim_words = set(described["$defs"]["dim"]["enum"])
race_words = set(
    described["$defs"]["field"]["properties"]["strata"]["properties"]["race"]["enum"])

problems = [f"SPEC.md does not name {key}"
            for key in sorted((loader | targets | groups) - named)]
problems += [f"schema.json does not know the key {key}" for key in sorted(loader - allowed)]
problems += [f"the loader does not know the key {key} of schema.json"
             for key in sorted(allowed - loader)]
problems += [f"target {name} is only in one of targets.def and schema.json"
             for name in sorted(targets ^ mapped)]
problems += [f"no object of the loader has just the keys {', '.join(sorted(keys))}"
             for keys in objects_in(described) if keys not in tables]
problems += [f"{what} {name} is only in one of the program and schema.json"
             for what, here, there in (("constant", constants, set_words),
                                       ("dimension", recorded, dim_words),
                                       ("race", races, race_words))
             for name in sorted(here ^ there)]
for problem in problems:
    print(problem)
if len(loader) < 40 or len(targets) < 40 or len(groups) < 40:
    problems.append("too little was found: does the pattern still fit the code?")
    print(problems[-1])
sys.exit(1 if problems else 0)
