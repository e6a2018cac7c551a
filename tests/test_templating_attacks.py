"""No template runs code, shows what is behind the values, or eats the machine."""

from __future__ import annotations

import copy
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import OutreachError
from outreach.followups import NAMES
from outreach.templating import Field, Group, Kind, Many, TemplateFault, load

from .attacks import ATTACKS, BOMBS

HEAD = "---\nsubject: s\npurpose: thank\n---\n"

#: Words that show only when something behind the values was reached.
_INSIDE = ("<class", "<built-in", "<function", "<bound", "<module", "object at 0x", "builtins", "root:", "uid=")


def sample(kind: Kind) -> Any:
    """A value of the kind, and two in every list."""
    if isinstance(kind, Group):
        return {name: sample(inner) for name, inner in kind.fields.items()}
    if isinstance(kind, Many):
        return [sample(kind.item), sample(kind.item)]
    return {"number": 2, "yes/no": True, "date": "2017-07-13"}.get(kind.kind, "Test")


CONTEXT = sample(NAMES)


def attempt(folder: Path, body: str) -> str:
    path = folder / "attack.md"
    path.write_text(HEAD + body, encoding="utf-8")
    return load(path, NAMES).render(CONTEXT).body


@pytest.mark.parametrize("body", ATTACKS, ids=range(len(ATTACKS)))
def test_attacks_are_refused_with_their_line(tmp_path: Path, body: str) -> None:
    before = copy.deepcopy(CONTEXT)
    with pytest.raises(OutreachError, match=r"^\w+/attack\.md:6: ") as refused:
        attempt(tmp_path, "first line\n" + body)
    assert before == CONTEXT
    assert not any(word in str(refused.value) for word in _INSIDE)


@pytest.mark.parametrize("body", BOMBS, ids=range(len(BOMBS)))
def test_bombs_are_stopped_quickly(tmp_path: Path, body: str) -> None:
    start = time.process_time()
    with pytest.raises(OutreachError):
        attempt(tmp_path, body)
    assert time.process_time() - start < 2


def test_attacks_in_the_subject_and_the_enclosures_are_refused_too(tmp_path: Path) -> None:
    for line in ("subject: {{ ''.__class__ }}", "enclosures: {{ lipsum() }}"):
        path = tmp_path / "head.md"
        path.write_text(f"---\n{line}\npurpose: thank\n" + ("subject: s\n" if "subject" not in line else "") + "---\nx")
        with pytest.raises(OutreachError, match=r"head\.md:2: "):
            load(path, NAMES)


_WORDS = """{{ }} {% %} if else elif endif for in endfor set = . | ( ) [ ] ~ + - * ** not and or is defined
legislator name colleagues one loop __class__ __globals__ attr format join each and_list 'x' 'name' 1 0
letter sent date first items self lipsum cycler range dict x , : %"""
_TOKENS = _WORDS.split()


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(_TOKENS), max_size=24))
def test_random_templates_are_refused_or_harmless(tmp_path_factory: pytest.TempPathFactory, tokens: list[str]) -> None:
    folder = tmp_path_factory.mktemp("t")
    before = copy.deepcopy(CONTEXT)
    try:
        text = attempt(folder, " ".join(tokens))
    except OutreachError:
        text = ""
    assert not any(word in text for word in _INSIDE)
    assert before == CONTEXT


def test_objects_in_the_context_stay_closed(tmp_path: Path) -> None:
    """Should an object ever slip into the context, its attributes are out of reach and it is never printed."""

    class Secret:
        value = "secret"

        def __str__(self) -> str:
            return self.value

    names = Group("", {"thing": Field(""), "group": Group("", {"value": Field("")})})
    for body in ("{{ thing }}", "{{ group.value }}"):
        path = tmp_path / "object.md"
        path.write_text(HEAD + body)
        with pytest.raises(TemplateFault) as refused:
            load(path, names).render({"thing": Secret(), "group": Secret()})
        assert "secret" not in str(refused.value)
