SELECT player, goals, random() AS lot
FROM goals
WHERE goals >= $least
