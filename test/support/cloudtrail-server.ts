import type { PublicKey } from '../../src/trail/digests/public-keys.ts';
import type { Answer } from './answer.ts';
import { readJson } from './json-body.ts';
import { type Loopback, type Request, startLoopback } from './loopback.ts';
import { regionOf, signatureProblem } from './sigv4.ts';

/** A CloudTrail that knows ListPublicKeys, spoken in AWS JSON 1.1. Each region has its own keys, one on a page. */
export const startCloudTrail = async (
  keys: Readonly<Record<string, readonly PublicKey[]>>,
): Promise<Loopback> =>
  startLoopback((request: Request): Answer => {
    const { headers, body } = request;
    if (headers.authorization === undefined || signatureProblem(request, 'cloudtrail') !== undefined)
      return failed(403, 'InvalidSignatureException');
    if (!/CloudTrail_20131101\.ListPublicKeys$/.test(String(headers['x-amz-target'])))
      return failed(400, 'UnknownOperationException');
    const { StartTime = 0, EndTime = 0, NextToken = '0' } = readJson(body) as Readonly<Record<string, never>>;
    const valid = (keys[regionOf(request)] ?? []).filter(
      ({ from, until }) => from / 1000 <= Number(EndTime) && until / 1000 >= Number(StartTime),
    );
    const at = Number(NextToken);
    return answer(200, {
      PublicKeyList: valid.slice(at, at + 1).map(({ fingerprint, value, from, until }) => ({
        ...{ Fingerprint: fingerprint, Value: value },
        ...{ ValidityStartTime: from / 1000, ValidityEndTime: until / 1000 },
      })),
      ...(at + 1 < valid.length && { NextToken: String(at + 1) }),
    });
  });

const failed = (status: number, type: string): Answer => answer(status, { __type: type, message: 'No.' });

const answer = (status: number, json: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(json),
});
