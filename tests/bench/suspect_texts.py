"""Pages as machines read them beside what they should read: the corpora, and scans read by tesseract where it is."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageFilter

from editor.assist.suspects.values import MARKS, TextLine
from editor.formats import known
from editor.model.geometry import Polygon, bounds
from editor.model.source import SourcePage
from editor.model.tagset import TagSet, read_tagset
from editor.shipped import resource

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
CORPORA = SHARED / "corpora"
LETTERS = CORPORA / "isri-business-letters"
ORDER = CORPORA / "factful-ocr-testing"
TYPESCRIPT = CORPORA / "ehri-english-typescript" / "english"
SCANS = SHARED / "seeds" / "scans"
CACHE = Path(tempfile.gettempdir()) / "muniment-bench-tesseract"
_BESIDE = ("furniture", "note", "figure")
Marks = tuple[tuple[float, float, float, float], ...]


@dataclass(slots=True)
class Text:
    """A page as it was read, and as it should read; ``page`` is its name, whatever machine read it."""

    page: str
    lines: list[TextLine]
    truth: str
    absolute: bool = False


def letters(engine: str) -> list[Text]:
    """Return the business letters as one engine read them."""
    texts = []
    for truth in sorted(LETTERS.glob("*.gt.txt")):
        read = LETTERS / truth.name.replace(".gt.txt", f".tif.{engine}")
        if read.exists():
            lines = lines_of(known.read(read).pages[0])
            texts.append(Text(truth.name, lines, _letter(truth), "tesseract" in engine))
    return texts


def _letter(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def order(engine: str) -> list[Text]:
    """Return Executive Order 9066 as one engine read it, without confidences."""
    truth = (ORDER / "eo9066.transcript.txt").read_text(encoding="utf-8")
    return [Text("eo9066", plain((ORDER / f"eo9066.{engine}.txt").read_text(encoding="utf-8")), truth)]


def scanned(name: str, worn: bool = False) -> list[Text]:
    """Return the pages of a set as tesseract reads them here; none where it is not installed.

    Args:
        name: ``letters``, ``order``, ``typescript`` or ``scans``.
        worn: Whether the images are blurred and coarsened first.
    """
    if shutil.which("tesseract") is None:
        return []
    return [Text(page, read_here(image, marks, worn), truth, True) for page, image, truth, marks in _SETS[name]()]


_Sheet = tuple[str, Path, str, Marks]


def _letter_images() -> Iterator[_Sheet]:
    for truth in sorted(LETTERS.glob("*.gt.txt")):
        yield truth.name, LETTERS / truth.name.replace(".gt.txt", ".tif"), _letter(truth), ()


def _order_image() -> Iterator[_Sheet]:
    yield "eo9066", ORDER / "eo9066.jpg", (ORDER / "eo9066.transcript.txt").read_text(encoding="utf-8"), ()


def _typescripts() -> Iterator[_Sheet]:
    for image in sorted(TYPESCRIPT.glob("*.jpg")):
        yield image.name, image, _all_text(known.read(image.with_suffix(".xml")).pages[0]), ()


def _scans() -> Iterator[_Sheet]:
    tagset = read_tagset(resource("tagsets/us-government-records.toml").read_text(encoding="utf-8"))
    for image in sorted(SCANS.glob("*.jpg")):
        page = known.read(image.with_suffix(".xml")).pages[0]
        yield image.name, image, _all_text(page), tuple(_marks(page, tagset))


_SETS: dict[str, Callable[[], Iterable[_Sheet]]] = {
    "letters": _letter_images, "order": _order_image, "typescript": _typescripts, "scans": _scans,
}  # fmt: skip


def _all_text(page: SourcePage) -> str:
    return "\n".join(line.text for region in page.regions for line in region.lines)


def _marks(page: SourcePage, tagset: TagSet) -> Iterator[tuple[float, float, float, float]]:
    for region in page.regions:
        outline = region.outline or tuple(point for line in region.lines for point in line.outline)
        if tagset.kind(region.kind).role in _BESIDE and outline:
            yield bounds(outline)


def read_here(image: Path, marks: Marks = (), worn: bool = False) -> list[TextLine]:
    """Return the lines of an image as tesseract reads it; kept in a temporary folder for the next time."""
    CACHE.mkdir(exist_ok=True)
    digest = hashlib.sha256(image.read_bytes()).hexdigest()[:24] + ("-worn" if worn else "")
    kept = CACHE / f"{digest}.hocr"
    if not kept.is_file():
        read = CACHE / f"{digest}.png" if worn else image
        if worn:
            _wear(image).save(read)
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        call = ["tesseract", str(read), str(CACHE / f"{digest}.part"), "hocr"]
        subprocess.run(call, check=True, capture_output=True, env=environment, timeout=300)
        (CACHE / f"{digest}.part.hocr").rename(kept)
    return lines_of(known.read(kept).pages[0], marks)


def _wear(image: Path) -> Image.Image:
    """Return an image as a poor copy of it looks: blurred, coarser, and blurred again."""
    with Image.open(image) as opened:
        grey = opened.convert("L")
    size = grey.size
    small = grey.filter(ImageFilter.GaussianBlur(0.8)).resize((size[0] * 3 // 4, size[1] * 3 // 4))
    return small.resize(size).filter(ImageFilter.GaussianBlur(0.6))


def lines_of(page: SourcePage, marks: Marks = ()) -> list[TextLine]:
    """Return the lines of a page that was read; those within a mark of the record are in its group."""
    return [
        TextLine(
            line.number, line.text,
            tuple((w.start, w.end, w.confidence) for w in line.words if w.confidence is not None),
            line.confidence, region=index, group=MARKS if _within(line.outline, marks) else "",
        )
        for index, region in enumerate(page.regions) for line in region.lines
    ]  # fmt: skip


def _within(outline: Polygon, marks: Marks) -> bool:
    if not outline:
        return False
    left, top, right, bottom = bounds(outline)
    x, y = (left + right) / 2, (top + bottom) / 2
    return any(a <= x <= c and b <= y <= d for a, b, c, d in marks)


def plain(text: str) -> list[TextLine]:
    """Return the lines of a text, a blank one parting regions."""
    out: list[TextLine] = []
    region = 0
    for number, line in enumerate(text.splitlines()):
        region += not line.strip()
        if line.strip():
            out.append(TextLine(number, line, region=region))
    return out


def right_texts() -> dict[str, list[str]]:
    """Return right texts by set."""
    return {
        "letters": [_letter(path) for path in sorted(LETTERS.glob("*.gt.txt"))],
        "order": [(ORDER / "eo9066.transcript.txt").read_text(encoding="utf-8")],
        "typescript": [truth for _, _, truth, _ in _typescripts()],
        "scans": [truth for _, _, truth, _ in _scans()],
    }
