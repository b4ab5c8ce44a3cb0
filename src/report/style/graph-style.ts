/** The drawn pipeline on wide windows, its list on narrow ones. */
export const graphStyle = `
.graph-box{overflow-x:auto;padding:2px 0 6px}
.graph{display:block;font-family:var(--text);margin:0 auto}
.graph .edges path{fill:none;stroke:var(--line-strong);stroke-width:1.3}
.graph .node{text-decoration:none;outline:none}
.graph .node rect{fill:var(--surface);stroke:var(--line-strong);stroke-width:1}
.graph .node:hover rect{stroke:var(--accent);stroke-width:1.6}
.graph .node:focus-visible rect{stroke:var(--accent);stroke-width:2.5}
.graph .node .mark rect{fill:none;stroke:currentColor;stroke-width:1.6}
.graph .node.state-failed>rect{fill:var(--bad-ground);stroke:var(--bad);stroke-width:1.4}
.graph .node.state-stale>rect{fill:var(--warn-ground);stroke:var(--warn)}
.graph .node.state-blocked>rect,.graph .node.state-skipped>rect{stroke-dasharray:4 3}
.graph .node-name{font-size:14px;font-weight:620;fill:var(--ink)}
.graph .node-facts{font-size:12px;fill:var(--soft);font-variant-numeric:tabular-nums}
.graph-list{display:none;list-style:none;padding:0}
.graph-list.alone{display:block;columns:2;column-gap:40px}
.graph-list.alone li{break-inside:avoid}
.graph-list li{display:grid;grid-template-columns:1fr auto;gap:0 12px;padding:8px 0;border-bottom:1px solid var(--line)}
.graph-list a{display:flex;align-items:center;gap:9px;color:var(--ink);text-decoration:none;min-width:0}
.graph-list .facts{font-size:13px;color:var(--soft);text-align:right;font-variant-numeric:tabular-nums}
.graph-list .from{grid-column:1/-1;font-size:13px;color:var(--soft);padding-left:21px}
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;font-size:13px;color:var(--soft);margin-top:16px}
.legend span{display:inline-flex;align-items:center;gap:7px}
.legend .state-ran{color:var(--good)}
@media (max-width:899px){.graph-box{display:none}.graph-list{display:block}.graph-list.alone{columns:1}}
`
