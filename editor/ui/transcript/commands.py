"""What the transcript can do, as methods without arguments for the actions' table; each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable

from editor.model.change import Change
from editor.model.page import PageContent
from editor.store import readers
from editor.ui.session import Session
from editor.ui.transcript import lines, regions, replacing, tagging
from editor.ui.transcript.acts import Act, Where, Why, refused
from editor.ui.transcript.onward import Onward
from editor.work import columns

Make = Callable[[PageContent, Where], Act]


class Commands:
    """What the pane lends its commands: the session, and ``act``, through which everything is done."""

    session: Session

    def act(self, make: Make, *, merge: str = "") -> Change | None:
        """Do what ``make`` says of the page and the selection; None where nothing was done."""
        raise NotImplementedError


class LineCommands(Commands):
    """Commands on lines; ``onward`` leads from one that is checked to the next."""

    onward: Onward

    def split_line(self) -> None:
        """Split the line at the caret."""
        new_id = self.session.project.new_id
        self.act(lambda c, w: replacing.split(c, w.caret, new_id) if w.caret else refused(Why.NO_LINE))

    def join_with_previous(self) -> None:
        """Join the line to the one before it in its region."""
        self.act(lambda c, w: replacing.join_before(c, w.caret.line) if w.caret else refused(Why.NO_LINE))

    def join_with_next(self) -> None:
        """Join the next line of the region to this one."""
        self.act(lambda c, w: replacing.join_after(c, w.caret.line) if w.caret else refused(Why.NO_LINE))

    def move_line_up(self) -> None:
        """Move the selected lines up; from the top of their region to the end of the one before."""
        self.act(lambda c, w: lines.move(c, w, -1))

    def move_line_down(self) -> None:
        """Move the selected lines down; from the end of their region to the top of the next."""
        self.act(lambda c, w: lines.move(c, w, 1))

    def move_line_to_next_region(self) -> None:
        """Move the selected lines to the top of the next region."""
        self.act(lambda c, w: lines.to_beside(c, w, 1))

    def move_line_to_previous_region(self) -> None:
        """Move the selected lines to the end of the region before."""
        self.act(lambda c, w: lines.to_beside(c, w, -1))

    def new_region_from_line(self) -> None:
        """Make the selected lines, or the caret's, a region of their own."""
        self.act(lambda c, w: lines.own_region(c, w, self.session.project.new_id))

    def new_line_below(self) -> None:
        """Add an empty line below the caret's, into the selected region, or on a page without any."""
        new_id = self.session.project.new_id

        def make(content: PageContent, where: Where) -> Act:
            if where.region is None and where.start is None:
                return replacing.onto_page(content, None, [""], new_id)
            return lines.new_line(content, where, new_id)

        self.act(make)

    def delete_line(self) -> None:
        """Remove the selected lines, or the caret's."""
        self.act(lines.remove)

    def toggle_verified(self) -> None:
        """Mark the selected lines as checked against the image, or take the mark away."""
        self.act(lines.verify)

    def verify_and_go_on(self) -> None:
        """Mark the selected lines as checked against the image and go to the next line that is not."""
        last: list[int] = []

        def make(content: PageContent, where: Where) -> Act:
            chosen = lines.chosen(content, where)
            last.extend(line.id for line in chosen[-1:])
            return lines.mark_verified(content, where)

        self.act(make)
        if last:
            self.onward.go(last[0])


class RegionCommands(Commands):
    """Commands on regions."""

    def make_kind(self, kind: str) -> None:
        """Give the region a kind; selected lines become a region of that kind."""
        self.act(lambda c, w: lines.make_kind(c, w, kind, self.session.project.new_id))

    def move_region_up(self) -> None:
        """Move the region up in the reading order."""
        self.act(lambda c, w: regions.move(c, w, -1))

    def move_region_down(self) -> None:
        """Move the region down in the reading order."""
        self.act(lambda c, w: regions.move(c, w, 1))

    def split_region_before_line(self) -> None:
        """Split the region before the caret's line."""
        self.act(lambda c, w: regions.split(c, w, self.session.project.new_id))

    def split_region_at_column(self) -> None:
        """Cut the region in two at the column where the caret stands: two columns that were read as one."""
        session = self.session

        def make(content: PageContent, where: Where) -> Act:
            line = session.line(where.caret.line) if where.caret is not None else None
            if line is None or where.caret is None:
                return refused(Why.NO_LINE)
            x = columns.column_at(session.project, content, line, where.caret.at)
            return regions.split_at_column(content, line, where.caret.at, x, session.project.new_id)

        self.act(make)

    def join_region_with_previous(self) -> None:
        """Join the region to the one before it in the reading order."""
        self.act(regions.join)

    def join_region_across_page(self) -> None:
        """Let the page's first running text continue the last of the page before; again: let it be."""
        session = self.session

        def make(content: PageContent, where: Where) -> Act:
            beside = readers.page_beside(session.project, content.page.id, -1)
            before = readers.content(session.project, beside) if beside is not None else None
            return regions.continue_across(content, before, session.tagset)

        self.act(make)


class TagCommands(Commands):
    """Commands on tags."""

    def tag_selection(self, tag: str) -> None:
        """Tag the selection, or the word at the caret; again takes the tag away."""
        kind = self.session.tagset.tag(tag)
        self.act(lambda c, w: tagging.tag(c, w, kind, self.session.project.new_id))

    def mark_unclear(self) -> None:
        """Tag the selection, or the word at the caret, as unclear."""
        self.tag_selection("unclear")

    def remove_tags_here(self) -> None:
        """Remove the tags that touch the selection or the caret."""
        self.act(tagging.remove)
