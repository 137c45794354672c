import type { JsonObject } from '../../../src/json.ts';
import type { Answer } from '../answer.ts';
import type { Loopback } from '../loopback.ts';

/** A type of destination in the tests: a server on loopback, and what tests must know to send to it. */
export interface TestDestination<Server extends Loopback = Loopback> {
  /** The id of the destination in the configs of the tests. */
  readonly id: string;
  readonly server: Server;
  /** The keys of its table in the config that are required, besides `id` and `type`. */
  readonly settings: JsonObject;
  /** Optional keys with which it sends other messages, of which the same must hold. */
  readonly variants?: readonly JsonObject[];
  /** More of them, which are not required, such as what leads to the server. @default none */
  readonly optionalSettings?: JsonObject;
  /** Whether it takes any 2xx for an answer of the service, as a receiver that anyone may write answers. @default false */
  readonly confirmsByStatus?: boolean;
  /** What must be in no error and no log. */
  readonly secrets: readonly string[];
  /** What people have received, in order. */
  readonly messages: () => readonly ReceivedMessage[];
  /** What in them does more than show text, such as mentions and links, but for links to the console. */
  readonly active: () => readonly string[];
  /**
   * Whether messages with these settings hold the texts of a record as they are: they are for programs, or those of the
   * original. @default they do not
   */
  readonly keepsTexts?: (settings: JsonObject) => boolean;
  /** How it refuses a message for now, and for good. */
  readonly throttled: Answer;
  readonly refused: Answer;
}

interface ReceivedMessage {
  readonly at: number;
  /** Everything that people can read. */
  readonly text: string;
}

export type StartTestDestination<Server extends Loopback = Loopback> = () => Promise<TestDestination<Server>>;
