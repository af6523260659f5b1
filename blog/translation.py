"""Which fields are held once per language (django-modeltranslation reads this module)."""

from modeltranslation.translator import TranslationOptions, register

from blog.models import Attachment, Author, Comment, Entry, Picture, Tag

# Unique per language. Not on the model's field: its own column holds whatever language was active
# at the last save, so two languages would collide in it.
UNIQUE_PER_LANGUAGE = {"slug": {"default": {"unique": True}}}


@register(Entry)
class EntryTranslation(TranslationOptions):
    fields = ["title", "slug", "summary", "body", "published_at", "cover_alt", "cover_caption"]
    field_options = UNIQUE_PER_LANGUAGE


@register(Attachment)
class AttachmentTranslation(TranslationOptions):
    fields = ["label"]


@register(Author)
class AuthorTranslation(TranslationOptions):
    fields = ["name", "bio"]


@register(Comment)
class CommentTranslation(TranslationOptions):
    fields = ["text"]


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ["alt", "caption"]


@register(Tag)
class TagTranslation(TranslationOptions):
    fields = ["name", "slug"]
    field_options = UNIQUE_PER_LANGUAGE
