import type { Mistake } from './mistakes.ts';

const kind = 'tattletail-key';

const replaced = 'tattletail-replaced';

const created = 'select(.eventName == "CreateUser") | ';

/** What programs say of their own alerts that is not used. */
export const mistakesInOwnWords: readonly Mistake[] = [
  {
    kind,
    program: `${created}{tattletail: {severity: "urgent"}}`,
    fixed: `${created}{tattletail: {severity: "critical"}}`,
  },
  {
    kind,
    program: `${created}{"tattletail": {"severity": "High", title: "x"}, user: .userAgent}`,
    fixed: `${created}{"tattletail": {"severity": "high", title: "x"}, user: .userAgent}`,
  },
  {
    kind,
    program: `${created}. + {tattletail: {severity: (if .readOnly then "low" else "hgih" end)}}`,
    fixed: `${created}. + {tattletail: {severity: (if .readOnly then "low" else "high" end)}}`,
  },
  {
    kind,
    program: `${created}.requestParameters.x as $x | {tattletail: {severity: ($x // "warning")}}`,
    fixed: `${created}.requestParameters.x as $x | {tattletail: {severity: ($x // "medium")}}`,
  },
  { kind, program: `${created}{tattletail: {severity: "sev-7-of-ours"}}` },
  { kind, program: `${created}{tattletail: {severity: 1}}` },
  { kind, program: `${created}{tattletail: {severity: ["high"]}}` },
  {
    kind,
    program: `${created}{tattletail: {sevrity: "high"}}`,
    fixed: `${created}{tattletail: {severity: "high"}}`,
  },
  {
    kind,
    program: `${created}{tattletail: {"Title" : ("user " + .eventName)}}`,
    fixed: `${created}{tattletail: {title : ("user " + .eventName)}}`,
  },
  { kind, program: `${created}{tattletail: {colour: "red"}}` },
  { kind, program: `${created}{tattletail: {priority}}` },
  { kind, program: `${created}{tattletail: {title: " "}}` },
  { kind, program: `${created}{tattletail: {summary: {user: .userAgent}}}` },
  { kind, program: `${created}{tattletail: "high"}` },
  { kind, program: `${created}{tattletail: [{severity: "high"}]}` },
  {
    kind,
    program: `${created}.tattletail.severity = "urgent"`,
    fixed: `${created}.tattletail.severity = "critical"`,
  },
  {
    kind,
    program: `${created}.tattletail = {severity: "informational"}`,
    fixed: `${created}.tattletail = {severity: "info"}`,
  },
  {
    kind: replaced,
    program: `${created}{tattletail: {severity: "high"}} + .requestParameters`,
    fixed: `${created}.requestParameters + {tattletail: {severity: "high"}}`,
  },
  {
    kind: replaced,
    program: `${created}{tattletail: {severity: "high"}} + (.requestParameters.policy | fromjson)`,
    fixed: `${created}(.requestParameters.policy | fromjson) + {tattletail: {severity: "high"}}`,
  },
  {
    kind: replaced,
    program: `${created}.requestParameters as $p | {tattletail: {severity: "high"}} + $p`,
    fixed: `${created}.requestParameters as $p | $p + {tattletail: {severity: "high"}}`,
  },
  {
    kind: replaced,
    program: `${created}{tattletail: {severity: "high"}} + {a: 1} + (.requestParameters // {})`,
  },
  { kind: replaced, program: `${created}.requestParameters * {tattletail: {title: "x"}}` },
];

/** What is used, what cannot be known from the text, and what is not the output. */
export const goodOwnWords: readonly string[] = [
  `${created}{tattletail: {severity: "critical", title: "x", summary: "y"}}`,
  `${created}{tattletail: {severity: null, title: null}}`,
  `${created}{tattletail: null, user: .userAgent}`,
  `${created}{tattletail: {severity: (if .readOnly then "low" else null end)}}`,
  `${created}{tattletail: {title: ("" + .eventName), summary: (.eventName + " ")}}`,
  `${created}{tattletail: {title: "\\(.eventName)", severity: "\\(.requestParameters.severity)"}}`,
  `${created}. + {tattletail: {severity: "high"}}`,
  `${created}.tattletail = {severity: "high"}`,
  `${created}.tattletail.title = .eventName`,
  `${created}"high" as $severity | {tattletail: {$severity}}`,
  `${created}{detail: {tattletail: {severity: "urgent"}}}`,
  `${created}{severity: "urgent", colour: "red"}`,
  `${created}{tattletail: .requestParameters.words}`,
  `${created}.requestParameters + {tattletail: {severity: "high"}}`,
  `${created}{tattletail: {title: "x"}} + .requestParameters + {tattletail: {severity: "high"}}`,
  `${created}{tattletail: {severity: "high"}} + {user: .requestParameters.userName}`,
  `${created}{tattletail: {severity: "high"}, detail: ({a: 1} + .requestParameters)}`,
  `${created}{severity: "high"} + .requestParameters`,
];
