"""The form that names the owner of a contradiction and acknowledges it; sent when somebody opens it, undone like any batch."""

import streamlit as st
from markupsafe import Markup

from dashboard.data.page_moment import moment
from dashboard.data.served import generation, generation_now, workspace
from dashboard.errors import SandtableError
from dashboard.i18n.messages import enum_label
from dashboard.intake.acknowledging import DECIDES, decides
from dashboard.intake.checks.privacy import LONGEST_NOTE, LONGEST_OWNER
from dashboard.intake.service import acknowledge
from dashboard.plain_text import TEXT_EMS
from dashboard.schema.declaration import enums
from dashboard.sentences.contradictions import placed
from dashboard.ui.components.finding_ways import CLAIMED
from dashboard.ui.desk.receipts import refusal_words
from dashboard.ui.desk.upload import desk_actor, operator_name
from dashboard.ui.shell.address import asked, labelling
from dashboard.ui.shell.filters import area_names
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.typeset import note

DESK = "found-desk"
ROUND, SAID, OWNER = "round", "said", "owner"
"""What the desk remembers between runs: how many decisions, what came of the last and the store that it made, whose it was."""


def acknowledging(found: list[dict]) -> None:
    """Draw the control that opens the form. Nothing can be decided while the page shows the past; what is said says why."""
    if not found:
        return
    if moment().is_past:
        note(t("found.past"))
        return
    # Fetched before anything is written: the run may be stopped as soon as the store has changed. A decision gives the form another key,
    # which closes it.
    desk = st.session_state.setdefault(DESK, {})
    key = f"found-handle-{desk.get(ROUND, 0)}"
    _open_for_the_claimed(found, desk, key)
    form = st.popover(t("found.handle"), type="tertiary", key=key, on_change="rerun")
    if form.open:
        with form:
            _form(found, desk)


def _open_for_the_claimed(found: list[dict], desk: dict, key: str) -> None:
    """Open the form with the contradiction that the address names, once for each address."""
    named = asked(CLAIMED)
    picked = next((one for one in found if named == f"{one['check']} {one['finding_key']}"), None)
    if picked and desk.get(CLAIMED) != named:
        st.session_state[key] = True
        st.session_state["found-which"] = (picked["check"], str(picked["finding_key"]))
    desk[CLAIMED] = named


def last_decision() -> None:
    """Say what the last decision did, for as long as the store that it made is the one that is shown."""
    words, made = st.session_state.get(DESK, {}).get(SAID, ("", None))
    if words and made == generation():
        note(words, "ok")


def _form(found: list[dict], desk: dict) -> None:
    # The words are made here: a format function is also called outside the run, where the page's language is not known.
    areas = area_names()
    words = {(contradiction["check"], str(contradiction["finding_key"])): _option(contradiction, areas) for contradiction in found}
    with st.form("found-form", border=False):
        picked = st.selectbox(
            t("found.which"), list(words), index=None, placeholder=t("found.which_placeholder"), key="found-which",
            format_func=labelling(words, TEXT_EMS),
        )
        owner = st.text_input(t("found.owner"), desk.get(OWNER) or operator_name() or "", max_chars=LONGEST_OWNER, key="found-owner")
        verdict = _verdict() if any(map(decides, {check for check, _ in words})) else {}
        said = st.text_input(t("found.note"), max_chars=LONGEST_NOTE, key="found-note")
        st.html(Markup('<p class="prov found-privacy">{}</p>').format(t("found.privacy")))
        with st.container(horizontal=True):
            is_acknowledged = st.form_submit_button(t("found.acknowledge"), type="primary", key="found-acknowledge")
            is_owned = st.form_submit_button(t("found.own"), key="found-own")
    if not (is_acknowledged or is_owned):
        return
    if picked not in words:  # nothing was chosen, or its words have changed since
        note(t("found.none_chosen"), "watch")
    elif refusal := _decided(desk, picked, owner, said, is_acknowledged, verdict):
        note(refusal, "act")
    else:
        st.rerun()


def _verdict() -> dict[str, str | None]:
    """What a case signal was verified to be and what is done about it; null = not decided now."""
    given = {}
    for (part, enum), place in zip(DECIDES.items(), st.columns(len(DECIDES)), strict=True):
        words = {value: enum_label(enum, value, lang()) for value in enums()[enum]}
        given[part] = place.selectbox(
            t(f"found.{part}"), list(words), index=None, placeholder=t("found.undecided"), key=f"found-{part}",
            format_func=labelling(words),
        )
    return given


def _option(contradiction: dict, areas: dict[str, str]) -> str:
    # The key tells two of the same words apart: the browser sends back the words.
    words = {"title": contradiction[f"title_{lang()}"], "detail": placed(contradiction, areas, lang()), "id": contradiction["finding_key"]}
    return t("found.option_owned", **words, owner=contradiction["owner"]) if contradiction["owner"] else t("found.option", **words)


def _decided(
    desk: dict, picked: tuple[str, str], owner: str, said: str, is_acknowledged: bool, verdict: dict[str, str | None],
) -> str:
    """Take the decision in and remember what to say of it; the refusal's words where it is not taken."""
    try:
        how = {"is_acknowledged": is_acknowledged, "verdict": verdict, "actor": desk_actor(operator_name())}
        decided = acknowledge(workspace(), *picked, owner, said, **how)
    except SandtableError as refusal:
        return refusal_words(refusal)
    desk.update({SAID: (decided.line(lang()), generation_now()), ROUND: desk.get(ROUND, 0) + 1, OWNER: decided.owner})
    return ""
