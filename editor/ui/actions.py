"""The one table of what can be done: menus, toolbar, keys, the sheet of keys and the palette are drawn from it.

An entry says what to call by the name of a part of the window and of a method it offers; what a part does is not known
here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from editor.ui.kit.marking import marked as _

if TYPE_CHECKING:
    from editor.model.tagset import TagSet

NEEDS = ("", "project", "page", "region", "line")
"""What must be there for an action: each includes those before it."""


class Entry(NamedTuple):
    """One thing that can be done.

    Attributes:
        name: By which settings and the toolbar know it.
        text: What the menu says.
        calls: Part, method and, in brackets, the word it is called with: ``view.set_tool(select)``.
        menu: Where it stands, levels parted by ``/``; a ``|`` at the end draws a line before the entry.
        shipped: Its keys as shipped, in portable text, parted by `` | ``.
        icon: The icon in the menu.
        needs: One of NEEDS.
        short: What a toolbar button says.
        check: "" for none, "state" where the method is told whether it is on, "flip" where it only flips, else the
            name of a group of which one is on.
        on: Whether a checkable action is on at first.
    """

    name: str
    text: str
    calls: str
    menu: str
    shipped: str = ""
    icon: str = ""
    needs: str = "page"
    short: str = ""
    check: str = ""
    on: bool = False

    @property
    def part(self) -> str:
        """Return the part of the window that does it."""
        return self.calls.partition(".")[0]

    @property
    def method(self) -> str:
        """Return the method of that part."""
        return self.calls.partition(".")[2].partition("(")[0]

    @property
    def arguments(self) -> tuple[str, ...]:
        """Return what the method is called with."""
        bracket, rest = self.calls.partition("(")[1:]
        return (rest.removesuffix(")"),) if bracket else ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return its keys as shipped."""
        return tuple(self.shipped.split(" | ")) if self.shipped else ()

    @property
    def levels(self) -> list[str]:
        """Return the menu and its submenus, outermost first."""
        return self.menu.rstrip("|").split("/")

    @property
    def after_line(self) -> bool:
        """Tell whether a line is drawn before it in its menu."""
        return self.menu.endswith("|")


def said(text: str) -> str:
    """Return a text of the table in the user's language."""
    return QCoreApplication.translate("act", text)


MENUS = (
    _("act", "File"), _("act", "Edit"), _("act", "View"), _("act", "Page"),
    _("act", "Region"), _("act", "Annotate"), _("act", "Tools"), _("act", "Help"),
)  # fmt: skip
SUBMENUS = (
    _("act", "Panes"), _("act", "Layouts"), _("act", "Theme"), _("act", "Status"), _("act", "Line"),
    _("act", "Inspector"), _("act", "Kind"), _("act", "Tag As"), _("act", "Proposals"), _("act", "Tours"),
    _("act", "Open Recent"), _("act", "No project yet"), _("act", "Line Strip"),
)  # fmt: skip

