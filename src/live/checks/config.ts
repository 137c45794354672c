import { isDenied } from '../../aws/live/permission.ts';
import { ConfigError, messageOf } from '../../errors.ts';
import { anError, type LiveCheck, type LiveFinding, unchecked } from '../check.ts';

/** Whether the config of the function can be read and used. What only it names is not looked at otherwise. */
export const config: LiveCheck = {
  name: 'config',
  look: async ({ config: { uri, isDeployed, problem, rules } }) => {
    if (problem !== undefined) return [findingOf(problem, isDeployed)];
    return rules === 0 ? [anError(`${uri} has no rules: no alert will be sent`, fixOf(uri))] : [];
  },
};

const findingOf = (error: Error, isDeployed: boolean): LiveFinding => {
  const message = `what it names is not checked: ${messageOf(error)}`;
  if (isDenied(error.cause))
    return unchecked(message, 'allow yourself s3:GetObject on it, or name a copy with --config');
  if (!isDeployed) return unchecked(message, 'name the config that is in the zip with --config');
  return error instanceof ConfigError
    ? anError(message, fixOf(error.uri))
    : anError(message, 'correct the environment variables of the function');
};

const fixOf = (uri: string): string =>
  `correct ${uri}, which tattletail check reads too, or name another config with --config`;
