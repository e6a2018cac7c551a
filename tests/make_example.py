"""Write the roster of the example, ``outreach/example/roster/``, from the whole public data.

    python tests/make_example.py --from DIR

DIR holds the public data in upstream's files, as ``outreach sync`` keeps them. The same data give
the same files, byte for byte. Taken are the signatories of the four letters, everybody who held
their seats afterwards (through renumbered districts), and of these people the fields that the
program reads; of the offices and phones only those of the latest term.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from outreach.model import Legislator
from outreach.roster import Roster, succession
from outreach.sources import congress

TARGET = Path(__file__).resolve().parent.parent / "outreach" / "example" / "roster"

#: The day of the data that the example was made from.
AS_OF = date(2026, 6, 14)

#: Letter → (day, ids of its signatories in the order of the list).
SIGNATORIES: Mapping[str, tuple[date, tuple[str, ...]]] = {
    "chechnya-2017": (date(2017, 7, 13), ("C001084", "R000435")),
    "hres-351": (
        date(2017, 5, 23),
        (
            *("R000435", "E000179", "I000056", "C001084", "R000487", "L000579", "S000522", "N000147", "S001191"),
            *("T000472", "M001185", "T000468", "G000574", "D000604", "B001285", "S001175", "G000551", "M001193"),
            *("L000554", "P000034", "C001094", "C001078", "S001165", "F000462", "T000478", "P000607", "H001050"),
            *("D000625", "E000297", "C001077", "F000466", "D000610", "S001190"),
        ),
    ),
    "chechnya-senate-2017": (
        date(2017, 4, 19),
        (
            *("M000133", "Y000064", "B001277", "M001176", "B001288", "W000817"),
            *("S000033", "C001088", "B001230", "F000062", "G000555", "L000174"),
        ),
    ),
    "chechnya-senate-2018": (
        date(2018, 5, 23),
        ("M000133", "T000461", "C000141", "Y000064", "M001176", "R000595"),
    ),
}

#: Fields that the program reads.
NAME = ("first", "middle", "last", "suffix", "nickname", "official_full")
BIO = ("birthday", "gender", "death_date")
TERM = ("type", "start", "end", "state", "district", "class", "party", "caucus", "party_affiliations")
REACH = ("url", "address", "office", "phone", "contact_form")
OFFICE = ("id", "address", "suite", "building", "city", "state", "zip", "phone", "hours")
SEATING = ("bioguide", "party", "rank", "title")

#: Committees whose subcommittees are kept too: they matter to the letters.
DEEP = ("HSFA", "SSFR")


def make(source: Path) -> dict[str, list[Any] | dict[str, Any]]:
    """File name → content, all in upstream's layout and order."""
    whole = congress.load(source)
    chosen = people(whole)
    serving = {id for id in chosen if whole.legislators[id].term_on(AS_OF)}
    read = {name: json.loads((source / name).read_bytes()) for name in congress.FILES[:5]}
    committees = [committee(entry) for entry in read["committees-current.json"]]
    kept = {entry["thomas_id"] for entry in committees}
    kept |= {entry["thomas_id"] + sub["thomas_id"] for entry in committees for sub in entry.get("subcommittees", ())}
    return {
        "legislators-current.json": [person(p) for p in chosen_of(read["legislators-current.json"], chosen)],
        "legislators-historical.json": [person(p) for p in chosen_of(read["legislators-historical.json"], chosen)],
        "committees-current.json": committees,
        "committee-membership-current.json": dict(seatings(read["committee-membership-current.json"], serving, kept)),
        "legislators-district-offices.json": [
            {"id": {"bioguide": p["id"]["bioguide"]}, "offices": [only(office, OFFICE) for office in p["offices"]]}
            for p in chosen_of(read["legislators-district-offices.json"], serving)
        ],
    }


def people(roster: Roster) -> set[str]:
    """The signatories and everybody who is needed to say who holds their seats on any later day."""
    chosen = {id for _, ids in SIGNATORIES.values() for id in ids}
    for sent, ids in SIGNATORIES.values():
        for id in ids:
            chosen |= after(roster, roster.legislators[id], sent)
    return chosen


def after(roster: Roster, signatory: Legislator, sent: date) -> set[str]:
    """Everybody who came after the signatory, asked from the letter and from each end of a term."""
    found: set[str] = set()
    for since in {sent, *(term.end for term in signatory.terms if sent < term.end < AS_OF)}:
        term = signatory.last_term_by(since)
        for on in days(roster, since):
            if term is not None:
                heirs = succession(roster, term.seat, since, on)
                found |= {who.id for who in (*heirs.chain, heirs.legislator) if who}
    return found


def days(roster: Roster, since: date) -> list[date]:
    """Every day since then on which any term began or ended: between them nothing changes."""
    edges = {day for who in roster.legislators.values() for term in who.terms for day in (term.start, term.end)}
    return sorted(day for day in edges | {since, AS_OF} if since <= day <= AS_OF)


def chosen_of(entries: Iterable[Mapping[str, Any]], chosen: set[str]) -> Iterator[Mapping[str, Any]]:
    """The entries of the chosen people, in upstream's order."""
    return (entry for entry in entries if entry["id"]["bioguide"] in chosen)


def person(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One legislator with the fields that the program reads."""
    kept: dict[str, Any] = {"id": ids(entry), "name": only(entry["name"], NAME)}
    if entry.get("other_names"):
        kept["other_names"] = entry["other_names"]
    kept["bio"] = only(entry["bio"], BIO)
    kept["terms"] = [only(term, TERM) for term in entry["terms"][:-1]] + [only(entry["terms"][-1], TERM + REACH)]
    if entry.get("leadership_roles"):
        kept["leadership_roles"] = entry["leadership_roles"]
    return kept


def ids(entry: Mapping[str, Any]) -> dict[str, str]:
    """The id, and the names that other sites use where they are not the same as the parts."""
    name = entry["name"]
    known = {name.get("official_full"), f"{name['first']} {name['last']}"}
    sites = only(entry["id"], ("wikipedia", "ballotpedia"))
    return {"bioguide": entry["id"]["bioguide"]} | {
        site: title for site, title in sites.items() if title.split(" (")[0] not in known
    }


def committee(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One committee; its subcommittees only where they matter."""
    kept = only(entry, ("type", "name", "thomas_id"))
    if entry["thomas_id"] in DEEP:
        kept["subcommittees"] = [only(sub, ("name", "thomas_id")) for sub in entry["subcommittees"]]
    return kept


def seatings(membership: Mapping[str, Any], chosen: set[str], kept: set[str]) -> Iterator[tuple[str, list[Any]]]:
    """Committee id → the chosen people on it."""
    for id, members in membership.items():
        ours = [only(member, SEATING) for member in members if member["bioguide"] in chosen]
        if id in kept and ours:
            yield id, ours


def only(entry: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """The entry with these fields and no others."""
    return {field: entry[field] for field in fields if field in entry}


def as_text(content: list[Any] | dict[str, Any]) -> str:
    """JSON with one person (or committee) a line, so that a difference can be read."""
    if isinstance(content, list):
        return "[\n" + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in content) + "\n]\n"
    rows = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in content.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main() -> None:
    """Write the files and say how large they are."""
    parser = argparse.ArgumentParser(description="Write the roster of the example from the whole public data.")
    parser.add_argument("--from", dest="source", type=Path, required=True, help="folder with upstream's files")
    for name, content in make(parser.parse_args().source).items():
        (TARGET / name).write_text(as_text(content), encoding="utf-8", newline="\n")
        print(f"{name}: {len(content)} entries, {(TARGET / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
