import { config } from './catalogue/config.ts';
import { events } from './catalogue/events.ts';
import { ledger } from './catalogue/ledger.ts';
import { logFiles } from './catalogue/log-files.ts';
import { mailAndTopics } from './catalogue/mail-and-topics.ts';
import { processes } from './catalogue/processes.ts';
import { rules } from './catalogue/rules.ts';
import { s3 } from './catalogue/s3.ts';
import { slack } from './catalogue/slack.ts';

/**
 * Everything of the outside world that we know can go wrong, by number, and what must come out then. Each part has its
 * tests in the file beside this one that has its name.
 */
export const catalogue = {
  events,
  s3,
  'log-files': logFiles,
  rules,
  slack,
  'mail-and-topics': mailAndTopics,
  ledger,
  processes,
  config,
} as const;

export type Catalogue = typeof catalogue;
