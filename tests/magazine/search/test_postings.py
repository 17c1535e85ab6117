"""Postings: what goes into a row comes out of it, as a list or as a bitmap."""

from hypothesis import given
from hypothesis import strategies as st

from magazine.search.grams import ALL, SPREAD, grams, grams_of_term, numbered
from magazine.search.postings import Row, changed, encode, places

SIZE = 64
PLACES = st.sets(st.integers(0, SIZE - 1)).map(sorted)


@given(st.dictionaries(st.integers(0, (1 << 32) - 1), PLACES, max_size=12))
def test_a_row_holds_what_was_packed(table):
    row = Row(Row(b"", SIZE).with_changes({key: (found, ()) for key, found in table.items()}), SIZE)
    held = {key: found for key, found in table.items() if found}
    assert {key: places(payload, SIZE) for key, payload in row.items()} == held
    for key in [*table, 1]:
        assert places(row.get(key), SIZE) == held.get(key, [])


KEYS = st.integers(0, 12)


@given(st.dictionaries(KEYS, PLACES), st.dictionaries(KEYS, st.tuples(PLACES, PLACES)))
def test_a_row_changes_where_it_is_told_to(table, changes):
    row = Row(Row(b"", SIZE).with_changes({key: (found, ()) for key, found in table.items()}), SIZE)
    after = Row(row.with_changes(changes), SIZE)
    expected = {key: set(found) for key, found in table.items()}
    for key, (come, gone) in changes.items():
        expected[key] = (expected.get(key, set()) - set(gone)) | set(come)
    assert {key: set(places(payload, SIZE)) for key, payload in after.items()} == {
        k: v for k, v in expected.items() if v
    }


@given(PLACES, PLACES, PLACES)
def test_places_come_and_go(there, come, gone):
    found = changed(encode(there, SIZE), SIZE, come, gone)
    assert places(found, SIZE) == sorted((set(there) - set(gone)) | set(come))


def test_no_key_costs_more_than_its_bitmap():
    assert len(encode(range(SIZE), SIZE)) == SIZE // 8
    assert len(encode([5], SIZE)) == 2


@given(st.integers(1, 0x10FFFF), st.integers(0, 0x10FFFF))
def test_no_two_grams_share_a_key(first, second):
    """Multiplying by an odd number modulo a power of two can be undone."""
    gram = chr(first) + (chr(second) if second else "")
    bucket, key = numbered(gram)
    undone = (bucket << 30 | key // 4) * pow(SPREAD, -1, ALL + 1) & ALL
    assert (undone >> 21, undone & 0x1FFFFF, key % 4) == (first, second, 0)


def test_grams_do_not_reach_over_a_space():
    assert grams("工会 会工") == {"工": 2, "会": 2, "工会": 1, "会工": 1}
    assert grams_of_term("工会工会") == ["工会", "会工"]
    assert grams_of_term("工") == ["工"]
    assert grams_of_term("安全生产月") == ["安全", "生产", "产月"]
    assert grams_of_term("安全生产标兵") == ["安全", "生产", "标兵"]
