"""Which stored files the history still names: a version that is put back needs them."""

from blog.history.snapshots import SHARED, unpacked
from blog.models import Revision, RevisionPart

# Parts that are asked for at once.
AT_ONCE = 500


def files_of_history() -> set[str]:
    """The stored names of all attached files of all versions.

    Only the small parts that name them are unpacked (``SHARED``), not the texts.
    """
    versions = Revision.objects.order_by("entry_id").values_list("entry_id", "parts")
    wanted = list(dict.fromkeys((entry, parts.get(SHARED)) for entry, parts in versions))
    names = set()
    for start in range(0, len(wanted), AT_ONCE):
        entries, digests = zip(*wanted[start : start + AT_ONCE], strict=True)
        # By the entries too: for them there is an index.
        found = RevisionPart.objects.filter(entry__in={*entries}, digest__in={*digests})
        for content in found.values_list("content", flat=True):
            names |= {file for file, *_more in unpacked(content)["attachments"]}
    return names
