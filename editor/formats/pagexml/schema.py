"""What PAGE 2019-07-15 allows where, as tables: enough of its schema to write what others wrote at a place it allows.

Knows elements of that schema and nothing of pages. The lists of languages and scripts are in ``resources/pagexml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from lxml import etree

from editor.formats import xml
from editor.shipped import resource

NAMESPACE: Final = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"

DATE_TIME: Final = re.compile(
    r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?"
    r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)?",
    re.ASCII,
)
NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
"""A name that may be an id: of ASCII only, so that every program agrees."""
_POINTS = re.compile(r"(?:[0-9]+,[0-9]+ )+[0-9]+,[0-9]+")
_FLOAT = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(?:[eE][+-]?[0-9]{1,2})?")
_INT = re.compile(r"[+-]?[0-9]{1,9}")


@cache
def listed(name: str) -> frozenset[str]:
    """Return the values of an enumeration that is too long for this module: ``languages`` or ``scripts``."""
    return frozenset(resource(f"pagexml/{name}.txt").read_text(encoding="utf-8").splitlines())


def _conf(value: str) -> bool:
    return _FLOAT.fullmatch(value) is not None and 0 <= float(value) <= 1


_TYPES: Final[Mapping[str, Callable[[str], object]]] = {
    "string": lambda value: True,
    "int": _INT.fullmatch,
    "count": lambda value: _INT.fullmatch(value) and int(value) >= 0,
    "float": _FLOAT.fullmatch,
    "boolean": lambda value: value in ("true", "false", "1", "0"),
    "dateTime": DATE_TIME.fullmatch,
    "conf": _conf,
    "points": _POINTS.fullmatch,
    "id": NAME.fullmatch,
    "ref": NAME.fullmatch,
    "language": lambda value: value in listed("languages"),
    "script": lambda value: value in listed("scripts"),
}


def _table(text: str) -> dict[str, str]:
    """Return attributes and their types out of ``name:type name:type``; a type with a bar is a list of values."""
    return dict(pair.split(":", 1) for pair in text.split())


_COLOUR = "black|blue|brown|cyan|green|grey|indigo|magenta|orange|pink|red|turquoise|violet|white|yellow|other"
_PRODUCTION = "printed|typewritten|handwritten-cursive|handwritten-printscript|medieval-manuscript|other"
_DIRECTION = "left-to-right|right-to-left|top-to-bottom|bottom-to-top"
_GROUP = (
    "id:id regionRef:ref caption:string type:paragraph|list|list-item|figure|article|div|other continuation:boolean "
    "custom:string comments:string"
)
_REGION = "id:id custom:string comments:string continuation:boolean"
_WRITTEN = f"primaryScript:script secondaryScript:script readingDirection:{_DIRECTION} production:{_PRODUCTION}"
_GRAPHEME = "id:id index:count ligature:boolean charType:base|combining custom:string comments:string"

TEXT_TYPES: Final = (
    "paragraph|heading|caption|header|footer|page-number|drop-capital|credit|floating|signature-mark|catch-word|"
    "marginalia|footnote|footnote-continued|endnote|TOC-entry|list-label|other"
)
_GRAPHIC_TYPES = (
    "logo|letterhead|decoration|frame|handwritten-annotation|stamp|signature|barcode|paper-grow|punch-hole|other"
)

ATTRIBUTES: Final[Mapping[str, Mapping[str, str]]] = {
    name: _table(text)
    for name, text in {
        "PcGts": "pcGtsId:id",
        "Page": "imageFilename:string imageWidth:int imageHeight:int imageXResolution:float imageYResolution:float "
        "imageResolutionUnit:PPI|PPCM|other custom:string orientation:float type:front-cover|back-cover|title|"
        "table-of-contents|index|content|blank|other primaryLanguage:language secondaryLanguage:language "
        f"primaryScript:script secondaryScript:script readingDirection:{_DIRECTION} textLineOrder:{_DIRECTION} "
        "conf:conf",
        "Metadata": "externalRef:string",
        "MetadataItem": "type:author|imageProperties|processingStep|other name:string value:string date:dateTime",
        "Labels": "externalModel:string externalId:string prefix:string comments:string",
        "Label": "value:string type:string comments:string",
        "Coords": "points:points conf:conf",
        "Baseline": "points:points conf:conf",
        "TextEquiv": "index:count conf:conf dataType:xsd:decimal|xsd:float|xsd:integer|xsd:boolean|xsd:date|xsd:time|"
        "xsd:dateTime|xsd:string|other dataTypeDetails:string comments:string",
        "TextLine": f"id:id primaryLanguage:language {_WRITTEN} custom:string comments:string index:int",
        "Word": f"id:id language:language {_WRITTEN} custom:string comments:string",
        "Glyph": f"id:id ligature:boolean symbol:boolean script:script production:{_PRODUCTION} custom:string "
        "comments:string",
        "Grapheme": _GRAPHEME,
        "NonPrintingChar": _GRAPHEME,
        "GraphemeGroup": _GRAPHEME,
        "AlternativeImage": "filename:string comments:string conf:conf",
        "Layer": "id:id zIndex:int caption:string",
        "RegionRef": "regionRef:ref",
        "SourceRegionRef": "regionRef:ref",
        "TargetRegionRef": "regionRef:ref",
        "RegionRefIndexed": "index:int regionRef:ref",
        "ReadingOrder": "conf:conf",
        "OrderedGroup": _GROUP,
        "UnorderedGroup": _GROUP,
        "OrderedGroupIndexed": f"{_GROUP} index:int",
        "UnorderedGroupIndexed": f"{_GROUP} index:int",
        "Relation": "id:id type:link|join custom:string comments:string",
        "GridPoints": "index:int points:points",
        "UserAttribute": "name:string description:string type:xsd:string|xsd:integer|xsd:boolean|xsd:float "
        "value:string",
        "TextStyle": "fontFamily:string serif:boolean monospace:boolean fontSize:float xHeight:int kerning:int "
        f"textColour:{_COLOUR} textColourRgb:int bgColour:{_COLOUR} bgColourRgb:int reverseVideo:boolean "
        "bold:boolean italic:boolean underlined:boolean underlineStyle:singleLine|doubleLine|other subscript:boolean "
        "superscript:boolean strikethrough:boolean smallCaps:boolean letterSpaced:boolean",
        "TextRegion": f"{_REGION} orientation:float type:{TEXT_TYPES} leading:int textLineOrder:{_DIRECTION} "
        "readingOrientation:float indented:boolean align:left|centre|right|justify primaryLanguage:language "
        f"secondaryLanguage:language {_WRITTEN}",
        "ImageRegion": f"{_REGION} orientation:float colourDepth:bilevel|greyscale|colour|other bgColour:{_COLOUR} "
        "embText:boolean",
        "LineDrawingRegion": f"{_REGION} orientation:float penColour:{_COLOUR} bgColour:{_COLOUR} embText:boolean",
        "GraphicRegion": f"{_REGION} orientation:float type:{_GRAPHIC_TYPES} numColours:int embText:boolean",
        "TableRegion": f"{_REGION} orientation:float rows:int columns:int lineColour:{_COLOUR} bgColour:{_COLOUR} "
        "lineSeparators:boolean embText:boolean",
        "ChartRegion": f"{_REGION} orientation:float type:bar|line|pie|scatter|surface|other numColours:int "
        f"bgColour:{_COLOUR} embText:boolean",
        "MapRegion": f"{_REGION} orientation:float",
        "SeparatorRegion": f"{_REGION} orientation:float colour:{_COLOUR}",
        "MathsRegion": f"{_REGION} orientation:float bgColour:{_COLOUR}",
        "ChemRegion": f"{_REGION} orientation:float bgColour:{_COLOUR}",
        "MusicRegion": f"{_REGION} orientation:float bgColour:{_COLOUR}",
        "AdvertRegion": f"{_REGION} orientation:float bgColour:{_COLOUR}",
        "TableCellRole": "rowIndex:int columnIndex:int rowSpan:int colSpan:int header:boolean",
        "NoiseRegion": _REGION,
        "UnknownRegion": _REGION,
        "CustomRegion": f"{_REGION} type:string",
    }.items()
}

_REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "MetadataItem": ("value",),
    "Label": ("value",),
    "Coords": ("points",),
    "Baseline": ("points",),
    "AlternativeImage": ("filename",),
    "Layer": ("id", "zIndex"),
    "RegionRef": ("regionRef",),
    "SourceRegionRef": ("regionRef",),
    "TargetRegionRef": ("regionRef",),
    "RegionRefIndexed": ("index", "regionRef"),
    "OrderedGroup": ("id",),
    "UnorderedGroup": ("id",),
    "OrderedGroupIndexed": ("id", "index"),
    "UnorderedGroupIndexed": ("id", "index"),
    "Relation": ("id",),
    "GridPoints": ("index", "points"),
    "Word": ("id",),
    "Glyph": ("id",),
    "Grapheme": ("id", "index"),
    "NonPrintingChar": ("id", "index"),
    "GraphemeGroup": ("id", "index"),
}

_TAIL = "(TextEquiv )*(TextStyle )?(UserDefined )?(Labels )*"
_INDEXED = "(UserDefined )?(Labels )*((?:RegionRefIndexed|OrderedGroupIndexed|UnorderedGroupIndexed) )+"
_UNINDEXED = "(UserDefined )?(Labels )*((?:RegionRef|OrderedGroup|UnorderedGroup) )+"
_CONTENT: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(text)
    for name, text in {
        "MetadataItem": "(Labels )*",
        "UserDefined": "(UserAttribute )+",
        "Labels": "(Label )*",
        "Border": "Coords ",
        "PrintSpace": "Coords ",
        "Layers": "(Layer )+",
        "Layer": "(RegionRef )+",
        "Relations": "(Relation )+",
        "Relation": "(Labels )*SourceRegionRef TargetRegionRef ",
        "ReadingOrder": "(OrderedGroup|UnorderedGroup) ",
        "OrderedGroup": _INDEXED,
        "OrderedGroupIndexed": _INDEXED,
        "UnorderedGroup": _UNINDEXED,
        "UnorderedGroupIndexed": _UNINDEXED,
        "Grid": "(GridPoints ){2,}",
        "TextEquiv": "(PlainText )?Unicode ",
        "Word": f"(AlternativeImage )*Coords (Glyph )*{_TAIL}",
        "Glyph": f"(AlternativeImage )*Coords (Graphemes )?{_TAIL}",
        "Graphemes": "((?:Grapheme|NonPrintingChar|GraphemeGroup) )+",
        "Grapheme": "(TextEquiv )*Coords ",
        "NonPrintingChar": "(TextEquiv )*",
        "GraphemeGroup": "(TextEquiv )*((?:Grapheme|NonPrintingChar) )*",
    }.items()
}
_TEXT_ONLY: Final = frozenset({"Unicode", "PlainText", "Comments"})
_ELEMENTS: Final = _TEXT_ONLY | _CONTENT.keys() | ATTRIBUTES.keys()


def allows(element: str, attribute: str, value: str) -> bool:
    """Tell whether ``element`` may have ``attribute`` with that value."""
    type_ = ATTRIBUTES.get(element, {}).get(attribute)
    if type_ is None:
        return False
    return bool(_TYPES[type_](value)) if type_ in _TYPES else value in type_.split("|")


def has(element: str, attribute: str) -> bool:
    """Tell whether ``element`` may have ``attribute`` with any value."""
    return attribute in ATTRIBUTES.get(element, {})


def region(element: str, type_: str) -> bool:
    """Tell whether there is a region ``element`` of ``type_``, which may be ""."""
    return element.endswith("Region") and element in ATTRIBUTES and (not type_ or allows(element, "type", type_))


def fits(element: etree._Element) -> bool:
    """Tell whether an element without a namespace, with all that is in it, is as the schema has it."""
    name = element.tag
    if not isinstance(name, str) or name not in _ELEMENTS:
        return False
    if any(name_ not in element.attrib for name_ in _REQUIRED.get(name, ())):
        return False
    if not all(allows(name, str(key), str(value)) for key, value in element.attrib.items()):
        return False
    if name in _TEXT_ONLY:
        return len(element) == 0
    said = "".join(f"{child.tag} " for child in element)
    content = _CONTENT.get(name)
    if not (content.fullmatch(said) if content is not None else not said):
        return False
    return not (element.text or "").strip() and all(fits(c) and not (c.tail or "").strip() for c in element)


def values(element: etree._Element, type_: str) -> Iterator[str]:
    """Yield every attribute in ``element`` that is an ``id`` or a ``ref``, whichever is asked for."""
    for inner in element.iter(etree.Element):
        for key, kind in ATTRIBUTES.get(xml.local(inner), {}).items():
            if kind == type_ and (value := inner.get(key)) is not None:
                yield value
