import type { CompletedCommand, CompletedOption } from './commands.ts';

/** fish completes names of files by itself. */
export const fish = (
  commands: readonly CompletedCommand[],
): string => `${commands.flatMap(linesOf).join('\n')}
complete -c cloudtrail-tattletail -w tattletail
`;

const linesOf = ({ name, summary, options, choices }: CompletedCommand): readonly string[] => [
  `complete -c tattletail -f -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
  ...(choices.length > 0 ? [`${after(name)} -f -a ${quoted(choices.join(' '))}`] : []),
  ...options.map((option) => `${after(name)} ${flagsOf(option)} -d ${quoted(option.description)}`),
];

const after = (name: string): string => `complete -c tattletail -n '__fish_seen_subcommand_from ${name}'`;

const flagsOf = ({ flags, takesValue, choices }: CompletedOption): string =>
  [
    ...flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)),
    ...(takesValue ? ['-r'] : []),
    ...(choices.length > 0 ? [`-f -a ${quoted(choices.join(' '))}`] : []),
  ].join(' ');

/** fish knows \\' in single quotes. */
const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
