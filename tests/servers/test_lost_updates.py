"""Two sessions that save the same entry at the same moment: no text is ever lost.

A real server with two processes, real requests, on the kind of database that the suite runs on.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from scripts.serving import start, wait_for
from tests.servers.visitor import Visitor

ROUNDS = 50
ENTRY = 4
PATH = f"/admin/blog/entry/{ENTRY}/change/"
ANSWERS = ["mine", "theirs", "hand"]


@pytest.fixture(scope="module")
def url(site):
    server, url = start(site, as_production=True, workers=2)
    try:
        wait_for(f"{url}/en/")
        yield url
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def pair(url):
    return [Visitor(url, "leyla"), Visitor(url, "kamran")]


def save_at_once(pair, forms):
    """Both send their form, as much at the same moment as a machine can."""
    barrier = Barrier(2)

    def send(visitor, form):
        barrier.wait()
        return visitor.post(PATH, form)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(send, pair, forms))


def test_fifty_rounds_of_two_in_the_same_text(pair, look):
    written, winners = [], []
    for number in range(ROUNDS):
        forms = [visitor.get(PATH).form for visitor in pair]
        titles = [f"Round {number} of {name}" for name in ("Leyla", "Kamran")]
        forms = [{**form, "title_az": title} for form, title in zip(forms, titles, strict=True)]
        answers = save_at_once(pair, forms)
        assert sorted(answer.status for answer in answers) == [200, 302], number
        loser = next(i for i, answer in enumerate(answers) if answer.status == 200)
        winners.append(1 - loser)
        page = answers[loser]
        assert 'value="title_az"' in page.body, number
        assert all(title in page.body for title in titles), number
        written += titles
        answer = ANSWERS[number % 3]
        merged = {**page.form, "merge_title_az": answer}
        if answer == "hand":
            merged["title_az"] = f"Round {number} of both"
            written.append(merged["title_az"])
        assert pair[loser].post(PATH, {**merged, "_save": "1"}).status == 302, number
    found = look(f"texts {ENTRY}")
    assert set(written) - set(found["history"]) == set()
    assert found["aside"] == ROUNDS
    last = {"mine": titles[loser], "theirs": titles[1 - loser], "hand": written[-1]}[answer]
    assert found["stored"]["az"] == last
    print(f"Leyla was first in {winners.count(0)} of {ROUNDS} rounds.")


def test_ten_rounds_of_two_in_two_languages(pair, look):
    for number in range(10):
        forms = [visitor.get(PATH).form for visitor in pair]
        forms[0] |= {"title_en": f"Round {number}"}
        forms[1] |= {"title_ru": f"Круг {number}"}
        assert [answer.status for answer in save_at_once(pair, forms)] == [302, 302]
        stored = look(f"texts {ENTRY}")["stored"]
        assert (stored["en"], stored["ru"]) == (f"Round {number}", f"Круг {number}")
