"""``docs/templates.md``, made from the code so that it cannot be out of date."""

from __future__ import annotations

from collections.abc import Iterator

from ..templating import FILTERS, KEYS, Field, Group, Kind, Many, describe
from ..vocabulary import PURPOSES, ROUTES
from .names import NAMES

_INTRODUCTION = """\
# Templates

A follow-up letter is made from a template: a file in `templates/`, written in Markdown, with the
names of values in double braces. Which template serves which route stands in `outreach.toml`
under `[templates]`. The page around it (letterhead, date, address, salutation, signature) is made
by the program; the template is what stands between "Dear …:" and "Sincerely,", without either.

This page is generated from the code. Do not edit it: `pytest tests/test_followups_reference.py --update-golden`
writes it anew.

## An example

```
---
subject: Thank you for {{ letter.signing }} {{ letter.phrase }}
purpose: thank
---
Thank you for adding your name to {{ letter.phrase }}.

{% if colleagues %}
From {{ legislator.state_name }}, {{ colleagues|each('called')|and_list }} joined you.
{% endif %}
```

## What a template can say

| write | to |
|---|---|
| `{{ legislator.name }}` | print a value |
| `{{ letter.sent\\|date }}` | print it through a filter |
| `{% if colleagues %} … {% elif moved %} … {% else %} … {% endif %}` | say it only to some |
| `{% for one in colleagues %} … {% endfor %}` | say it for each of a list |
| `{% set name = committee.name %}` | give a value a shorter name |
| `{# … #}` | leave a remark that nobody gets |

A line that holds only a tag leaves no empty line behind. Templates cannot call, include or import
anything; at most two loops may stand in each other. Before the first letter is made the whole template is
checked: a name that does not exist, a value that is empty for somebody, or a passage that nobody
filled in stops the batch with the file, the line and the cure.
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *_head(), *_names(), *_filters()]) + "\n"


def _head() -> Iterator[str]:
    yield "## The head of a template\n"
    yield "Lines `key: value` between two lines `---`, at the very top.\n"
    yield "| key | says |"
    yield "|---|---|"
    yield from (f"| `{key}` | {what} |" for key, what in KEYS.items())
    yield "\nA purpose fits only some routes, so that nobody who signed is asked to sign:\n"
    yield "| purpose | routes it may serve |"
    yield "|---|---|"
    for purpose, routes in PURPOSES.items():
        yield f"| `{purpose}` | {', '.join(f'`{route}`' for route in ROUTES if route in routes)} |"
    yield ""


def _names() -> Iterator[str]:
    yield "## The names\n"
    yield "“may be empty” means: ask first, as in `{% if signature %}`. Lists are printed with a filter or in a loop;"
    yield "`[]` stands for one of a list.\n"
    yield "| name | kind | is |"
    yield "|---|---|---|"
    yield from (f"| `{name}` | {_kind(kind)} | {kind.doc} |" for name, kind in describe(NAMES))
    yield ""


def _kind(kind: Kind) -> str:
    if isinstance(kind, Many):
        return "list of groups" if isinstance(kind.item, Group) else "list"
    name = "group" if isinstance(kind, Group) else kind.kind
    return f"{name}, may be empty" if isinstance(kind, Field | Group) and kind.may_be_empty else name


def _filters() -> Iterator[str]:
    yield "## The filters\n"
    yield "| filter | for | gives |"
    yield "|---|---|---|"
    for name, rule in FILTERS.items():
        example = f", {rule.example}".replace("|", "\\|") if rule.example else ""
        yield f"| `{name}` | {rule.takes} | {rule.doc}{example} |"
