"""The translators' workplace: what is missing, written side by side, and known when it goes stale."""
