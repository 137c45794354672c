import type { Definition, Values } from '../jq/condition.ts';
import { isScalar, mayBeList, type Path } from '../jq/fields.ts';
import { selected } from '../jq/selector.ts';

/** What is at a path that goes through no lists. */
export const at = (path: Path): Values => selected(path.map((key) => ({ key })));

/** What TrailAlerts finds at a path, which is null when it is nothing. */
export const wholeAt = (path: Path): Values => ({
  jq: path.length === 1 ? at(path).jq : `value(${JSON.stringify(path)})`,
  isOne: true,
  uses: path.length === 1 ? [] : [value],
});

const value: Definition = {
  jq: `# What is at a path; of a list before the last key, a list of what its elements have there.
def value($path):
  $path[-1] as $key
  | first(getpath($path[:-1])?, null)
  | if type == "object" then .[$key]
    elif type == "array" then map(objects | select(has($key)) | .[$key]) | if . == [] then null else . end
    else null end;`,
};

/** Whether CloudTrail has a text, number or boolean there, and no list or object. */
export const isSimple = (path: Path): boolean => {
  const [first = '', ...rest] = path;
  return rest.length === 0 ? isScalar(first) : !mayBeList(path);
};
