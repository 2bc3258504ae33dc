"""What stands on the three sample scans: the words, where they are, and how the machine misread them.

All of it is invented: the port, the ship, the people, the numbers. `draw_sample.py` turns it into pictures; nothing
here knows how. Positions are pixels of an upright, not yet skewed sheet of 1700 x 2200 (200 dots an inch); `y` is a
baseline.

The markup of a line's text:

    {right|misread}    the scan says "right", the OCR "misread", with low confidence; {right|misread!}: with high
                       confidence; {right|}: the OCR skipped it; {right|right}: read well, but with low confidence
    _words_            underlined           ~words~    struck through
    ^word ^            put in above the line
"""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 1700, 2200


@dataclass(frozen=True)
class Row:
    """Place one line of text: the baseline starts at `x`, `y`; `hand` names a style of `sample_ink.HANDS`."""

    x: float
    y: float
    text: str
    hand: str


@dataclass(frozen=True)
class Block:
    """Hold one region: its lines, turned together by `angle` degrees counter-clockwise about their middle.

    `frame` draws a box of that many pixels' margin round them. `read_into` names the block whose region the OCR put
    these lines into, and `read_at` the place there; `swap` is the first of two lines the OCR gives in the wrong order.
    A block without rows is a picture: `box` says where.
    """

    name: str
    kind: str
    rows: tuple[Row, ...] = ()
    angle: float = 0.0
    frame: int = 0
    box: tuple[int, int, int, int] | None = None
    orientation: int = 0
    read_into: str = ""
    read_at: int = 0
    swap: int | None = None


@dataclass(frozen=True)
class Sheet:
    """Hold one scan: its blocks in the right reading order, and what the copying machine did to it."""

    name: str
    blocks: tuple[Block, ...]
    skew: float
    seed: int
    holes: tuple[tuple[int, int], ...] = ()
    folds: tuple[int, ...] = ()
    staple: tuple[int, int] | None = None
    extras: dict[str, tuple[int, ...]] = field(default_factory=dict)


def rows(x: float, y: float, pitch: float, hand: str, *texts: str, indent: float = 0.0) -> tuple[Row, ...]:
    """Set lines below one another, the first one `indent` pixels further in."""
    return tuple(Row(x + (indent if n == 0 else 0), y + n * pitch, text, hand) for n, text in enumerate(texts))


