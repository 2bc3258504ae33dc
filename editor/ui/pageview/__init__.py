"""The pane of the scan: the page with its regions and lines, the tools that draw them, the strip of the line below."""
