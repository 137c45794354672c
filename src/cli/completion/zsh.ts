import { quotedWord } from '../../shell-word.ts';
import type { CompletedCommand, CompletedOption } from './commands.ts';

export const zsh = (
  commands: readonly CompletedCommand[],
): string => `#compdef tattletail cloudtrail-tattletail
_tattletail() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${quotedWord(`${name}:${summary}`)}\n`).join('')}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(argumentsOf).join('')}  esac
}
if [ "$funcstack[1]" = _tattletail ]; then _tattletail "$@"; else compdef _tattletail tattletail cloudtrail-tattletail; fi
`;

const argumentsOf = ({ name, options, choices }: CompletedCommand): string => {
  const first = choices.length > 0 ? [quotedWord(`1:value:(${choices.join(' ')})`)] : [];
  return `    ${name}) _arguments ${[...options.flatMap(specsOf), ...first, quotedWord('*:file:_files')].join(' ')} ;;\n`;
};

/** One for each flag; those in brackets are not offered any more after it. */
const specsOf = ({ flags, description, takesValue, choices }: CompletedOption): readonly string[] =>
  flags.map((flag) =>
    quotedWord(
      `(${flags.join(' ')})${flag}[${description.replaceAll(/[[\]:\\]/g, '\\$&')}]${takesValue ? valueIn(choices) : ''}`,
    ),
  );

const valueIn = (choices: readonly string[]): string =>
  choices.length > 0 ? `:value:(${choices.join(' ')})` : ':value:_files';
