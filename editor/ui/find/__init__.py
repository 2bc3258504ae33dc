"""Finding words and patterns in the whole project."""
