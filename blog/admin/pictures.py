"""The library of pictures in the admin, and what the editor's dialogs ask of it."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, ProtectedError
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from blog import roles
from blog.admin.endonyms import endonym
from blog.admin.filters import UnusedPictureFilter
from blog.admin.search import WordSearch, search
from blog.fields import is_key
from blog.languages import in_language, language_codes
from blog.models import Entry, Picture, used_by
from blog.picture_forms import NewPictureForm, PictureForm
from blog.pictures import ANIMATED, add_picture, discard, refocus
from blog.renditions import rendition_url, rendition_widths, text_width, thumbnail_url

SHOWN = 24
WORDS = ["alt", "caption"]


@admin.register(Picture)
class PictureAdmin(WordSearch, admin.ModelAdmin):
    form = PictureForm
    list_display = ["named", "words", "use_count", "uploaded"]
    list_filter = [UnusedPictureFilter]
    list_per_page = 48
    ordering = ["-pk"]
    search_help_text = _("Looks in names, descriptions, captions and credits.")
    view_on_site = False

    class Media:
        css = {"all": ["blog/admin/pictures.css"]}
        js = [forms.Script("blog/admin/pictures/focus.js", type="module")]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("upload/", wrap(require_POST(self.upload)), name="blog_picture_upload"),
            path("choose/", wrap(require_safe(self.choose)), name="blog_picture_choose"),
            path("<int:pk>/show/", wrap(require_safe(self.show)), name="blog_picture_show"),
            *super().get_urls(),
        ]

    # What the dialogs ask for

    def upload(self, request):
        """Take in the file ``file``; answer with the picture, or with why it cannot be taken (400)."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        file = request.FILES.get("file")
        try:
            if file is None:
                raise ValidationError(gettext("The upload did not arrive whole. Try it again."))
            picture, is_animated = add_picture(file, user=request.user)
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=400)
        note = str(ANIMATED) if is_animated else ""
        return JsonResponse({"picture": described(picture), "note": note})

    def choose(self, request):
        """Answer with the pictures that ``q`` names, or the one numbered ``id``, newest first.

        JSON: ``{"pictures": [...], "more": bool}``; ``page`` counts from 1.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        number, page = request.GET.get("id", ""), request.GET.get("page", "1")
        if number:
            found = list(Picture.objects.filter(pk=number)) if is_key(number) else []
        else:
            pictures = search(Picture.objects.all(), request.GET.get("q", "").strip(), columns())
            first = (int(page) - 1) * SHOWN if page.isdecimal() and 0 < int(page) < 10**6 else 0
            found = list(pictures.order_by("-pk")[first : first + SHOWN + 1])
        return JsonResponse(
            {"pictures": [described(one) for one in found[:SHOWN]], "more": len(found) > SHOWN}
        )

    def show(self, request, pk):
        """Lead to a rendition that the editor shows; 404 for a picture that is gone."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        picture = get_object_or_404(Picture, pk=pk)
        return HttpResponseRedirect(rendition_url(picture, f"{text_width(picture)}.webp"))

    # The list

    def get_queryset(self, request):
        uses = Count("uses", distinct=True) + Count("covers", distinct=True)
        return super().get_queryset(request).annotate(use_count=uses)

    def get_search_fields(self, request):
        return columns()

    @admin.display(description=_("picture"), ordering="name")
    def named(self, picture):
        return format_html(
            '<img src="{}" alt="" loading="lazy"><span>{}</span> <small>{} × {}</small>',
            thumbnail_url(picture),
            picture.words("alt", get_language()) or str(picture),
            picture.width,
            picture.height,
        )

    @admin.display(description=_("described in"))
    def words(self, picture):
        names = [endonym(code) for code in language_codes() if picture.words("alt", code)]
        if not names:
            return gettext("Nobody has said what it shows.")
        said = format_html_join(", ", "{}", ((name,) for name in names))
        return format_html("{} {}", gettext("Described in:"), said)

    @admin.display(description=_("used"), ordering="use_count")
    def use_count(self, picture):
        count = picture.use_count
        if not count:
            return gettext("not used")
        return ngettext("in %(count)d entry", "in %(count)d entries", count) % {"count": count}

    @admin.display(description=_("uploaded at"), ordering="created_at")
    def uploaded(self, picture):
        return date_format(localtime(picture.created_at), "SHORT_DATE_FORMAT")

    # The form

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(
            request, obj, change, **{"form": PictureForm if obj else NewPictureForm, **kwargs}
        )
        form.user = request.user
        return form

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["upload"]})]
        by_language = [
            (endonym(code), {"fields": [in_language(name, code) for name in WORDS]})
            for code in language_codes()
        ]
        shared = ["preview", "focus_x", "focus_y", "name", "credit"]
        return [(None, {"fields": shared, "classes": ["picture-shared"]}), *by_language]

    readonly_fields = ["preview"]

    @admin.display(description=_("picture"))
    def preview(self, picture):
        url = rendition_url(picture, f"{rendition_widths(picture.width)[-1]}.webp")
        return format_html('<span class="focal"><img src="{}" alt=""></span>', url)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or roles.may_change_picture(request.user, obj))

    def save_model(self, request, obj, form, change):
        if not change:
            # The form has taken the picture in already.
            return
        before = Picture.objects.get(pk=obj.pk).focus
        super().save_model(request, obj, form, change)
        refocus(obj, before=before)

    def response_add(self, request, obj, post_url_continue=None):
        """Go on to the words and the focal point."""
        self.message_user(request, gettext("The picture is in the library."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:blog_picture_change", args=[obj.pk]))

    # Deleting

    def delete_model(self, request, obj):
        discard(obj)

    def delete_queryset(self, request, queryset):
        for picture in queryset:
            discard(picture)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        picture = self.get_object(request, object_id)
        told = {"places": places(picture, request.user)} if picture else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **told})

    def delete_view(self, request, *args, **kwargs):
        return self._or_say_that_it_is_used(request, super().delete_view, *args, **kwargs)

    def changelist_view(self, request, extra_context=None):
        return self._or_say_that_it_is_used(request, super().changelist_view, extra_context)

    def _or_say_that_it_is_used(self, request, view, *args, **kwargs):
        """Between the question and the answer a picture may have been put into a text."""
        try:
            return view(request, *args, **kwargs)
        except ProtectedError:
            message = gettext("The picture is used, so it was not deleted.")
            self.message_user(request, message, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:blog_picture_changelist"))


def columns():
    """The columns that a search of pictures looks in."""
    return [
        "name",
        "credit",
        *(in_language(name, code) for name in WORDS for code in language_codes()),
    ]


def described(picture):
    """What the dialogs know of ``picture``, as JSON can hold it."""
    return {
        "id": picture.pk,
        "name": str(picture),
        "thumbnail": thumbnail_url(picture),
        "width": picture.width,
        "height": picture.height,
        "credit": picture.credit,
        "words": {
            code: {name: picture.words(name, code) for name in WORDS} for code in language_codes()
        },
    }


def places(picture, user):
    """Links to the entries that show ``picture``; those that ``user`` may not see are counted."""
    entries = used_by(Entry.objects.all(), picture)
    seen = list(entries.filter(pk__in=Entry.objects.visible_to(user)).order_by("-pk"))
    hidden = entries.count() - len(seen)
    links = [
        format_html(
            '<a href="{}">{}</a>', reverse("admin:blog_entry_change", args=[entry.pk]), entry
        )
        for entry in seen
    ]
    if hidden:
        others = ngettext(
            "%(count)d entry of somebody else", "%(count)d entries of somebody else", hidden
        )
        links.append(others % {"count": hidden})
    return format_html_join(", ", "{}", ((link,) for link in links)) or gettext("nowhere")
