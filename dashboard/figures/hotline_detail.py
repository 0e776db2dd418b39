"""The hotline in detail: days with the one not over, connect share, what is rising, and who has overdue tickets."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.hotline import hotline_curve
from dashboard.figures.layout import blank, day_axis
from dashboard.i18n.forms import fmt_change, fmt_count, fmt_share, is_missing
from dashboard.i18n.messages import enum_label, text
from dashboard.rules.service import CONNECT_NORM
from dashboard.tokens import PAPER, SMALL, Ground

MOST_UNITS = 16
"""Units that are drawn; the sentence below says so where there are more."""
ROW_HEIGHT = 30
FRAME_HEIGHT = 62


def day_curve(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> go.Figure:
    """Calls by day as `hotline_curve`; the day that is not over hangs on a dotted line as a hollow point with its name."""
    partial = frame["is_partial"].astype(bool)
    figure = hotline_curve(frame[~partial], lang=lang, ground=ground, time="day", height=320)
    for row in frame[partial & frame["offered"].notna()].to_dict("records"):
        before = frame[~partial].tail(1)
        figure.add_scatter(
            x=[*before["day"], row["day"]], y=[*before["offered"], row["offered"]], mode="lines+markers", showlegend=False,
            line={"color": ground.series["line"], "width": 1.4, "dash": "dot"}, hovertemplate="%{y:,}", name=text("word.partial", lang),
            marker={"size": [0] * len(before) + [8], "color": ground.paper, "line": {"color": ground.series["line"], "width": 1.6}},
        )
        figure.add_annotation(
            x=row["day"], y=0, text=f"{text('word.partial', lang)} {fmt_count(row['offered'], lang)}", showarrow=False, xanchor="right",
            yanchor="bottom", yshift=3, font={"color": ground.grey},
        )
    figure.update_yaxes(tickformat=",d")
    return day_axis(figure, pd.to_datetime(frame["day"]), lang)


def connect_curve(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> go.Figure:
    """Share of offered calls that were answered, by day, with the national norm as a dotted line.

    A day that is not over is hollow; one without calls is a gap.
    """
    figure = blank(text("hotline.connect_title", lang), lang, ground, 260)
    rows = frame.sort_values("day")
    hollow = rows["is_partial"].astype(bool)
    marker = {
        "size": [8 if over else 5 for over in hollow], "color": [ground.paper if over else ground.series["line"] for over in hollow],
        "line": {"color": ground.series["line"], "width": 1.4},
    }
    figure.add_scatter(
        x=rows["day"], y=rows["connect_share"], mode="lines+markers", connectgaps=False, name=text("column.connect_share", lang),
        line={"color": ground.series["line"], "width": 2}, marker=marker, hovertemplate="%{y:.1%}", showlegend=False,
    )
    low = rows["connect_share"].min()
    floor = 0.5 if is_missing(low) or low >= 0.5 else 0
    figure.add_hline(y=CONNECT_NORM, line={"color": ground.grey, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=0, xref="paper", y=CONNECT_NORM, yanchor="top", yshift=-14, xanchor="left", showarrow=False,
        text=text("hotline.connect_norm", lang), font={"size": SMALL, "color": ground.grey},
    )
    if len(rows) and not is_missing(rows["connect_share"].iloc[-1]):
        figure.add_annotation(
            x=rows["day"].iloc[-1], y=rows["connect_share"].iloc[-1], text=f"<b>{fmt_share(rows['connect_share'].iloc[-1], lang)}</b>",
            showarrow=False, xanchor="right", yanchor="top" if rows["connect_share"].iloc[-1] > floor + 0.1 else "bottom", yshift=-8,
        )
    figure.update_yaxes(range=[floor, 1.005], tickformat=".0%", rangemode="normal", nticks=6)
    return day_axis(figure, pd.to_datetime(rows["day"]), lang)


def topic_bars(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> go.Figure:
    """Calls by topic in the last 7 days against the 7 before. Rows: as of the query `hotline_by_topic`."""
    names = (text("hotline.now_7d", lang), text("hotline.before_7d", lang))
    title, now, before = text("hotline.topics_title", lang), "offered_7d", "offered_7d_before"
    return paired_bars(frame, "topic", "hotline_topic", now, before, title=title, names=names, lang=lang, ground=ground)


def channel_bars(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER) -> go.Figure:
    """Calls offered by channel and how many got through. Rows: as of the query `hotline_by_channel`."""
    names = (text("hotline.channel_offered", lang), text("hotline.channel_answered", lang))
    title = text("hotline.channels_title", lang)
    return paired_bars(
        frame, "channel", "hotline_channel", "offered", "answered", title=title, names=names, lang=lang, ground=ground, remark="share",
    )


def paired_bars(
    frame: pd.DataFrame, split: str, enum: str, now: str, before: str, *, title: str, names: tuple[str, str], lang: str,
    ground: Ground = PAPER, remark: str = "change",
) -> go.Figure:
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
        figure.add_annotation(x=max(new, 0 if is_missing(old) else old), y=label, text=said, showarrow=False, xanchor="left", xshift=9)
    figure.update_layout(barmode="overlay", hovermode="y unified", bargap=0.4, margin={"r": 128})
    figure.update_xaxes(visible=False)
    figure.update_yaxes(showgrid=False, type="category", tickfont={"color": ground.ink}, tickmode="linear", dtick=1, rangemode="normal")
    return figure


def ticket_bars(frame: pd.DataFrame, *, lang: str, ground: Ground = PAPER, most: int = MOST_UNITS) -> go.Figure:
    """Open tickets by unit, the overdue part in the colour of what must be acted on, most overdue on top; at most `most` units."""
    rows = frame[frame["open"] > 0].sort_values(["overdue", "open"]).tail(most)
    names = [name or text("hotline.unassigned", lang) for name in rows["unit"]]
    figure = blank(text("hotline.tickets_title", lang), lang, ground, FRAME_HEIGHT + (ROW_HEIGHT - 3) * max(1, len(rows)))
    parts = (("overdue", rows["overdue"], "act", "▲ "), ("within", rows["open"] - rows["overdue"], "muted", ""))
    for name, values, colour, mark in parts:
        figure.add_bar(
            x=values, y=names, orientation="h", name=mark + text(f"hotline.tickets_{name}", lang), hovertemplate="%{x:,}",
            marker={"color": ground.series[colour]},
        )
    for label, n, late in zip(names, rows["open"], rows["overdue"], strict=True):
        said = text("hotline.tickets_end", lang, late=fmt_count(late, lang), n=fmt_count(n, lang))
        figure.add_annotation(x=n, y=label, text=said, showarrow=False, xanchor="left", xshift=6)
    figure.update_layout(barmode="stack", hovermode="y unified", bargap=0.34, margin={"r": 120})
    figure.update_xaxes(visible=False)
    figure.update_yaxes(showgrid=False, type="category", tickfont={"color": ground.ink}, tickmode="linear", dtick=1, rangemode="normal")
    return figure


def _end_words(new: float, old: float, remark: str, lang: str) -> str:
    shown = fmt_count(new, lang)
    if is_missing(old) or (remark == "change" and not old) or (remark == "share" and not new):
        return shown
    said = f"{fmt_change((new / old - 1) * 100, lang)}%" if remark == "change" else fmt_share(old / new, lang, 0)
    return f"<b>{shown}</b>  {said}"
