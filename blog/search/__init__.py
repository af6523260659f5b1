"""Finding entries by words, as people type them, in the languages of the site."""
