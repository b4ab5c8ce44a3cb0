/** The list of sections and stages with their states, and the switch of themes. */
export const railStyle = `
.rail{position:sticky;top:0;height:100vh;overflow-y:auto;border-right:1px solid var(--line);background:var(--sunken);font-size:14px;display:flex;flex-direction:column}
.rail-top{display:flex;align-items:center;gap:8px;padding:18px 16px 14px 20px}
.brand{font-weight:680;letter-spacing:-.01em;font-size:15px;margin-right:auto;color:var(--ink);text-decoration:none;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
.brand span{color:var(--soft);font-weight:400}
.button{font:inherit;font-size:13px;color:var(--soft);background:none;border:1px solid var(--line-strong);border-radius:6px;padding:3px 9px;min-height:28px;cursor:pointer;display:inline-flex;align-items:center;gap:6px}
.button:hover{color:var(--ink);border-color:var(--soft)}
.button-menu{display:none}
.rail nav{padding:0 12px 24px}
.rail ul,.rail ol{list-style:none;padding:0}
.rail a.go{display:flex;align-items:center;gap:9px;padding:5px 8px;border-radius:6px;color:var(--ink);text-decoration:none;line-height:1.35}
.rail a.go:hover{background:var(--line)}
.rail a.go[aria-current]{background:var(--accent-ground);color:var(--accent);font-weight:600}
.rail a.go>span:nth-of-type(1){overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0;flex:1}
.rail .time{color:var(--soft);font-size:12px;font-variant-numeric:tabular-nums;white-space:nowrap;font-weight:400}
.rail-label{color:var(--soft);font-size:12px;padding:16px 8px 4px}
.rail-label:has(a){padding:12px 0 0}
.rail-label a.go{color:var(--soft);padding:3px 8px}
.rail-label a.go[aria-current]{color:var(--accent)}
.rail a.away{display:block;padding:5px 8px;border-radius:6px}
.rail nav>ol+ul{margin-top:14px}
@media (max-width:899px){
.rail{height:auto;max-height:100vh;border-right:0;border-bottom:1px solid var(--line);z-index:5}
.rail-top{padding:8px 14px 8px 20px;min-height:48px}
.js .button-menu{display:inline-flex}
.js .rail nav{display:none}
.js .rail nav.open{display:block;padding-top:4px}
}
`
