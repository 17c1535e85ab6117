"""Owns the reading order of a page: its rows in blocks, the blocks in the order in which they are read."""

from collections import Counter
from dataclasses import dataclass, field

from magazine.intake.pdf.letters import Row

MOST = 400
"""Blocks that are set in order by their places; a page with more keeps the order of its content."""
Style = tuple[float, int]


@dataclass(slots=True)
class Piece:
    """Rows of one style below each other in one column; `grid`: a table, column by column."""

    rows: list[Row] = field(default_factory=list)
    grid: bool = False

    @property
    def left(self) -> float:
        return min(row.left for row in self.rows)

    @property
    def right(self) -> float:
        return max(row.right for row in self.rows)

    @property
    def top(self) -> float:
        return min(row.base - row.size for row in self.rows)

    @property
    def bottom(self) -> float:
        return max(row.base for row in self.rows)

    @property
    def style(self) -> Style:
        return self.rows[0].style

    @property
    def text(self) -> str:
        return "".join(row.text for row in self.rows)


def body_style(rows: list[Row]) -> Style:
    """The size and font of most letters."""
    count: Counter[Style] = Counter()
    for row in rows:
        count[row.style] += len(row.letters)
    return count.most_common(1)[0][0] if count else (0.0, 0)


def pieces(rows: list[Row]) -> list[Piece]:
    """The rows of a page in pieces: one below the other, of one style, as near as lines of a paragraph."""
    found: list[Piece] = []
    rows = sorted(rows, key=lambda row: (row.base, row.left))
    for index, row in enumerate(rows):
        beside = [
            r for r in rows[max(index - 12, 0) : index + 12] if r is not row and abs(r.base - row.base) < 0.4 * r.size
        ]
        # A row above that reaches over two cells goes on in neither.
        fitting = [p for p in found if _below(p, row) and not any(_shared(Piece(p.rows[-1:]), r) > 3 for r in beside)]
        best = min(fitting, key=lambda p: (round(row.base - p.bottom), -_shared(p, row)), default=None)
        if best is None:
            found.append(Piece([row]))
        else:
            best.rows.append(row)
    return found


def _shared(piece: Piece, row: Row) -> float:
    return min(piece.right, row.right) - max(piece.left, row.left)


def _below(piece: Piece, row: Row) -> bool:
    last, size = piece.rows[-1], row.size
    if abs(last.size - size) > 0.08 * size or last.style[1] != row.style[1]:
        return False
    pitch = row.base - last.base
    usual = piece.rows[1].base - piece.rows[0].base if len(piece.rows) > 1 else 2.2 * size
    if not 0.8 * size <= pitch <= min(2.3 * size, usual * 1.3):
        return False
    if len(piece.rows) == 1 and 0 < piece.left - row.left <= 3 * size:
        # A short second line below an indented first one.
        return True
    overlap = _shared(piece, row)
    return overlap >= 0.3 * min(row.right - row.left, piece.right - piece.left)


def gridded(found: list[Piece], body: Style) -> list[Piece]:
    """The pieces with the columns of each table made one: pieces of small type beside each other, row by row."""
    result: list[Piece] = []
    taken: set[int] = set()
    for piece in found:
        if id(piece) in taken:
            continue
        columns = [piece]
        for column in columns:
            beside = [p for p in found if p not in columns and id(p) not in taken and _level(column, p, body)]
            columns += beside
        if len(columns) > 1 and sum(len(column.rows) for column in columns) >= 6:
            taken |= {id(column) for column in columns}
            columns.sort(key=lambda column: column.left)
            result.append(Piece([row for column in _joined(columns) for row in column], grid=True))
        else:
            result.append(piece)
    return result


def _level(a: Piece, b: Piece, body: Style) -> bool:
    """Whether two pieces are columns of one table: narrow, of one type, their rows level with each other."""
    narrow = all(max(row.right - row.left for row in p.rows) < 10 * p.rows[0].size for p in (a, b))
    if not narrow or body in (a.style, b.style) or a.style[0] != b.style[0] or _over(a, b):
        return False
    few, many = sorted((a, b), key=lambda piece: len(piece.rows))
    level = [any(abs(row.base - other.base) <= 0.3 * row.size for other in many.rows) for row in few.rows]
    return sum(level) >= max(0.6 * len(level), 1)


def _joined(columns: list[Piece]) -> list[list[Row]]:
    """The rows of each column: pieces that stand below each other, as the names of groups do, are one column."""
    result: list[list[Row]] = []
    right = 0.0
    for column in columns:
        if result and column.left < right - 1:
            result[-1] += column.rows
        else:
            result.append(list(column.rows))
        right = max(right, column.right) if result and len(result[-1]) > len(column.rows) else column.right
    for rows in result:
        rows.sort(key=lambda row: row.base)
    return result


def in_order(found: list[Piece], body: Style) -> list[Piece]:
    """The pieces as they are read: what stands above all running text, its columns, what stands below it.

    Between columns a piece comes before another that it stands above, or left of, where nothing across both parts them.
    """
    running = [piece for piece in found if piece.style == body and piece.right - piece.left > 6 * piece.rows[0].size]
    if not running or len(found) > MOST:
        return sorted(found, key=lambda piece: (piece.top, piece.left))
    top, bottom = min(piece.top for piece in running), max(piece.bottom for piece in running)
    above = [piece for piece in found if piece.bottom < top]
    below = [piece for piece in found if piece.top > bottom]
    middle = [piece for piece in found if not (piece.bottom < top or piece.top > bottom)]
    by_height = lambda piece: (round(piece.top), piece.left)  # noqa: E731
    return sorted(above, key=by_height) + _sorted(middle) + sorted(below, key=by_height)


def _sorted(found: list[Piece]) -> list[Piece]:
    """A topological order (T. Breuel, 2003): first above, then left."""
    first = {
        id(b): {id(a) for a in found if a is not b and _comes_before(a, b, found)} for b in found
    }  # piece → the pieces before it
    left = sorted(found, key=lambda piece: (piece.left, piece.top))
    result: list[Piece] = []
    done: set[int] = set()
    while left:
        # A circle is broken at the piece that waits for the fewest.
        piece = next((p for p in left if first[id(p)] <= done), None)
        piece = piece or min(left, key=lambda p: (len(first[id(p)] - done), p.top))
        left.remove(piece)
        done.add(id(piece))
        result.append(piece)
    return result


def _comes_before(a: Piece, b: Piece, found: list[Piece]) -> bool:
    if _over(a, b):
        return a.top < b.top
    if a.left >= b.left:
        return False
    low, high = sorted((a.top, b.top))
    return not any(_over(c, a) and _over(c, b) and low < c.top < high for c in found if c is not a and c is not b)


def _over(a: Piece, b: Piece) -> bool:
    return min(a.right, b.right) - max(a.left, b.left) > 3
