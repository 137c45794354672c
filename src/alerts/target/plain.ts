import { cutTo } from '../fitting.ts';

/** Whoever makes a call chooses the text. In quotes, it cannot look like the words around it. */
export const plain = (text: string): string => {
  const short = cutTo(text, maxCharacters);
  return ordinary.test(short) ? short : `"${short.replaceAll('"', "'")}"`;
};

const maxCharacters = 120;

/** Names of AWS have no others, apart from keys of objects. */
const ordinary = /^[\w+=.@:/*#$~!%…-]+$/;
