select coalesce(bool_or(is_synthetic), false) from a_relation
