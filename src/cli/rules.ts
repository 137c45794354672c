import { Option } from 'commander';
import type { RulePlace } from '../rules/rule.ts';
import { type DefineCommand, exitCodes, write } from './command.ts';
import { configOption } from './config-option.ts';
import { readTestedConfig } from './tested-config.ts';
import { textTable } from './text-table.ts';

export const rules: DefineCommand = (program, terminal, finish) => {
  program
    .command('rules')
    .summary('list the rules of a config')
    .description('Lists the rules of a config and of the files that it includes, as overrides change them.')
    .argument('[file]', 'the config, as with --config')
    .addOption(configOption(terminal))
    .addOption(new Option('-f, --format <format>', 'how to list them').choices(formats).default('table'))
    .addHelpText('after', '\nExample:\n  tattletail rules tattletail.example.toml')
    .action(async (file: string | undefined, { config: named, format }: RulesOptions) => {
      const path = file ?? named;
      const { config, rules } = await readTestedConfig(path, terminal);
      const fileOf = (place: RulePlace): string => place.file ?? path;
      const listed = [
        ...rules.map(({ rule, tests }) => ({
          id: rule.id,
          name: rule.name,
          enabled: true,
          severity: rule.severity ?? null,
          attack: rule.attack,
          destinations: rule.destinations,
          tests: tests.length,
          file: fileOf(rule.place),
        })),
        // What an override turns off is not read any further.
        ...config.rulesOff.map(({ id, name, place }) => ({ id, name, enabled: false, file: fileOf(place) })),
      ];
      await write(terminal.stdout, printers[format](listed));
      finish(exitCodes.ok);
    });
};

const formats = ['table', 'json'] as const;

interface RulesOptions {
  readonly config: string;
  readonly format: (typeof formats)[number];
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly severity?: string | null;
  readonly attack?: readonly string[];
  readonly destinations?: readonly string[];
  readonly tests?: number;
  readonly file: string;
}

const printers: Readonly<Record<RulesOptions['format'], (rules: readonly Listed[]) => string>> = {
  table: (listed) =>
    textTable(
      ['ID', 'NAME', 'SEVERITY', 'ATT&CK', 'DESTINATIONS', 'TESTS', 'FILE'],
      listed.map(({ id, name, enabled, severity, attack = [], destinations = [], tests, file }) => [
        id,
        name,
        enabled ? (severity ?? '-') : 'turned off',
        listOr(attack),
        listOr(destinations),
        tests === undefined ? '-' : String(tests),
        file,
      ]),
    ),
  json: (listed) => `${JSON.stringify(listed, null, 2)}\n`,
};

const listOr = (values: readonly string[]): string => (values.length === 0 ? '-' : values.join(', '));
