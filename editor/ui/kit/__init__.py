"""What every pane may use: theme, icons, conversion of positions, list models; knows no pane and no project."""
