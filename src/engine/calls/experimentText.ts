// The text of an experiment file that is not UTF-8: editors and programs that take it for UTF-8 give characters that are none.

import { readPlain } from '../disk/plainFile';
import { decodeWhole } from '../text/encodings/decodeBytes';

/** The text as given, or, where it was read in a wrong encoding, as the file holds it. */
export async function readableExperiment(text: string, file: string | undefined): Promise<string> {
  if (file === undefined || !/[\uFFFD\0]/.test(text)) return text;
  const bytes = await readPlain(file).catch(() => undefined);
  if (!bytes) return text;
  const decoded = await decodeWhole(bytes);
  return decoded.text.includes('\uFFFD') ? text : decoded.text;
}
