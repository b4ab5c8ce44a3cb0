/** Parts of a report, and what the list of pipelines, comparisons and model cards have of their own. */
export const sectionStyle = `
.section-question{color:var(--soft);max-width:44em;margin:-12px 0 20px}
.unasked{margin-top:40px;color:var(--soft);font-size:14px;max-width:46em}
.pipeline{border-top:1px solid var(--line);padding-top:36px}
main>section.pipeline+section.pipeline{margin-top:48px}
.pipeline .eyebrow{margin-bottom:4px}
.pipeline h2{margin-bottom:8px}
.pipeline h2 a{text-decoration-color:var(--line-strong)}
.entry-state{font-size:14px}
.entry-state .pill{margin-right:6px}
.entry-question{color:var(--soft);max-width:44em;margin-top:14px}
.entry-headline{font-size:18px;line-height:1.45;font-weight:500;max-width:40em;margin-top:16px;text-wrap:pretty}
.entry-links{list-style:none;padding:0;margin:16px 0 12px;display:flex;flex-wrap:wrap;gap:4px 20px}
.entry-links a{overflow-wrap:anywhere}
.pipeline .warnings h3,.warnings h3{font-size:14px;letter-spacing:0;color:var(--warn);margin-bottom:4px}
.runs tbody th{white-space:nowrap!important;max-width:none!important}
.compare-hint{font-size:13px;color:var(--soft);margin-top:8px;overflow-wrap:anywhere}
.sides{display:grid;gap:16px 32px;margin-top:28px}
@media (min-width:720px){.sides{grid-template-columns:1fr 1fr}}
.side{border-top:2px solid var(--line-strong);padding-top:14px}
.side+.side{border-color:var(--accent)}
.side h2{font-size:15px;line-height:1.5;letter-spacing:0;margin-bottom:12px;overflow-wrap:anywhere}
.side h2 code{font-weight:400}
.side-letter{display:inline-flex;align-items:center;justify-content:center;width:24px;height:24px;border-radius:12px;border:1px solid var(--line-strong);font-size:13px;font-weight:650;color:var(--ink);margin-right:6px}
.part{margin-top:28px}
.part>h3{font-size:17px;margin-bottom:12px;overflow-wrap:anywhere}
.part>h3 .soft{font-weight:400;font-size:14px}
.part .metrics td{white-space:normal;overflow-wrap:anywhere;min-width:8em}
.pair{display:grid;gap:24px 32px}
.pair-side{min-width:0}
@media (min-width:1100px){.pair{grid-template-columns:1fr 1fr}}
.pair .chart-figure,.pair .table-figure{margin-top:8px}
.card-part{border-top:1px solid var(--line);padding-top:32px}
main>section.card-part+section.card-part{margin-top:40px}
.card-text{max-width:44em}
.card-text+.card-text,.card-text+.facts,.facts+.card-text{margin-top:12px}
.not-stated{color:var(--soft);font-style:italic}
`
