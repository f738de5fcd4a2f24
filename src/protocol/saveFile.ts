// What a view may ask to be saved: a picture or a table, where the person says. The view never learns the place.

export const SAVE_KINDS = ['png', 'svg', 'csv', 'json', 'txt', 'md', 'tex', 'html'] as const;

export type SaveKind = (typeof SAVE_KINDS)[number];

export interface SaveFileRequest {
  /** What the file is called unless the person says otherwise; without folder and ending. */
  name: string;
  kind: SaveKind;
  /** The text itself; of a `png` its bytes in base64. */
  content: string;
}

export interface SaveFileReply {
  /** False where the person has cancelled. */
  saved: boolean;
}

/** What no name of a file holds: controls, also those that turn the direction of writing, and what a system refuses. */
const UNFIT = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff<>:"/\\|?*]+/gu;
/** Windows takes these for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Three bytes each at most, of the 255 that a name may have. */
const MOST_UNITS = 80;

/** The name as a file can have it: no folders, no characters that a system refuses. */
export function fileNameOf(name: string, kind: SaveKind | 'parquet'): string {
  const short = name
    .replace(UNFIT, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .slice(0, MOST_UNITS);
  const plain = short
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/[. ]+$/, '')
    .replace(DEVICE, '$1_');
  return `${plain || 'NLP Lab'}.${kind}`;
}
