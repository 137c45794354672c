/** What a message says about its delivery, besides the alert. */
export interface Tag {
  /** 64 hexadecimal digits, the same whenever the same alert goes to the same destination. */
  readonly id: string;
  /** Set when the alert may have been delivered before. */
  readonly note: string | undefined;
  /** Whether another record with the same event ID came before: at most one of them is CloudTrail's. */
  readonly isOther: boolean;
}

/** The part of the id that people see. */
export const shortId = ({ id }: Tag): string => id.slice(0, 8);

export const possibleDuplicate = (tag: Tag): Tag => ({
  ...tag,
  note: `possible duplicate of alert ${shortId(tag)}`,
});

/** What people should know about the delivery; undefined when there is nothing. */
export const noteOf = ({ note, isOther }: Tag): string | undefined => {
  if (!isOther) return note;
  return note === undefined ? otherNote : `${note}; ${otherNote}`;
};

const otherNote = 'another record with the same event ID came before';
