#!/usr/bin/env python3
"""A state that no file of the project knows is added by one JSON file: new_state.py STRATA

The layout is as awkward as real ones: a title above the header, semicolons, Windows-1252, thousands with
points, decimals with commas, percents with a sign, ranges, two subjects side by side, a pseudo-group and a footer. Expected
numbers are those of the rows below, by hand.
"""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

SCHEMA = {
    "name": "zz/new-state", "version": "1",
    "missingValues": [{"value": "", "label": "not reported"}, {"value": "DS", "label": "suppressed"}],
    "layouts": [{
        "name": "accountability", "encoding": "WINDOWS-1252", "dialect": {"delimiter": ";"},
        "fields": [
            {"name": "Année", "constraints": {"required": True},
             "strata": {"to": "year", "school_year": True}},
            {"name": "District", "strata": {"to": "lea", "pad": 4, "absent": ["0000"]}},
            {"name": "Niveau", "strata": {"to": "grade", "map": {"codes": {"G3": "03", "tous": "all"}}}},
            {"name": "Groupe", "constraints": {"required": True}, "strata": {
                "to": "group", "map": {"codes": {"Tous": "all=all", "Élèves EL": "el=current"},
                                       "drop": ["Moyenne"]}}}],
        "strata": {
            "signature": ["Année", "District", "Groupe"], "preamble": 2, "footer": ["Fin"],
            "blurred": ["< {below} %", "{lo} à {hi} %"], "set": {"assessment": "zz-test"},
            "results": [
                {"set": {"subject": subject}, "fields": [
                    {"name": "N " + word, "groupChar": ".", "decimalChar": ",",
                     "strata": {"to": "n"}},
                    {"name": "Réussite " + word, "bareNumber": False, "decimalChar": ",",
                     "strata": {"to": "pct", "cut": 2}}]}
                for subject, word in (("math", "maths"), ("reading", "lecture"))]}}],
    "strata": {"kind": "published", "assessments": [{"id": "zz-test", "levels": 2, "proficient": 2}]},
}
FILE = """Résultats publics
Année;District;Niveau;Groupe;N maths;Réussite maths;N lecture;Réussite lecture
2022-23;0;G3;Tous;12.345;61,5 %;12.300;58,0 %
2022-23;0;G3;Élèves EL;1.210;20 à 29 %;1.205;31,2 %
2022-23;71;G3;Tous;640;< 5 %;640;DS
2022-23;71;G3;Moyenne;;33 %;;33 %
Fin;;;;;;;
"""
EXPECTED = {  # level, lea, group, subject: n, value, lo, hi
    ("state", "", "all=all", "math"): ("12345", "61.5", "61.45", "61.55"),
    ("state", "", "all=all", "reading"): ("12300", "58", "57.95", "58.05"),
    ("state", "", "el=current", "math"): ("1210", "", "19.5", "29.5"),
    ("state", "", "el=current", "reading"): ("1205", "31.2", "31.15", "31.25"),
    ("lea", "0071", "all=all", "math"): ("640", "", "0", "5"),
    ("lea", "0071", "all=all", "reading"): ("640", "", "", ""),
}


def main():
    with tempfile.TemporaryDirectory() as folder:
        schema, data = os.path.join(folder, "new-state.json"), os.path.join(folder, "zz.csv")
        with open(schema, "w", encoding="utf-8") as out:
            json.dump(SCHEMA, out, ensure_ascii=False)
        with open(data, "wb") as out:
            out.write(FILE.encode("cp1252"))
        run = subprocess.run([sys.argv[1], "cells", data, "--schema", schema, "--by", "all,el"],
                             capture_output=True, text=True, check=False)
    lines = [x for x in run.stdout.splitlines() if not x.startswith("#")]
    got = {(r["entity_level"], r["lea"], r["dim"] + "=" + r["group"], r["subject"]):
           (r["n_scored"], r["value"], r["value_lo"], r["value_hi"])
           for r in csv.DictReader(io.StringIO("\n".join(lines))) if r["stat"] == "pct"}
    balanced = "4 rows in = 3 accepted + 0 rejected + 1 out of scope" in run.stderr
    if run.returncode != 0 or got != EXPECTED or not balanced:
        print("exit", run.returncode, run.stderr, got, sep="\n")
        return 1
    print("%d numbers of a state known by its JSON file alone" % len(got))
    return 0


if __name__ == "__main__":
    sys.exit(main())
