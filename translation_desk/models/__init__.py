"""What the desk keeps: translations with their segments, what was said and done, terms, and what readers wanted.

The foreign keys into ``blog`` and to accounts are not constraints of the database: with this app taken out
of the settings its tables stay behind, and must not stand in the way of deleting an entry.
"""

from translation_desk.models.glossary import Term, TermName
from translation_desk.models.records import Demand, DeskStep, Dismissal, SourceChange
from translation_desk.models.texts import SegmentComment, TranslatedSegment, Translation

__all__ = [
    "Demand",
    "DeskStep",
    "Dismissal",
    "SegmentComment",
    "SourceChange",
    "Term",
    "TermName",
    "TranslatedSegment",
    "Translation",
]
