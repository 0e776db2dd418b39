date_diff('day', $first_day, r.a_column) // a_step
