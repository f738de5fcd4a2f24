// The templates of an experiment: its own, those of a file, or the usual ones.

import path from 'node:path';
import { LabError } from '../../../../protocol/labError';
import { DEFAULT_TEMPLATES, parseTemplates, type TemplateFault, type Templates } from '../../../crf/templates';
import { missingFile } from '../../../data/missingFiles';
import type { SourceFault } from '../../../schema/fault';
import { nodeFiles } from '../../../store/nodeFiles';
import { readFileText } from '../../../store/wholeFile';
import type { CrfOptions } from './schema';

const KEY = ['model', 'templates'];
const MAX_BYTES = 1024 * 1024;

/** The first line that is no template, where there is one. */
export function templateFault(lines: readonly string[]): TemplateFault | undefined {
  const parsed = parseTemplates(lines);
  return 'at' in parsed ? parsed : undefined;
}

export async function checkTemplateFile(name: string, baseFolder: string): Promise<SourceFault[]> {
  const file = path.resolve(baseFolder, name);
  const missing = await missingFile(file, KEY);
  if (missing.length > 0) return missing;
  try {
    templatesOfFile(file);
    return [];
  } catch (error) {
    if (error instanceof LabError) return [{ key: KEY, error }];
    throw error;
  }
}

/** Fails with `NOT_FOUND`, and with `INVALID_DATA` naming the line that is no template. */
function templatesOfFile(file: string): Templates {
  const parsed = parseTemplates(readFileText(nodeFiles, file, MAX_BYTES).split(/\r?\n/));
  if (!('at' in parsed)) return parsed;
  const line = parsed.at + 1;
  throw new LabError('INVALID_DATA', `"${file}", line ${line}: ${parsed.message}`, { file, line });
}

/** And the file that they are from. Fails as `templatesOfFile`, and with `INVALID_EXPERIMENT`. */
export function templatesOf(
  { templates = DEFAULT_TEMPLATES }: Pick<CrfOptions, 'templates'> | { templates?: readonly string[] },
  baseFolder: string,
): Templates & { file?: string } {
  if (typeof templates === 'string') {
    const file = path.resolve(baseFolder, templates);
    return { ...templatesOfFile(file), file };
  }
  const parsed = parseTemplates(templates);
  if (!('at' in parsed)) return parsed;
  throw new LabError('INVALID_EXPERIMENT', parsed.message, { key: [...KEY, parsed.at] });
}
