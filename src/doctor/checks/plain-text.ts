/** What a regex without alternatives, groups and repetitions matches. Undefined for others. A dot stands for itself. */
export interface PlainText {
  readonly text: string;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

export const plainText = (pattern: string): PlainText | undefined => {
  const [, start = '', inner = '', end = ''] = /^(\^?)((?:\\[./:-]|[^\\$^])*)(\$?)$/.exec(pattern) ?? [];
  return inner === '' || /[*+?()[\]{}|]/.test(inner)
    ? undefined
    : { text: inner.replaceAll('\\', ''), atStart: start !== '', atEnd: end !== '' };
};
