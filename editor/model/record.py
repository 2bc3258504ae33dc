"""The metadata of a document, by name: what the record sheet asks and the TEI header tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetadataField:
    """One entry of the record sheet: its name in the file and its label on screen."""

    name: str
    label: str
    hint: str = ""


FIELDS: tuple[MetadataField, ...] = (
    MetadataField("type", "Kind of record", "memorandum, letter, telegram"),
    MetadataField("date", "Date", "1962-11-16"),
    MetadataField("from", "From"),
    MetadataField("to", "To"),
    MetadataField("subject", "Subject"),
    MetadataField("repository", "Repository"),
    MetadataField("collection", "Collection"),
    MetadataField("shelfmark", "Shelfmark", "box and folder"),
    MetadataField("control_number", "Control number"),
    MetadataField("classification", "Classification", "as it stands now"),
    MetadataField("language", "Language", "en"),
    MetadataField("publisher", "Publisher"),
    MetadataField("availability", "Availability", "who may use it, and how"),
    MetadataField("summary", "Summary"),
)
