"""Ties every picture of a manuscript to the caption and the credit that stand beside it."""

import re
from dataclasses import dataclass

from magazine.intake.word.blocks import Block, Paragraph, Picture, Table, usual_size
from magazine.intake.word.credits import OPENING, Caption, has_credit, split_caption
from magazine.intake.word.heads import NUMBERED, is_heading_style

CAPTION_STYLES = {"caption", "题注", "图说", "图注", "图片说明"}
FIGURE = re.compile(r"图\s*[\d一二三四五六七八九十]{1,3}(?![\d年月日个人名])")
SHORT = 45
LONGEST = 160


@dataclass
class Placed:
    """A picture with what stands beside it; `guessed` where only its place says that the line is its caption."""

    number: int
    caption: Caption
    guessed: bool = False


def tied(blocks: list[Block]) -> list[Paragraph | Table | Placed]:
    """The blocks with every picture and its caption as one piece, in order. No other paragraph is taken away."""
    return _Tying(blocks).read()


class _Tying:
    def __init__(self, blocks: list[Block]):
        self.blocks = blocks
        self.usual = usual_size(blocks)
        self.at = 0

    def read(self) -> list[Paragraph | Table | Placed]:
        done: list[Paragraph | Table | Placed] = []
        while self.at < len(self.blocks):
            block = self.blocks[self.at]
            if not isinstance(block, Picture):
                done.append(block)
                self.at += 1
                continue
            group = self._pictures()
            above = done[-1] if done else None
            if isinstance(above, Paragraph) and re.match(r"[▼▽↓]", above.words):
                done.pop()
                done += self._with_captions(group, [(above, False)])
            else:
                done += self._with_captions(group, self._captions(len(group)))
        return done

    def _pictures(self) -> list[Picture]:
        group: list[Picture] = []
        while self.at < len(self.blocks) and isinstance(picture := self.blocks[self.at], Picture):
            group.append(picture)
            self.at += 1
        return group

    def _captions(self, most: int) -> list[tuple[Paragraph, bool]]:
        """The lines under a group of pictures that are theirs, each with whether only its place says so."""
        lines: list[tuple[Paragraph, bool]] = []
        while self.at < len(self.blocks) and isinstance(line := self.blocks[self.at], Paragraph):
            sure = self._is_caption(line)
            first_guess = not lines and self.at + 1 < len(self.blocks) and self._may_be_caption(line)
            owed = split_caption(line.words)
            own_credit = bool(lines) and not owed.text and owed.credited
            if not own_credit and (len(self._cut(lines)) >= most or not (sure or first_guess)):
                break
            lines.append((line, not sure and not own_credit))
            self.at += 1
            if first_guess and not sure:
                most = 1
        return lines

    @staticmethod
    def _cut(lines: list[tuple[Paragraph, bool]]) -> list[Caption]:
        """The captions, a line that is nothing but a credit joined to the one before."""
        captions: list[Caption] = []
        for line, _guessed in lines:
            read = split_caption(line.words)
            if captions and read.credited and not read.text and not captions[-1].credited:
                captions[-1] = Caption(captions[-1].text, read.credit_name, read.credit_kind)
            else:
                captions.append(read)
        return captions

    def _with_captions(self, group: list[Picture], lines: list[tuple[Paragraph, bool]]) -> list[Placed]:
        """One caption each; a single one under several pictures stands with the last, its credit with all."""
        captions = self._cut(lines)
        guessed = any(guess for _line, guess in lines)
        if len(captions) == 1 and len(group) > 1:
            shared = Caption("", captions[0].credit_name, captions[0].credit_kind)
            captions = [shared] * (len(group) - 1) + captions
        captions += [Caption("")] * (len(group) - len(captions))
        extra = " ".join(filter(None, (caption.text for caption in captions[len(group) :])))
        placed = [Placed(p.number, c, guessed) for p, c in zip(group, captions, strict=False)]
        if extra:
            last = placed[-1].caption
            placed[-1].caption = Caption(f"{last.text} {extra}".strip(), last.credit_name, last.credit_kind)
        return placed

    def _is_caption(self, line: Paragraph) -> bool:
        text = line.words
        if line.style in CAPTION_STYLES:
            return True
        if len(text) > LONGEST or line.listed or is_heading_style(line.style):
            return False
        marked = OPENING.match(text) or text.startswith(("图为", "图中")) or FIGURE.match(text)
        small = 0 < line.size <= self.usual - 0.4
        centred = line.align == "center" and not line.bold and len(text) <= 80 and not self._numbered(text)
        return bool(line.beside or marked or has_credit(text) or small or centred)

    def _may_be_caption(self, line: Paragraph) -> bool:
        """A short line of one sentence right under a picture, with running text after it."""
        text = line.words
        if line.style in CAPTION_STYLES or line.bold or line.listed or is_heading_style(line.style):
            return False
        one = len(re.findall(r"[。！？；]", text)) <= 1 and not text.endswith(("：", "，", "；", ":"))
        return len(text) <= SHORT and one and not self._numbered(text) and line.size <= self.usual

    @staticmethod
    def _numbered(text: str) -> bool:
        return any(form.match(text) for form in NUMBERED.values())
