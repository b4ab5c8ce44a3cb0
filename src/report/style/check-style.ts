/** Checks of a stage: marks by shape and colour. */
export const checkStyle = `
.check-passed{color:var(--good)}.check-failed{color:var(--bad)}.check-warning{color:var(--warn)}
.checks .table-box{margin-top:6px}
.checks thead th{font-weight:620}
.checks .mark{margin-right:4px}
.checks td ul{padding-left:18px;color:var(--soft);font-size:13px}
`
