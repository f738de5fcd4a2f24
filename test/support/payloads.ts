// Texts that files could carry to make what shows them do something: 200 and some.

const COMMANDS = [
  'command:workbench.action.files.newUntitledFile',
  'https://example.org/x',
  'file:///etc/passwd',
  'vscode:extension/a.b',
];
const ICONS = ['$(trash)', '\\$(trash)', '$(sync~spin)', '$($(trash))', '$(trash) $(gear)', '[$(gear)](command:a)'];
const TAGS = [
  ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '</style><b>', '<svg onload=alert(1)>', '&lt;b&gt;'],
  ...[
    '<command:nlpLab.train>',
    '<https://example.org>',
    'https://example.org',
    'www.example.org',
    '<!--',
    ']]>',
    '&amp;',
  ],
];
const QUOTES = ['"', "'", '`', '"\'`', '\\', '\\"', '${1+1}', '{{x}}', '{0}', '%s %d', '#{x}', '<%= x %>', '\\u0041'];
const MARKDOWN = [
  ...[
    '# a',
    '* a',
    '1. a',
    '> a',
    '    a',
    '```sh\na\n```',
    '~~a~~',
    '**a**',
    '_a_',
    '| a |\n|-|\n| b |',
    '---',
    '\ta',
  ],
  ...[
    '![a](https://example.org/a.png)',
    '[a]: command:b\n\n[a]',
    '[a][b]\n\n[b]: https://example.org',
    'a  \nb',
    'a\\\nb',
  ],
];
const FORMULAS = [
  ...[
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '=cmd|"/c calc"!A1',
    '-2+3+cmd|"x"',
    '＝1',
    '=HYPERLINK("x")',
  ],
];
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', ''];
const TERMINAL = [
  ...[
    '\u001b[2J',
    '\u001b]0;title\u0007',
    '\u001b]8;;https://example.org\u001b\\a',
    '\u001bc',
    '\u009b2J',
    '\u001b[1A\r',
  ],
  ...['\u001b[1mbold\u001b[22m', '\u001b[201~', 'a\bb', 'a\rb', '\u0090q\u009c', '\u001b[?1049h'],
];

const links = COMMANDS.flatMap((address) => [
  ...[`[x](${address})`, `[x](${address.toUpperCase()})`, `[x](${address} "title")`, `a [x\ny](${address}) b`],
  ...[`[[x]](${address})`, `[x]\\(${address})`, `[](${address})`, `[x](${address}?%5B1%5D)`],
]);
const inside = ['name', 'label', 'token'].flatMap((word) => [
  `${word} "[${word}](command:a)"`,
  `“$(${word})” ${word}`,
  `<${word}>`,
]);
const controls = Array.from({ length: 0x20 }, (_, code) => `a${String.fromCharCode(code)}b`);
const laterControls = Array.from({ length: 0x21 }, (_, i) => `a${String.fromCharCode(0x7f + i)}b`);
const BIDI = [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];
const turned = BIDI.map((code) => `a${String.fromCharCode(code)}b`);
const halves = ['\ud800', '\udc00', 'a\ud83db', '\udc00\udc01', '\ud800\ud800'];
const huge = [
  ...['a'.repeat(1_000_000), '[x](command:a)'.repeat(70_000), '$(a)'.repeat(250_000), '['.repeat(1_000_000)],
  ...['\u001b['.repeat(500_000), '😀'.repeat(500_000), '`'.repeat(1_000_000), '\n'.repeat(1_000_000)],
];

export const PAYLOADS: readonly string[] = [
  ...[...inside, ...links, ...ICONS, ...TAGS, ...QUOTES, ...MARKDOWN, ...FORMULAS, ...NAMES, ...TERMINAL],
  ...[...controls, ...laterControls, ...turned, ...halves, ...huge],
];

/** What nobody would change anything of. */
export const HONEST: readonly string[] = [
  ...[
    'reviews-lstm',
    'C:\\Users\\a b\\정.txt',
    'a (b) [c] {d}',
    '50 % of 1,000',
    '$5',
    '합니다.',
    'नमस्ते',
    '👩‍👩‍👧',
    'f(x) = [x]',
  ],
  ...['e\u0301', 'שלום', '\u200eabc\u200f', "it's", '<unk>', '“a” · b', 'a_b*c', 'https://example.org/a?b=c', '日本語'],
];
