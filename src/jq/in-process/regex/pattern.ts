/** A regex has syntax that is not read here. */
export class UnsupportedRegex extends Error {
  override readonly name = 'UnsupportedRegex';
}

/** The text of a regex that is being read. */
export interface Pattern {
  readonly text: string;
  readonly ignoresCase: boolean;
  at: number;
}

export const take = (pattern: Pattern, token: RegExp): RegExpExecArray | undefined => {
  const sticky = new RegExp(token, `${token.flags}y`);
  sticky.lastIndex = pattern.at;
  const taken = sticky.exec(pattern.text) ?? undefined;
  pattern.at += taken?.[0].length ?? 0;
  return taken;
};