def _memo() -> Sheet:
    left, pitch, tab = 236, 34, 102
    typed = "memo-typed"
    body = [
        rows(
            left,
            640,
            pitch,
            typed,
            "I have to report that the {steamer|stearner} _{Marguerite Oakes|Marguerite Oakes}_",
            "was not cleared on Monday night, as the Committee had been",
            "told, and that she is still lying at Berth 3 with some {1,140|l,140}",
            "tons of wheat to come aboard.",
            indent=tab,
        ),
        rows(
            left,
            790,
            pitch,
            typed,
            "The facts, so far as they can be established, are these.",
            "At 9:40 in the evening the tally clerk, Mr. Oswin {Farrant|Fanant},",
            "tried to reach the grain office by telephone in order {to con-|tocon-}",
            "firm the second weighing. The Quay Street exchange gave him",
            "no answer for fifty minutes. When a line was at last put",
            "through, the night superintendent {could not|couldnot} be found, and",
            "the elevator had {been|heen} shut down in the meantime on the",
            "{instruction|instructi0n} of a person whose name is not in the log.",
            indent=tab,
        ),
        rows(
            left,
            1076,
            pitch,
            typed,
            "Three explanations have been offered: {1)|l)} that the cable",
            "at the swing bridge was broken by the ice of February 26;",
            "2) that the exchange was short of operators; and 3) that the",
            "call was refused. {Captain Brandreth|Captain Brandrcth} holds the third, and tells",
            'me that he was "made to wait like a rowing boat." The agents',
            "have asked for {demurrage|demunage} at the rate of 210 a day.",
            indent=tab,
        ),
        rows(
            left,
            1294,
            pitch,
            typed,
            "I recommend that the elevator work day and night until",
            "she is clear; that the exchange keep one line open to the",
            "grain office at {all hours|ail hours}; and that nothing be said to the",
            "{consignees|consignecs} before Friday.",
            indent=tab,
        ),
    ]
    return Sheet(
        "memo-1",
        (
            Block("mark", "classification", rows(690, 112, 0, "stamp", "~CONFIDENTIAL~")),
            Block("free", "classification", rows(1148, 128, 0, "stamp-big", "UNCLASSIFIED"), angle=1.6),
            Block("folio", "page-number", rows(1556, 214, 0, "ink-b", "{114|ll4}"), angle=3),
            Block(
                "letterhead",
                "letterhead",
                (
                    Row(588, 246, "PORT OF HALDANE", "letterhead"),
                    Row(497, 298, "OFFICE OF THE {HARBOUR|HARROUR} BOARD", "letterhead-small"),
                ),
            ),
            Block("number", "control-number", rows(238, 190, 0, "number", "No. {0041187|0O41187}")),
            Block("date", "dateline", rows(1058, 404, 0, typed, "March 7, 1962")),
            Block("to", "heading", rows(left, 490, 0, typed, "MEMORANDUM FOR THE GRAIN SHIPMENT COMMITTEE")),
            Block(
                "subject", "heading", rows(left, 556, 0, typed, "Subject: Loading of the _Marguerite Oakes_ at Berth 3")
            ),
            *(Block(f"p{n}", "paragraph", lines) for n, lines in enumerate(body, 1)),
            Block(
                "margin",
                "marginalia",
                rows(
                    1480,
                    906,
                    45,
                    "ink-a",
                    "Was this",
                    "put to Miss",
                    "{Corrigan|Corngan}?",
                    "Ask {Moyle|Moyie}.",
                    "   8/3",
                ),
                angle=5,
            ),
            Block(
                "spine",
                "marginalia",
                rows(-150, 1160, 0, "ink-b", "see {also|aiso} file 62/{GS|6S}/114"),
                angle=90,
                orientation=90,
            ),
            Block(
                "signature",
                "signature",
                (
                    Row(880, 1530, "{E. R. Tallis|E.R Talis}", "sign"),
                    Row(866, 1590, "Edmund R. Tallis", typed),
                    Row(866, 1624, "Secretary to the Board", typed),
                ),
            ),
            Block(
                "routing",
                "routing",
                rows(
                    122,
                    1560,
                    52,
                    "ink-a",
                    "Copies to",
                    "Mrs. {Quennell|Quemell}",
                    "{Farrant|Farrart}",
                    "{A/S|AIS} - Moyle",
                    "J. {Ives|Lves}",
                    "file",
                ),
                angle=1.2,
            ),
            Block(
                "stamp",
                "declassification",
                rows(
                    560,
                    1780,
                    42,
                    "stamp-typed",
                    "DECLASSIFIED 8-14-89",
                    "under Board Order 212 ~{117|ll7}~",
                    "by T. {Wray|Wrav}, Records Office",
                ),
                angle=1.9,
                frame=18,
            ),
            Block(
                "caveat", "caveat", rows(1150, 1742, 44, "stamp", "BOARD ONLY", "NOT TO BE {COPIED|C0PIED}"), angle=-2.2
            ),
            Block("foot", "classification", rows(662, 2106, 0, "stamp-big", "{UNCLASSIFIED|UNCLASSIFlED}"), angle=-0.8),
        ),
        skew=-0.5,
        seed=62,
        holes=((806, 34),),
        folds=(738, 1466),
        staple=(150, 96),
    )


