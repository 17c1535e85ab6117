"""Sets the pieces of a manuscript as body HTML."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

from magazine.intake.word.blocks import Paragraph, Span, Table
from magazine.intake.word.numbering import circled


def inline(paragraph: Paragraph, numbers: dict[int, int], bold: bool = True) -> str:
    """The words of a paragraph. `numbers`: note → the number that its mark shows; `bold` whether weight says anything."""
    pieces: list[Span] = []
    for span in paragraph.spans:
        if span.note:
            span = replace(span, text=circled(numbers[span.note]) if span.note in numbers else "")
        look = replace(span, text="", size=0, note=0, bold=span.bold and bold and bool(span.text.strip()))
        if pieces and replace(pieces[-1], text="") == look:
            pieces[-1] = replace(pieces[-1], text=pieces[-1].text + span.text)
        elif span.text:
            pieces.append(replace(look, text=span.text))
    return "".join(_piece(piece) for piece in pieces)


def _piece(span: Span) -> str:
    text = escape(span.text, quote=False).replace("\n", "<br>")
    for wanted, tag in ((span.raised, span.raised), (span.italic, "em"), (span.bold, "strong")):
        if wanted:
            text = f"<{tag}>{text}</{tag}>"
    return f'<a href="{escape(span.href)}">{text}</a>' if span.href else text


def listing(items: list[Paragraph], words: Callable[[Paragraph], str]) -> str:
    """Items in a row as nested lists; a numbered list that goes on after other text starts where it left off."""
    html: list[str] = []
    open_lists: list[tuple[str, int]] = []
    for item in items:
        kind, level, number = item.listed or ("ul", 0, 1)
        while open_lists and (open_lists[-1][1] > level or (open_lists[-1][1] == level and open_lists[-1][0] != kind)):
            html.append(f"</li></{open_lists.pop()[0]}>")
        if open_lists and open_lists[-1][1] == level:
            html.append("</li>")
        else:
            start = f' start="{number}"' if kind == "ol" and 1 < number < 1000 else ""
            html.append(f"<{kind}{start}>")
            open_lists.append((kind, level))
        html.append(f"<li>{words(item)}")
    html += [f"</li></{kind}>" for kind, _level in reversed(open_lists)]
    return "".join(html)


def tabled(table: Table, caption: str, words: Callable[[Paragraph], str]) -> str:
    """The table with its caption; the lines inside a cell are divided by <br>."""
    rows = []
    for index, row in enumerate(table.rows):
        tag, scope = ("th", ' scope="col"') if index < table.heads else ("td", "")
        cells = []
        for cell in row:
            span = f' colspan="{cell.columns}"' if 1 < cell.columns < 1000 else ""
            span += f' rowspan="{cell.rows}"' if 1 < cell.rows < 1000 else ""
            text = "<br>".join(words(paragraph) for paragraph in cell.paragraphs)
            cells.append(f"<{tag}{scope}{span}>{text}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    head, body = "".join(rows[: table.heads]), "".join(rows[table.heads :])
    named = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{named}{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"