# fmt: off
ENTRIES: tuple[Entry, ...] = (
    # File
    Entry("project.new", _("act", "New Project…"), "files.new", "File", "Ctrl+N", "new", ""),
    Entry("project.open", _("act", "Open…"), "files.open", "File", "Ctrl+O", "open", ""),
    Entry("project.sample", _("act", "Open the Sample Project"), "files.open_sample", "File", "", "sample", ""),
    Entry("import", _("act", "Import…"), "files.import_files", "File|", "Ctrl+I", "import", "project"),
    Entry("export", _("act", "Export…"), "files.export", "File", "Ctrl+E", "export", "project"),
    Entry("project.copy", _("act", "Save a Copy…"), "files.save_copy", "File|", "", "", "project"),
    Entry("project.backups", _("act", "Backups…"), "files.restore", "File", "", "", ""),
    Entry("project.salvage", _("act", "Salvage a Damaged Project…"), "files.salvage", "File", "", "", ""),
    Entry("project.close", _("act", "Close Project"), "files.close", "File", "Ctrl+W", "close", "project"),
    Entry("quit", _("act", "Quit"), "window.close", "File", "Ctrl+Q", "", ""),
    # Edit
    Entry("undo", _("act", "Undo"), "project.undo", "Edit", "Ctrl+Z", "undo", "project"),
    Entry("redo", _("act", "Redo"), "project.redo", "Edit", "Ctrl+Shift+Z | Ctrl+Y", "redo", "project"),
    Entry("cut", _("act", "Cut"), "window.press(Ctrl+X)", "Edit|", "Ctrl+X", "cut", "project"),
    Entry("copy", _("act", "Copy"), "window.press(Ctrl+C)", "Edit", "Ctrl+C", "copy", "project"),
    Entry("paste", _("act", "Paste"), "window.press(Ctrl+V)", "Edit", "Ctrl+V", "paste", "project"),
    Entry("characters", _("act", "Characters…"), "characters.show_palette", "Edit|", "Ctrl+Shift+C", "", "page"),
    Entry("compose", _("act", "Compose a Character"), "characters.compose", "Edit", "Ctrl+.", "", "page"),
    Entry("find", _("act", "Find in Project"), "below.find_in_project", "Edit|",
          "Ctrl+Shift+F | Ctrl+F", "find", "project"),
    Entry("replace", _("act", "Find and Replace"), "replace.open", "Edit", "Ctrl+H", "swap", "project"),
    Entry("find.next", _("act", "Next Hit"), "below.next_hit", "Edit", "F3", "down", "project"),
    Entry("find.previous", _("act", "Previous Hit"), "below.previous_hit", "Edit", "Shift+F3", "up", "project"),
    Entry("history", _("act", "History of the Line"), "inspecting.show_history", "Edit|",
          "Ctrl+Shift+H", "", "project"),
    Entry("state.name", _("act", "Name This State…"), "history.name_state", "Edit", "", "", "project"),
    Entry("state.opened", _("act", "Back to How It Was When Opened"), "history.restore_opened", "Edit",
          "", "", "project"),
    Entry("revert.word", _("act", "Revert Word to the OCR"), "history.revert_word", "Edit",
          "Ctrl+Alt+W", "undo", "line"),
    Entry("revert.line", _("act", "Revert Line to the OCR"), "history.revert_line", "Edit",
          "Ctrl+Alt+Z", "undo", "line"),
    Entry("revert.page", _("act", "Revert Page to the OCR"), "history.revert_page", "Edit", "", "undo"),
    Entry("line.split", _("act", "Split Line"), "transcript.split_line", "Edit/Line",
          "Ctrl+Return | Ctrl+Enter", "split", "line"),
    Entry("line.join", _("act", "Join with Previous Line"), "transcript.join_with_previous", "Edit/Line",
          "Ctrl+J", "join", "line"),
    Entry("line.up", _("act", "Move Line Up"), "transcript.move_line_up", "Edit/Line|", "Alt+Up", "up", "line"),
    Entry("line.down", _("act", "Move Line Down"), "transcript.move_line_down", "Edit/Line",
          "Alt+Down", "down", "line"),
    Entry("line.next_region", _("act", "Move Line to Next Region"), "transcript.move_line_to_next_region",
          "Edit/Line", "Alt+Right", "right", "line"),
    Entry("line.previous_region", _("act", "Move Line to Previous Region"), "transcript.move_line_to_previous_region",
          "Edit/Line", "Alt+Left", "left", "line"),
    Entry("line.new", _("act", "New Line Below"), "transcript.new_line_below", "Edit/Line|", "Ctrl+Shift+N", "new"),
    Entry("line.delete", _("act", "Delete Line"), "transcript.delete_line", "Edit/Line",
          "Ctrl+Shift+Backspace", "delete", "line"),
    Entry("line.next", _("act", "Next Line"), "transcript.next_line", "Edit/Line|", "", "down"),
    Entry("line.previous", _("act", "Previous Line"), "transcript.previous_line", "Edit/Line", "", "up"),
    # View
    Entry("zoom.in", _("act", "Zoom In"), "view.zoom_in", "View", "Ctrl++ | Ctrl+=", "zoom-in", short="+"),
    Entry("zoom.out", _("act", "Zoom Out"), "view.zoom_out", "View", "Ctrl+-", "zoom-out", short="−"),
    Entry("zoom.width", _("act", "Fit Width"), "view.fit_width", "View", "Ctrl+0", "fit-width",
          short=_("act", "Fit width")),
    Entry("zoom.page", _("act", "Fit Page"), "view.fit_page", "View", "Ctrl+9", "fit-page"),
    Entry("zoom.actual", _("act", "Actual Size"), "view.actual_size", "View", "Ctrl+1", "actual-size"),
    Entry("rotate", _("act", "Rotate View"), "view.rotate_view", "View", "Ctrl+R", "rotate", short=_("act", "Rotate")),
    Entry("tone", _("act", "Brightness and Contrast…"), "view.show_tone", "View|", "Ctrl+Shift+B", "tone",
          short=_("act", "Tone")),
    Entry("show.level", _("act", "Level the View"), "looking.toggle_level", "View", "Ctrl+Shift+E", "", check="flip"),
    Entry("tone.reset", _("act", "Scan as It Is"), "view.reset_tone", "View"),
    Entry("show.regions", _("act", "Show Regions"), "view.toggle_regions", "View|", "", "regions",
          check="flip", on=True),
    Entry("show.lines", _("act", "Show Lines"), "view.toggle_lines", "View", "", "lines", check="flip"),
    Entry("show.order", _("act", "Show Reading Order"), "view.toggle_order", "View", "", "order", check="flip"),
    Entry("show.text", _("act", "Text over the Scan"), "looking.toggle_text", "View", "Ctrl+Shift+O", "", check="flip"),
    Entry("show.loupe", _("act", "Loupe"), "looking.toggle_loupe", "View", "Ctrl+L", "", check="flip"),
    Entry("loupe.square", _("act", "Square Loupe"), "looking.set_square", "View", check="state"),
    Entry("show.confidence", _("act", "Shade Doubtful Words"), "transcript.show_confidence", "View", "", "confidence",
          check="state"),
    Entry("show.suspects", _("act", "Mark Suspect Words"), "suspects.show", "View", "", "", check="state", on=True),
    Entry("show.invisibles", _("act", "Show Invisible Characters"), "transcript.show_invisibles", "View",
          "Ctrl+Alt+I", check="state", on=True),
    Entry("compare", _("act", "Compare Versions…"), "files.compare", "View|", "Ctrl+Shift+D", "compare"),
    Entry("show.cutouts", _("act", "Scan above Each Line"), "lines.show_above", "View", "F7", "", check="state"),
    Entry("strip.taller", _("act", "Taller"), "lines.taller", "View/Line Strip", "Ctrl+Alt+Up | Shift+F7", "up"),
    Entry("strip.lower", _("act", "Lower"), "lines.lower", "View/Line Strip", "Ctrl+Alt+Down | Ctrl+F7", "down"),
    Entry("strip.tone", _("act", "Next Tone"), "lines.next_tone", "View/Line Strip|", "Ctrl+Alt+B", "tone"),
    Entry("text.larger", _("act", "Larger Text"), "transcript.text_larger", "View|", "Alt+=", "text-larger"),
    Entry("text.smaller", _("act", "Smaller Text"), "transcript.text_smaller", "View", "Alt+-", "text-smaller"),
    Entry("pane.pages", _("act", "Pages"), "panes.show_pages", "View/Panes", "", "panel-left", "project",
          check="state", on=True),
    Entry("pane.inspector", _("act", "Inspector"), "panes.show_inspector", "View/Panes", "", "panel-right", "project",
          check="state", on=True),
    Entry("pane.below", _("act", "Problems and Search"), "panes.show_below", "View/Panes", "", "panel-bottom",
          "project", check="state", on=True),
    Entry("layout.right", _("act", "Text Beside the Scan"), "layouts.use(right)", "View/Layouts", "", "", "project",
          check="layout", on=True),
    Entry("layout.below", _("act", "Text Below the Scan"), "layouts.use(below)", "View/Layouts", "", "", "project",
          check="layout"),
    Entry("layout.text", _("act", "Text Alone"), "layouts.use(text)", "View/Layouts", "", "", "project",
          check="layout"),
    Entry("layout.save", _("act", "Save This Layout…"), "layouts.save_as", "View/Layouts|", "", "", "project"),
    Entry("layout.forget", _("act", "Forget a Layout…"), "layouts.forget", "View/Layouts", "", "", "project"),
    Entry("show.window", _("act", "Scan in Its Own Window"), "layouts.toggle_window", "View", "Ctrl+Shift+W", "",
          "project", check="flip"),
    Entry("theme.system", _("act", "Like the Desktop"), "window.set_theme(system)", "View/Theme", "", "", "",
          check="theme"),
    Entry("theme.light", _("act", "Light"), "window.set_theme(light)", "View/Theme", "", "", "", check="theme"),
    Entry("theme.dark", _("act", "Dark"), "window.set_theme(dark)", "View/Theme", "", "", "", check="theme"),
    Entry("full-screen", _("act", "Full Screen"), "window.set_full_screen", "View", "F11", "", "", check="state"),
    # Page
    Entry("page.next", _("act", "Next Page"), "project.next_page", "Page", "Ctrl+PgDown", "next"),
    Entry("page.previous", _("act", "Previous Page"), "project.previous_page", "Page", "Ctrl+PgUp", "previous"),
    Entry("page.go", _("act", "Go to Page…"), "project.go_to_page", "Page", "Ctrl+G", "page"),
    Entry("page.version", _("act", "Next Page with a Version"), "project.next_version", "Page",
          "Ctrl+Shift+PgDown", "compare"),
    Entry("page.needing", _("act", "Next Page That Needs Me"), "project.next_needing", "Page", "Ctrl+F9", "next"),
    Entry("page.review", _("act", "Needs Review"), "project.toggle_review", "Page/Status", "Ctrl+Shift+F9",
          check="flip"),
    Entry("page.not_started", _("act", "Not Started"), "project.set_status(not_started)", "Page/Status",
          check="status"),
    Entry("page.in_progress", _("act", "In Progress"), "project.set_status(in_progress)", "Page/Status",
          check="status"),
    Entry("page.corrected", _("act", "Corrected"), "project.set_status(corrected)", "Page/Status", "Ctrl+Shift+Return",
          check="status"),
    Entry("page.checked", _("act", "Checked"), "project.set_status(checked)", "Page/Status", check="status"),
    Entry("page.problem", _("act", "Problem"), "project.set_status(problem)", "Page/Status", check="status"),
    Entry("page.blank", _("act", "Blank"), "project.set_status(blank)", "Page/Status", check="status"),
    Entry("page.rename", _("act", "Rename Page…"), "project.rename_page", "Page|", "F2", "rename"),
    Entry("relink", _("act", "Find Missing Images…"), "files.relink", "Page|", "", "find"),
    Entry("page.remove", _("act", "Remove Page"), "project.remove_page", "Page", "", "delete"),
    # Region
    Entry("tool.select", _("act", "Select"), "view.set_tool(select)", "Region", "Ctrl+Alt+1", "select",
          check="tool", on=True),
    Entry("tool.rectangle", _("act", "Draw Region"), "view.set_tool(rectangle)", "Region", "Ctrl+Alt+2", "rectangle",
          short=_("act", "Region"), check="tool"),
    Entry("tool.polygon", _("act", "Draw Polygon"), "view.set_tool(polygon)", "Region", "Ctrl+Alt+3", "polygon",
          check="tool"),
    Entry("tool.line", _("act", "Draw Line"), "view.set_tool(line)", "Region", "Ctrl+Alt+4", "line",
          short=_("act", "Line"), check="tool"),
    Entry("tool.order", _("act", "Set Reading Order"), "view.set_tool(order)", "Region", "Ctrl+Alt+5", "order",
          short=_("act", "Order"), check="tool"),
    Entry("region.here", _("act", "New Region Here"), "view.new_region_here", "Region", "Ctrl+Alt+6", "new"),
    Entry("region.up", _("act", "Move Up"), "transcript.move_region_up", "Region|", "Alt+Shift+Up", "up", "region"),
    Entry("region.down", _("act", "Move Down"), "transcript.move_region_down", "Region",
          "Alt+Shift+Down", "down", "region"),
    Entry("region.split", _("act", "Split before Line"), "transcript.split_region_before_line", "Region|",
          "Ctrl+Shift+S | Ctrl+Alt+R", "split", "line"),
    Entry("region.column", _("act", "Split at Column"), "transcript.split_region_at_column", "Region",
          "Ctrl+Alt+C", "split", "line"),
    Entry("region.join", _("act", "Join with Previous"), "transcript.join_region_with_previous", "Region",
          "Ctrl+Shift+J", "join", "region"),
    Entry("region.from_line", _("act", "New Region from Line"), "transcript.new_region_from_line", "Region",
          "Ctrl+Shift+R", "rectangle", "line"),
    Entry("region.across", _("act", "Continue from the Page Before"), "transcript.join_region_across_page", "Region",
          "Ctrl+Shift+P", "join"),
    Entry("region.delete", _("act", "Delete Selected on Scan"), "view.delete_selected", "Region|", "", "delete"),
    # Annotate
    Entry("tag.choose", _("act", "Tag…"), "transcript.choose_tag", "Annotate", "Ctrl+T", "tag", "line"),
    Entry("tag.unclear", _("act", "Unclear"), "transcript.mark_unclear", "Annotate", "Ctrl+U", "unclear", "line"),
    Entry("tag.remove", _("act", "Remove Tags Here"), "transcript.remove_tags_here", "Annotate",
          "Ctrl+Shift+U", "close", "line"),
    Entry("line.verify", _("act", "Line Verified, Go On"), "transcript.verify_and_go_on", "Annotate|", "F9", "verify",
          "line"),
    Entry("line.verified", _("act", "Line Verified or Not"), "transcript.toggle_verified", "Annotate", "Shift+F9", "",
          "line"),
    Entry("note", _("act", "Note…"), "inspecting.edit_note", "Annotate", "Ctrl+Shift+M", "note"),
    # Tools
    Entry("problem.next", _("act", "Next Problem"), "below.next_problem", "Tools", "F8", "problem"),
    Entry("problem.previous", _("act", "Previous Problem"), "below.previous_problem", "Tools",
          "Shift+F8", "problem"),
    Entry("problem.doubt", _("act", "Most Doubtful First"), "problems.set_by_doubt", "Tools", "Alt+F8", "",
          check="state"),
    Entry("suspect.take", _("act", "Take the Proposal"), "suspects.take_proposal(1)", "Tools|", "F4 | Alt+1",
          "verify", "line"),
    Entry("suspect.second", _("act", "Second Proposal"), "suspects.take_proposal(2)", "Tools/Proposals", "Alt+2",
          needs="line"),
    Entry("suspect.third", _("act", "Third Proposal"), "suspects.take_proposal(3)", "Tools/Proposals", "Alt+3",
          needs="line"),
    Entry("suspect.fourth", _("act", "Fourth Proposal"), "suspects.take_proposal(4)", "Tools/Proposals", "Alt+4",
          needs="line"),
    Entry("suspect.fifth", _("act", "Fifth Proposal"), "suspects.take_proposal(5)", "Tools/Proposals", "Alt+5",
          needs="line"),
    Entry("suspect.teach", _("act", "Word Is Right Everywhere"), "suspects.teach_word", "Tools", "Ctrl+D", "",
          "line"),
    Entry("words", _("act", "Words of This Project…"), "dialogs.show_words", "Tools", "", "", "project"),
    Entry("suspect.keep", _("act", "As in the Original"), "series.keep_as_original", "Tools", "Ctrl+Shift+A"),
    Entry("series", _("act", "Places like This"), "series.places_like_this", "Tools|", "Ctrl+Shift+L", "find"),
    Entry("tour.words", _("act", "Doubled Words"), "series.tour(words)", "Tools/Tours", needs="project"),
    Entry("tour.stops", _("act", "Doubled Stops"), "series.tour(stops)", "Tools/Tours", needs="project"),
    Entry("tour.numbers", _("act", "Numbers and Dates"), "series.tour(numbers)", "Tools/Tours", needs="project"),
    Entry("tour.specks", _("act", "Specks"), "series.tour(specks)", "Tools/Tours", needs="project"),
    Entry("tour.capitals", _("act", "Words in Capitals"), "series.tour(capitals)", "Tools/Tours", needs="project"),
    Entry("tour.small", _("act", "Small Doubtful Words"), "series.tour(small)", "Tools/Tours", needs="project"),
    Entry("link", _("act", "Link Text to Scan"), "linking.link_page", "Tools|", "Ctrl+Alt+L", "line"),
    Entry("link.document", _("act", "Link the Whole Document"), "linking.link_document", "Tools"),
    Entry("link.pages", _("act", "Pages from One Text…"), "linking.pages_from_text", "Tools"),
    Entry("link.pin", _("act", "Pin Text to a Place"), "linking.pin", "Tools", "Ctrl+Alt+P", ""),
    Entry("marks", _("act", "Marks and Furniture…"), "marks.review", "Tools", "Ctrl+Alt+M"),
    Entry("marks.none", _("act", "What Is No Mark…"), "marks.show_nones", "Tools", needs="project"),
    Entry("scans.read", _("act", "Read Pages with OCR…"), "dialogs.read_pages", "Tools"),
    Entry("suggestion.next", _("act", "Next Suggestion"), "order.next_suggestion", "Tools|", "Ctrl+Shift+G", "order"),
    Entry("inspect.region", _("act", "Region"), "inspecting.show_tab(Region)", "Tools/Inspector"),
    Entry("inspect.tags", _("act", "Tags"), "inspecting.show_tab(Tags)", "Tools/Inspector"),
    Entry("inspect.notes", _("act", "Notes"), "inspecting.show_tab(Notes)", "Tools/Inspector"),
    Entry("inspect.history", _("act", "History"), "inspecting.show_tab(History)", "Tools/Inspector"),
    Entry("inspect.record", _("act", "Record"), "inspecting.show_tab(Record)", "Tools/Inspector"),
    Entry("errors.count", _("act", "Count the Errors of the OCR"), "inspecting.count_errors", "Tools"),
    Entry("palette", _("act", "All Commands…"), "dialogs.show_palette", "Tools|", "Ctrl+K", "palette", ""),
    Entry("settings", _("act", "Settings…"), "dialogs.show_settings", "Tools", "Ctrl+,", "settings", ""),
    # Help
    Entry("keys", _("act", "Keys"), "dialogs.show_keys", "Help", "F1", "keys", ""),
    Entry("keys.change", _("act", "Change Keys…"), "dialogs.show_settings(keys)", "Help", "", "settings", ""),
    Entry("log", _("act", "Folder of Reports"), "dialogs.show_reports", "Help", "", "open", ""),
    Entry("about", _("act", "About Muniment"), "dialogs.show_about", "Help|", "", "about", ""),
)
# fmt: on