def _report_one() -> Sheet:
    left, pitch, tab = 232, 47, 98
    typed = "report-typed"
    body = [
        rows(
            left,
            516,
            pitch,
            typed,
            "The inquiry sat on three days and heard eleven wit-",
            "nesses. It was asked to say why the grain office could not",
            "be reached from the quay between 9:40 and 10:30 in the eve-",
            "ning, and what the {interruption|intenuption} cost.",
            indent=tab,
        ),
        rows(
            left,
            716,
            pitch,
            typed,
            "The line in question leaves the {Quay|Ouay} Street exchange",
            "by cable, crosses the swing bridge in an iron pipe, {and|aud}",
            "serves the harbour master, the grain office, and Berths {1|l}",
            "to 4. No other subscriber on that cable {complained|cornplained!}. The",
            "theory that the ice had broken the pipe {must therefore|musttherefore} be",
            "given up, and {Mr. Moyle|Mr. Moylc}, who first put it forward, has with",
            "great fairness withdrawn it.",
            indent=tab,
        ),
        rows(
            left,
            1056,
            pitch,
            typed,
            "There remains the conduct of the exchange. {Miss Adela|Miss Adcla}",
            "{Corrigan|Conigan}, the supervisor, stated that four of her seven",
            "operators were absent with influenza, and that she had",
            "herself taken two positions since noon. She {remembered|remernbered!} a",
            'call from the quay, "an impatient one," and thought that',
            "she had connected it. The ticket shows {otherwise|othcrwise}. It is",
            "in another hand, it names Berth 8, where _no_ ship was lying,",
            "and the {hour|bour} has ^since ^been altered without initials.",
            indent=tab,
        ),
        rows(
            left,
            1444,
            pitch,
            typed,
            "The inquiry does not find that the call was refused.",
            "It finds that it was put to the wrong berth; and that when",
            "the error was seen, {someone|sorneone} preferred to alter the ticket",
            indent=tab,
        ),
    ]
    banner = "Released {1994/05/17|1994/O5/17} : HALDANE RECORDS OFFICE HBX-62-0417-{02|O2}"
    return Sheet(
        "report-1",
        (
            Block("mark", "classification", rows(694, 108, 0, "stamp", "~CONFIDENTIAL~"), angle=-0.6),
            Block("free", "classification", rows(1130, 146, 0, "stamp-big", "UNCLASSIFIED"), angle=-2.1),
            Block("header", "header", rows(left, 236, 0, typed, "Harbour Board {Inquiry|lnquiry} No. 9")),
            Block("seal", "image", box=(1330, 236, 1540, 446)),
            Block(
                "title",
                "heading",
                rows(
                    left,
                    372,
                    46,
                    typed,
                    "Report on the interruption of the {telephone|teiephone}",
                    "service at _Berth 3_, March 5, 1962",
                ),
            ),
            *(Block(f"p{n}", "paragraph", lines, swap=5 if n == 2 else None) for n, lines in enumerate(body, 1)),
            Block(
                "margin", "marginalia", rows(1462, 1262, 46, "ink-a", "Whose hand?", "{Not hers.|Nothers.}"), angle=-4
            ),
            Block(
                "spine",
                "marginalia",
                rows(-200, 1000, 0, "ink-b", "{pipe|pipc} inspected 11 March, {sound|sourd}"),
                angle=90,
                orientation=90,
            ),
            Block("number", "control-number", rows(1210, 1760, 0, "number", "HBX {0062-417|0O62-417}")),
            Block(
                "routing",
                "routing",
                rows(220, 1700, 52, "ink-a", "seen  {H.Q.|H.O.}", "{O. Farrant|0. Fanant} 3/29", "Ives"),
                angle=2,
            ),
            Block("form", "footer", rows(left, 1952, 0, "print", "H.B. Form 31 (Rev. 1958)")),
            Block("banner", "release-banner", rows(352, 2036, 0, "banner", banner)),
            Block("foot", "classification", rows(672, 2118, 0, "stamp", "~CONFIDENTIAL~"), angle=0.9),
        ),
        skew=0.62,
        seed=1962,
        holes=((54, 560), (54, 1620)),
        folds=(1102,),
        staple=(126, 78),
        extras={"seal": (1435, 341, 100)},
    )


