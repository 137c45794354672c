import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { textIn } from '../../../src/config/text.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

it.each([
  ['UTF-8', Buffer.from('name = "Zoë"')],
  ['UTF-8 with a byte order mark', Buffer.from('\ufeffname = "Zoë"')],
  ['UTF-8 in gzip', gzipSync('name = "Zoë"')],
])('a config may be %s', (_, bytes) => expect(textIn('c', bytes)).toBe('name = "Zoë"'));

it('a config may have the line ends of Windows, also behind comments', () =>
  expect(textIn('c', Buffer.from('# one\r\na = 1 # two\r\nb = """\r\nc\r\n"""\r\n'))).toBe(
    '# one\na = 1 # two\nb = """\nc\n"""\n',
  ));

it.each([
  [
    'Latin-1',
    latin1('# Zoë\nname = "Zoë"'),
    'c: a problem\n  line 2: TOML: must be UTF-8, got another encoding',
  ],
  [
    'Latin-1 in gzip',
    gzipSync(latin1('a = 1\n\nname = "Zoë"')),
    'c: a problem\n  line 3: TOML: must be UTF-8, got another encoding',
  ],
  [
    'Latin-1 before a comment',
    latin1('a = 1 # Zoë\r\nb = "Zoë" # a\r\n'),
    'c: a problem\n  line 2: TOML: must be UTF-8, got another encoding',
  ],
  ['UTF-16', Buffer.from('\ufeff# a', 'utf16le'), 'c: a problem\n  line 1: TOML: must be UTF-8, got UTF-16'],
])('a config in %s is refused', (_, bytes, message) => expect(() => textIn('c', bytes)).toThrow(message));

it('the comments of a config may have any encoding, as in the original', () =>
  expect(textIn('c', latin1('a = 1 # Zoë\n  # Zoë\nb = "#" # ë\n'))).toBe(
    'a = 1 # Zo\ufffd\n  # Zo\ufffd\nb = "#" # \ufffd\n',
  ));

it('what stands behind a # in a string is no comment', () =>
  expect(() => textIn('c', latin1('a = 1\nb = "# Zoë"'))).toThrow('line 2: TOML: must be UTF-8'));
