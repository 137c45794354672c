/** A place in a text. Both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export const positionIn = (text: string, at: number): Position => ({
  line: text.slice(0, at).split('\n').length,
  column: at - startOfLine(text, at) + 1,
});

export const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
