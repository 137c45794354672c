import { isIP } from 'node:net';
import type { AlertData } from '../../alerts/data.ts';
import { cutTo } from '../../alerts/fitting.ts';
import { isJsonArray, isJsonObject, type JsonObject, nonEmptyString } from '../../json.ts';
import type { Shorten } from '../shortened.ts';

/** The call and its caller, and the record. Findings about several events have none. */
export const evidenceIn = (data: AlertData, shorten: Shorten): readonly JsonObject[] => {
  const { record, from } = data;
  if (record === null) return [];
  return [
    {
      ...actorIn(data),
      ...apiIn(data),
      // CloudTrail writes the name of a service there when it calls for somebody.
      ...(from === null ? {} : { src_endpoint: isIP(from) === 0 ? { name: text(from) } : { ip: from } }),
      data: shorten(record),
    },
  ];
};

const actorIn = ({ who, record }: AlertData): JsonObject => {
  const identity = isJsonObject(record?.userIdentity) ? record.userIdentity : {};
  const { arn, principalId, type, accountId, userName } = identity;
  const account = nonEmptyString(accountId);
  const user = present({
    name: nonEmptyString(userName) ?? who ?? undefined,
    uid: nonEmptyString(arn) ?? nonEmptyString(principalId),
    type: nonEmptyString(type),
  });
  if (user.name === undefined && user.uid === undefined) return {};
  const ofAccount =
    account === undefined ? {} : { account: { uid: text(account), type_id: 10, type: 'AWS Account' } };
  return { actor: { user: { ...user, type_id: 99, ...ofAccount } } };
};

const apiIn = ({ record, outcome }: AlertData): JsonObject => {
  const operation = nonEmptyString(record?.eventName);
  if (operation === undefined) return {};
  const service = nonEmptyString(record?.eventSource);
  const request = nonEmptyString(record?.requestID);
  const response = present({
    error: outcome?.code ?? undefined,
    error_message: outcome?.message ?? undefined,
  });
  return {
    api: {
      operation: text(operation),
      ...(service === undefined ? {} : { service: { name: text(service) } }),
      ...(request === undefined ? {} : { request: { uid: text(request) } }),
      ...(Object.keys(response).length === 0 ? {} : { response }),
    },
  };
};

/** Those that CloudTrail names, or else the target in words. */
export const resourcesIn = ({ record, target, region }: AlertData): readonly JsonObject[] => {
  const named = isJsonArray(record?.resources) ? record.resources.filter(isJsonObject) : [];
  const place = present({ region: region ?? undefined });
  const listed = named.slice(0, 10).flatMap((resource) => {
    const uid = nonEmptyString(resource.ARN) ?? nonEmptyString(resource.arn);
    return uid === undefined ? [] : [{ ...present({ uid, type: nonEmptyString(resource.type) }), ...place }];
  });
  if (listed.length > 0) return listed;
  return target === null ? [] : [{ name: text(target), ...place }];
};

const present = (fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, text(value)]])),
  );

const text = (value: string): string => cutTo(value, 1000);
