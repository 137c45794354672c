import type { Answer } from '../answer.ts';
import { type Loopback, type Request, startLoopback } from '../loopback.ts';
import { signatureProblem } from '../sigv4.ts';
import type { Account } from './account.ts';
import { services } from './operations.ts';
import { failure } from './protocols.ts';
import { answerOfS3 } from './s3.ts';

/** The services of an account at one address: a signature says which of them a request is for. */
export const startAccount = (account: Account): Promise<Loopback> =>
  startLoopback((request) => answerTo(account, request));

const answerTo = (account: Account, request: Request): Answer => {
  const [, name = ''] = /\/([a-z0-9-]+)\/aws4_request/.exec(request.headers.authorization ?? '') ?? [];
  const problem = signatureProblem(request, name);
  if (problem !== undefined) return { status: 400, body: problem };
  if (name === 's3') return answerOfS3(account, request);
  const service = services[name];
  if (service === undefined) throw new Error(`this account has no service ${name}`);
  const { read, write, denied } = service.protocol;
  const { operation, input } = read(request);
  const run = service.operations[operation];
  if (run === undefined) return write(failure(400, 'UnknownOperationException'), operation);
  const isDenied = account.denied.has(`${name}:${operation}`);
  return write(isDenied ? denied : run(account, input), operation);
};
