"""Questions and sheets that stand before the window; each knows one thing, and none knows a pane."""
