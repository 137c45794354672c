import * as z from 'zod';
import { messageShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * What else comes to a topic or queue that several services share. It names no log file of CloudTrail, and is
 * recognised so that it is not taken for one that cannot be read.
 */
export const otherNotices: readonly MessageShape[] = [
  // S3 and Auto Scaling send it once, when somebody configures a notification.
  skip('a test message', { Event: z.enum(['s3:TestEvent', 'autoscaling:TEST_NOTIFICATION']) }),
  skip('a notice of another service', { Event: z.string().regex(/^autoscaling:/) }),
  // AWS Config Developer Guide, "Notifications that AWS Config sends to an Amazon SNS topic"
  skip('a notice of another service', {
    messageType: z.string().regex(/^(Configuration|Oversized|Compliance|ConfigRules)/),
    notificationCreationTime: z.string(),
  }),
  // CloudWatch User Guide, "Alarm events"
  skip('a notice of another service', { AlarmName: z.string(), NewStateValue: z.string() }),
  // SES Developer Guide, "Notification contents" and "Event publishing"
  skip('a notice of another service', { notificationType: z.string(), mail: z.unknown() }),
  skip('a notice of another service', { eventType: z.string(), mail: z.unknown() }),
  // RDS User Guide, "Amazon RDS event notification messages"
  skip('a notice of another service', { 'Event Source': z.string(), 'Event ID': z.string() }),
  // AWS Cost Management User Guide, "Creating an Amazon SNS topic for anomaly notifications"
  skip('a notice of another service', { anomalyId: z.string(), anomalyDetailsLink: z.string() }),
  // Developer Tools console User Guide, "Understanding notification contents"
  skip('a notice of another service', { notificationRuleArn: z.string(), detailType: z.string() }),
];

function skip(what: string, shape: z.ZodRawShape): MessageShape {
  return messageShape(z.object(shape), () => [{ kind: 'skipped', what }]);
}
