import { Option } from 'commander';
import { coverageOf } from '../rule-tests/coverage.ts';
import { type DefineCommand, exitCodes, write } from './command.ts';
import { configOption } from './config-option.ts';
import { type CoverageFormat, coverageFormats, formatCoverage } from './coverage-formats.ts';
import { readTestedConfig } from './tested-config.ts';

export const coverage: DefineCommand = (program, terminal, finish) => {
  program
    .command('coverage')
    .summary('show which ATT&CK techniques have a rule')
    .description(
      'Shows which techniques of ATT&CK for cloud infrastructure have a rule with a test, a rule without one, or none.',
    )
    .argument('[file]', 'the config, as with --config')
    .addOption(configOption(terminal))
    .addOption(
      new Option('-f, --format <format>', 'navigator is a layer for the ATT&CK Navigator')
        .choices(coverageFormats)
        .default('table'),
    )
    .addHelpText('after', '\nExample:\n  tattletail coverage --format navigator > layer.json')
    .action(async (file: string | undefined, { config, format }: CoverageOptions) => {
      const { rules } = await readTestedConfig(file ?? config, terminal);
      await write(terminal.stdout, formatCoverage[format](coverageOf(rules)));
      finish(exitCodes.ok);
    });
};

interface CoverageOptions {
  readonly config: string;
  readonly format: CoverageFormat;
}
