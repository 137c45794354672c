/** What is said with an alert about its delivery. */
export interface Tag {
  /** The same whenever the same alert goes to the same destination, 64 hexadecimal digits. */
  readonly id: string;
  /** Set when the alert may have been told before, or when nobody can know. */
  readonly note: string | undefined;
}

/** What people see of the id. */
export const shortId = ({ id }: Tag): string => id.slice(0, 8);

export const possibleRepeat = (tag: Tag): Tag => ({
  ...tag,
  note: `possible repeat of alert ${shortId(tag)}`,
});
