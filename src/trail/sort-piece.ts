import { isJsonArray, isJsonObject, type JsonValue } from '../json.ts';
import { type Entry, parseEntries } from './entries.ts';
import type { Findings, Place } from './findings.ts';
import type { CloudTrailRecord } from './record.ts';
import type { Piece } from './scan-documents.ts';
import type { Content } from './shapes/content.ts';
import {
  contentsBesideLists,
  contentsOfDocument,
  contentsOfEntry,
  isPlainRecord,
} from './shapes/contents.ts';
import { type ListName, listsIn, topList } from './shapes/lists.ts';

/** Sorts what is in the pieces of a file: returns the records, and adds everything else to the findings. */
export const createSorter = (findings: Findings) => {
  const next = { document: 1, entry: 1 };

  const sorted = (contents: readonly Content[], place: Place): readonly CloudTrailRecord[] =>
    contents.flatMap((content) => {
      if (content.kind === 'record') return [content.record];
      findings.add(content, place);
      return [];
    });

  const sortEntries = (list: ListName, entries: readonly Entry[]): readonly CloudTrailRecord[] => {
    const first = next.entry;
    next.entry += entries.length;
    if (entries.length === 0) findings.addRecords();
    if (entries.every(isPlainRecord)) return entries;
    return entries.flatMap((entry, index) => {
      const contents = contentsIn(list, entry);
      if (list.ofRecords && contents.some(({ kind }) => kind !== 'neighbour')) findings.addRecords();
      return sorted(contents, { kind: 'entry', number: first + index, list: list.name });
    });
  };

  const sortDocument = (document: JsonValue): readonly CloudTrailRecord[] => {
    if (isJsonArray(document)) return sortEntries(topList, document);
    const isRecord = isPlainRecord(document);
    const lists = isJsonObject(document)
      ? listsIn(document).filter((list) => list.ofRecords || !isRecord)
      : [];
    const place: Place = { kind: 'document', number: next.document };
    if (lists.length === 0) return sorted(contentsOfDocument(document), place);
    return [
      ...lists.flatMap((list) => sortEntries(list, list.entries)),
      ...(isJsonObject(document) ? sorted(contentsBesideLists(document), place) : []),
    ];
  };

  const sortPiece = async (piece: Piece): Promise<readonly CloudTrailRecord[]> => {
    if (piece.kind === 'entries') return sortEntries(piece.list, await parseEntries(piece.bytes));
    const place: Place = { kind: 'document', number: next.document };
    const records = piece.kind === 'document' ? sortDocument(piece.value) : sorted([piece], place);
    if (isDocument(piece)) {
      next.document += 1;
      findings.addDocument();
    }
    return records;
  };

  return {
    sortEntries,
    sort: async (piece: Piece): Promise<readonly CloudTrailRecord[]> => {
      const records = await sortPiece(piece);
      if (records.length > 0) findings.addRecords();
      return records;
    },
  };
};

/** Unlike what the text is that documents are in, or a list of another service in one. */
const isDocument = ({ kind }: Piece): boolean => kind !== 'text' && kind !== 'neighbour';

const contentsIn = (list: ListName, entry: Entry): readonly Content[] =>
  entry instanceof SyntaxError
    ? [{ kind: 'broken', what: `not JSON: ${entry.message}` }]
    : contentsOfEntry(list, entry);
