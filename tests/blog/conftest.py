"""What the tests of the admin start from."""

import pytest

from blog.roles import EDITOR
from tests.factories import make_user


@pytest.fixture
def editor(client):
    """Log an editor in."""
    user = make_user(EDITOR)
    client.force_login(user)
    return user
