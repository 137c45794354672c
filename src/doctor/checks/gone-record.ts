import { type Check, findingAt } from './check.ts';

/** `.requestParameters | .userName == "x" and .eventName == "CreateUser"`: the record is gone, below are parameters. */
export const goneRecord: Check = (program) =>
  program.facts.reads.flatMap(({ syntax, path, parent }) => {
    const name = path.slice(parent.length + 1);
    if (!parents.has(parent) || !ofRecord.has(name)) return [];
    return findingAt(program, syntax, {
      kind: 'unknown-field',
      message: `no call has .${path}: .${name} is beside .${parent}`,
      fix: program.textOf(syntax) === `.${path}` ? `.${name}` : undefined,
    });
  });

const parents: ReadonlySet<string> = new Set(['requestParameters', 'responseElements']);

/** Fields of the record that no parameter of an API has the name of. */
const ofRecord: ReadonlySet<string> = new Set([
  'eventName',
  'eventSource',
  'userIdentity',
  'sourceIPAddress',
  'requestParameters',
  'responseElements',
]);
