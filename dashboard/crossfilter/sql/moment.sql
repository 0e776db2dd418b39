select a_moment from main.a_table
