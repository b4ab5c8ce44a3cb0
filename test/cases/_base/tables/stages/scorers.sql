-- Those who scored at least so often.
SELECT player, goals, goals / minutes AS rate
FROM goals
WHERE goals >= $least
