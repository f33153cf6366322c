// How the report that is a page looks. "{{name}}" is filled in.
#pragma once

#include <string_view>

namespace asynclint::cli {

// The policy lets this one style sheet through, and nothing that could run.
inline constexpr std::string_view html_page = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-report'; base-uri 'none'; form-action 'none'">
<title>{{title}} · asynclint</title>
<style nonce="report">
{{style}}</style>
</head>
<body>
<header><p>asynclint {{version}}</p><h1>{{title}}</h1></header>
<main>
{{body}}</main>
</body>
</html>
)html";

inline constexpr std::string_view html_style = R"css(:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #fff; --ink: #23211c; --faint: #66615a; --rule: #e2ddd3; --track: #efebe3;
  --error: #b3261e; --warning: #8a5a00; --info: #1f5fa8; --good: #23703a;
  --error-bar: #d9534a; --warning-bar: #e0a52e; --info-bar: #5b97d6;
  --mark: #ffe3df; --del: #fdecea; --ins: #e6f4e8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191815; --card: #22201c; --ink: #ece7dd; --faint: #a8a197; --rule: #3a3630; --track: #302c27;
    --error: #ff8f85; --warning: #f0bd5c; --info: #8abdf5; --good: #7fcf95;
    --error-bar: #e0645a; --warning-bar: #d49b2a; --info-bar: #5b97d6;
    --mark: #5c2420; --del: #3d2321; --ins: #1f3526;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 68rem;
  background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
header p { margin: 0; color: var(--faint); font-size: .875rem; letter-spacing: .02em; }
h1 { margin: 0 0 1rem; font-size: 2.25rem; line-height: 1.15; letter-spacing: -.02em; }
h2 { margin: 2.5rem 0 .25rem; padding-bottom: .35rem; border-bottom: 2px solid var(--rule); font-size: 1.4rem; }
h3 { margin: 1.5rem 0 0; font: 600 1rem/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
h3 small { margin-left: .5rem; color: var(--faint); font: 400 .875rem system-ui, sans-serif; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .875em; }
code { padding: .05em .3em; border-radius: 4px; background: var(--track); }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0; padding: 0; list-style: none; }
.tiles li {
  min-width: 7.5rem; padding: .6rem 1rem; border: 1px solid var(--rule); border-radius: 10px;
  background: var(--card); color: var(--faint);
}
.tiles b { display: block; color: var(--ink); font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tiles .error b { color: var(--error); }
.tiles .warning b { color: var(--warning); }
.tiles .info b { color: var(--info); }
.tiles .repairs b { color: var(--good); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; margin-top: 1.5rem; }
figure { margin: 0; padding: 1rem 1.25rem; border: 1px solid var(--rule); border-radius: 10px; background: var(--card); }
figure p { margin: .25rem 0 0; color: var(--faint); font-size: .8125rem; }
figcaption { margin-bottom: .5rem; font-weight: 600; }
svg { display: block; width: 100%; height: auto; max-width: 24rem; overflow: visible; }
svg text { fill: var(--ink); font-size: 12.5px; }
svg .count { fill: var(--faint); font-variant-numeric: tabular-nums; }
svg .track { fill: var(--track); }
svg .error { fill: var(--error-bar); }
svg .warning { fill: var(--warning-bar); }
svg .info { fill: var(--info-bar); }
.filters {
  display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1.5rem 0 0; padding: .35rem 1rem .5rem;
  border: 1px solid var(--rule); border-radius: 10px;
}
.filters legend { padding: 0 .4rem; color: var(--faint); font-size: .875rem; }
body:has(#show-error:not(:checked)) .finding.error,
body:has(#show-warning:not(:checked)) .finding.warning,
body:has(#show-info:not(:checked)) .finding.info { display: none; }
.summary { margin: .15rem 0 .5rem; color: var(--faint); }
.finding {
  margin: .5rem 0; padding: .5rem .9rem; border: 1px solid var(--rule); border-left: 4px solid var(--info-bar);
  border-radius: 8px; background: var(--card);
}
.finding.error { border-left-color: var(--error-bar); }
.finding.warning { border-left-color: var(--warning-bar); }
.finding summary { cursor: pointer; }
.level { font-size: .8125rem; font-weight: 600; }
.error .level { color: var(--error); }
.warning .level { color: var(--warning); }
.info .level { color: var(--info); }
.place { color: var(--faint); font-size: .875rem; overflow-wrap: anywhere; }
.code {
  margin: .6rem 0; padding: .5rem 0; border: 1px solid var(--rule); border-radius: 8px;
  background: var(--paper); line-height: 1.55;
}
.line { display: block; padding: 0 .75rem 0 4rem; text-indent: -3.25rem; white-space: pre-wrap; overflow-wrap: anywhere; text-decoration: none; }
.line i { display: inline-block; width: 2.5rem; margin-right: .75rem; color: var(--faint); font-style: normal; text-align: right; text-indent: 0; user-select: none; }
.line.here { background: var(--track); }
mark { border-radius: 3px; background: var(--mark); color: inherit; box-shadow: 0 2px 0 var(--error-bar); }
del.line { background: var(--del); }
ins.line { background: var(--ins); }
.why { margin: .4rem 0; padding-left: 1.25rem; font-size: .9375rem; }
.why .sure { color: var(--faint); }
.fix { margin: .5rem 0; font-size: .9375rem; }
.fix b { color: var(--good); }
@media print {
  .filters { display: none; }
  .finding { break-inside: avoid; }
}
)css";

}  // namespace asynclint::cli
