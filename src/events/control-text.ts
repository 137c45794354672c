/** What text says that is no JSON and names nothing. Undefined if it is another. */
export const controlText = (text: string): string | undefined =>
  text.includes('{') ? undefined : controlTexts.find(({ begin }) => text.trimStart().startsWith(begin))?.what;

const controlTexts = [
  // CloudTrail sends it when a trail gets a topic.
  { begin: 'CloudTrail validation message', what: 'a validation message of CloudTrail' },
  // AWS Config Developer Guide, "Example Oversized Configuration Item Change Notification"
  { begin: 'View the Timeline for this Resource in AWS Config', what: 'a notice of another service' },
] as const;
