/** Charts and their captions. */
export const figureStyle = `
.chart-figure,.table-figure{margin-top:20px}
figcaption{max-width:46em;margin-bottom:14px}
figcaption strong{display:block;font-size:18px;line-height:1.35;font-weight:650;letter-spacing:-.008em;text-wrap:pretty}
figcaption span{display:block;font-size:14px;color:var(--soft);margin-top:2px}
.chart{min-height:120px;position:relative}
.chart svg{display:block;overflow:visible}
.chart [class*=haloed] text{paint-order:stroke;stroke:var(--page);stroke-width:5px;stroke-linejoin:round}
.chart-scroll{overflow-x:auto}
.figure-words{font-size:14px;color:var(--soft);margin-top:12px;max-width:54em}
.figure-origin{font-size:13px;color:var(--soft);margin-top:6px}
.chart-figure .figure-origin{float:right;margin-top:4px;padding-left:16px}
.chart-tools{font-size:13px;color:var(--soft);margin-top:4px;display:none}
.js .chart-tools{display:block}
.link{font:inherit;color:var(--accent);background:none;border:0;padding:2px 4px;min-height:24px;cursor:pointer;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:3px}
.data-fold{margin-top:2px}
.data-fold .fold-body{clear:both}
@media (max-width:600px){.chart-figure .figure-origin{float:none;padding:0}}
.data-fold .table-box{max-height:320px;margin-top:6px}
.chart-error{background:var(--warn-ground);border-left:3px solid var(--warn);border-radius:0 6px 6px 0;padding:10px 14px;font-size:14px;overflow-wrap:anywhere}
.tip{position:fixed;z-index:20;pointer-events:none;background:var(--surface);border:1px solid var(--line-strong);border-radius:6px;padding:7px 10px;font-size:13px;line-height:1.45;box-shadow:0 4px 16px rgb(0 0 0/.14);max-width:300px;display:grid;grid-template-columns:auto auto;gap:0 12px}
.tip[hidden]{display:none}
.tip dt{color:var(--soft)}
.tip dd{text-align:right;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
`
