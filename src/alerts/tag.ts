/** What a message says about its delivery, besides the alert. */
export interface Tag {
  /** 64 hexadecimal digits, the same whenever the same alert goes to the same destination. */
  readonly id: string;
  /** Set when the alert may have been delivered before. */
  readonly note: string | undefined;
  /** Whether another record with the same event ID came before: at most one of them is CloudTrail's. */
  readonly isOther: boolean;
  /** Why it does not come where it should, if so. */
  readonly instead?: string | undefined;
}

/** The part of the id that people see. */
export const shortId = ({ id }: Tag): string => id.slice(0, 8);

export const possibleDuplicate = (tag: Tag): Tag => ({
  ...tag,
  note: `possible duplicate of alert ${shortId(tag)}`,
});

/** What people should know about the delivery; undefined when there is nothing. */
export const noteOf = ({ instead, note, isOther }: Tag): string | undefined => {
  const notes = [instead, note, isOther ? otherNote : undefined].filter((one) => one !== undefined);
  return notes.length === 0 ? undefined : notes.join('; ');
};

const otherNote = 'another record with the same event ID came before';
