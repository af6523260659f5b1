"""The download of a file."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from blog import roles
from blog.attachments import UNSEEN, media_type
from blog.models import Attachment

# Whatever a browser makes of the file, it does it in a box: no script, no form, no origin.
POLICY = "default-src 'none'; sandbox"


@require_safe
def download(request, pk, name):
    """Give out an attachment of an entry that can be read in some language; 404 for any other.

    Who may see the entry in the admin gets the files of a draft, too. ``name`` in the address is for
    people.
    """
    attachment = get_object_or_404(Attachment.objects.select_related("entry__author"), pk=pk)
    entry = attachment.entry
    if not entry.live_languages and not roles.may_see(request.user, entry):
        raise Http404("No such file.")
    return given_out(attachment)


def given_out(attachment):
    """The answer with the file, for a caller that knows that it may be had.

    Always as a download (RFC 6266), under the name it was uploaded with.
    """
    try:
        file = attachment.file.open("rb")
    except OSError as error:
        raise Http404("The file is gone.") from error
    kind = media_type(attachment.extension, attachment.media_type)
    # A name with the end of a line in it would be no header.
    filename = UNSEEN.sub("", attachment.name)
    response = FileResponse(file, as_attachment=True, filename=filename, content_type=kind)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
