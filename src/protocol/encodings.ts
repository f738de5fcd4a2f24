// The encodings that texts may be in, by the names that experiments, the command line and the views use.

export const ENCODINGS = [
  ...(['utf-8', 'utf-16le', 'utf-16be', 'cp949', 'gb18030', 'big5', 'shift_jis', 'euc-jp'] as const),
  ...(['windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254', 'windows-1255'] as const),
  ...(['windows-1256', 'windows-1257', 'windows-1258', 'windows-874'] as const),
  ...(['iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-15', 'koi8-r', 'koi8-u', 'ibm866', 'macintosh'] as const),
] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** Other names of them, without marks between; Latin-1 is read as its superset, as browsers do. */
const OTHER_NAMES: Record<string, Encoding> = {
  ...{ utf16: 'utf-16le', unicode: 'utf-16le', utf8sig: 'utf-8', ascii: 'utf-8' },
  ...{ euckr: 'cp949', ksc5601: 'cp949', uhc: 'cp949', ms949: 'cp949', windows949: 'cp949' },
  ...{ gbk: 'gb18030', gb2312: 'gb18030', cp936: 'gb18030', cp950: 'big5', big5hkscs: 'big5' },
  ...{ sjis: 'shift_jis', cp932: 'shift_jis', windows31j: 'shift_jis' },
  ...{
    latin1: 'windows-1252',
    iso88591: 'windows-1252',
    ansi: 'windows-1252',
    latin2: 'iso-8859-2',
    latin9: 'iso-8859-15',
  },
  ...{ iso88599: 'windows-1254', latin5: 'windows-1254', iso88598: 'windows-1255', tis620: 'windows-874' },
  ...{ iso885911: 'windows-874', cp874: 'windows-874', cp866: 'ibm866', macroman: 'macintosh' },
};

/** Names that a person may write beside those of the list. */
export const ENCODING_ALIASES = [
  'euc-kr',
  'gbk',
  'gb2312',
  'sjis',
  'cp932',
  'latin1',
  'iso-8859-1',
  'iso-8859-9',
] as const;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const BY_PLAIN_NAME = new Map<string, Encoding>([
  ...Object.entries(OTHER_NAMES),
  ...ENCODINGS.map((encoding): [string, Encoding] => [plain(encoding), encoding]),
  ...ENCODINGS.map((encoding): [string, Encoding] => [plain(encoding).replace('windows', 'cp'), encoding]),
]);

/** The encoding of a name, however it is written (`CP-1252`, `latin1`, `Shift-JIS`); undefined for one that is not known. */
export const encodingNamed = (name: string): Encoding | undefined => BY_PLAIN_NAME.get(plain(name));

/** As people write them: `UTF-8`, `CP949`, `Windows-1252`, `Shift_JIS`. */
export function titleOfEncoding(encoding: string): string {
  if (encoding === 'shift_jis') return 'Shift_JIS';
  return /^[a-z]{6,}/.test(encoding) ? encoding[0].toUpperCase() + encoding.slice(1) : encoding.toUpperCase();
}
