// JSON that notices any change: the text is canonical and carries the SHA-256 of its content.

import { createHash } from 'node:crypto';
import { LabError } from '../../protocol/labError';

/** Anything JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** One line of text; `openSealed` gives `content` back. */
export function seal(content: JsonValue): string {
  const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `${JSON.stringify({ sha256, content })}\n`;
}

/** Fails with `INVALID_FILE` when the text is not, byte for byte, what `seal` once wrote. */
export function openSealed(text: string, file: string): JsonValue {
  try {
    const { content } = JSON.parse(text) as { content: JsonValue };
    if (seal(content) === text) return content;
  } catch {
    // damaged, as below
  }
  throw new LabError('INVALID_FILE', `"${file}" is damaged: it does not match its checksum.`, { file });
}
