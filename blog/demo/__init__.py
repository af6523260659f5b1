"""The demo: what a newcomer reads after `make run`. All texts and drawings are ours."""
