"""Figures are kept by everything they were drawn from."""

import pandas as pd

from dashboard.data.figure_cache import derived, drawn


class Figure:
    def __init__(self, rows, lang):
        self.rows, self.lang = rows, lang


def figure(rows, lang):
    return Figure(len(rows), lang)


def provenance_in(rows):
    return Figure(rows.attrs, "")


def finished(of, ground):
    return Figure(of.rows, f"{of.lang} on {ground}")


def answer(generation="gen-1"):
    frame = pd.DataFrame({"day": ["2022-11-28", "2022-11-29"], "n": [1, 2]})
    frame.attrs = {"query": "cases_by_day_area", "generation": generation, "as_of": "2022-11-29 17:00"}
    return frame


def test_the_same_rows_and_options_give_the_same_figure():
    assert drawn(figure, answer(), lang="zh") is drawn(figure, answer(), lang="zh")


def test_other_rows_another_generation_or_another_language_are_drawn_anew():
    frame = answer()
    figures = [
        drawn(figure, frame, lang="zh"), drawn(figure, frame, lang="en"), drawn(figure, frame.iloc[1:], lang="zh"),
        drawn(figure, answer("gen-2"), lang="zh"), drawn(figure, frame.assign(n=[1, 3]), lang="zh"),
    ]
    assert len({id(f) for f in figures}) == 5
    assert [f.rows for f in figures] == [2, 2, 1, 2, 2] and [f.lang for f in figures[:2]] == ["zh", "en"]


def test_what_is_made_of_a_kept_figure_is_kept_with_it_and_by_its_options():
    kept = drawn(figure, answer(), lang="zh")
    paper = derived(kept, finished, ground="paper")
    assert derived(kept, finished, ground="paper") is paper
    assert derived(kept, finished, ground="night").lang == "zh on night"
    assert derived(drawn(figure, answer(), lang="en"), finished, ground="paper").lang == "en on paper"


def test_what_is_made_of_any_other_figure_is_made_each_time():
    once = Figure(1, "zh")
    assert derived(once, finished, ground="paper") is not derived(once, finished, ground="paper")


def test_what_is_drawn_gets_the_rows_alone_and_the_answer_keeps_where_it_is_from():
    frame = answer("gen-bare")
    assert drawn(provenance_in, frame).rows == {} and frame.attrs["generation"] == "gen-bare"
