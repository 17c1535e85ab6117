"""Sets as integers: what goes in comes out, whether few or many."""

from hypothesis import given
from hypothesis import strategies as st

from magazine.search.postings import encode
from magazine.search.sets import as_set, flags, joined, numbers

SETS = st.sets(st.integers(0, 400)) | st.sets(st.integers(0, 40), min_size=20)


@given(SETS)
def test_numbers_come_out_in_order(found):
    assert numbers(as_set(found)) == sorted(found)


@given(SETS, st.integers(0, 500))
def test_a_byte_for_every_number(found, size):
    marks = flags(as_set(found), size)
    assert len(marks) >= size
    assert {place for place, mark in enumerate(marks) if mark} == found


@given(st.lists(st.sets(st.integers(0, 63)), max_size=5))
def test_blocks_are_joined(blocks):
    parts = [(block, encode(sorted(places), 64)) for block, places in enumerate(blocks)]
    assert joined(parts, 64) == as_set(block * 64 + place for block, places in enumerate(blocks) for place in places)
