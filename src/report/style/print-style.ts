/** On paper: no rail, nothing that scrolls, no chart split over pages, addresses written out. */
export const printStyle = `
@media print{
@page{margin:16mm}
html{font-size:12px}
.frame{display:block}
.rail,.skip,.tip,.data-fold{display:none!important}
main{max-width:none;padding:0}
main>section+section,.stages{margin-top:28px}
.table-box,pre.fold-body{max-height:none;overflow:visible}
.graph-box{display:block;overflow:visible;padding:0}
.graph{max-width:100%;height:auto}
.graph-list{display:none}
.chart-figure,.table-figure,.error,.warnings,.terms,tr,.again pre{break-inside:avoid}
.card-head,h2,h3,h4,figcaption,.output-head{break-after:avoid}
.table-box table{font-size:10px}
.table-box th,.table-box td{padding:3px 6px}
.chart svg{max-width:100%;height:auto}
a[href^=http]::after{content:" (" attr(href) ")";font-size:.9em}
a{color:inherit}
}
`
