"""The history of entries: what each held after every save, who saved it, and the way back."""
