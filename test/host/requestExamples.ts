// A right request of each call of each view, to be changed at random. A call without one fails the test that uses them.
import { columnOf } from '../../src/protocol/tokenColumns';

const question = { selected: ['a', 'b'], source: 'one two', target: '' };
const shares = { method: 'integrated', target: 'a', token: -1, steps: 64 };
const settings = {
  ...{ method: 'umap', dimensions: 2, limit: 1000, normalize: true, seed: 1, perplexity: 30, iterations: 500 },
  ...{ neighbors: 15, minDistance: 0.1, epochs: 200, axes: [{ from: ['a'], to: ['b', 'c'] }], rows: [1, 2] },
};
const cooccurrence = { words: ['ice', 'steam'], probes: ['solid'], window: 5, weighted: true, matchCase: false };

const continued = {
  ...{ run: 'a', prompt: 'one', chosen: [1, 2], toldChosen: 1, tokens: 100, stop: ['\n'], withoutUnknown: true },
  sampling: { greedy: false, temperature: 0.8, topK: 40, topP: 0.9, minP: 0.05, typical: 1, seed: 1 },
};

const list = {
  version: 1,
  conditions: [
    { kind: 'outcome', outcome: 'wrong' },
    { kind: 'range', of: 'tokens', above: 3, to: 9 },
    { kind: 'range', of: 'unknown', above: 0.5 },
    { kind: 'range', of: 'number', to: 2 },
    { kind: 'gold', value: 'a' },
    { kind: 'text', text: 'b' },
    { kind: 'column', column: 'a', value: 'b' },
  ],
  order: { by: 'loss', falling: true },
};

const ASKED_TENSORS = {
  ...{ again: {}, cancel: {}, measure: { tensor: 1 }, part: { tensor: 1, matrix: 0, row: -1, column: -1 } },
};
const labelled = { version: 1, filter: 'name', name: 'a', text: 'b' };

/** What every panel answers. */
export const SHARED_EXAMPLES: Record<string, object> = {
  saveFile: { name: 'curves', kind: 'csv', content: 'a,b' },
  manageTrust: {},
  untilTrusted: {},
  ready: {},
};

