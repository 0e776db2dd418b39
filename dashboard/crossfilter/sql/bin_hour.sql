r.a_column
