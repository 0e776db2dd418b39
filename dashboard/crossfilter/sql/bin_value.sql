case when r.a_column is null then a_null else coalesce(list_position($some_values::varchar[], r.a_column) - 1, a_rest) end
