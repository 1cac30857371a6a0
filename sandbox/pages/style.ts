import { DARK, FONTS, LIGHT, MOTION, RADII, SIZES, type Palette } from '../../contracts/design/tokens';

const rem = (pixels: number) => `${pixels / 16}rem`;
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const variables = (palette: Palette) =>
  Object.entries(palette)
    .map(([name, value]) => `--${kebab(name)}:${value};`)
    .join('');

/** The one stylesheet of the sandbox's pages, made of the same tokens as web and console. */
export const STYLE = `
@font-face{font-family:'Inter Variable';src:url(/assets/inter.woff2) format('woff2');font-weight:100 900;font-display:swap}
@font-face{font-family:'Fraunces Variable';src:url(/assets/fraunces.woff2) format('woff2');font-weight:100 900;font-display:swap}
:root{color-scheme:light dark;${variables(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:${rem(SIZES.small)}/1.5 ${FONTS.text};font-variant-numeric:tabular-nums}
a{color:var(--aegean)}
h1{font:600 ${rem(SIZES.title)}/1.2 ${FONTS.title};margin:0}
h2{font-size:${rem(SIZES.text)};line-height:1.3;margin:0 0 12px}
p{margin:0 0 12px}
:focus-visible{outline:2px solid var(--aegean);outline-offset:2px}
.flag{background:var(--ochre);color:var(--on-colour);font-size:${rem(SIZES.fine)};font-weight:600;text-align:center;padding:8px 16px}
.quiet{color:var(--quiet-ink)}
.fine{font-size:${rem(SIZES.fine)}}
.code{font-family:${FONTS.code};font-size:${rem(SIZES.fine)};overflow-wrap:anywhere}
.wide{max-width:1120px;margin:0 auto;padding:24px 16px 64px}
.narrow{max-width:880px;margin:0 auto;padding:24px 16px 64px}
.card{background:var(--surface);border:1px solid var(--line);border-radius:${RADII.card}px;padding:20px}
.stack>*+*,.stack>*+ul.cards{margin-top:16px}
.row{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
.row form{margin:0}
.row[role=search]{align-items:flex-end}
.between{justify-content:space-between}
.grid{display:grid;gap:16px}
button,.button{display:inline-flex;align-items:center;justify-content:center;gap:8px;min-height:44px;padding:8px 16px;border:1px solid var(--edge);border-radius:${RADII.control}px;background:var(--surface);color:var(--ink);font:inherit;font-weight:550;text-decoration:none;cursor:pointer;transition:border-color ${MOTION.quick}ms}
button:hover,.button:hover{border-color:var(--aegean)}
.primary{background:var(--aegean);border-color:var(--aegean);color:var(--on-colour)}
.primary:hover{border-color:var(--ink)}
.small{min-height:32px;padding:4px 12px;font-size:${rem(SIZES.fine)}}
.block{width:100%}
label{display:block;font-weight:550;margin-bottom:4px}
input,select{width:100%;min-height:44px;padding:8px 12px;border:1px solid var(--edge);border-radius:${RADII.control}px;background:var(--surface);color:var(--ink);font:inherit}
.end{align-self:end}
.help{color:var(--quiet-ink);font-size:${rem(SIZES.fine)};margin:4px 0 0}
.notice{border-left:4px solid var(--ochre);padding:8px 12px;background:var(--ground);border-radius:0 ${RADII.control}px ${RADII.control}px 0}
.notice p:last-child{margin:0}
.stop{border-color:var(--terracotta)}
.good{border-color:var(--olive)}
.badge{white-space:nowrap;font-weight:600;font-size:${rem(SIZES.fine)}}
.is-good{color:var(--olive)}.is-waiting{color:var(--ochre)}.is-stopped{color:var(--terracotta)}
.amount{font-size:${rem(SIZES.display)};line-height:1.15;font-weight:650;letter-spacing:-.01em}
.clock{font-size:${rem(SIZES.display)};line-height:1.15;font-weight:650;letter-spacing:-.01em}
progress{width:100%;height:12px;accent-color:var(--aegean)}
details summary{cursor:pointer;min-height:44px;display:flex;align-items:center;font-weight:550;color:var(--aegean)}
.cards b{text-transform:capitalize}
.cards{list-style:none;margin:0;padding:0;display:grid;gap:8px}
.cards button{width:100%;justify-content:space-between;text-align:left;font-weight:450;gap:12px}
.cards b{font-weight:600;white-space:nowrap}
.nav{border-bottom:1px solid var(--line);background:var(--surface)}
.nav div{display:flex;gap:16px;max-width:1120px;margin:0 auto;padding:12px 16px}
.nav a{text-decoration:none;font-weight:550;padding:4px 0}
.nav a[aria-current]{color:var(--ink);border-bottom:2px solid var(--aegean)}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse}
caption{text-align:left;font-weight:600;padding-bottom:8px}
th{font-size:${rem(SIZES.fine)};color:var(--quiet-ink);font-weight:550;text-align:left}
td,th{padding:8px 12px 8px 0;border-bottom:1px solid var(--line);vertical-align:top}
td:last-child,th:last-child{padding-right:0}
tr:last-child td{border-bottom:0}
.number{text-align:right;white-space:nowrap}
iframe{width:100%;min-height:480px;border:1px solid var(--line);border-radius:${RADII.card}px;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (min-width:768px){.two{grid-template-columns:1fr 1fr;align-items:start}.pay{grid-template-columns:5fr 6fr;align-items:start}.pay .card{padding:28px}}
@media (max-width:639px){.folds thead{display:none}.folds tr{display:block;border-bottom:1px solid var(--line);padding:8px 0}.folds tr:last-child{border-bottom:0}.folds td{display:block;border:0;padding:2px 0}.folds .number{text-align:left}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
`;
