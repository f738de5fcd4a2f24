// Stacks that name the lines of the sources, as `node --enable-source-maps` gives them: tests run from bundles.

import fs from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';

const maps = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) {
    const found = fs.existsSync(`${file}.map`) ? fs.readFileSync(`${file}.map`, 'utf8') : undefined;
    maps.set(file, found === undefined ? undefined : new SourceMap(JSON.parse(found) as SourceMapPayload));
  }
  return maps.get(file);
}

function describeFrame(frame: NodeJS.CallSite): string {
  const file = frame.getFileName() ?? '';
  const [line, column] = [frame.getLineNumber() ?? 0, frame.getColumnNumber() ?? 0];
  const entry = mapOf(file)?.findEntry(line - 1, column - 1);
  const place =
    entry && 'originalSource' in entry
      ? `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
      : `${file}:${line}:${column}`;
  const name = frame.getFunctionName();
  return name ? `${name} (${place})` : place;
}

/** Runs `task` with stacks that are written in terms of the sources. */
export function withMappedStacks<T>(task: () => T): T {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => `    at ${describeFrame(frame)}`)].join('\n');
  try {
    return task();
  } finally {
    Error.prepareStackTrace = before;
  }
}
