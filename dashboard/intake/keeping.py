"""The one door for changes to what people keep: saved views, tiles of the overview, notes; each is permitted first, then written."""

from dashboard.intake.actors import Actor, permit
from dashboard.kept import notes, views
from dashboard.kept.notes import Note
from dashboard.kept.views import View
from dashboard.warehouse.workspace import Workspace


def save_view(workspace: Workspace, name: str, address: dict[str, str], *, actor: Actor) -> View:
    """Keep an address of Explore under a name. Raises: as `views.save`; RefusedInput for who may not."""
    permit(actor, "save_view")
    return views.save(workspace, name, address, actor.name)


def remove_view(workspace: Workspace, view_id: str, *, actor: Actor) -> None:
    """Take a saved view out of the list. Raises: as `views.remove`; RefusedInput for who may not."""
    permit(actor, "save_view")
    views.remove(workspace, view_id)


def pin_view(workspace: Workspace, view_id: str, *, actor: Actor) -> None:
    """Make a saved view a tile of the overview. Raises: as `views.pin`; RefusedInput for who may not."""
    permit(actor, "pin")
    views.pin(workspace, view_id, actor.name)


def unpin_view(workspace: Workspace, view_id: str, *, actor: Actor) -> None:
    """Take a tile off the overview. Raises: as `views.unpin`; RefusedInput for who may not."""
    permit(actor, "pin")
    views.unpin(workspace, view_id)


def write_note(workspace: Workspace, text: str, kind: str, place: str, name: str, *, actor: Actor) -> Note:
    """Keep a note, signed by the actor. Raises: as `notes.write`; RefusedInput for who may not."""
    permit(actor, "write_note")
    return notes.write(workspace, text, kind, place, name, actor.name or "")


def withdraw_note(workspace: Workspace, note_id: str, *, actor: Actor) -> None:
    """Withdraw a note, signed by the actor. Raises: as `notes.withdraw`; RefusedInput for who may not."""
    permit(actor, "write_note")
    notes.withdraw(workspace, note_id, actor.name or "")
