/** How the page of a report looks: light or dark as its reader likes, light in print. */
export const STYLE = `
:root { color-scheme: light; --page: #f4f5f8; --paper: #fff; --ink: #1b1d23; --muted: #5d6270; --line: #dfe1e8;
  --training: #1f4fd1; --validation: #d97706; --full: #332288; --on-full: #fff; --bar: #44aa99; --note: #fff4e0;
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Noto Sans', sans-serif;
  background: var(--page); color: var(--ink) }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --page: #101216; --paper: #181a20; --ink: #eceef3; --muted: #a3a9b8; --line: #343843;
    --training: #8fb0ff; --validation: #f0a03c; --full: #a79bff; --on-full: #14121f; --bar: #4fb8a6; --note: #3a2c12 }
}
body { margin: 0 }
main { max-width: 90rem; margin: auto; padding: clamp(1rem, 3vw, 2rem) }
h1 { font-size: 1.4rem; margin: 0 0 1rem; overflow-wrap: anywhere }
h2 { font-size: 1rem; margin: 0 0 .6rem }
dl, dd, figure, pre { margin: 0 }
.note { background: var(--note); padding: .6rem .9rem; border-radius: 10px; overflow-wrap: anywhere }
.muted, dt { color: var(--muted) }
dt { font-size: .85rem }
dd { overflow-wrap: anywhere }
.figures { display: flex; flex-wrap: wrap; gap: .6rem 2rem; margin-bottom: 1.2rem }
.figures dd { font-size: 1.25rem; font-variant-numeric: tabular-nums }
.panels { columns: 26rem; column-gap: 1rem; margin-bottom: 1rem }
figure, section { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; margin-bottom: 1rem }
figure { break-inside: avoid; padding: .4rem }
section { padding: 1rem; break-inside: avoid }
figure svg { display: block; width: 100%; height: auto }
.settings { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); gap: .5rem 1.2rem }
summary { cursor: pointer }
summary h2 { display: inline }
.settings dd { max-height: 6rem; overflow: auto }
.wide { overflow-x: auto; margin-top: .6rem }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .25rem .9rem .25rem 0; text-align: right; border-bottom: 1px solid var(--line) }
th:first-child { text-align: left; font-weight: normal; min-width: 9rem; max-width: 20rem; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9rem }
section p { margin: .6rem 0 0 }
.nnfs-plot { fill: var(--ink) }
.nnfs-plot .paper { fill: var(--paper) }
.nnfs-plot .grid { stroke: var(--line) }
.nnfs-plot .ink { stroke: var(--ink) }
.nnfs-plot .dots { fill: var(--training) }
.nnfs-plot .training { stroke: var(--training) }
.nnfs-plot .validation { stroke: var(--validation) }
.nnfs-plot .full { fill: var(--full); stroke: var(--line) }
.nnfs-plot .on-full { fill: var(--on-full) }
.nnfs-plot .bar { fill: var(--bar) }
@media print { :root { background: none; font-size: 11px } .panels { columns: 2 } main { padding: 0; max-width: none } }
`;
