import { activity, call, type Place, times } from '../activity.ts';
import { agents, role } from '../callers.ts';

const emr = role('EMR_EC2_DefaultRole', (random) => `i-${random.hex(17)}`, agents.java);
const api = role('uploads-task-role', (random) => random.hex(32), agents.node);

const dataEvent =
  (event: string) =>
  ({ random }: Place) =>
    call(
      event,
      { bucketName: 'data-lake', key: `year=2026/part-${random.hex(8)}.parquet` },
      { fields: { eventCategory: 'Data', managementEvent: false } },
    );

/** Some accounts log what happens to objects. */
export const dataEvents = [
  activity(
    90,
    emr,
    ...times(60, dataEvent('s3:GetObject')),
    ...times(12, dataEvent('s3:PutObject')),
    ...times(6, dataEvent('s3:DeleteObject')),
  ),
  activity(14, emr, ...times(25, dataEvent('s3:DeleteObject'))),
  activity(60, emr, dataEvent('s3:DeleteObjects')),
  activity(3000, api, dataEvent('s3:PutObject')),
  activity(1500, api, dataEvent('s3:GetObject')),
  activity(30, api, dataEvent('s3:DeleteObject')),
  activity(30, api, dataEvent('s3:CopyObject')),
];