def _report_two() -> Sheet:
    left, pitch, tab = 240, 47, 98
    typed = "report-typed"
    banner = "Released 1994/05/17 : {HALDANE|HALDANF} RECORDS OFFICE HBX-62-0417-02"
    body = {
        "p1": rows(
            left,
            300,
            pitch,
            typed,
            "rather than to report it. Who that was, the evidence does",
            "{not show|notshow}; and we have not thought it right to guess.",
        ),
        "p2": rows(
            left,
            414,
            pitch,
            typed,
            "As to the cost, the figures of the grain office were",
            "compared with the tally books, and are given here in long",
            "{tons|tous}:",
            indent=tab,
        ),
        "p3": rows(
            left,
            862,
            pitch,
            typed,
            "The agents claim {demurrage|demunage} for two days and a half.",
            "By the agreement made in January the Board is to pay",
            indent=tab,
        ),
        "p4": rows(left, 1070, pitch, typed, "and the Board is bound by it. We advise settlement.", indent=0),
        "p5": rows(
            left,
            1136,
            pitch,
            typed,
            "We recommend: (a) that a line {from the|fromthe} exchange to",
            "the grain office be kept open {whenever|whcnever} a ship is loading;",
            "(b) that no ticket be altered without the initials of the",
            "{supervisor|supervis0r}; and (c) that Mr. {Farrant|Farrent}, who walked to the",
            "grain office and back through the snow, be thanked.",
            indent=tab,
        ),
    }
    table = rows(
        330,
        596,
        50,
        typed,
        "Hold      Weighed    Loaded    Left",
        "No. 1        860       {412|4l2}     448",
        "No. 2        {975|97S}       283     692",
        "Total      1,835       695   1,140",
    )
    return Sheet(
        "report-2",
        (
            Block("mark", "classification", rows(694, 112, 0, "stamp", "~CONFIDENTIAL~"), angle=0.7),
            Block("page", "page-number", rows(824, 206, 0, typed, "- 2 -")),
            Block("p1", "paragraph", body["p1"]),
            Block("p2", "paragraph", body["p2"]),
            Block("table", "table", table),
            Block("p3", "paragraph", body["p3"]),
            Block("cut", "redaction", box=(236, 930, 1420, 1024)),
            Block("exemption", "marginalia", rows(1450, 996, 0, "ink-b", "s. 4 (2)"), angle=2),
            Block("p4", "paragraph", body["p4"]),
            Block("p5", "paragraph", body["p5"]),
            Block(
                "stamp",
                "review-stamp",
                rows(1160, 1452, 48, "stamp", "BOARD", "REVIEW", "{COMPLETED|COMPLETFD}"),
                angle=4.5,
                frame=20,
                read_into="p5",
                read_at=4,
            ),
            Block(
                "signature",
                "signature",
                (
                    Row(330, 1500, "{Hester Quennell|Hcster Ouenell}", "sign"),
                    Row(left, 1576, "Hester Quennell, Chairman", typed),
                ),
            ),
            Block(
                "margin",
                "marginalia",
                rows(1452, 700, 46, "ink-a", "1,140 also", "in {Tallis|Tailis}'s", "memo", "of the 7th"),
                angle=3,
            ),
            Block(
                "declass",
                "declassification",
                rows(
                    270,
                    1738,
                    42,
                    "stamp-typed",
                    "DECLASSIFIED 8-14-89",
                    "under Board Order 212 ~117~",
                    "by {T. Wray|I. Wray}, {Records|Recerds} Office",
                ),
                angle=-2.4,
                frame=18,
            ),
            Block("banner", "release-banner", rows(360, 2040, 0, "banner", banner)),
            Block("foot", "classification", rows(690, 2126, 0, "stamp", "~CONFIDENTIAL~"), angle=-1.1),
        ),
        skew=-0.36,
        seed=417,
        holes=((54, 566), (54, 1628)),
        folds=(1098,),
        staple=(130, 80),
    )


def sheets() -> list[Sheet]:
    """Give the three scans, in the order of the project."""
    return [_memo(), _report_one(), _report_two()]
