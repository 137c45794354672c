import type { SlackErrorCode } from './errors.ts';

export interface Refusal {
  readonly error: SlackErrorCode;
  /** For whoever reads a failing test. Slack says the error and no more. */
  readonly why: string;
}

/** Blocks of attachments count as well. docs.slack.dev/reference/block-kit/blocks: 50 a message. */
export const maxBlocks = 50;
