import { quotedWord } from '../../shell-word.ts';
import type { CompletedCommand } from './commands.ts';

/** What is not completed here is completed as the name of a file. */
export const bash = (commands: readonly CompletedCommand[]): string => `_tattletail() {
  local current=\${COMP_WORDS[COMP_CWORD]} words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=${wordsOf(commands.map(({ name }) => name))}
  else
    case "\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD-1]}" in
${commands.flatMap(valuesOf).join('')}      *)
        case "\${COMP_WORDS[1]} $current" in
${commands.map(optionsOf).join('')}        esac ;;
    esac
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -o default -F _tattletail tattletail cloudtrail-tattletail
`;

const wordsOf = (words: readonly string[]): string => quotedWord(words.join(' '));

const valuesOf = ({ name, options, choices }: CompletedCommand): readonly string[] => [
  ...(choices.length > 0 ? [branch([`${name} ${name}`], choices)] : []),
  ...options
    .filter(({ takesValue }) => takesValue)
    .map((option) =>
      branch(
        option.flags.map((flag) => `${name} ${flag}`),
        option.choices,
      ),
    ),
];

const branch = (patterns: readonly string[], words: readonly string[]): string =>
  `      ${patterns.map(quotedWord).join('|')}) words=${wordsOf(words)} ;;\n`;

const optionsOf = ({ name, options }: CompletedCommand): string =>
  `          ${quotedWord(`${name} -`)}*) words=${wordsOf(options.flatMap(({ flags }) => flags))} ;;\n`;
