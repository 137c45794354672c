import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectRef } from '../aws/object-ref.ts';
import { LogFileError } from '../errors.ts';
import { type Allowance, type Amount, createAllowance, lesser, TooLargeError, without } from './allowance.ts';
import { type Contents, contentsOf, createCollector } from './contents.ts';
import { isFailedEvent, openFailedEvents } from './failed-events.ts';
import { sourcesIn } from './message.ts';
import { type OpenedItem, type OpenObject, openItem } from './open-item.ts';
import type { Item, Source } from './shapes.ts';

/**
 * Opens the items of an event in rounds: all small ones together, then each other one by itself, piece by piece. So a
 * message that was made to take all time and memory comes last and alone. A round is dealt with before the next is
 * opened.
 */
export const openItems = async function* (
  items: readonly Item[],
  openObject: OpenObject,
  signal: AbortSignal,
): AsyncGenerator<readonly OpenedItem[]> {
  const others: Item[] = [];
  yield openSmall(items, openObject, (item) => others.push(item));
  for (const item of others)
    for await (const contents of piecesOf(item, openObject, signal))
      yield [openItem(item, contents, openObject)];
};

const megabyte = 2 ** 20;

/** Almost every message has less. */
const smallMessage: Amount = { bytes: 8 * megabyte, values: 500_000 };

const allSmallMessages: Amount = { bytes: 64 * megabyte, values: 4_000_000 };

/**
 * CloudTrail's records take a tenth of their size in gzip, and Lambda's payload is at most 6 MB.
 */
const largeMessage: Amount = { bytes: 128 * megabyte, values: 16_000_000 };

/** It is inspected in pieces of about so many values. */
const pieceValues = 1_000_000;

/** In any piece: they take a fourth of the memory of a function with 1,024 MB. */
const mostValues = 4_000_000;

const openSmall = (
  items: readonly Item[],
  openObject: OpenObject,
  defer: (item: Item) => void,
): readonly OpenedItem[] => {
  let left = allSmallMessages;
  return items.flatMap((item) => {
    const allowance = createAllowance(lesser(smallMessage, left));
    const contents = smallContents(item, allowance);
    if (contents === undefined) {
      defer(item);
      return [];
    }
    left = without(left, allowance.spent());
    return openItem(item, contents, openObject);
  });
};

/** Undefined if the item is large, or what it names must be read from S3 to know. */
const smallContents = (item: Item, allowance: Allowance): Contents | undefined => {
  const collector = createCollector();
  try {
    for (const source of sourcesOf(item, allowance)) {
      if (isFailedEvent(source)) return undefined;
      collector.add(source);
      if (collector.isFull()) return undefined;
    }
    return collector.contents();
  } catch (error) {
    if (error instanceof TooLargeError) return undefined;
    throw error;
  }
};

const piecesOf = async function* (
  item: Item,
  openObject: OpenObject,
  signal: AbortSignal,
): AsyncGenerator<Contents> {
  const allowance = createAllowance(largeMessage, mostValues);
  const read = (ref: ObjectRef): Promise<Uint8Array> => openObject(ref).read(signal);
  let collector = createCollector();
  let end: Source | undefined;
  try {
    await untilTimersHaveRun();
    signal.throwIfAborted();
    for await (const source of openFailedEvents(sourcesOf(item, allowance), { read, allowance })) {
      collector.add(source);
      if (!collector.isFull() && allowance.heldValues() < pieceValues) continue;
      yield collector.contents();
      collector = createCollector();
      allowance.release();
      await untilTimersHaveRun();
      signal.throwIfAborted();
    }
  } catch (error) {
    end = whyItEnded(item, error, signal);
  }
  yield collector.contents();
  if (end !== undefined) yield contentsOf([end]);
};

/** Otherwise nothing here waits for anything, so that no deadline could be noticed. */
const untilTimersHaveRun = (): Promise<void> => sleep(0);

const whyItEnded = ({ id }: Item, error: unknown, signal: AbortSignal): Source => {
  if (error instanceof TooLargeError)
    return { kind: 'malformed', reason: `message ${id} ${error.message}: the rest was not read` };
  if (!signal.aborted) throw error;
  const late = new LogFileError(`message ${id}`, 'was not read to its end: time ran out', {
    retryable: true,
  });
  return { kind: 'unreadable', error: late };
};

const sourcesOf = function* ({ parts }: Item, allowance: Allowance): Generator<Source> {
  for (const part of parts) yield* sourcesIn(part, allowance);
};
