"""A form that takes Moodle's language tags apart instead of storing them."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext

from blog import multilang
from blog.languages import facts, in_language, language_codes, quote


@dataclass
class Finding:
    """What was found in one field: where its parts went, and the parts that have no place."""

    label: str
    filled: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """What to tell the author, in the active language."""
        told = [
            gettext("Language tags were found in the field %(field)s.")
            % {"field": quoted(self.label)}
        ]
        if self.filled:
            names = ", ".join(facts(code).endonym for code in self.filled)
            told.append(
                gettext("The parts now stand in their languages: %(languages)s.")
                % {"languages": names}
            )
        if self.empty:
            names = ", ".join(facts(code).endonym for code in self.empty)
            told.append(gettext("The tags hold no text for: %(languages)s.") % {"languages": names})
        if self.left:
            parts = ", ".join(quoted(part) for part in self.left)
            told.append(
                gettext("This part has no place, move it by hand: %(parts)s.") % {"parts": parts}
            )
        return [*told, gettext("Look it through and save again.")]


class UntanglingMixin:
    """Form mixin: texts with language tags come back split, each part in its language's field.

    Nothing is saved then, and nothing is lost: a part whose field is filled already, that is broken,
    or that is in a language the site does not have, stays in the field of the original, quoted.
    """

    untangled_fields: list[str] = []

    def full_clean(self):
        self.findings = self._untangle() if self.is_bound else []
        super().full_clean()

    def clean(self):
        cleaned = super().clean()
        for finding in self.findings:
            self.add_error(None, ValidationError(" ".join(finding.sentences()), code="tags"))
        return cleaned

    def _untangle(self):
        tangled = [
            (name, language, self.data[self._input(name, language)])
            for name in self.untangled_fields
            for language in language_codes()
            if in_language(name, language) in self.fields
            and multilang.has_markup(self.data.get(self._input(name, language), ""))
        ]
        if not tangled:
            return []
        data = self.data.copy()
        # All are emptied first, so that what is put into one is not emptied afterwards.
        for name, language, _text in tangled:
            data[self._input(name, language)] = ""
        findings = [self._untangle_field(data, *place) for place in tangled]
        self.data = data
        return findings

    def _untangle_field(self, data, name, language, text):
        split = multilang.split(text, language_codes())
        label = str(self._meta.model._meta.get_field(name).verbose_name)
        finding = Finding(label, empty=list(split.empty), left=list(split.broken))
        finding.left += [in_tags(code, text) for code, text in split.unknown.items()]
        for code, text in split.texts.items():
            if self._takes(data, name, code, text.strip()):
                data[self._input(name, code)] = text.strip()
                finding.filled.append(code)
            else:
                finding.left.append(in_tags(code, text))
        leftovers = [text for text in [split.common, *finding.left] if text.strip()]
        if leftovers:
            home = self._input(name, self._home(name, language))
            data[home] = " ".join(text.strip() for text in [data.get(home, ""), *leftovers]).strip()
        return finding

    def _takes(self, data, name, language, text):
        """Whether the field can be given ``text`` without losing what stands there."""
        present = data.get(self._input(name, language), "").strip()
        return in_language(name, language) in self.fields and present in ("", text)

    def _home(self, name, language):
        """The language whose field keeps what has no place: the original if it can be written."""
        # Entries have an original; tags, authors, files and comments have none.
        known = getattr(self.instance, "original_language", "")
        chosen = self.data.get(self.add_prefix("original_language"), known)
        is_open = chosen in language_codes() and in_language(name, chosen) in self.fields
        return chosen if is_open else language

    def _input(self, name, language):
        return self.add_prefix(in_language(name, language))


def in_tags(language: str, text: str) -> str:
    """``text`` as Moodle's filter would have it."""
    return f"{{mlang {language}}}{text}{{mlang}}"


def quoted(text: str) -> str:
    """``text`` in the quotes of the active language."""
    return quote(text, get_language())
