-- 未办结工单：单位与事项交叉（可看透视表）
-- Open tickets by unit and topic (try the pivot)
select unit, topic, area_id, area_name, is_overdue, overdue_hours
from ticket_open
where $district is null or area_id = $district
