// The call `saveExamples`: the examples that pass as a table for spreadsheets.

import { csvLine } from '../../../protocol/csvLine';
import type { JudgedExample } from '../../../protocol/examples';
import { LabError } from '../../../protocol/labError';
import { shownTexts } from '../../../protocol/shownTexts';
import { requireFolderOf } from '../../disk/outputFolder';
import { streamFileAtomically } from '../../store/atomicFile';
import { nodeFiles } from '../../store/nodeFiles';
import { realPath } from '../../store/realPath';
import type { EngineCall } from '../context';
import { withExamples } from './openExamples';

const LINES_AT_ONCE = 500;

type Cell = (example: JudgedExample) => string | number | undefined;

/** Fails with `NOT_FOUND` where the folder does not exist, and with `INVALID_ARGUMENT` for a file that examples are from. */
export const saveExamples: EngineCall<'saveExamples'> = ({ conditions, order, output, ...of }, { signal }) =>
  withExamples(of, async ({ head, examples, list }) => {
    await requireFolderOf(output);
    const target = realPath(output);
    if ([...new Set(examples.map(({ file }) => file))].some((file) => file !== undefined && realPath(file) === target))
      throw new LabError('INVALID_ARGUMENT', `The examples cannot be saved as "${output}", a file that they are from: the data stay as they are.`, { file: output }); // prettier-ignore
    const places = list({ conditions, order });
    const cells: [string, Cell][] = [
      ['text', ({ texts }) => shownTexts(texts)],
      ['true', ({ gold }) => gold],
      ['predicted', ({ prediction }) => prediction],
      ['right', ({ isRight }) => (isRight === undefined ? undefined : String(isRight))],
      ['probability', ({ probability }) => probability],
      ['loss', ({ loss }) => loss],
      [head.metric, ({ score }) => score],
      ['tokens', ({ tokens }) => tokens],
      ['unknown', ({ unknown }) => unknown],
      ['file', ({ file }) => file],
      ['line', ({ line }) => line],
    ];
    const names = [...new Set(examples.flatMap(({ columns = {} }) => Object.keys(columns)))];
    cells.push(...names.map((name): [string, Cell] => [name, ({ columns }) => columns?.[name]]));
    const used = cells.filter(([, cell]) => examples.some((example) => cell(example) !== undefined));
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(csvLine(used.map(([name]) => name)));
      for (let from = 0; from < places.length; from += LINES_AT_ONCE) {
        if (signal.aborted) throw new LabError('CANCELLED', 'Saving the examples was cancelled.');
        const part = places.subarray(from, from + LINES_AT_ONCE);
        yield Buffer.from(
          Array.from(part, (place) => csvLine(used.map(([, cell]) => cell(examples[place]) ?? ''))).join(''),
        );
        await new Promise((resolve) => setImmediate(resolve)); // a cancellation is heard here
      }
    }
    await streamFileAtomically(nodeFiles, output, bytes());
    return { count: places.length };
  });
