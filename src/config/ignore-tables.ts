import { nonEmptyString } from '../json.ts';
import type { Ignore } from '../rules/ignore.ts';
import { type ProfileSettings, profilesOf } from '../rules/ignore-profiles.ts';
import { ignoreKeys, ignoreSchema, profileKeys } from './ignore-schema.ts';
import { problemsOf, type UnplacedProblem } from './problem.ts';
import type { AddProgram } from './programs.ts';
import { type Found, problemIn, type Table } from './tables.ts';

/** Reads an ignore and adds its program, even that of one with another problem. */
export const readIgnore = (table: Table, addProgram: AddProgram): Found<Ignore> => {
  const { where, path } = table;
  const values = withDayAsText(table.values);
  const ignore = ignoreSchema.safeParse(values);
  const added = addProgram(table, 'jq_match');
  if (!ignore.success)
    return { values: [], problems: problemsOf(ignore.error, values, { where, path, keys: ignoreKeys }) };
  if (added === undefined) throw new TypeError(`${where} is valid without a program`);
  const { number: program, definitions } = added;
  return { values: [{ ...ignore.data, program, definitions }], problems: [] };
};

/** @iarna/toml reads a date of TOML as a Date, whose text is the day unless there is a time. */
const withDayAsText = (values: Table['values']): Table['values'] =>
  values.expires instanceof Date ? { ...values, expires: values.expires.toISOString() } : values;

/** The profiles that are on, with their programs. No define of the config can change what these mean. */
export const readProfiles = (settings: ProfileSettings, addProgram: AddProgram): readonly Ignore[] =>
  profilesOf(settings).flatMap((profile) => {
    const values = { [profile.name]: profile.jqMatch };
    const table = { values, where: '[ignore_profiles]', path: ['ignore_profiles'] };
    const added = addProgram(table, profile.name, []);
    if (added === undefined) return [];
    const { number: program, definitions } = added;
    return [{ ...profile, program, definitions, isProfile: true }];
  });

/** Matches are counted by the name of what ignores them. */
export const repeatedIgnores = (tables: readonly Table[]): readonly UnplacedProblem[] => {
  const seen = new Set<string>(profileKeys);
  return tables.flatMap((table) => {
    const name = nonEmptyString(table.values.name);
    if (name === undefined) return [];
    const isProfile = profileKeys.includes(name);
    const message = isProfile ? 'this is the name of a profile' : 'another ignore has the same name';
    if (seen.has(name)) return [problemIn(table, ['name'], message)];
    seen.add(name);
    return [];
  });
};
