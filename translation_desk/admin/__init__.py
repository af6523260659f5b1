"""The pages of the desk in the admin."""

from translation_desk.admin import glossary, queue, side

__all__ = ["glossary", "queue", "side"]
