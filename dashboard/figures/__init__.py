"""Pure functions: frame in, figure out, as plain values by the names of the chart library. Each figure's title carries its unit."""
