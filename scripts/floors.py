#!/usr/bin/env python3
"""Runs the scorers and holds their figures against tests/floors.json. Floors only rise.

    scripts/floors.py --eval FOLDER                 fail where a figure is worse than its floor
    scripts/floors.py --eval FOLDER --raise         and write better figures down as the new floors
    scripts/floors.py --eval FOLDER --only time     some of them

A floor is {"figure": value}: at least the value, or at most where the figure stands under "ceilings".
Figures that a clock makes are written down in benchmarks/, never here.
"""
import argparse
import json
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FLOORS = os.path.join(ROOT, "tests", "floors.json")
# What the same program may differ by between two machines' copies of the data: nothing. The slack
# only forgives the rounding of the printed figures.
SLACK = 0.011


def figures(folder, name, words, program):
    """The scorer's last line of JSON, or None."""
    command = [sys.executable, os.path.join(folder, "bench", "score_%s.py" % name), "--rashomon", program] + words
    started = time.time()
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    print("%s: %.0f s" % (name, time.time() - started), flush=True)
    lines = ran.stdout.strip().splitlines()
    try:
        return json.loads(lines[-1])["figures"]
    except (IndexError, ValueError, KeyError):
        print(ran.stdout[-2000:], ran.stderr[-2000:], sep="\n", file=sys.stderr)
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", required=True)
    parser.add_argument("--rashomon", default=os.path.join(ROOT, "target", "release", "rashomon"))
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--only", nargs="*")
    args = parser.parse_args()
    with open(FLOORS, encoding="utf-8") as f:
        floors = json.load(f)
    failed, better, passed = [], 0, 0
    for name, entry in floors["scorers"].items():
        if args.only and name not in args.only:
            continue
        scorer = entry.get("scorer", name)
        found = figures(args.eval, scorer, entry.get("arguments", []), os.path.abspath(args.rashomon))
        if found is None:
            failed.append("%s did not run to its end" % name)
            continue
        for kind, sign in (("floors", 1), ("ceilings", -1)):
            for figure, floor in entry.get(kind, {}).items():
                value = found.get(figure)
                if value is None:
                    failed.append("%s.%s is not among its figures" % (name, figure))
                elif floor is None or sign * (value - floor) > 0:
                    better += floor is not None
                    passed += 1
                    if args.lift:
                        entry[kind][figure] = value
                elif sign * (value - floor) < -SLACK:
                    failed.append("%s.%s is %s, its floor is %s" % (name, figure, value, floor))
                else:
                    passed += 1
                print("  %s.%s %s (floor %s)" % (name, figure, value, floor))
    if args.lift:
        with open(FLOORS, "w", encoding="utf-8") as f:
            json.dump(floors, f, indent=2)
            f.write("\n")
    for line in failed:
        print("!! " + line, file=sys.stderr)
    print("%d figures better than their floors" % better)
    print("floors: %d passed, %d failed" % (passed, len(failed)))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
