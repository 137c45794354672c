/** Slack's colours and sizes are those that its web client has. */
export const pageStyle = `
:root { color-scheme: light dark; --back: #f4f4f6; --card: #fff; --text: #1d1c1d; --quiet: #5c5b5e; --line: #d7d7db;
  --code: #b3124b; --code-back: #f6f6f7; --link: #1264a3; --mention: #fff3c4; }
@media (prefers-color-scheme: dark) { :root { --back: #121316; --card: #1a1d21; --text: #d1d2d3; --quiet: #a2a4a8;
  --line: #3b3e44; --code: #e8a0a8; --code-back: #222529; --link: #6ab7f0; --mention: #4a3b0a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 110rem; padding: 1.5rem; background: var(--back); color: var(--text);
  font: 15px/1.46 system-ui, -apple-system, "Segoe UI", Lato, Helvetica, Arial, sans-serif; }
h1 { margin: 0; font-size: 1.5rem; } header p { margin: .25rem 0 1.5rem; color: var(--quiet); }
h2 { font-size: 1.15rem; overflow-wrap: anywhere; }
h3 { margin: 0 0 .75rem; font-size: .95rem; overflow-wrap: anywhere; } .type { color: var(--quiet); font-weight: normal; }
section { margin-bottom: 2.5rem; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(34rem, 100%), 1fr)); align-items: start; }
article { min-width: 0; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.severity { padding: .1rem .5rem; border-radius: 4px; background: #5c5b5e; color: #fff; font-size: .8rem; text-transform: uppercase; }
.severity.critical { background: #7a0016; } .severity.high { background: #b3261e; } .severity.medium { background: #8a5a00; }
.severity.low { background: #1f5f99; }
pre { margin: .25rem 0; padding: .5rem; max-height: 40rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere;
  background: var(--code-back); border: 1px solid var(--line); border-radius: 4px; font: 12px/1.5 Menlo, Consolas, monospace; }
code { padding: 2px 3px 1px; background: var(--code-back); border: 1px solid var(--line); border-radius: 3px; color: var(--code);
  font: 12px/1.5 Menlo, Consolas, monospace; overflow-wrap: anywhere; }
a { color: var(--link); } details { margin-top: .75rem; } summary { color: var(--quiet); cursor: pointer; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem .75rem; margin: 0 0 .75rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
dd pre { margin: 0; }
@media (max-width: 40rem) { body { padding: .75rem; } .called { grid-template-columns: minmax(0, 1fr); } .called dd { margin-bottom: .5rem; } }
iframe { width: 100%; height: 42rem; resize: vertical; border: 1px solid var(--line); border-radius: 4px; color-scheme: light dark; }
.slack { display: grid; grid-template-columns: 36px minmax(0, 1fr); gap: 8px; overflow-wrap: anywhere; }
.avatar { width: 36px; height: 36px; border-radius: 6px; background: #b3261e; color: #fff; font-size: 22px; line-height: 34px; text-align: center; }
.message { max-width: 600px; } .sender { margin: 0; }
.app { padding: 1px 4px; border-radius: 2px; background: var(--line); font-size: 10px; vertical-align: 1px; }
.slack h4 { margin: 8px 0 4px; font-size: 18px; line-height: 1.33; } .text { margin: 4px 0 8px; }
.fields { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); column-gap: 16px; }
.accessory { float: right; margin: 0 0 0 12px; }
.context { margin: 4px 0 8px; color: var(--quiet); font-size: 13px; } .actions { margin: 4px 0 8px; }
.button { display: inline-block; padding: 3px 12px; border: 1px solid var(--line); border-radius: 4px; color: var(--text);
  font-size: 13px; font-weight: bold; }
.button.danger { background: #e01e5a; color: #fff; } .button.primary { background: #007a5a; color: #fff; }
.attachment { margin: 4px 0; padding-left: 12px; border-left: 4px solid; border-radius: 2px; }
.mention { padding: 0 2px; border-radius: 3px; background: var(--mention); }
/* About those of Teams. */
.teams { max-width: 700px; padding: 0 1rem .75rem; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; overflow-wrap: anywhere; }
.container { margin: 0 -1rem .5rem; padding: .5rem 1rem; background: var(--code-back); }
.container.attention { background: light-dark(#fdf3f4, #3b1519); } .container.warning { background: light-dark(#fbf6d9, #463100); }
.container.accent { background: light-dark(#ebf3fc, #0c3b5e); }
.bolder { font-weight: bold; } .large { font-size: 1.2rem; } .small { font-size: .8rem; }
.attention { color: light-dark(#b10e1c, #f9a0a8); } .warning { color: light-dark(#7d5d00, #f2c661); } .accent { color: light-dark(#0f548c, #96c6fa); }
.container.attention, .container.warning, .container.accent { color: inherit; }
.teams dl { margin-top: .5rem; } .teams dt { font-weight: bold; color: inherit; }
hr { border: 0; border-top: 1px solid var(--line); }
.push { margin: .75rem 0 0; padding: .5rem .75rem; border-radius: 8px; background: var(--code-back); font-size: 13px; overflow-wrap: anywhere; }
.push span { color: var(--quiet); }
`;
