import { closestMatch } from 'leven';

/** AWS General Reference, "AWS service endpoints", and the regions of AWS's other partitions. */
export const regions: readonly string[] = `
  af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1
  ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1
  cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3
  eusc-de-east-1 il-central-1 me-central-1 me-south-1 me-west-1 mx-central-1 sa-east-1 sa-west-1 us-east-1 us-east-2
  us-gov-east-1 us-gov-west-1 us-iso-east-1 us-iso-west-1 us-isob-east-1 us-isob-west-1 us-isof-east-1
  us-isof-south-1 eu-isoe-west-1 us-west-1 us-west-2`
  .trim()
  .split(/\s+/);

/** The region that somebody probably meant: `US-EAST-1`, `us-est-1`, `us-east-1a`. */
export const nearestRegion = (written: string): string | undefined =>
  closestMatch(written.toLowerCase(), regions, { maxDistance: 2 });

/** AWS General Reference, "Amazon Resource Names": `aws`, `aws-cn`, `aws-us-gov` and those of its other partitions. */
export const partitionOf = (region: string): string =>
  partitions.find(([start]) => region.startsWith(start))?.[1] ?? 'aws';

const partitions: readonly (readonly [start: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
];
