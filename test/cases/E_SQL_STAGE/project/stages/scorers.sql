-- Those who scored at least so often.
SELECT player, goals
FORM goals
WHERE goals >= $least
