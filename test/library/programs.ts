// Small programs that use the package, as people would write them.

/** A function of the library, as text, that trains on a tiny table, and prints what the opened run says. */
export const classify = {
  table: [
    'text\tlabel',
    ...Array.from({ length: 12 }, (_, i) => (i % 2 ? `bad film ${i}\tno` : `good film ${i}\tyes`)),
  ].join('\n'),
  program: (name: string): string => `async (lab) => {
    const { rows } = await lab.readTable('${name}.tsv');
    const { folder, record } = await lab.trainExperiment(
      { name: '${name}', data: { train: '${name}.tsv', validation: 0, test: 0 }, tokenizer: { minFrequency: 1 }, model: 'naive-bayes' },
      { runsFolder: '${name}-runs' },
    );
    const run = await lab.openRun(folder);
    const answers = await run.ask(['a good one', 'a bad one']);
    await run.release();
    const tokenizer = await lab.learnTokenizer(rows.map(({ text }) => text), { type: 'word', minFrequency: 1 });
    tokenizer.save('${name}.json');
    const opened = await lab.openTokenizer('${name}.json');
    lab.writeSafetensors('${name}.safetensors', { w: { shape: [1, 2], data: Float32Array.of(1, 2) } });
    const faults = await lab.checkExperiment({ data: { train: '${name}.tsv' }, model: 'lstmm' });
    console.log(JSON.stringify({
      rows: rows.length,
      status: record.status,
      labels: answers.map(({ label }) => label),
      tokens: opened.tokenize('good film').tokens,
      decoded: opened.decode(tokenizer.encode('bad film')),
      stored: [...lab.readSafetensors('${name}.safetensors').tensors.w.data],
      faults: faults.map(({ code, place }) => [code, place.key.join('.')]),
      runs: lab.listRuns('${name}-runs').length,
    }));
  }`,
  expected: {
    ...{ rows: 12, status: 'completed', labels: ['yes', 'no'], tokens: ['good', 'film'], decoded: 'bad film' },
    ...{ stored: [1, 2], faults: [['INVALID_EXPERIMENT', 'model']], runs: 1 },
  },
};

/** Counts up from the source's number: after token t, t + 1 has probability 0.9, and the end symbol comes after 4. */
const countingModel = `{
    vocabulary: 5, begin: 0, end: 0,
    start: async (sources) => sources.map(() => 0),
    step: async (state, tokens) => {
      const logProbabilities = new Float32Array(tokens.length * 5).fill(Math.log(0.025));
      tokens.forEach((token, row) => { logProbabilities[row * 5 + ((token + 1) % 5)] = Math.log(0.9); });
      return { state, logProbabilities };
    },
    reorder: (state, { rows }) => [...rows].map((row) => state[row]),
  }`;

export const searchOwnModel = {
  program: `import { beamSearch, greedySearch, sample } from 'nlp-lab';
  const model = ${countingModel};
  const sources = [Int32Array.of(1)];
  const [greedy] = await greedySearch(model, sources, { maxLength: 10 });
  const [beam] = await beamSearch(model, sources, { maxLength: 10, minLength: 4, beam: 2, nBest: 2 });
  const [cold] = await sample(model, sources, { maxLength: 10, temperature: 0.01 });
  console.log(JSON.stringify([greedy, beam[0], cold[0]].map(({ tokens }) => tokens)));
  const failure = await beamSearch(model, sources, { maxLength: 10, beam: 0 }).catch(({ code }) => code);
  if (failure !== 'INVALID_ARGUMENT') throw new Error(failure);
  `,
  expected: Array.from({ length: 3 }, () => [1, 2, 3, 4]),
};

export const typedProgram = `import { greedySearch, labelOf, learnTokenizer, openRun, readTable, trainExperiment, type StepModel } from 'nlp-lab';

export async function train(file: string): Promise<Record<string, number>> {
  const { rows } = await readTable(file);
  const texts: string[] = rows.map(({ text }) => text);
  await learnTokenizer(texts, { type: 'bpe', vocabularySize: 100 });
  const { folder, record } = await trainExperiment(
    { data: { train: file }, model: { type: 'gru', hidden: 8 }, training: { epochs: 1 } },
    { onProgress: (step) => { if (step.kind === 'metric' && step.line.kind === 'epoch') console.log(step.line.metrics); } },
  );
  const seconds: number = record.seconds;
  const run = await openRun(folder, { checkpoint: 'best' });
  const [answer] = await run.ask([String(seconds)]);
  await run.release();
  return labelOf(answer).probabilities;
}

// @ts-expect-error there is no such model
export const misspelt = () => trainExperiment({ data: { train: 'a.tsv' }, model: 'grru' });

export const search = async (model: StepModel<number>): Promise<readonly number[]> =>
  (await greedySearch(model, [Int32Array.of(1)], { maxLength: 3 }))[0].tokens;
`;
