/** The style of the page: system fonts, light and dark, one sheet a document on paper. It loads nothing. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#57606a;--line:#d0d7de;--band:#f2d98c;--bad:#b3261e;--by:#8a4b00;--visit:#0b57d0;--good:#136c2e;--box:#f6f8fa}
@media (prefers-color-scheme:dark){:root{--bg:#14171a;--fg:#e6e8ea;--soft:#a8b0b8;--line:#3a4149;--band:#6b5413;--bad:#ff8f85;--by:#f2b266;--visit:#8ab8ff;--good:#7ad191;--box:#1d2227}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1rem;background:var(--bg);color:var(--fg);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.3rem;line-height:1.3;margin:0 0 .6rem}
h3{font-size:1rem;margin:1.1rem 0 .3rem}
h3::first-letter,dt::first-letter,th::first-letter,li b::first-letter{text-transform:uppercase}
p,ul,dl,table{margin:.3rem 0}
.soft,dt,th{color:var(--soft)}
section,article{border-top:1px solid var(--line);padding:1.2rem 0}
dl{display:grid;grid-template-columns:10rem 1fr;gap:.15rem 1rem}
article>dl{margin-top:1rem}
dd{margin:0}
dt,dd{padding:.05rem 0}
table{border-collapse:collapse;width:100%}
th{font-weight:400;text-align:start}
th,td{padding:.2rem .8rem .2rem 0;vertical-align:top;border-bottom:1px solid var(--line)}
td.day{white-space:nowrap}
thead td{width:2.2rem}
td.text{width:50%}
ul{list-style:none;padding:0}
ul.plain>li{padding:.1rem 0}
.letter{display:inline-block;flex:none;min-width:1.5em;text-align:center;border:1px solid var(--soft);border-radius:.3em;font-size:.85em;font-weight:600}
.bad{color:var(--bad)}.warn{color:var(--by)}.good{color:var(--good)}
.verdict{font-weight:600}
.tick{display:flex;gap:.6rem;padding:.15rem 0}
.tick>div{flex:1}
.box{flex:none;width:1.05em;height:1.05em;margin-top:.22em;border:1.5px solid var(--fg);border-radius:.15em;line-height:.85;text-align:center;font-weight:700}
td .box{display:inline-block;vertical-align:top}
.state{color:var(--soft)}
code{font-family:ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;font-size:.9em;background:var(--box);padding:.1em .3em;border-radius:.2em}
.year{position:relative;margin:.6rem 0 1rem}
.row{display:grid;grid-template:"name track until"/14rem 1fr 11rem;gap:0 1rem;align-items:center;padding:.25rem 0}
.row>:first-child{grid-area:name;display:flex;gap:.5rem;align-items:baseline}
.until{grid-area:until;font-size:.85rem;text-align:end;white-space:nowrap}
.row>.track{grid-area:track;position:relative;height:1.5rem;border-inline-start:2px solid var(--fg)}
.track>*{position:absolute}
.row.grid{position:absolute;inset:0;align-items:stretch;z-index:-1}
.row.grid>.track{height:auto}
.grid span,.months span{inset-block:0;border-left:1px solid var(--line)}
.row>.months{height:1.2rem;border-color:transparent;font-size:.8rem;color:var(--soft)}
.months>span{padding-left:.25rem;white-space:nowrap}
.band{top:.6rem;height:.6rem;background:var(--band);border-radius:.2rem}
.mark{top:.5rem;width:.8rem;height:.8rem;margin-left:-.4rem;background:var(--bad)}
.mark.by{top:-.05rem;height:.6rem;background:var(--by);clip-path:polygon(0 0,100% 0,50% 100%)}
.mark.appointment{background:var(--visit);border-radius:50%}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem}
.legend .key{display:inline-block;position:relative;inset:auto;margin:0 .4rem 0 0}
.legend .key.band{height:.7rem;width:1.6rem}
.legend .now{width:2px;height:.9rem;vertical-align:-.1rem;background:var(--fg)}
a{color:var(--visit)}
@media screen and (max-width:60rem){.row{grid-template:"name until" "track track"/1fr auto;gap:0;align-items:stretch}
.until{padding-inline-start:1rem}
.row.grid{grid-template:"track"/1fr}.row>:not(.track){background:var(--bg)}}
@media screen and (max-width:40rem){.months>span:nth-child(even){font-size:0}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.35rem}
thead{position:absolute;clip-path:inset(50%)}
tr{display:flex;flex-wrap:wrap;gap:0 .6rem;padding:.3rem 0;border-bottom:1px solid var(--line)}
td{padding:0;border:0}td.text{flex:1 0 100%}td.text:empty{display:none}.dates td:nth-child(2){flex:1;text-align:end}}
@page{size:A4;margin:10mm}
@media print{:root{--bg:#fff;--fg:#000;--soft:#444;--line:#bbb;--band:#e8d28a;--bad:#a00;--by:#7a4200;--visit:#0b3fa0;--good:#0a5c22;--box:#fff}
html{font-size:8.2pt}a{color:inherit;text-decoration:none}body{max-width:none;padding:0;line-height:1.22}
.band,.mark,.now,.key{print-color-adjust:exact;-webkit-print-color-adjust:exact}
section,article{border:0;padding:0}p,ul,table{margin:.1rem 0}dl{gap:0 1rem;margin:.2rem 0}
article{break-before:page}
tr,.tick,.row,dl>*{break-inside:avoid}h2,h3{break-after:avoid}
th,td{padding-block:.05rem}h3{margin:.5rem 0 .2rem}.reminders dd{columns:2}.tick{padding:.05rem 0}
.screen{display:none}}
`
