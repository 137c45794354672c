import { createHash } from 'node:crypto';
import type { Answer } from '../answer.ts';
import type { Request } from '../loopback.ts';
import { readTarget } from '../s3/request.ts';
import type { Account, NotifiedTarget } from './account.ts';
import { xml } from './protocols.ts';

/** The S3 of an account: a bucket's notifications, and objects that are written under conditions. */
export const answerOfS3 = (account: Account, request: Request): Answer => {
  const { method, target, headers, body } = request;
  const { bucket, key, query } = readTarget(target) ?? { bucket: '', key: '', query: new URLSearchParams() };
  const at = `${bucket}/${key}`;
  const may = (permission: string): boolean => !account.denied.has(permission);
  if (!account.buckets.has(bucket)) return error(404, 'NoSuchBucket');
  if (key === '' && query.has('notification'))
    return may('s3:GetBucketNotification') ? xml(200, notifications(account)) : denied;
  if (key === '' && method === 'HEAD') return may('s3:ListBucket') ? { status: 200 } : { status: 403 };
  const object = account.objects.get(at);
  const missing = may('s3:ListBucket') ? error(404, 'NoSuchKey') : denied;
  switch (method) {
    case 'GET':
      if (!may('s3:GetObject')) return denied;
      return object === undefined
        ? missing
        : { status: 200, headers: { etag: etagOf(object) }, body: object };
    case 'PUT': {
      if (!may('s3:PutObject')) return denied;
      const { 'if-none-match': none, 'if-match': match } = headers;
      if (!account.storeIgnoresConditions) {
        if (none === '*' && object !== undefined) return error(412, 'PreconditionFailed');
        if (match !== undefined && object === undefined) return missing;
        if (match !== undefined && match !== etagOf(object ?? '')) return error(412, 'PreconditionFailed');
      }
      account.objects.set(at, body.toString());
      return { status: 200, headers: { etag: etagOf(body.toString()) } };
    }
    case 'DELETE':
      if (!may('s3:DeleteObject')) return denied;
      account.objects.delete(at);
      return { status: 204 };
    default:
      return error(501, 'NotImplemented');
  }
};

const error = (status: number, code: string): Answer =>
  xml(status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);

const denied = error(403, 'AccessDenied');

const etagOf = (text: string): string => `"${createHash('md5').update(text).digest('hex')}"`;

const notifications = ({ notified }: Account): string => {
  const list = (name: string, arnName: string, targets: readonly NotifiedTarget[]): string =>
    targets
      .map(
        ({ arn, events = ['s3:ObjectCreated:*'], prefix = '' }) =>
          `<${name}Configuration><${arnName}>${arn}</${arnName}>${events.map((event) => `<Event>${event}</Event>`).join('')}<Filter><S3Key><FilterRule><Name>Prefix</Name><Value>${prefix}</Value></FilterRule></S3Key></Filter></${name}Configuration>`,
      )
      .join('');
  const { eventBridge, functions, queues, topics } = notified;
  return `<NotificationConfiguration>${list('CloudFunction', 'CloudFunction', functions)}${list('Queue', 'Queue', queues)}${list('Topic', 'Topic', topics)}${eventBridge ? '<EventBridgeConfiguration/>' : ''}</NotificationConfiguration>`;
};
