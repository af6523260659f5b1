"""The pages that readers get."""
