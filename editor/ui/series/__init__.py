"""Series of places: all like one, rules that put many right, tours."""
