import type { Burst, BurstAlert, MatchAlert } from '../alerts/alert.ts';
import { contentOf } from '../alerts/content.ts';
import type { Display } from '../alerts/display.ts';
import { ignoreBlockFor } from '../alerts/ignore-block.ts';
import { oneLine, printable, printableJson } from '../alerts/printable.ts';
import type { IdsFor } from '../alerts/routing.ts';
import { severityOf } from '../alerts/severity.ts';
import { summaryFor } from '../alerts/text.ts';
import type { Config } from '../config/schema.ts';
import { eventIdOf } from '../trail/record.ts';
import { withColours } from './alert-colours.ts';
import { type Output, write } from './command.ts';

/** Shows each alert as it comes, and something at the end. */
export interface Printer {
  show(alert: MatchAlert | BurstAlert, context: ShowContext): Promise<void>;
  end(config: Config): Promise<void>;
}

/** What the config says of all alerts. */
interface ShowContext {
  readonly display: Display;
  readonly idsFor: IdsFor;
}

export const formats = ['text', 'jsonl', 'count'] as const;

export type Format = (typeof formats)[number];

export const createPrinter = (format: Format, stdout: Output, looks: Looks): Printer =>
  printers[format](stdout, looks);

interface Looks {
  /** With an `[[ignore]]` to paste. */
  readonly verbose: boolean;
  readonly isColoured: boolean;
}

/** Without the record, which would fill the screen; `jsonl` has it. */
const textPrinter = (stdout: Output, { verbose, isColoured }: Looks): Printer => ({
  show: (alert, { display }) => {
    const { ownId } = alert.rule;
    const severity = severityOf(alert);
    const [ruleName = '', ...lines] = printable(summaryFor(alert, { display })).split('\n');
    const title = severity === undefined ? ruleName : `[${severity}] ${ruleName}`;
    const id = ownId === undefined ? [] : [`Rule    ${oneLine(ownId)}`];
    const file = `File    ${oneLine(alert.logFile)}`;
    const ignore = verbose ? ['', printable(ignoreBlockFor(alert)), ''] : ['\n'];
    const plain = [title, ...lines, ...id, file];
    const hasSentence = contentOf(alert, display).sentence !== undefined;
    const shown = isColoured ? withColours(plain, { severity, hasSentence }) : plain;
    return write(stdout, [...shown, ...ignore].join('\n'));
  },
  end: async () => {},
});

const jsonlPrinter = (stdout: Output): Printer => ({
  show: (alert, { idsFor }) => {
    const { logFile, record, rule, output } = alert;
    const { name, ownId, description } = rule;
    const line = {
      logFile,
      eventID: eventIdOf(record),
      rule: name,
      ruleId: ownId,
      severity: severityOf(alert),
      description,
      match: output,
      ...(alert.kind === 'burst' && inLine(alert.burst)),
      destinations: idsFor(alert),
      ignore: ignoreBlockFor(alert),
      record,
    };
    return write(stdout, `${printableJson(JSON.stringify(line))}\n`);
  },
  end: async () => {},
});

const inLine = ({ more, ...burst }: Burst) => ({ ...burst, ...(more > 0 && { moreEventIDs: more }) });

const countPrinter = (stdout: Output): Printer => {
  const counts = new Map<string, number>();
  return {
    show: async ({ rule }) => {
      counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
    },
    end: ({ rules }) =>
      write(
        stdout,
        rules
          .map(({ id, name }) => `${String(counts.get(id) ?? 0).padStart(8)}  ${oneLine(name)}\n`)
          .join(''),
      ),
  };
};

const printers: Readonly<Record<Format, (stdout: Output, looks: Looks) => Printer>> = {
  text: textPrinter,
  jsonl: jsonlPrinter,
  count: countPrinter,
};
