/** Two columns: the rail and the page. Under 900 pixels the rail is a bar on top. */
export const layoutStyle = `
.frame{display:grid;grid-template-columns:248px minmax(0,1fr)}
main{min-width:0;max-width:980px;padding:56px 40px 96px;margin:0 auto;width:100%}
main>section+section,.stages{margin-top:72px}
section>h2{margin-bottom:20px}
.eyebrow{font-size:14px;color:var(--soft);margin-bottom:10px}
.question{font-size:19px;line-height:1.5;color:var(--soft);margin-top:14px;max-width:42em}
.headline{font-size:23px;line-height:1.4;font-weight:500;letter-spacing:-.008em;max-width:36em;text-wrap:pretty}
.answer{border-top:3px solid var(--accent);padding-top:20px;margin-top:36px}
.answer h2{font-size:14px;font-weight:650;letter-spacing:0;color:var(--accent);margin-bottom:8px}
.statements{margin-top:20px;padding:0;list-style:none;max-width:44em;display:grid;gap:8px}
.statements li{padding-left:20px;position:relative}
.statements li::before{content:"";position:absolute;left:2px;top:.68em;width:8px;height:1.5px;background:var(--line-strong)}
.warnings{background:var(--warn-ground);border-left:3px solid var(--warn);border-radius:0 6px 6px 0;padding:14px 18px 15px;margin-top:24px}
.warnings.bad{background:var(--bad-ground);border-color:var(--bad)}
.warnings h2{font-size:14px;letter-spacing:0;color:var(--warn);margin-bottom:4px}
.warnings.bad h2{color:var(--bad)}
.warnings ul{list-style:none;padding:0;display:grid;gap:6px;max-width:46em}
.warnings a{font-weight:600;color:inherit}
.again{border-top:1px solid var(--line);padding-top:40px}
.again h3{font-size:14px;margin:24px 0 8px}
.again pre{background:var(--sunken);border-radius:6px;padding:14px 16px;overflow-x:auto;line-height:1.7}
.again pre::before{content:none}
.provenance>p{max-width:46em;margin-bottom:14px}
.provenance .pairs{max-width:640px;margin:4px 0 12px}
.provenance td{white-space:nowrap}
.pairs{border-collapse:collapse;font-size:14px;width:100%}
.pairs th,.pairs td{text-align:left;font-weight:400;padding:5px 12px 5px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.pairs td{text-align:right;padding-right:0;font-variant-numeric:tabular-nums}
.pairs th{color:var(--soft)}
@media (max-width:899px){
.frame{display:block}
html{scroll-padding-top:64px}
main{padding:28px 20px 64px}
main>section+section,.stages{margin-top:52px}
h1{font-size:27px}
.question{font-size:17px}
.headline{font-size:20px}
}
`
