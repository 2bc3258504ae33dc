"""Text without places: which line of the scan each line of the text stands on, shown before it is taken."""
