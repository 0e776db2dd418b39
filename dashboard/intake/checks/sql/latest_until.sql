-- The last moment of a column that is not after now.
select max(cast(a_cell as timestamp)) from staged where a_cell <= $now
