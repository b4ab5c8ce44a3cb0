import { readdirSync } from 'node:fs'
import { readCsv, readJsonRecords, Table } from './src/table/index.ts'
const D = '/work/shared/data'
const files = readdirSync(D + '/la-liga').map(f => D + '/la-liga/' + f)
let t0 = performance.now()
const r = await readCsv(files, { sourceColumn: 'file' })
console.log('ms', performance.now() - t0, r.counts, r.notes)
console.table(r.columns.slice(0, 70))
console.log(await r.rejects.rows(), await r.table.head(2))
console.log(await r.table.sql('select file, count(*) n, min(Date), max(Date) from self group by 1 order by 1').rows())
for (const f of [() => readCsv([D + '/co2/co2-mm-mlo.csv']), () => readCsv([D + '/fairness/adult.data.gz']), () => readCsv([D + '/fairness/adult.data.gz'], { header: false, trim: true, nullTokens: ['', '?'] }), () => readCsv([D + '/tabular/iris.csv']), () => readCsv([D + '/tabular/iris.csv'], {header: false, skipLines: 1, columns: ['a','b','c','d','class']}), () => readCsv([D + '/co2/CO2 Emissions_Canada.csv']), () => readCsv([D + '/nfl/games.csv']), () => readCsv([D + '/mlb/mlb_odds_2010_2019.csv.gz'], {nullTokens: ['', 'NA']}), () => readCsv([D + '/mlb/GL2019.TXT.gz'], {header: false}), () => readCsv([D + '/nba/nba_2008-2025.csv.gz']), () => readCsv([D + '/co2/owid-co2-data_2021.csv.gz']), () => readJsonRecords('node_modules/vega-datasets/data/football.json'), () => readJsonRecords('node_modules/vega-datasets/data/movies.json'), () => readJsonRecords(D + '/openfootball/es.1_2025-26.json'), () => readJsonRecords(D + '/openfootball/es.1_2025-26.json', {records: 'matches'}), () => readCsv([D + '/co2/statsmodels_co2_weekly.csv'], {types: {date: 'DATE'}, dateFormats: ['yyyymmdd']}) ]) {
  t0 = performance.now()
  try { const q = await f(); console.log(f.toString().slice(0, 110), '\n ', JSON.stringify(q.counts), (performance.now() - t0) | 0, 'ms', q.notes.slice(0, 3), q.columns.map(c => `${c.name}:${c.type}:${c.nulls}`).join(' ').slice(0, 900), (await q.rejects.rows({ limit: 2 }))) } catch (e: any) { console.log(f.toString(), '\n  ERR', e.code, e.message, e.hint, e.at, e.code ? '' : e.stack) }
}
