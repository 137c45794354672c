/** Texts that an attacker may write into a record, and how a page should show them. */
export const hostileTexts: readonly (readonly [what: string, text: string, shown: string])[] = [
  ['a script', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['the end of the script', '</script><img src=x onerror=alert(1)>', '</script><img src=x onerror=alert(1)>'],
  ['a comment that hides the end of a script', '<!--<script>', '<!--<script>'],
  ['an image', '<img src="https://evil.example/x.png">', '<img src="https://evil.example/x.png">'],
  ['a frame', '"><iframe src="https://evil.example"></iframe>', '"><iframe'],
  ['a style', '</style><link rel=stylesheet href=//evil.example>', '</style><link'],
  ['a meta element', '<meta http-equiv=refresh content="0;url=https://evil.example">', '<meta http-equiv'],
  ['a script as a URL', 'javascript:alert(1)', 'javascript:alert(1)'],
  ['placeholders of the page', '{{script}} {{alerts}} $& $1', '{{script}} {{alerts}} $& $1'],
  ['text that runs backwards', 'user\u202egpj.exe', String.raw`user\u202egpj.exe`],
  ['isolates', 'a\u2066b\u2069', String.raw`a\u2066b\u2069`],
  ['characters without width', 'ro\u200bot\ufeff', String.raw`ro\u200bot\ufeff`],
  ['control characters', 'a\u0000\u001b[2Kb\u0085', String.raw`a\u0000\u001b[2Kb\u0085`],
  ['lines', 'a\r\nWho: root\u2028b', String.raw`a\u000d\nWho: root\u2028b`],
  ['tabs', 'a\tb', String.raw`a\u0009b`],
  ['half a character', 'a\ud800b', 'a\ufffdb'],
  ['a name of every object', '__proto__', '__proto__'],
  ['a very long text', 'x'.repeat(100_000), 'xxxxxxxxxxxxxxxxxxx'],
];

/** Those, and others that matter in messages. The page of `scan --report` is not tested with the others yet. */
export const messageTexts: typeof hostileTexts = [
  ...hostileTexts,
  ['a mention', '<!channel> <@U123> @here <at>eve</at>', '<!channel> <@U123> @here <at>eve</at>'],
  ['a link of Slack', '<https://evil.example|Console>', '<https://evil.example|Console>'],
  ['a link of Markdown', '[Console](https://evil.example)', '[Console](https://evil.example)'],
  ['the address of a page', 'https://evil.example/login', 'https://evil.example/login'],
  ['a host', 'www.evil.example or mail eve@evil.example', 'www.evil.example or mail eve@evil.example'],
  ['Markdown', '*bold* ``` ` _x_ ~y~ # z', '*bold* ``` ` _x_ ~y~ # z'],
  [
    'a function of Adaptive Cards',
    '{{DATE(2017-02-14T06:08:39Z, SHORT)}}',
    '{{DATE(2017-02-14T06:08:39Z, SHORT)}}',
  ],
  [
    'a date of Slack',
    '<!date^1^{date}^https://evil.example|now>',
    '<!date^1^{date}^https://evil.example|now>',
  ],
  ['entities', '&lt;b&gt; &#60;i&#62; &amp;', '&lt;b&gt; &#60;i&#62; &amp;'],
  ['a header of a mail', 'a\r\nBcc: evil@example.com\r\n\r\nhello', 'Bcc: evil@example.com'],
  [
    'a link of a terminal',
    '\u001b]8;;https://evil.example\u0007a\u001b]8;;\u0007',
    String.raw`\u001b]8;;https://evil.example`,
  ],
  ['a command to a terminal', '\u009b31m\u001b[2J\b\b', String.raw`\u009b31m\u001b[2J`],
  ['tags, which nobody sees', 'a\u{e0041}\u{e0042}', String.raw`a\udb40\udc41`],
  ['an emoji by its name', ':rotating_light: [CRITICAL]', ':rotating_light: [CRITICAL]'],
  ['quotes', '"root" (\'AWS service\') \\"', '"root" (\'AWS service\') \\"'],
  ['spaces only', ' \u00a0\u3000 ', ' '],
  ['characters of four bytes', '😀'.repeat(30_000), '😀'],
  ['what needs escapes', '&'.repeat(60_000), '&&&&'],
];

/**
 * A character that shows nothing, or that changes how others look. Not those of no width with which our own messages end
 * what clients would take for a link.
 */
export const hiddenCharacter = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff\u{e0000}-\u{e007f}]|ro\u200bot/u;
