"""Letters as people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.search.folding import fold, folded_with_places


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


def test_places_are_those_of_the_text():
    assert folded_with_places("Şə’r ﬁ") == ("ser fi", [0, 1, 3, 4, 5, 5])
    assert folded_with_places("раи\u0306он") == ("район", [0, 1, 2, 4, 5])


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(), max_size=60)
    | st.text("иИйёəİIıı\u0306\u0307\u0301’\ud800", max_size=20)
)
def test_any_text_folds_once_and_for_all(text):
    folded = fold(text)
    assert fold(folded) == folded
    letters, places = folded_with_places(text)
    assert letters == folded
    assert len(letters) == len(places)
    assert places == sorted(places)
    assert all(place < len(text) for place in places)
