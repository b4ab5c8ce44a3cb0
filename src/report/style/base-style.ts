/** Type, rhythm, links and focus. */
export const baseStyle = `
*,*::before,*::after{box-sizing:border-box}
html{font:16px/1.5 var(--text);color:var(--ink);background:var(--page);-webkit-text-size-adjust:100%;scroll-padding-top:24px}
body{margin:0}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure,pre{margin:0}
h1{font-size:34px;line-height:1.18;font-weight:680;letter-spacing:-.018em;text-wrap:balance}
h2{font-size:24px;line-height:1.25;font-weight:660;letter-spacing:-.012em}
h3{font-size:20px;line-height:1.3;font-weight:650;letter-spacing:-.006em}
h4{font-size:14px;line-height:1.4;font-weight:650}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:3px}
a:hover{text-decoration-thickness:2px}
code,pre,.hash{font-family:var(--mono);font-size:.875em;font-variant-ligatures:none}
p code,li code,dd code{overflow-wrap:anywhere}
.prose code,.why code{background:var(--sunken);border-radius:4px;padding:1px 4px}
.soft{color:var(--soft)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.mark{flex:none;vertical-align:-1px}
.state-ran{--state:var(--good)}.state-cached{--state:var(--soft)}.state-stale{--state:var(--warn)}
.state-failed{--state:var(--bad)}.state-blocked{--state:var(--violet)}.state-skipped{--state:var(--soft)}
.mark{color:var(--state)}
.skip{position:absolute;left:-9999px;top:8px;background:var(--surface);padding:8px 12px;z-index:9}
.skip:focus{left:8px}
td,th,dd,.code>span,.json-text{unicode-bidi:isolate}
`
