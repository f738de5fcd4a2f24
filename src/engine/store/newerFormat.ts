// What a newer version has written is refused in one sentence, with the version where the file tells it.

import { LabError } from '../../protocol/labError';

/** @param content what was read of it */
export function newerFormat(file: string, content: unknown): LabError {
  const version = versionIn(content);
  const by = version === undefined ? '' : ` (${version})`;
  const message = `"${file}" was made by a newer version of NLP Lab${by}. Update NLP Lab to open it.`;
  return new LabError('INVALID_FILE', message, { file });
}

/** As records and checkpoints have it. */
function versionIn(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const { versions, build } = content as { versions?: unknown; build?: unknown };
  for (const one of [versions, build])
    if (typeof one === 'object' && one !== null && 'nlpLab' in one && typeof one.nlpLab === 'string')
      return one.nlpLab.replace(/[^\w.+-]/g, '').slice(0, 40) || undefined;
  return undefined;
}
