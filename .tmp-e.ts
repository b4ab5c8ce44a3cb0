import { Table, firstDifference, previewTable, writeParquet, openSession } from './src/table/index.ts'
const s = openSession()
const t = Table.query("select " + Array.from({length:28},(_, j)=>`random() as f${j}`).join() + " from range(1000000)", {}, {volatile:true}, s)
await writeParquet(t, '/tmp/tw/big.parquet'); await writeParquet(t, '/tmp/tw/big2.parquet')
const m = async (n: string, f: any) => { const a=performance.now(), c=process.cpuUsage(); const r = await f(); const u=process.cpuUsage(c); console.log(n, (performance.now()-a)|0, 'ms', (u.user+u.system)/1e3|0, 'cpu ms', (process.memoryUsage().rss/1e6)|0, 'MB'); return r }
const s2 = openSession()
await m('preview', () => previewTable('/tmp/tw/big.parquet', {session: s2}))
await m('diff', () => firstDifference('/tmp/tw/big.parquet', '/tmp/tw/big2.parquet', s2))
console.log(await s2.all("select sum(i) from range(10) t(i)"))
const txt = Table.query("select 'team number ' || cast(i%30 as int) as t, 'x'||(i%10) as u, i::varchar as v, case when i%3=0 then null else 'a longer text with é ' || i end as w from range(1000000) t(i)", {}, {}, s2)
await m('text compute', () => txt.count())
await m('text digest 4 cols', () => txt.digest())
await m('text column', () => txt.column('t'))
const {sql: _}= {sql:0}
