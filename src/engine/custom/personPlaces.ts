// Where in a person's own file an error or a value was made: their frame of a stack, led back by the source map of the compiled file.

import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';

/** The name by which frames of compiled files are known in stacks. */
export const SCRIPT = 'nlp-lab-model.js';

const FRAME = new RegExp(`${SCRIPT.replaceAll('.', '\\.')}:(\\d+):(\\d+)`);
const INLINE_MAP = /\n\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)\s*$/;

export interface PersonPlace {
  file: string;
  line: number;
  column: number;
}

interface PersonPlaces {
  /** The code without its map: Node would else map stacks by itself where it is told to. */
  readonly code: string;
  /** Where the innermost frame of the person's is; undefined where there is none. */
  of(stack: string | undefined): PersonPlace | undefined;
}

/** @param folder in which the compiled file was */
export function personPlaces(code: string, folder: string): PersonPlaces {
  const map = INLINE_MAP.exec(code);
  const payload = map && (JSON.parse(Buffer.from(map[1], 'base64').toString('utf8')) as SourceMapPayload);
  const sources = payload && new SourceMap(payload);
  return {
    code: map ? code.slice(0, map.index) : code,
    of(stack = '') {
      for (const line of stack.split('\n')) {
        const frame = FRAME.exec(line);
        if (!frame || !sources) continue;
        const entry = sources.findEntry(Number(frame[1]) - 1, Number(frame[2]) - 1);
        if ('originalSource' in entry)
          return {
            file: path.resolve(folder, entry.originalSource),
            line: entry.originalLine + 1,
            column: entry.originalColumn + 1,
          };
      }
      return undefined;
    },
  };
}

/** As `model.ts:12:5`. */
export const spelledPlace = ({ file, line, column }: PersonPlace): string => `${path.basename(file)}:${line}:${column}`;
