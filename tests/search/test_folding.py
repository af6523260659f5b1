"""Letters as people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.search.folding import fold


@pytest.mark.parametrize(
    ("texts", "folded"),
    [
        ("Azərbaycan AZƏRBAYCAN azerbaycan azәrbaycan azǝrbaycan Azǝrbaycan", "azerbaycan"),
        ("şəhər sehir", None),
        ("İstanbul ISTANBUL Istanbul istanbul ıstanbul I\u0307stanbul", "istanbul"),
        ("ИСТАНБУЛ истанбул", "истанбул"),
        ("учёт учет УЧЁТ уче\u0308т уче\u0301т", "учет"),
        ("район РАЙОН раи\u0306он", "район"),
        ("çıxış ÇIXIŞ cixis c\u0327ıxıs\u0327", "cixis"),
        ("Göyçay GÖYÇAY goycay", "goycay"),
        ("Ağdaş agdas", "agdas"),
        ("migrant’s migrant's migrantʼs migrants", "migrants"),
        ("гра\u00adница граница гра\u200bница", "граница"),
        ("ﬁne fine ｆｉｎｅ", "fine"),
        ("Straße STRASSE", "strasse"),
        ("café cafe", "cafe"),
        ("Łódź lodz", "lodz"),
    ],
)
def test_letters_taken_for_each_other_are_one(texts, folded):
    expected = {folded} if folded else {"seher", "sehir"}
    assert {fold(text) for text in texts.split()} == expected


def test_letters_that_differ_stay_apart():
    assert fold("мой") != fold("мои")
    assert fold("qaz") != fold("gaz")


def test_short_i_may_be_written_in_two_parts():
    assert fold("раи\u0306он И\u0306од") == "район йод"


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(), max_size=60)
    | st.text("иИйёəİIıı\u0306\u0307\u0301’\ud800", max_size=20)
)
def test_any_text_folds_once_and_for_all(text):
    folded = fold(text)
    assert fold(folded) == folded
