"""Parts that pages are set from: chart, table, map, figures of a headline."""
