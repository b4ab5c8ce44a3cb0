/** On paper: no rail, nothing that scrolls, no chart split over pages, addresses written out. */
export const printStyle = `
@media print{
@page{margin:14mm 16mm}
.frame{display:block}
.rail,.skip,.tip,.data-fold,.chart-tools,.table-tools{display:none!important}
main{max-width:none;padding:0;zoom:.72}
main>section+section,.stages{margin-top:28px}
.table-box,.table-box[data-more],pre.fold-body{max-height:none;overflow:visible;mask-image:none}
.graph-box{display:block;overflow:visible;padding:0}
.graph{max-width:100%;height:auto}
.graph-list:not(.alone){display:none}
.chart-figure,.table-figure,.error,.warnings,.terms,tr,.again pre{break-inside:avoid}
.card-head,h2,h3,h4,figcaption,.output-head{break-after:avoid}
.table-box th,.table-box td{padding:4px 8px;white-space:normal}
.table-box thead th{position:static}
.chart svg{max-width:100%;height:auto}
a[href^=http]::after,.entry-links a::after,.eyebrow a::after{content:" (" attr(href) ")";font-size:.9em}
.pair{grid-template-columns:1fr 1fr}
.pipeline,.card-part{break-inside:auto}
a{color:inherit}
}
`
