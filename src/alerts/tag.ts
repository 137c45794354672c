/** What a message says about its delivery, besides the alert. */
export interface Tag {
  /** 64 hexadecimal digits, the same whenever the same alert goes to the same destination. */
  readonly id: string;
  /** Set when the alert may have been delivered before. */
  readonly note: string | undefined;
}

/** The part of the id that people see. */
export const shortId = ({ id }: Tag): string => id.slice(0, 8);

export const possibleDuplicate = (tag: Tag): Tag => ({
  ...tag,
  note: `possible duplicate of alert ${shortId(tag)}`,
});
