import { Table, openSession, previewTable } from './src/table/index.ts'
const s2 = openSession()
console.log((await previewTable(Table.query("select case i when 3 then 'nan'::double when 4 then '-inf'::double when 5 then null else i end as q from range(100) t(i)", {}), {rows: 1})).columns)
const txt = Table.query("select 'team number ' || cast(i%30 as int) as t, 'x'||(i%10) as u, i::varchar as v, case when i%3=0 then null else 'a longer text with é ' || i end as w from range(1000000) t(i)", {}, {}, s2)
await txt.count()
for (let i=0;i<3;i++) { await txt.digest(); await txt.column('t') }
