"""Folding, parsing and comparing personal names."""

from __future__ import annotations

import pytest

from outreach import names


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Velázquez", "velazquez"),
        ("O’Rourke", "orourke"),
        ("O'Rourke", "orourke"),
        ("Roybal-Allard", "roybalallard"),
        ("Wasserman Schultz", "wassermanschultz"),
        ("BARRAGÁN", "barragan"),
        ("GarcÃ\xada", "garcia"),
        ("BarragÃ¡n", "barragan"),
        ("Øst", "ost"),
        ("", ""),
        ("李", ""),
    ],
)
def test_key(printed: str, key: str) -> None:
    assert names.key(printed) == key


def test_spellings_have_the_letter_dropped_where_the_accent_stood() -> None:
    assert names.spellings("Luján") == {"lujan", "lujn"}
    assert names.spellings("Smith") == {"smith"}


def test_parse_keeps_suffix_and_nickname_apart() -> None:
    assert names.parse(("Henry", "C.", "Johnson", "Jr."), "Hank") == names.PrintedName(
        ("henry", "c", "johnson"), "jr", "hank"
    )
    assert names.parse(("Ami", "Bera", "M.D.")) == names.PrintedName(("ami", "bera"))
    assert names.parse(("Tim", "Ryan", "M.C.")) == names.PrintedName(("tim", "ryan"))
    assert names.parse(("JAMES", "P.", "MC", "GOVERN")) == names.PrintedName(("james", "p", "mc", "govern"))
    assert names.parse(("G.K.", "Butterfield")) == names.PrintedName(("g", "k", "butterfield"))


def test_divisions_offer_every_surname_longest_first() -> None:
    printed = names.parse(("Debbie", "Wasserman", "Schultz"))
    assert list(printed.divisions()) == [
        ("debbiewassermanschultz", ()),
        ("wassermanschultz", ("debbie",)),
        ("schultz", ("debbie", "wasserman")),
    ]


@pytest.mark.parametrize(
    ("printed", "level"),
    [
        ((), names.NONE),
        (("eddie",), names.KNOWN),
        (("eddie", "bernice"), names.KNOWN),
        (("edward",), names.NICKNAME),
        (("eb",), names.NICKNAME),
        (("e", "b"), names.NICKNAME),
        (("e",), names.INITIAL),
        (("edie",), names.NEAR),
        (("henry",), names.CONFLICT),
        (("h",), names.CONFLICT),
        (("sam", "bernice"), names.NEAR),
    ],
)
def test_levels_of_given_names(printed: tuple[str, ...], level: int) -> None:
    assert names.given_names(["Eddie", "Bernice"]).level(printed) == level


def test_middle_initials_agree_differ_or_say_nothing() -> None:
    given = names.given_names(["Michael", "Dennis"])
    assert [given.middle(p) for p in (("mike", "d"), ("mike", "j"), ("mike",))] == [1, -1, 0]


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("esty", "etsy", True),
        ("smucker", "smucher", True),
        ("sessions", "session", True),
        ("session", "sessions", True),
        ("larsen", "larson", True),
        ("smith", "smith", False),
        ("smith", "smythe", False),
        ("lee", "li", False),
        ("", "a", False),
    ],
)
def test_one_slip(a: str, b: str, apart: bool) -> None:
    assert names.one_apart(a, b) is apart


def test_neighbours_are_found_without_comparing_with_all() -> None:
    near = names.Neighbours(["larsen", "larson", "lawson", "carson", "smith"])
    assert near.of("larson") == ("carson", "larsen", "lawson")
    assert near.of("smitt") == ("smith",)
    assert near.of("nobody") == ()


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [("lcc", "lee", True), ("bamey", "barney", True), ("ciay", "clay", False), ("lee", "lee", False)],
)
def test_words_that_a_machine_takes_for_each_other(a: str, b: str, alike: bool) -> None:
    assert (names.shape(a) == names.shape(b) and a != b) is alike


def test_two_initials_are_those_of_the_first_name_or_of_nobody() -> None:
    bennie, glenn = names.given_names(["Bennie", "G."]), names.given_names(["Glenn"])
    assert (bennie.level(("g", "t")), glenn.level(("g", "t"))) == (names.CONFLICT, names.INITIAL)


@pytest.mark.parametrize(
    ("short", "long"), [("geo", "George"), ("thos", "Thomas"), ("jas", "James"), ("chr", "Christopher")]
)
def test_abbreviated_first_names(short: str, long: str) -> None:
    assert names.given_names([long]).level((short,)) == names.NICKNAME
