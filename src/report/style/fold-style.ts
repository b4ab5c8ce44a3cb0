/** What is folded: code, logs, data of charts, JSON. */
export const foldStyle = `
.fold{font-size:14px}
.fold>summary{cursor:pointer;color:var(--soft);padding:4px 0;list-style:none;display:flex;align-items:baseline;gap:8px;width:fit-content;max-width:100%}
.fold>summary::-webkit-details-marker{display:none}
.fold>summary::before{content:"";flex:none;width:6px;height:6px;border:solid currentColor;border-width:0 1.5px 1.5px 0;transform:translateY(-2px) rotate(-45deg);margin:0 3px 0 2px}
.fold[open]>summary::before{transform:translateY(-3px) rotate(45deg)}
.fold>summary:hover{color:var(--ink)}
.fold-note{color:var(--soft);overflow-wrap:anywhere;min-width:0}
.fold+.fold{margin-top:4px}
.fold .fold{margin:4px 0 0 4px}
pre.fold-body{background:var(--sunken);border-radius:6px;padding:14px 16px;overflow:auto;max-height:520px;font-size:13px;line-height:1.55;margin-top:6px}
.code{counter-reset:line}
.code>span{counter-increment:line}
.code>span::before{content:counter(line);display:inline-block;width:2.2em;margin-right:1.4em;text-align:right;color:var(--soft);user-select:none}
.code .c{color:var(--soft);font-style:italic}
.code .s{color:var(--code-string)}
.code .n{color:var(--code-number)}
.code .k{color:var(--accent)}
.json-box{background:var(--sunken);border-radius:6px;padding:12px 16px;margin-top:6px;overflow-x:auto}
.json{list-style:none;padding:0;font-size:14px}
.json .json{padding-left:18px}
.json li{padding:1.5px 0;overflow-wrap:anywhere}
.json details>summary{cursor:pointer}
.json-key{color:var(--ink);font-weight:600;margin-right:6px}
.json-number{font-variant-numeric:tabular-nums;color:var(--code-number)}
.json-text{color:var(--ink)}
.json-note{color:var(--soft)}
`
