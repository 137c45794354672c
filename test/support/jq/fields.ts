/** Fields to prefilter by, in the inputs of these tests. */
export const prefilterFields: readonly (readonly string[])[] = [
  ['eventName'],
  ['eventSource'],
  ['errorCode'],
  ['userIdentity', 'type'],
];
