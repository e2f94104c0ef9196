/** The page's CSS, light and dark. It shares its colours with the sign-in pages. */
import { colorStyles } from '../core/html.ts';

/** The page's complete style sheet. */
export const dashboardStyle = `${colorStyles}
:root{--bad:#b3261e;--bad-ground:#fdf0ef;--good:#1a7f4b}
@media(prefers-color-scheme:dark){:root{--bad:#ff9d94;--bad-ground:#2d1d1d;--good:#5fd296}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--paper);z-index:1}
header,main,footer{max-width:100rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:1.25rem}
h1{margin:0;font-size:1.375rem;font-weight:600}
h2{margin:0 0 .625rem;font-size:1rem;font-weight:600}
p{margin:0}code{font-size:.8125em;overflow-wrap:anywhere}
.line{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 1rem}
.line>:last-child{white-space:nowrap}.line>:first-child{min-width:0;overflow-wrap:anywhere}
.quiet,footer{color:var(--quiet)}.quiet,footer,.figures,.plain,table,.tree{font-size:.875rem}
.fault,.gone #live{color:var(--bad)}
ul.figures,ul.plain,#sessions,.tree ul{margin:0;padding:0;list-style:none}
.figures{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;padding:.5rem 0 1rem!important;color:var(--quiet)}
.figures b{color:var(--ink);font-weight:600}
main{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
@media(min-width:70rem){main{grid-template-columns:minmax(0,1.6fr) minmax(0,1fr)}}
main>div{display:grid;gap:1rem;align-content:start;grid-template-columns:minmax(0,1fr)}
section{padding:1rem 1.125rem;background:var(--paper);border:1px solid var(--line);border-radius:8px}
#sessions li{padding-top:.75rem}
progress{display:block;width:100%;height:.5rem;margin:.25rem 0;border:0;border-radius:.25rem;overflow:hidden;appearance:none;background:var(--line);color:var(--act)}
progress::-webkit-progress-bar{background:var(--line)}
progress::-webkit-progress-value{background:var(--act)}
progress::-moz-progress-bar{background:var(--act)}
.scroll{max-height:34rem;overflow:auto;margin:0 -1.125rem -1rem;border-top:1px solid var(--line);border-radius:0 0 8px 8px}
table{width:100%;border-collapse:collapse}
th{position:sticky;top:0;background:var(--paper);color:var(--quiet);font-weight:400;text-align:left}
th,td{padding:.3rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
th:first-child,td:first-child{padding-left:1.125rem}th:last-child,td:last-child{padding-right:1.125rem}
td.path{width:100%;white-space:normal;overflow-wrap:anywhere;min-width:12rem}
.range{white-space:nowrap}.number{text-align:right}td.status{white-space:normal;min-width:7.5rem}
tr.wrong{background:var(--bad-ground)}tr.wrong .status b{color:var(--bad)}tr.fine .status b{color:var(--good)}
body:has(#failed:checked) tr:is(.fine,.pending){display:none}
body:has(#failed:checked) tbody:not(:has(.wrong))::after{content:'No request failed.';color:var(--quiet)}
.tree ul ul{margin-left:.4rem;padding-left:.85rem;border-left:1px solid var(--line)}
.row{display:flex;align-items:baseline;gap:.25rem .75rem;padding:.2rem .25rem;border-radius:4px}
.row.file{padding-left:1.35rem}
@media(max-width:30rem){.size{min-width:4rem}header,main{padding:0 .75rem}.row{column-gap:.5rem}td.path{min-width:16rem}}
.name{flex:1;min-width:0;overflow-wrap:anywhere}
.size,.versions,.hash{color:var(--quiet);white-space:nowrap}.size{min-width:5rem;text-align:right}.many{color:var(--ink)}
.hash{display:none}
body:has(#hashes:checked) .hash{display:inline;flex-basis:100%;order:1;white-space:normal}
body:has(#hashes:checked) .file{flex-wrap:wrap}
summary{cursor:pointer}summary::marker{content:none}summary::-webkit-details-marker{display:none}
summary::before{content:'';width:.35rem;height:.35rem;margin:0 .3rem 0 .15rem;border:solid var(--quiet);border-width:0 2px 2px 0;transform:translateY(-.1rem) rotate(-45deg);flex:none}
details[open]>summary::before{transform:translateY(-.2rem) rotate(45deg)}
summary .name{font-weight:600}summary:hover,.file:hover{background:var(--ground)}
.note .row{padding-left:1.35rem;color:var(--quiet)}
a{color:var(--act)}
button,select{font:inherit;font-size:.875rem;padding:.2rem .75rem;border:1px solid var(--line);border-radius:4px;background:var(--paper);color:inherit}
button{cursor:pointer}button:hover{background:var(--ground)}
select{min-width:0;flex:0 1 auto;text-overflow:ellipsis}
form{display:flex;gap:.5rem;margin-bottom:.625rem}
label{white-space:nowrap;font-size:.875rem;font-weight:400}
input{accent-color:var(--act)}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.scroll:focus-visible,summary:focus-visible{outline-offset:-3px}
footer{padding:1rem 1.5rem 1.5rem}
`;
