"""What a page reads of its address is what the interface has of it, however often it asks."""

import pytest
from streamlit.testing.v1 import AppTest

PAGE = """
import streamlit as st
from dashboard.data.page_address import of_run, parameters
from dashboard.ui.shell.links import href, here_without

def said():
    st.text(repr((dict(of_run()) == st.query_params.to_dict() == parameters(), st.query_params.to_dict(), str(href("/cases")))))

said()
if st.query_params.get("then"):
    st.query_params["district"] = st.query_params["then"]
    said()
    del st.query_params["district"]
    said()
"""


@pytest.mark.parametrize("asked, links", [
    ({}, ["/cases"]),
    ({"district": "230103", "q": "a b+c&d=1"}, ["/cases?district=230103"]),
    ({"district": ""}, ["/cases"]),
    ({"district": ["230102", "230103"], "embed": "true", "lang": "en"}, ["/cases?lang=en&amp;district=230103"]),
    ({"q": "南" * 900, "district": "230103"}, ["/cases?district=230103"]),
    ({"then": "230104"}, ["/cases", "/cases?district=230104", "/cases"]),
])
def test_an_address_is_read_as_the_interface_has_it(asked, links):
    page = AppTest.from_string(PAGE)
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    told = [eval(text.value) for text in page.text]
    assert all(same for same, _, _ in told)
    assert [link for _, _, link in told] == links