SHORT = {"span.sic": _("act", "Correction"), "span.gap": _("act", "Gap")}
"""What a toolbar button says of tags whose label is long or says what is in the source, not what is done."""


def entries_of(tagset: TagSet) -> tuple[Entry, ...]:
    """Return the actions a tag set brings: one for each kind of region and each tag, with a key of two strokes."""
    kinds = [_of_set("kind", "Region/Kind", "make_kind", "region", kind.name, kind.label, "Ctrl+Shift+K", kind.key)
             for kind in tagset.kinds]  # fmt: skip
    tags = [_of_set("span", "Annotate/Tag As", "tag_selection", "line", tag.name, tag.label, "Ctrl+Shift+T", tag.key)
            for tag in tagset.tags]  # fmt: skip
    return (*(_with_marginalia_key(kind) for kind in kinds), *tags)


def _of_set(prefix: str, menu: str, method: str, needs: str, name: str, label: str, first: str, second: str) -> Entry:
    keys = f"{first}, {second.upper()}" if second else ""
    short = SHORT.get(f"{prefix}.{name}", "")
    return Entry(f"{prefix}.{name}", label, f"transcript.{method}({name})", menu, keys, needs=needs, short=short)


def _with_marginalia_key(kind: Entry) -> Entry:
    """Give the kind that is asked for most a key of one stroke."""
    keys = " | ".join(("Ctrl+M", *kind.keys))
    return kind._replace(shipped=keys) if kind.name == "kind.marginalia" else kind
