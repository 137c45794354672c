/** The parts of an ARN; those that it does not have are empty (AWS General Reference, "Amazon Resource Names"). */
export const partsOfArn = (
  arn: string,
): Readonly<Record<'partition' | 'service' | 'region' | 'account' | 'resource', string>> => {
  const [, partition = '', service = '', region = '', account = '', ...resource] = arn.split(':');
  return { partition, service, region, account, resource: resource.join(':') };
};
