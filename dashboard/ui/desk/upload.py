"""Taking files in from the browser: first a check that loads nothing, then, on a second press, the import itself."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.data.page_moment import moment
from dashboard.data.served import workspace
from dashboard.errors import SandtableError
from dashboard.intake.actors import Actor
from dashboard.intake.adapters.registry import ADAPTERS
from dashboard.intake.receipts import Receipt
from dashboard.intake.service import take_in
from dashboard.schema.declaration import tables
from dashboard.settings import MAX_UPLOAD_MB
from dashboard.ui.desk.receipts import receipt_list, refusal_words
from dashboard.ui.desk.received_at import received_at
from dashboard.ui.shell.language import lang, t
from dashboard.ui.shell.screens import error_boundary
from dashboard.ui.shell.typeset import note

MOST_FILES = 400
"""As many as a folder of feed snapshots holds."""
DATUMS = ("wgs84", "gcj02", "bd09")
DESK, OPERATOR = "upload-desk", "operator"
ROUND, CHECKED, TAKEN = "round", "checked", "taken"
"""What the desk remembers between runs: how many uploads, the last check, the last import's answer."""
LONGEST_NAME = 40

Answer = list[Receipt] | SandtableError
Options = dict[str, str | datetime | None]


def upload_panel() -> None:
    """Draw the form on the left and what was found on the right. Nothing can be taken in while the page shows the past."""
    if moment().is_past:
        note(t("data.past"), "watch")
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        options = _options()
        options["received_at"], may_take = received_at()
        files = _uploader()
    with right, error_boundary():
        _outcome(files, options, may_take)


def operator_name() -> str | None:
    """Who is working here, for the record of the batch; null where nobody said."""
    return as_name(st.session_state.get(OPERATOR, ""))


def desk_actor(name: str | None) -> Actor:
    """Who changes something at this desk."""
    return Actor(name, surface="desk")


def as_name(typed: str) -> str | None:
    """A typed name as a batch has it; null where there is none."""
    return "".join(c for c in typed if c.isprintable()).strip()[:LONGEST_NAME] or None


def purposes() -> list[str]:
    """What a file may be for: "" (found out from its headers), "table:<name>", "source:<name>"."""
    return ["", *(f"table:{name}" for name in tables()), *(f"source:{name}" for name in ADAPTERS)]


def purpose_words(purpose: str) -> str:
    """A purpose as a clerk calls it."""
    kind, _, name = purpose.partition(":")
    if kind == "table":
        return t("data.purpose_table", name=tables()[name].title(lang()))
    if kind == "source":
        return t("data.purpose_source", name=t(f"source.{name}"))
    return t("data.purpose_auto")


def _options() -> Options:
    # The words are made here: a format function is also called outside the run, where the page's language is not known.
    words = {purpose: purpose_words(purpose) for purpose in purposes()}
    datums = {name: t(f"data.datum_{name or 'none'}") for name in ("", *DATUMS)}
    purpose = st.selectbox(t("data.purpose"), list(words), format_func=words.get, key="upload-purpose")
    datum = st.selectbox(t("data.datum"), list(datums), format_func=datums.get, key="upload-datum")
    st.text_input(t("data.operator"), key=OPERATOR, max_chars=LONGEST_NAME)
    kind, _, name = purpose.partition(":")
    return {"table": name if kind == "table" else None, "source": name if kind == "source" else None, "datum": datum or None}


def _uploader() -> list[UploadedFile]:
    st.html(uploader_words())
    key = f"upload-files-{_desk().get(ROUND, 0)}"
    return st.file_uploader(t("data.files"), accept_multiple_files=True, key=key, max_upload_size=MAX_UPLOAD_MB)


def uploader_words() -> Markup:
    """The uploader's own words in the page's language: the framework has them in English only."""
    words = {
        "browse": t("data.browse"), "drop": t("data.drop"), "limit": t("data.limit", size=MAX_UPLOAD_MB),
        "large": t("data.too_large", size=MAX_UPLOAD_MB),
    }
    rules = Markup("").join(Markup("--{}:'{}';").format(name, word) for name, word in words.items())
    return Markup("<style>[data-testid=stFileUploader]{{{}}}</style>").format(rules)


def _outcome(files: list[UploadedFile], options: Options, may_take: bool) -> None:
    if not files:
        show_answer(_desk().get(TAKEN), t("data.upload_none"))
        return
    desk = _desk()
    desk.pop(TAKEN, None)
    answer = _checked(files, options)
    show_answer(answer, "")
    if isinstance(answer, list) and any(r.status == "checked" for r in answer) and not any(r.status == "refused" for r in answer):
        rows = sum(sum(r.rows.values()) for r in answer if r.status == "checked")
        if st.button(t("data.take_in", n=f"{rows:,}"), type="primary", key="upload-take", disabled=not may_take):
            with st.spinner(t("data.taking")):
                taken = _asked(files, options, dry_run=False)
                forget(files)
                desk.update({TAKEN: taken, ROUND: desk.get(ROUND, 0) + 1, CHECKED: None})
            st.rerun()


def forget(files: list[UploadedFile]) -> None:
    """Take files that were answered for out of the server's memory; else they lie there until the page is closed."""
    context = get_script_run_ctx()
    for file in files if context else []:
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def _desk() -> dict:
    """The desk's memory, a plain dictionary.

    The new generation of the store makes the page run again, and the framework may stop a run wherever it touches the session:
    a receipt that is written into a dictionary fetched before the import cannot be lost on the way.
    """
    return st.session_state.setdefault(DESK, {})


def _checked(files: list[UploadedFile], options: Options) -> Answer:
    """The dry run's answer, used again for as long as files and options stay the same."""
    key = (tuple((file.file_id, file.name) for file in files), tuple(options.items()))
    last = _desk().get(CHECKED)
    if last is None or last[0] != key:
        with st.spinner(t("data.checking")):
            last = (key, _asked(files, options, dry_run=True))
        _desk()[CHECKED] = last
    return last[1]


def _asked(files: list[UploadedFile], options: Options, dry_run: bool) -> Answer:
    if len(files) > MOST_FILES:
        return SandtableError("taking.many_files", n=MOST_FILES)
    try:
        given = [(file.name, file.getvalue()) for file in files]
        return take_in(workspace(), given, dry_run=dry_run, actor=desk_actor(operator_name()), **options)
    except SandtableError as refusal:
        return refusal


def show_answer(answer: Answer | None, nothing: str = "") -> None:
    """Draw receipts, or the refusal's words; `nothing` where there is neither."""
    if isinstance(answer, SandtableError):
        note(refusal_words(answer), "act")
    elif answer:
        receipt_list(answer)
    elif nothing:
        st.html(Markup('<div class="empty"><p>{}</p></div>').format(nothing))
