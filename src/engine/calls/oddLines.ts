// The call `oddLines`: one pass over a corpus, each of its lines scored by itself. Loaded only when it is made.

import fs from 'node:fs';
import { LabError } from '../../protocol/labError';
import { bitsOf } from '../../protocol/surprisal';
import { OddestLines } from '../language/oddestLines';
import { scoreText } from '../language/scoreText';
import { languageOf } from '../runs/languageOf';
import { findColumns } from '../text/corpus/columns';
import { openTexts } from '../text/corpus/corpusTexts';
import type { EngineCall } from './context';
import { withRun } from './keptRuns';

/** Of a line so many UTF-16 units are told. */
const LONGEST_TEXT = 300;

/** Fails as `findColumns` and `openTexts`, and with `CANCELLED`. Its memory does not grow with the corpus. */
export const oddLines: EngineCall<'oddLines'> = async (
  { folder, checkpoint, file, column, reading, by, most },
  context,
) =>
  withRun({ folder, checkpoint }, context, async (run) => {
    const model = languageOf(run);
    const columns = await findColumns(file, { text: column }, reading);
    const texts = await openTexts(file, columns && { text: columns.text }, reading);
    const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const oddest = new OddestLines(by, most);
    const withLineBreak = true;
    let scored = 0;
    for await (const block of texts.blocks()) {
      const fraction = Math.min(1, texts.facts.bytesRead / Math.max(1, size));
      for (const { text, line } of block) {
        if (context.signal.aborted) throw new LabError('CANCELLED', 'Scoring was cancelled.');
        if (text.trim() === '') continue;
        const { logProbability, tokenCount, unknownCount } = await scoreText(model, text, { withLineBreak }, context.signal); // prettier-ignore
        const characterCount = [...text].length + 1;
        const shown = text.slice(0, LONGEST_TEXT);
        oddest.add({ line, text: shown, bits: bitsOf(logProbability), characterCount, tokenCount, unknownCount });
        if (++scored % 64 === 0) context.progress({ phase: 'Scoring', fraction, detail: `${scored}` });
      }
    }
    return {
      ...{ lines: oddest.inOrder(), scored, notices: texts.notices() },
      ...(columns && { column: columns.text }),
    };
  });
