/** Tables: data under heads that describe the columns, and metrics made for reading. */
export const tableStyle = `
.table-box{overflow:auto;max-height:388px;border-top:1px solid var(--line-strong);border-bottom:1px solid var(--line-strong);background:var(--surface)}
.table-box.whole{max-height:820px}
.table-box[data-more]{mask-image:linear-gradient(to right,#000 calc(100% - 48px),rgb(0 0 0/.15))}
.table-box table{border-collapse:separate;border-spacing:0;font-size:14px;line-height:1.4;min-width:100%}
.table-box th,.table-box td{text-align:left;padding:5px 14px;border-bottom:1px solid var(--line);white-space:nowrap;font-weight:400;font-variant-numeric:tabular-nums;max-width:320px;overflow:hidden;text-overflow:ellipsis}
.table-box tbody tr:last-child>*{border-bottom:0}
.table-box .number{text-align:right}
.table-box thead th{position:sticky;top:0;background:var(--surface);z-index:2;vertical-align:bottom;border-bottom:1px solid var(--line-strong);padding-top:10px;padding-bottom:8px;overflow:visible}
.table-box th:first-child{position:sticky;left:0;background:var(--surface);z-index:1;padding-left:2px}
.table-box thead th:first-child{z-index:3}
.table-box tbody tr:hover>*{background:var(--sunken)}
.data thead th>span{display:block;font-size:12px;color:var(--soft);line-height:1.45}
.data .column-shape{min-height:24px;margin-top:6px;display:flex!important;align-items:flex-end}
.data .number .column-shape{justify-content:flex-end}
.data .column-nulls.some{color:var(--warn)}
.data .null{color:var(--soft)}
.histogram{display:block}
.histogram path{fill:var(--line-strong)}
.sort{font:inherit;font-weight:620;color:var(--ink);background:none;border:0;padding:0;margin:0;cursor:pointer;text-align:inherit;display:inline-flex;align-items:baseline;gap:4px}
.number .sort{flex-direction:row-reverse}
.sort::after{content:"";width:0;height:0;border:4px solid transparent;border-bottom-width:0;border-top-color:var(--line-strong);align-self:center;opacity:0}
.sort:hover::after,.sort:focus-visible::after{opacity:1}
[aria-sort=ascending]>.sort::after{opacity:1;border-width:0 4px 4px;border-bottom-color:var(--accent);border-top-color:transparent}
[aria-sort=descending]>.sort::after{opacity:1;border-top-color:var(--accent)}
.metrics .unit{display:block;font-size:12px;color:var(--soft);font-weight:400}
.metrics td,.metrics tbody th{padding-top:7px;padding-bottom:7px}
.metrics .long{white-space:normal;min-width:min(30em,60vw);max-width:36em}
.metrics tbody tr>*{vertical-align:baseline}
.metrics tbody th{white-space:normal;max-width:min(320px,42vw)}
.metrics .muted{color:var(--soft);font-style:italic}
.metrics .emphasis{font-weight:660}
.table-note{font-size:13px;color:var(--soft);margin-top:6px;display:flex;flex-wrap:wrap;align-items:center;gap:4px 8px}
.table-note code{overflow-wrap:anywhere}
.table-tools{display:inline-flex;flex-wrap:wrap;gap:6px;margin-left:auto}
.table-tools input{font:inherit;color:var(--ink);background:var(--surface);border:1px solid var(--line-strong);border-radius:6px;padding:2px 8px;min-height:28px;width:11em;max-width:100%}
.table-tools input::placeholder{color:var(--soft);opacity:1}
.table-tools .button:disabled{border-color:var(--line);border-style:dashed;cursor:default}
.metrics thead th{white-space:normal;vertical-align:bottom}
.meanings{font-size:13px;color:var(--soft);margin-top:10px;display:grid;gap:3px;max-width:62em}
.meanings div{display:block}
.meanings dt{display:inline;font-weight:620;color:var(--ink)}
.meanings dt::after{content:": "}
.meanings dd{display:inline}
`
