"""Text that has no places, put at the lines of the scan: proposals with their confidence, never edits."""
