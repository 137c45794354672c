/** One field of a record, as CloudTrail writes it. */
export interface Field {
  /** Its names from the record down, with dots between; `[]` stands for each element: `resources[].ARN`. */
  readonly path: string;
  /** `any`: what lies below depends on the call, and no document lists it. */
  readonly type: 'string' | 'boolean' | 'number' | 'object' | 'list' | 'any';
  /** All values that it can have, where there are few. They are case-sensitive. */
  readonly values?: readonly string[];
  /** What every value looks like, where that is more than its type. */
  readonly form?: FieldForm;
  /** In which records the field is missing, in words; no word: it is in every record. */
  readonly absent?: string;
  /** In which records it is null, in words. */
  readonly null?: string;
  /** What of the value the caller decides, and where to look instead: no rule may trust it to let somebody pass. */
  readonly callerChooses?: { readonly what: string; readonly instead?: string };
}

/** How values look, in words and as a pattern of the whole value. */
export interface FieldForm {
  readonly words: string;
  readonly pattern: RegExp;
}

export const accountId: FieldForm = { words: '12 digits, as text: "111122223333"', pattern: /^\d{12}$/ };

export const timestamp: FieldForm = {
  words: 'UTC to the second: "2026-11-20T09:02:11Z"',
  pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
};

export const arn: FieldForm = { words: 'an ARN: "arn:aws:…"', pattern: /^arn:aws[a-z-]*:/ };

export const uuid: FieldForm = {
  words: 'a UUID in lower case',
  pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};
