"""The hotline in bars: topics and channels with a second figure on each."""

import pandas as pd

from dashboard.figures.annotations import at_the_end, bold
from dashboard.figures.figure import Figure
from dashboard.figures.look import EVERY_NAME, blank, name_axis
from dashboard.i18n.forms import fmt_change, fmt_count, fmt_share, is_missing
from dashboard.i18n.messages import enum_label, text
from dashboard.tokens import PAPER, Ground

ROW_HEIGHT = 30
FRAME_HEIGHT = 62


def topic_bars(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """Calls by topic in the last 7 days against the 7 before. Rows: as of the query `hotline_by_topic`."""
    names = (text("hotline.now_7d", lang), text("hotline.before_7d", lang))
    title, now, before = text("hotline.topics_title", lang), "offered_7d", "offered_7d_before"
    return paired_bars(frame, "topic", "hotline_topic", now, before, title=title, names=names, lang=lang, ground=ground)


def channel_bars(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> Figure:
    """Calls offered by channel and how many got through. Rows: as of the query `hotline_by_channel`."""
    names = (text("hotline.channel_offered", lang), text("hotline.channel_answered", lang))
    title = text("hotline.channels_title", lang)
    return paired_bars(
        frame, "channel", "hotline_channel", "offered", "answered", title=title, names=names, lang=lang, ground=ground, remark="share",
    )


def paired_bars(
    frame: pd.DataFrame, split: str, enum: str, now: str, before: str, *, title: str, names: tuple[str, str], lang: str,
    ground: Ground = PAPER, remark: str = "change",
) -> Figure:
    """One bar a topic or channel with a second figure as a tick on it, longest on top, what was not recorded at the bottom.

    Rows: one a `split`. `names`: what the bar and the tick are. `remark`: "change" writes the change from tick to bar at
    the end, "share" writes the tick as a share of the bar. A missing tick is not drawn.
    """
    rows = frame.assign(known=frame[split] != "unknown").sort_values(["known", now])
    labels = [text("hotline.unknown_topic", lang) if kind == "unknown" else enum_label(enum, kind, lang) for kind in rows[split]]
    figure = blank(title, lang, ground, FRAME_HEIGHT + ROW_HEIGHT * max(1, len(rows)))
    for known, colour in ((True, "asymptomatic"), (False, "muted")):
        figure.add_bar(
            x=rows[now].where(rows["known"] == known), y=labels, orientation="h", name=names[0], showlegend=known, hovertemplate="%{x:,}",
            marker={"color": ground.series[colour]},
        )
    figure.add_scatter(
        x=rows[before], y=labels, mode="markers", name=names[1], hovertemplate="%{x:,}",
        marker={"symbol": "line-ns-open", "size": 17, "color": ground.ink, "line": {"width": 3}},
    )
    for label, new, old, known in zip(labels, rows[now], rows[before], rows["known"], strict=True):
        said = _end_words(new, old if known else None, remark, lang)
        at_the_end(figure, max(new, 0 if is_missing(old) else old), label, said, 9)
    figure.update_layout(barmode="overlay", hovermode="y unified", bargap=0.4, margin={"r": 128})
    return name_axis(figure, ground, **EVERY_NAME)


def _end_words(new: float, old: float | None, remark: str, lang: str) -> str:
    shown = fmt_count(new, lang)
    if old is None or is_missing(old) or (remark == "change" and not old) or (remark == "share" and not new):
        return shown
    said = f"{fmt_change((new / old - 1) * 100, lang)}%" if remark == "change" else fmt_share(old / new, lang, 0)
    return f"{bold(shown)}  {said}"
