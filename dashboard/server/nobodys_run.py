"""A run of a page for nobody: its script with a session of its own, whose messages go nowhere; what it asks and draws is cached.

No browser, no place among the pages that run, no note of what was asked; parts below the screen wait as they do for a reader.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from urllib.parse import urlencode

from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ContextInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import add_script_run_ctx
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException, StopException
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state import SafeSessionState, SessionState

from dashboard.data.opened import Opened, ahead
from dashboard.server.malloc import give_back

SESSION = "nobody"
PAGE_RUN = str(Path(__file__).with_name("page_run.py"))

_scripts = ScriptCache()


def run_for_nobody(look: Opened, district: str, gives_way: Callable[[], bool]) -> bool:
    """Draw a page for a district ("" = the city) to its end; false where it gave way, which it does at each element that it draws.

    Raises what the page raises.
    """
    ended: Future[bool] = Future()
    # A thread of its own: what a run sets for itself ends with it.
    thread = threading.Thread(target=_run, args=(look, district, gives_way, ended), name="nobody", daemon=True)
    thread.start()
    return ended.result()


def _run(look: Opened, district: str, gives_way: Callable[[], bool], ended: Future[bool]) -> None:
    from dashboard.app import main

    ahead.set(look)
    try:
        _begin(look, district, gives_way)
        main()
        ended.set_result(True)
    except ScriptControlException:  # gave way, or the page began anew, which is the next run's
        ended.set_result(False)
    except BaseException as failed:
        ended.set_exception(failed)
    finally:
        if runtime.exists():
            files = runtime.get_instance().media_file_mgr
            files.clear_session_refs(SESSION)
            files.remove_orphaned_files()
            runtime.get_instance().dataframe_source_mgr.clear_all_for_session(SESSION)
        give_back()


def _begin(look: Opened, district: str, gives_way: Callable[[], bool]) -> None:
    def go_on() -> None:
        if gives_way():
            raise StopException

    def send(_: ForwardMsg) -> None:
        go_on()

    pages = PagesManager(PAGE_RUN, _scripts)
    pages.set_script_intent("", look.page)
    run = ScriptRunContext(
        session_id=SESSION, _enqueue=send, query_string="", session_state=SafeSessionState(SessionState(), go_on),
        uploaded_file_mgr=MemoryUploadedFileManager("/nobody"), main_script_path=PAGE_RUN, user_info={},
        fragment_storage=MemoryFragmentStorage(), pages_manager=pages,
    )
    add_script_run_ctx(threading.current_thread(), run)
    address = dict(look.said) | ({"district": district} if district else {})
    run.reset(query_string=urlencode(address), context_info=ContextInfo(locale=look.locale, color_scheme=look.scheme), yield_check=go_on)
    run.on_script_start()
