"""Pure functions: frame in, Plotly figure out. Each figure's title carries its unit."""
