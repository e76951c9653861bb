/** The page's look, in light and dark, on paper too. No font and no picture comes from elsewhere. */
export const style = `
:root { --page: #fff; --text: #1c2430; --quiet: #5b6675; --faint: #dde3ea; --panel: #f4f6f9;
  --gain: #0f766e; --disputed: #c2570c; --handling: #3f5f8a; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --page: #12161c; --text: #e6eaf0; --quiet: #9aa6b5; --faint: #2b333e;
  --panel: #1a2029; --gain: #2dd4bf; --disputed: #fb923c; --handling: #8db4e8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 930px; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: .2rem 0 1rem; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 3rem 0 .3rem; }
p, li { max-width: 46rem; }
.quiet, figcaption { color: var(--quiet); font-size: .92rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .75rem; margin: 1.5rem 0; }
.tile { background: var(--panel); border-radius: .5rem; padding: .8rem 1rem; }
.tile b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
figure { margin: .8rem 0 0; overflow-x: auto; }
svg { width: 100%; min-width: 600px; height: auto; }
figcaption { position: sticky; left: 0; }
.key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .3em 0 .9em; }
.key:first-child { margin-left: 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; margin: .6rem 0; }
th, td { text-align: right; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--faint); white-space: nowrap; }
th:first-child, td:first-child, td.words { text-align: left; }
td.words { white-space: normal; }
tr.chosen td { font-weight: 700; color: var(--gain); }
summary { cursor: pointer; color: var(--quiet); margin-top: .6rem; }
.notice { background: var(--panel); border-left: 4px solid var(--disputed); padding: .6rem 1rem; border-radius: .25rem; }
.notice ul { margin: 0; padding-left: 1.1rem; }
@media print { details { display: none; } main { padding: 0; max-width: none; } figure, .tiles { break-inside: avoid; } }
`;
