import { isJsonObject, type JsonObject } from '../../src/json.ts';
import type { Answer } from './answer.ts';
import { readJson } from './json-body.ts';
import { type Loopback, type Request, startLoopback } from './loopback.ts';
import { messageProblems } from './teams/card.ts';

interface Posted {
  readonly at: number;
  readonly message: JsonObject;
}

export interface TeamsServer extends Loopback {
  readonly webhookUrl: string;
  readonly posted: readonly Posted[];
  /** Why messages were not posted. A real workflow accepts them, and then its run fails. */
  readonly problems: readonly string[];
}

const path = '/workflows/c0ffee/triggers/manual/paths/invoke?api-version=2016-06-01&sig=s3cr3t-signature';

/** A workflow that posts what it is sent to a channel of Teams. Unlike the real one, it says at once what is wrong. */
export const startTeams = async (): Promise<TeamsServer> => {
  const posted: Posted[] = [];
  const problems: string[] = [];
  const handle = ({ method, target, headers, body, at }: Request): Answer => {
    if (target !== path || method !== 'POST') return { status: 401 };
    // "The message size limit is 28 KB" (Teams, "Create an Incoming Webhook").
    if (body.length >= 28_000) return { status: 413 };
    const message = headers['content-type'] === 'application/json' ? readJson(body) : undefined;
    const found = messageProblems(message);
    problems.push(...found);
    if (!isJsonObject(message) || found.length > 0) return { status: 400 };
    posted.push({ at, message });
    return { status: 202 };
  };
  const loopback = await startLoopback(handle);
  return { ...loopback, webhookUrl: `${loopback.url}${path}`, posted, problems };
};
