-- Those who scored at least so often.
SELECT player, gaols / minutes AS rate
FROM goals
WHERE goals >= $least
