"""Two versions of a page beside each other, line by line, and the taking over of lines from one into the text."""
