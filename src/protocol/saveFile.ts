// What a view may ask to be saved: a picture or a table, where the person says. The view never learns the place.

export const SAVE_KINDS = ['png', 'svg', 'csv', 'json'] as const;

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

/** The name as a file can have it: no folders, no characters that a system refuses. */
export function fileNameOf(name: string, kind: SaveKind): string {
  const plain = name.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ').replace(/\s+/g, ' ');
  return `${plain.replace(/^[. ]+|[. ]+$/g, '').slice(0, 100) || 'NLP Lab'}.${kind}`;
}
