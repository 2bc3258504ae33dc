"""Furniture found in the text of a page: banners, stamps, numbers, lists of names; pure, and told by text and boxes."""
