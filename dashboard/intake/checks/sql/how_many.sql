-- How many rows a check finds.
select count(*) from a_check as found