export const EXAMPLES: Record<string, Record<string, object>> = {
  agreement: { ...{ cancel: {}, again: {}, chooseOther: {} }, reveal: { version: 1, index: 2, file: 1 } },
  labelling: {
    ...{ cancel: {}, again: {}, changeNames: {}, openLabels: {}, compare: {}, stopOrdering: {}, undo: labelled },
    ...{ page: { ...labelled, from: 100 }, text: { ...labelled, index: -1 }, orderBy: { run: 'a' } },
    step: { ...labelled, index: 3, to: 'open' },
    mark: { ...labelled, index: 3, marks: [{ spans: [{ type: 'PER', start: 0, end: 2 }] }], goesOn: true },
    reveal: { version: 1, index: 3 },
  },
  attention: {
    keep: question,
    attend: { run: 'a', source: 'one two', target: '' },
    maps: { id: 1, from: 0 },
  },
  beam: {
    keep: question,
    search: {
      ...{ run: 'a', source: 'one two', reference: '', beam: 5, lengthPenalty: 0.6, maxLength: 0 },
      rules: [{ after: [1, 2], token: 3, kind: 'force' }],
      words: [{ after: [], word: 'three', kind: 'forbid' }],
      ...{ banned: ['four'], forced: [] },
    },
  },
  playground: {
    keep: question,
    make: { run: 'a', text: 'one two', alternatives: 3 },
    attribute: { ...shares, run: 'a', text: 'one two' },
    open: { view: 'beam', run: 'a', text: 'one two' },
    picture: { run: 'a', path: 'a.png' },
  },
  comparison: { cancel: {}, again: {}, openRun: { index: 1 }, reveal: { index: 3 } },
  corpus: {
    ...{ count: { text: 'text', label: '' }, cancel: {}, again: {}, chooseTest: {}, chooseEncoding: {}, clearTest: {} },
    reveal: { version: 1, list: 'ngrams', index: 2 },
    ...{ findOddLines: { run: 'a', by: 'token' }, stopOddLines: {} },
  },
  embeddings: {
    ...{ again: {}, cancel: {}, draw: { settings }, stopMap: {}, judgeMap: {}, stopCounting: {}, chooseColumn: {} },
    ...{
      clearColoring: {},
      colorByLabel: {},
      chooseOther: {},
      clearOther: {},
      openSentences: {},
      chooseLayer: { layer: 1 },
      choosePooling: { pooling: 'mean' },
    },
    words: { side: 0, first: 0, count: 100 },
    complete: { side: 1, prefix: 'a' },
    neighbors: { side: 0, word: 'a', measure: 'cosine', row: -1, k: 10 },
    analogy: { side: 0, a: 'a', b: 'b', c: 'c', method: 'add' },
    arithmetic: { side: 0, expression: 'a - b', measure: 'dot' },
    similarity: { side: 0, a: 'a', b: 'b' },
    oddOneOut: { side: 0, words: ['a', 'b', 'c'] },
    countCooccurrence: { side: 0, question: cooccurrence },
    cluster: { clusters: 5, seed: 1, rows: [], limit: 1000 },
    evidence: { side: 0, word: 'a', offset: 0 },
    reveal: { serial: 1, index: 0 },
    revealText: { row: 0 },
    chooseCorpus: { side: 0 },
  },
  generate: {
    ...{ keep: question, keepPrompts: { prompts: ['one'] }, choices: continued },
    ...{ generate: { id: 1, question: continued }, follow: { id: 1 } },
  },
  tensors: ASKED_TENSORS,
  onnx: ASKED_TENSORS,
  metrics: { again: {}, openRun: {} },
  network: {
    ...{ keep: question, tensor: { id: 1, tensor: 2, head: 0 } },
    trace: { model: 'a', text: 'one two', target: '', writes: 3 },
  },
  gradients: {
    ...{ add: {}, cancel: {}, again: {}, remove: { index: 1 }, openRun: { index: 0 } },
    look: { index: 0, batch: 2 },
    lookAt: { index: 0, text: 'a film', answer: 'good' },
  },
  lossSurface: { measure: { points: 21, examples: 500 }, cancel: {}, openRun: {} },
  rateRange: {
    ...{ test: { from: 1e-6, to: 10, steps: 150 }, cancel: {}, put: { rate: 0.01 }, openExperiment: {} },
  },
  batch: {
    ...{ look: { batch: 2 }, cancel: {}, again: {}, parameter: { parameter: 1 } },
    ...{ tensor: { tensor: 2, example: 1, head: 0 }, saveScript: { language: 'torch' } },
  },
  run: {
    again: {},
    ...{ stop: {}, resume: {}, evaluate: {}, features: {}, openEmbeddings: {}, openTags: {}, openGenerate: {} },
    showEvaluation: { id: 'a' },
    ask: { text: 'one two' },
    attribute: { ...shares, text: 'one two' },
    attributeExample: { ...shares, section: 0, block: 1, row: 2 },
    openExample: { section: 0, block: 1, row: 2 },
    openExamples: { pair: [{ gold: 'a', prediction: 'b' }] },
  },
  experimentTable: {
    ...{
      rows: { since: -1 },
      open: { id: 'a' },
      compare: { ids: ['a', 'b'] },
      delete: { ids: ['a'] },
      figures: { ids: ['a'] },
    },
    ...{ curves: { ids: ['a'], key: 'loss' }, atStep: { ids: ['a'], key: 'loss', step: 100 } },
    ...{ star: { ids: ['a'], isStarred: true }, tag: { ids: ['a'] }, untag: { ids: ['a'] } },
    saveParquet: { name: 'experiments', columns: [{ name: 'a', values: ['b', 1, null] }] },
  },
  examples: {
    ...{ evaluate: {}, openRun: {}, showEvaluation: { id: 'a' } },
    page: { ...list, from: 100 },
    save: list,
    ...{ example: { version: 1, index: 3 }, nearest: { version: 1, index: 3 }, reveal: { version: 1, index: 3 } },
    attribute: { ...shares, version: 1, index: 3 },
    revealNearest: { place: 0 },
  },
  tags: {
    ...{ cancel: {}, again: {}, chooseOther: {} },
    sentences: { version: 1, filter: 'wrong', text: 'Paris', from: 100 },
    sentence: { version: 1, index: 3 },
    lattice: { version: 1, index: 3 },
    reveal: { version: 1, index: 3, error: -1 },
  },
  tokens: {
    setColumns: { columns: [{ id: 1, options: columnOf('bpe') }] },
    ...{ again: { column: 1 }, cancel: {}, activate: { column: 1 }, showBorders: { on: true }, chooseReading: {} },
    ...{ chooseFile: { kind: 'words' }, remedy: { column: 1 } },
    vocabulary: { column: 1, version: 1, from: 0 },
    dropped: { column: 1, version: 1 },
    lines: { column: 1, version: 1, from: 0 },
    sample: { column: 1, version: 1, text: 'one' },
    reveal: { column: 1, index: 0, start: 0, end: 2 },
  },
};
