"""Patterns of the packs: all of them compile, and a bad one is named."""

from __future__ import annotations

import pytest

from testban.errors import ReferenceError
from testban.treaty.extract.patterns import pattern
from testban.treaty.languages import available, pack


@pytest.mark.parametrize("code", available())
def test_every_rule_of_a_pack_compiles(code: str) -> None:
    rules = [
        rule["pattern"]
        for section in pack(code).data.values()
        if isinstance(section, list)
        for rule in section
        if isinstance(rule, dict) and "pattern" in rule
    ]
    assert len(rules) > 100
    assert all(pattern(source, code).regex.pattern for source in rules)


def test_a_bad_pattern_is_named_with_its_pack() -> None:
    with pytest.raises(ReferenceError, match="bad pattern in the 'en' pack") as caught:
        _ = pattern("{S} ratified(", "en").regex
    assert "ratified(" in str(caught.value)
