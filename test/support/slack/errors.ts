import type { Answer } from '../answer.ts';

export type SlackErrorCode = keyof typeof statuses;

/** An answer as an incoming webhook refuses with it: one word of text. */
export const slackError = (code: SlackErrorCode): Answer => textAnswer(statuses[code], code);

/** Webhooks answer in text/html, their `ok` too. */
export const textAnswer = (status: number, text: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: text,
});

/**
 * api.slack.com/changelog/2016-05-17 gives invalid_payload, user_not_found, action_prohibited, channel_not_found,
 * channel_is_archived and rollup_error their statuses; docs.slack.dev "Sending messages using incoming webhooks" names
 * the others, whose statuses are what people report.
 */
const statuses = {
  invalid_attachments: 400,
  invalid_blocks: 400,
  invalid_blocks_format: 400,
  invalid_payload: 400,
  missing_text_or_fallback_or_attachments: 400,
  msg_blocks_too_long: 400,
  no_text: 400,
  too_many_attachments: 400,
  user_not_found: 400,
  action_prohibited: 403,
  invalid_token: 403,
  posting_to_general_channel_denied: 403,
  channel_not_found: 404,
  no_active_hooks: 404,
  no_service: 404,
  no_service_id: 404,
  no_team: 404,
  team_disabled: 404,
  channel_is_archived: 410,
  rate_limited: 429,
  rollup_error: 500,
} as const;
