/** A stage as a cell of a notebook. */
export const cardStyle = `
.card{border-top:1px solid var(--line);padding:32px 0 8px;margin-top:40px}
.stages>h2+.card{margin-top:0}
.card-head{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 12px}
.card-number{color:var(--soft);font-size:15px;font-variant-numeric:tabular-nums;min-width:20px}
.card-head h3{overflow-wrap:anywhere}
.pill{display:inline-flex;align-items:center;gap:7px;font-size:14px;color:var(--state);margin-right:auto}
.card-use{color:var(--soft);font-size:13px;overflow-wrap:anywhere}
.card>*+*{margin-top:16px}
.prose{max-width:44em;display:grid;gap:10px}
.why{max-width:48em;font-size:15px}
.why ul{padding-left:20px}
.terms{display:grid;gap:16px 48px;align-items:start}
@media (min-width:720px){.terms{grid-template-columns:1fr 1fr}}
.terms h4,.why h4{margin-bottom:4px;color:var(--soft);font-weight:600;font-size:13px}
.params{border-collapse:collapse;font-size:14px;width:100%}
.params th,.params td{text-align:left;font-weight:400;padding:4px 16px 4px 0;border-bottom:1px solid var(--line);vertical-align:baseline;overflow-wrap:anywhere}
.params th{width:42%}
.params code{white-space:pre-wrap}
.params td{padding-right:0}
.params .default th,.params .default code{color:var(--soft)}
.params .default .soft{font-size:12px;margin-left:6px}
.inputs{list-style:none;padding:0;font-size:14px}
.inputs li{padding:4px 0;border-bottom:1px solid var(--line)}
.inputs b{font-weight:600}
.hash{color:var(--soft);font-size:12px;cursor:help}
.output{padding-top:12px}
.output-head{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 12px;margin-bottom:10px}
.output-head h4{font-size:16px}
.output-head p{font-size:13px;color:var(--soft)}
.output-head p span{overflow-wrap:anywhere}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,180px),1fr));gap:12px 24px;font-size:14px}
.facts dt{color:var(--soft);font-size:13px}
.facts dd{overflow-wrap:anywhere}
.facts+.fold{margin-top:12px}
.feature-list{font-size:14px;line-height:1.9}
.feature-list code{background:var(--sunken);border-radius:4px;padding:2px 6px;margin-right:4px}
.error{background:var(--bad-ground);border-left:3px solid var(--bad);border-radius:0 6px 6px 0;padding:14px 18px}
.error-head{font-size:14px;color:var(--bad);font-weight:600;overflow-wrap:anywhere}
.error-at{font-family:var(--mono);font-size:13px;font-weight:400;color:var(--soft);margin-left:8px}
.error-message{font-size:17px;margin-top:4px;max-width:44em;overflow-wrap:anywhere}
.error-hint{margin-top:10px;font-size:15px;max-width:46em}
.quoted{margin-top:10px;overflow-x:auto;font-size:13px;line-height:1.45}
.quoted .gutter{color:var(--soft)}
.quoted .underline{color:var(--bad);font-weight:700}
`
