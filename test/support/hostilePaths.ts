// Names that could lead out of a folder, or that some system cannot have: 500 and some.

const UP = ['..', '../..', '../../../etc/passwd', '..\\..\\windows', '....//', './..', '.', '..%2f', '..;/', '.../...'];
const ABSOLUTE = [
  '/etc/passwd',
  '/',
  '//server/share',
  '\\\\server\\share\\x',
  '\\\\?\\C:\\x',
  '\\\\.\\pipe\\x',
  '~/x',
];
const DRIVES = ['C:', 'C:\\x', 'c:/x', 'C:x', 'file:///etc/passwd', 'vscode://x', 'x:stream', 'x::$DATA', 'a:b:c'];
const DEVICES = ['CON', 'nul', 'PRN', 'Aux', 'COM1', 'lpt9', 'con.txt', 'NUL.tar.gz', 'COM1 ', 'CON.', 'aux/'];
const ODD = [
  '',
  ' ',
  '.',
  '...',
  'a.',
  'a ',
  ' a',
  '-rf',
  '--help',
  'a\u0000b',
  '\u0000',
  'a\nb',
  'a\r',
  '\t',
  '*',
  '?',
  '|',
  '<a>',
];
const WORDS = [
  '"a"',
  "'a'",
  '$HOME',
  '%TEMP%',
  '`id`',
  '$(id)',
  'a;b',
  'a&b',
  '__proto__',
  'constructor',
  'run.json',
  '.lock',
];
const LONG = [
  'x'.repeat(255),
  'x'.repeat(5000),
  '가'.repeat(300),
  '😀'.repeat(200),
  '𝒳'.repeat(100),
  `${'a/'.repeat(500)}b`,
];
const MARKS = [
  'e\u0301',
  '\u202ea',
  'a\u202etxt.exe',
  '\u200b',
  '\ufeffa',
  '\ud800',
  'a\udc00',
  'ａ／ｂ',
  '․․/',
  '。。/',
  'İ',
  'ß',
];

const BARE = [...UP, ...ABSOLUTE, ...DRIVES, ...DEVICES, ...ODD, ...WORDS, ...LONG, ...MARKS];

export const HOSTILE_PATHS: readonly string[] = [
  ...new Set(
    BARE.flatMap((path) => [
      path,
      `run${path}`,
      `${path}run`,
      `a/${path}`,
      `${path}/a`,
      `${path}\\a`,
      path.toUpperCase(),
    ]),
  ),
];
