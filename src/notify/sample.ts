import type { MatchAlert } from '../alerts/alert.ts';
import { sha256 } from '../alerts/event-key.ts';
import type { Tag } from '../alerts/tag.ts';

/** An alert that looks like others but for what it says. The account and the addresses are those that AWS documents. */
export const sampleAlert = (destination: string, now: Date): MatchAlert => {
  const record = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLESAMPLE0001',
      arn: 'arn:aws:iam::111122223333:user/sample',
      accountId: '111122223333',
      userName: 'sample',
    },
    eventTime: `${now.toISOString().slice(0, 19)}Z`,
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'cloudtrail-tattletail',
    requestParameters: { userName: 'nobody' },
    responseElements: { user: { userName: 'nobody', arn: 'arn:aws:iam::111122223333:user/nobody' } },
    eventID: '00000000-0000-4000-8000-000000000000',
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
  };
  return {
    kind: 'match',
    rule: {
      id: 'tattletail-sample',
      name: 'Sample alert: nothing has happened',
      place: { file: undefined, number: 0 },
      description: 'Somebody tried this destination with tattletail notify. There is nothing to do.',
      matchProgram: 0,
      jqMatch: 'true',
      definitions: '',
      destinations: [destination],
      onError: 'log',
      outcome: 'any',
      severity: 'info',
      tags: [],
      attack: [],
      references: [],
    },
    record,
    output: true,
    logFile: 'tattletail notify',
  };
};

/** Other alerts with this id were sent at another time. Layouts that show no title show the note. */
export const sampleTag = (destination: string, now: Date): Tag => ({
  id: sha256(JSON.stringify(['sample', destination, now.toISOString()])),
  note: 'a sample: nothing has happened',
  isOther: false,
});
