-- One row a team and match: each match of `matches` is seen once from the home side and once from the away side.
--
-- Reads `matches` with the columns `date`, `home_team`, `away_team`, `home_score`, `away_score` and, as the stage
-- `elo` gives them, `elo_home` and `elo_away`.
--
-- Gives `match` (numbered by date, then home team; both rows of a match share it), `date`, `team`, `opponent`, `home`,
-- `goals_for`, `goals_against`, `goal_difference`, `points` (3 for a win, 1 for a draw, 0), `elo` (as it stood before
-- the match day) and `outcome` (`loss`, `draw` or `win`). A match that has no score yet has NULL in all that follows
-- from it. A match without a date has no place in time and is left out: `ingest` counts dates that do not parse.
WITH numbered AS (
  SELECT
    row_number() OVER (ORDER BY date, home_team, away_team) AS match,
    *
  FROM matches
  WHERE date IS NOT NULL
),

sides AS (
  SELECT
    match,
    date,
    CASE WHEN home THEN home_team ELSE away_team END AS team,
    CASE WHEN home THEN away_team ELSE home_team END AS opponent,
    home,
    CASE WHEN home THEN home_score ELSE away_score END AS goals_for,
    CASE WHEN home THEN away_score ELSE home_score END AS goals_against,
    CASE WHEN home THEN elo_home ELSE elo_away END AS elo
  FROM numbered
  CROSS JOIN (VALUES (true), (false)) AS side (home)
)

SELECT
  match,
  date,
  team,
  opponent,
  home,
  goals_for,
  goals_against,
  goals_for - goals_against AS goal_difference,
  CASE sign(goals_for - goals_against) WHEN 1 THEN 3 WHEN 0 THEN 1 WHEN -1 THEN 0 END AS points,
  elo,
  CASE sign(goals_for - goals_against) WHEN 1 THEN 'win' WHEN 0 THEN 'draw' WHEN -1 THEN 'loss' END AS outcome
FROM sides
ORDER BY match, home DESC
