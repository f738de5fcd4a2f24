// nlp-lab vectors: texts as vectors, as the encoder of a run makes them.

import * as path from 'node:path';
import { cutNotice, cutTogether } from '../../engine/data/textCut';
import { requireFolderOf } from '../../engine/disk/outputFolder';
import { rowText } from '../../engine/embeddings/vectors/float32Text';
import { streamFileAtomically } from '../../engine/store/atomicFile';
import { nodeFiles } from '../../engine/store/nodeFiles';
import type { EngineContract } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import type { Client } from '../../protocol/rpc';
import { TEXT_POOLINGS, type CutTexts, type EmbedRequest, type TextPooling } from '../../protocol/textVectors';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import { CHECKPOINT_OPTION, checkpointOf } from '../shared/checkpoint';
import type { Command } from '../shared/command';
import { embeddedTexts, requireTexts } from '../shared/embeddedTexts';
import { TABLE_OPTIONS } from '../shared/readingOptions';
import { VECTOR_FILES, vectorFile, vectorRecord, type VectorFile, type VectorRow } from '../shared/vectorFiles';
import type { ExitCode } from '../surroundings';
import { formatCount } from '../table';

/** Texts sent at once: few loads of the model, yet answers while a long file is under way. */
const TEXTS_AT_ONCE = 4096;

export const vectors: Command = {
  name: 'vectors',
  usage: ['<run> --input <file> [--pooling mean]', `<run> --input <file> --output <file>${VECTOR_FILES.join('|')}`],
  positionals: ['<run>'],
  options: {
    text: { value: '"..."', multiple: true, help: 'a text; of runs that read pairs both, with a tab between' },
    input: { value: '<file>', help: 'texts, one a line, or a table (or .gz); - for standard input' },
    pooling: {
      value: '<way>',
      help: `how states become one vector: ${TEXT_POOLINGS.join(', ')} (default the model's)`,
    },
    output: { value: '<file>', help: `where to write: ${VECTOR_FILES.join(', ')} (default: standard output)` },
    ...TABLE_OPTIONS,
    column: {
      value: '<name>',
      help: "the text column of a table, of pairs two with a comma (default: the experiment's)",
    },
    ...CHECKPOINT_OPTION,
    ...RUNS_OPTION,
  },
  notes: [
    'Row i belongs to line i, empty lines too. Runs: those of an encoder that reads whole texts, and of fastText (also its .bin and .ftz).',
    'Which poolings a run has depends on its model; its own is the default. Pairs that are read together have one vector; those that are',
    'read apart have both side by side, and their texts may also be given one by one. Of a text longer than the model reads (maxLength)',
    'the vector is that of the part which it reads; how many texts that are, and where the first stand, is said on standard error.',
    '.npy: float32 [texts, width] as NumPy reads it; .tsv and .txt: numbers with tabs or spaces between; .jsonl: as --json.',
    'With --json: a line per text, {"input":...,"vector":[...]}; with --output one line, {"path":...,"texts":...,"width":...,"pooling":...}.',
  ],

  async run(given, report, surroundings) {
    const { cwd } = surroundings;
    requireTexts(given);
    const pooling = poolingOf(given.text('pooling'));
    const checkpoint = checkpointOf(given);
    const output = given.text('output');
    const file = output === undefined ? undefined : { path: path.resolve(cwd, output), ...vectorFile(output) };
    if (file) await requireFolderOf(file.path);
    const runsFolder = runsFolderOf(given, cwd);
    return withEngine<ExitCode>(openEngine(surroundings, report), async (client) => {
      const folder = await findRunFolder(given.positionals[0], { client, cwd, runsFolder });
      const asked = { folder, checkpoint, pooling };
      const about = await client.call('embed', { ...asked, texts: [] });
      const { texts, lines } = await embeddedTexts(given, { columns: about.columns, report, surroundings });
      const cuts: CutTexts[] = [];
      const tellCuts = (): void => {
        const cut = cuts.reduce<CutTexts | undefined>(cutTogether, undefined);
        if (cut)
          report.note(
            `warning: ${cutNotice(
              cut,
              cut.first.map((text) => lines?.[text] ?? text + 1),
            )}`,
          );
      };
      const parts = vectorsOf(client, asked, texts, (cut) => cuts.push(cut));
      if (!file) {
        for await (const part of parts) {
          report.live('');
          for (const row of part) {
            report.record(vectorRecord(row));
            if (!report.json) report.line(rowText(row.vector, ' '));
          }
        }
        tellCuts();
        return 0;
      }
      const { width, chunks } = await fileOf(file, texts.length, parts);
      await streamFileAtomically(nodeFiles, file.path, chunks);
      report.live('');
      report.record({ path: file.path, texts: texts.length, width, pooling: about.pooling });
      const size = `${formatCount(texts.length)} texts × ${formatCount(width)}, pooling ${about.pooling}`;
      if (!report.json) report.line(`${file.path}: ${size}`);
      tellCuts();
      return 0;
    });
  },
};

/** The rows of a part of the texts after another; word of those that were cut, by the numbers of all texts. Fails with `INVALID_ARGUMENT` where some are pairs and others are not. */
async function* vectorsOf(
  client: Client<EngineContract>,
  asked: Omit<EmbedRequest, 'texts'>,
  texts: readonly string[],
  onCut: (cut: CutTexts) => void,
): AsyncGenerator<VectorRow[]> {
  let known: number | undefined;
  for (let first = 0; first < texts.length; first += TEXTS_AT_ONCE) {
    const part = texts.slice(first, first + TEXTS_AT_ONCE);
    const { values, width, cut } = await client.call('embed', { ...asked, texts: part });
    if (cut) onCut({ ...cut, first: cut.first.map((text) => first + text) });
    known ??= width;
    if (width !== known) throw invalidArgument('Some lines are pairs of texts, others one text. Give one kind.');
    yield part.map((input, i) => ({ input, vector: values.subarray(i * width, (i + 1) * width) }));
  }
}

/** The bytes of a file. The first part is computed before it is made: what it begins with tells how wide the rows are. */
async function fileOf(
  { head, row }: VectorFile,
  count: number,
  parts: AsyncGenerator<VectorRow[]>,
): Promise<{ width: number; chunks: AsyncGenerator<Uint8Array> }> {
  const { value: first } = (await parts.next()) as IteratorResult<VectorRow[], undefined>;
  if (!first) throw new LabError('INVALID_DATA', 'There are no texts.');
  const [{ vector }] = first;
  const bytesOf = (rows: readonly VectorRow[]): Uint8Array => Buffer.concat(rows.map(row));
  async function* chunks(rows: readonly VectorRow[]): AsyncGenerator<Uint8Array> {
    if (head) yield head(count, vector.length);
    yield bytesOf(rows);
    for await (const part of parts) yield bytesOf(part);
  }
  return { width: vector.length, chunks: chunks(first) };
}

function poolingOf(named: string | undefined): TextPooling | undefined {
  const found = TEXT_POOLINGS.find((pooling) => pooling === named);
  if (named === undefined || found) return found;
  throw invalidArgument(`--pooling must be one of ${TEXT_POOLINGS.join(', ')}, not "${named}".`);
}
