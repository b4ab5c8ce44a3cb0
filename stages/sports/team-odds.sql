-- Puts the bookmakers' probabilities of each match beside the rows of its two teams.
--
-- Reads `teams` (one row a team and match, as `team-matches` gives them) and `odds` (matches with `p_home`, `p_draw`
-- and `p_away`, as the stage `odds` gives them). A match is found by its day and its two teams.
--
-- Gives all columns of `teams` and `odds_loss`, `odds_draw`, `odds_win`: the probabilities as this row's team sees
-- them. They are NULL where no bookmaker had odds; no row is lost or doubled.
SELECT
  teams.*,
  CASE WHEN teams.home THEN odds.p_away ELSE odds.p_home END AS odds_loss,
  odds.p_draw AS odds_draw,
  CASE WHEN teams.home THEN odds.p_home ELSE odds.p_away END AS odds_win
FROM teams
LEFT JOIN odds
  ON odds.date = teams.date
  AND odds.home_team = CASE WHEN teams.home THEN teams.team ELSE teams.opponent END
  AND odds.away_team = CASE WHEN teams.home THEN teams.opponent ELSE teams.team END
ORDER BY teams.match, teams.home DESC
