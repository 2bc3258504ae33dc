"""The tools of the page view, by their names."""

from __future__ import annotations

from editor.ui.pageview.ordering import OrderTool
from editor.ui.pageview.select import SelectTool
from editor.ui.pageview.tools import LineTool, PolygonTool, RectangleTool, Tool

TOOLS: dict[str, type[Tool]] = {
    tool.name: tool for tool in (SelectTool, RectangleTool, PolygonTool, LineTool, OrderTool)
}
