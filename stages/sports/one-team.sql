-- The matches of one team, in the order in which they were played.
--
-- Reads `features` with the columns `team`, `date` and `match`; `$team` is a value of `team`. Gives all columns.
SELECT *
FROM features
WHERE team = $team
ORDER BY date, match
