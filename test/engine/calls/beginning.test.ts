// Models that begin with the encoder of a run (`model.from`): of any task with any, told by name, whole without the run that they began
// with, resumed bit for bit; and what is refused before anything starts.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { encoderNames } from '../../../src/engine/nn/parameterLayers';
import { readSafetensors } from '../../../src/engine/store/safetensors';
import type { Problem, TrainReply } from '../../../src/protocol/engine';
import { corpusRows } from '../../faults/smallExperiment';
import { ofTier } from '../../support/tier';
import { askLabels } from './support/asked';
import { checkpointBytes, inLab, type Lab } from './support/lab';

const TRAINING = { epochs: 1, batchSize: 8, optimizer: { type: 'adam', learningRate: 0.01 } };
const WORDS = { type: 'whitespace', minFrequency: 1 };
const BLOCKS = { width: 16, heads: 2, feedForward: 24 };

/** An experiment of each task on texts of `train.tsv`. */
const experiments = {
  classification: { task: 'classification', data: { train: 'train.tsv', validation: 0.1 } },
  regression: { task: 'regression', data: { train: 'numbers.tsv', validation: 0.1, label: 'number' } },
  pairs: { task: 'classification', data: { train: 'pairs.tsv', validation: 0.1, text: ['one', 'two'] } },
  tagging: { task: 'tagging', data: { train: 'tags.conll', validation: 0.1 } },
  language: { task: 'language-model', data: { train: 'text.txt', validation: 0.1 } },
  sequence: {
    ...{ task: 'sequence-to-sequence', data: { train: 'both.tsv', validation: 0.1, source: 'one', target: 'two' } },
    ...{ targetTokenizer: WORDS, decoding: { beam: 1 } },
  },
} as const;

type Name = keyof typeof experiments;

function writeData(lab: Lab): void {
  const rows = corpusRows(24, 3);
  const lines = (header: string, cells: (row: [string, string], i: number) => string[]): string =>
    `${[header, ...rows.map((row, i) => cells(row, i).join('\t'))].join('\n')}\n`;
  lab.write(
    'numbers.tsv',
    lines('text\tnumber', ([text], i) => [text, String(i % 7)]),
  );
  lab.write(
    'pairs.tsv',
    lines('one\ttwo\tlabel', ([text, label], i) => [text, rows[(i + 1) % rows.length][0], label]),
  );
  lab.write(
    'both.tsv',
    lines('one\ttwo', ([text]) => [text, text.split(' ').reverse().join(' ')]),
  );
  lab.write(
    'text.txt',
    lines('', ([text]) => [text]),
  );
  lab.write('tags.conll', rows.map(([text]) => text.split(' ').map((word) => `${word} ${word.length > 4 ? 'B-X' : 'O'}\n`).join('')).join('\n')); // prettier-ignore
}

const requestOf = (lab: Lab, name: Name, model: object, more: object = {}) => {
  const { training, ...others } = more as { training?: object };
  return lab.request({ name, runtime: { threads: 1 }, ...experiments[name], model, ...others, training: { ...TRAINING, ...training } }); // prettier-ignore
};

const train = async (lab: Lab, ...asked: [Name, object, object?]): Promise<TrainReply> => {
  const reply = await lab.client.call('train', requestOf(lab, ...asked));
  assert.equal(reply.record.status, 'completed', reply.record.failure?.message);
  return reply;
};

const inDataLab = (use: (lab: Lab) => Promise<void>): Promise<void> =>
  inLab((lab) => {
    writeData(lab);
    return use(lab);
  });

const parametersOf = ({ folder }: TrainReply) =>
  readSafetensors(nodeFiles, path.join(folder, 'checkpoints', 'best', 'model.safetensors')).tensors;

/** Frozen, so that what is kept at the end is what was taken over. */
const FROZEN = { training: { freeze: { layers: 'all' } } };

const told = ({ record: { notices } }: TrainReply): string =>
  notices.filter((notice) => /^(Taken|Drawn|Left|Of the)/.test(notice)).join(' ');

async function problemsOf(lab: Lab, ...asked: [Name, object, object?]): Promise<Problem[]> {
  const { experimentText, baseFolder, runsFolder } = requestOf(lab, ...asked);
  return (await lab.client.call('check', { experimentText, baseFolder, runsFolder })).problems;
}

describe('a model that begins with a run', () => {
  const lstm = { type: 'lstm', embedding: 12, hidden: 12, layers: 1 };
  interface Row {
    base: [Name, object];
    /** What begins with it. */
    then: [Name, object?][];
    /** A parameter of the base, and its name where the encoder stands alone. */
    same: [string, string];
  }
  const each: Row[] = [
    {
      base: ['language', { ...lstm, layers: 2 }],
      then: [['classification', { pooling: 'last' }], ['tagging'], ['language'], ['sequence']],
      same: ['recurrent.weight_hh_l1', 'recurrent.weight_hh_l1'],
    },
    {
      base: ['classification', { type: 'transformer', ...BLOCKS }],
      then: [['pairs', { pooling: 'max' }], ['sequence']],
      same: ['layers.1.linear1.weight', 'layers.1.linear1.weight'],
    },
  ];
  const atNight: Row[] = [
    {
      base: ['language', { type: 'transformer', ...BLOCKS, layers: 2, positions: 'rotary' }],
      then: [['classification', { pooling: 'last' }], ['regression'], ['sequence']],
      same: ['decoder.layers.1.linear1.weight', 'layers.1.linear1.weight'],
    },
    {
      base: ['tagging', lstm],
      then: [['pairs', { pairs: 'apart' }], ['sequence']],
      same: ['recurrent.bias_hh_l0', 'recurrent.bias_hh_l0'],
    },
    { base: ['sequence', lstm], then: [['classification']], same: ['encoder.bias_hh_l0', 'recurrent.bias_hh_l0'] },
    {
      base: ['pairs', { type: 'cnn', embedding: 12, filters: 8 }],
      then: [['regression'], ['tagging']],
      same: ['layers.0.window3.weight', 'layers.0.window3.weight'],
    },
  ];
  for (const { base, then, same } of ofTier(each, atNight))
    it(`of ${base[0]}, ${String((base[1] as { type: string }).type)}: ${then.map(([name]) => name).join(', ')}`, () =>
      inDataLab(async (lab) => {
        const first = await train(lab, ...base, { tokenizer: WORDS });
        const theirs = parametersOf(first);
        for (const [name, model] of then) {
          const begun = await train(lab, name, { ...model, from: first.record.id }, FROZEN);
          const own = parametersOf(begun);
          const key = encoderNames([...own.keys()]).get(same[1]) ?? '';
          assert.deepEqual(own.get(key)?.data, theirs.get(same[0])?.data, `${name}: ${key}`);
          assert.match(told(begun), new RegExp(`Taken over from "${first.record.id}": .*embedding.*Drawn anew: `));
        }
      }));

  it('says by name what it took over, what it drew and what it left', () =>
    inDataLab(async (lab) => {
      const model = { type: 'transformer', ...BLOCKS, positions: 'learned' };
      const base = await train(
        lab,
        'language',
        { ...model, layers: 3 },
        { tokenizer: WORDS, training: { context: 12 } },
      );
      const begun = await train(lab, 'pairs', { from: base.record.id, pooling: 'attention' }, { training: { maxLength: 9 } }); // prettier-ignore
      const { id } = base.record;
      assert.equal(
        told(begun),
        `Taken over from "${id}": embedding, positions, layers.0, layers.1, layers.2, norm. Of the 12 places that "${id}" knows the first 9 were taken over. Drawn anew: attention, output, segments. Left over in "${id}": output.`,
      );
      const shorter = await train(lab, 'classification', { from: base.record.id });
      const stored = fs.readFileSync(path.join(shorter.folder, 'experiment.json'), 'utf8');
      assert.equal((JSON.parse(stored) as { training: { maxLength: number } }).training.maxLength, 12);
    }));

  it('opens and goes on bit for bit when the run has been deleted', () =>
    inDataLab(async (lab) => {
      const base = await train(lab, 'language', lstm, { tokenizer: { type: 'bpe', vocabularySize: 60 } });
      const experiment = requestOf(lab, 'classification', { from: base.record.id }, {
        training: { epochs: 3, checkpointEverySteps: 1, layerDecay: 0.5, freeze: { layers: 1, epochs: 1 } },
      }); // prettier-ignore
      const unbroken = await lab.client.call('train', experiment);
      const stop = new AbortController();
      const stopped = await lab.client.call('train', experiment, {
        signal: stop.signal,
        onProgress: (progress) => progress.kind === 'metric' && progress.line.step >= 4 && stop.abort(),
      });
      assert.equal(stopped.record.status, 'stopped');
      fs.rmSync(base.folder, { recursive: true });
      const resumed = await lab.client.call('train', lab.request({}, { resume: stopped.folder }));
      assert.equal(resumed.record.status, 'completed', resumed.record.failure?.message);
      for (const name of ['last', 'best'] as const)
        for (const file of ['model.safetensors', 'optimizer.safetensors'])
          assert.equal(checkpointBytes(resumed.folder, name, file), checkpointBytes(unbroken.folder, name, file));
      assert.deepEqual(resumed.record.notices, unbroken.record.notices);
      const asked = { folder: resumed.folder, texts: ['a lovely story'] };
      assert.equal((await askLabels(lab, asked)).length, 1);
    }));

  it('reads an encoder in the layout of BERT from a folder, and writes one that another model begins with', () =>
    inDataLab(async (lab) => {
      fs.cpSync('test/golden/bert', lab.file('bert'), { recursive: true });
      const more = { training: { freeze: { layers: 'all' } } };
      const first = await train(lab, 'classification', { from: 'bert', pooling: 'first' }, more);
      assert.match(told(first), /^Taken over from "bert": embedding, positions, token_types, embedding_norm, layers\.0, layers\.1\. Drawn anew: output\. Left over in "bert": pooler\.$/); // prettier-ignore
      const output = lab.file('written');
      await lab.client.call('exportModel', { folder: first.folder, output, layout: 'bert' });
      const second = await train(lab, 'regression', { from: 'written' }, more);
      const [own, theirs] = [parametersOf(second), parametersOf(first)];
      for (const name of ['embedding.weight', 'positions.weight', 'layers.1.self_attn.in_proj_weight'])
        assert.deepEqual(own.get(name)?.data.slice(48), theirs.get(name)?.data.slice(48), name); // but for special tokens
      const others = await train(lab, 'classification', { type: 'transformer', ...BLOCKS });
      await assert.rejects(lab.client.call('exportModel', { folder: others.folder, output, layout: 'bert' }), {
        code: 'INVALID_ARGUMENT',
      });
    }));

  it('is refused, by name, where it is told otherwise than the run, or what it begins with cannot be', () =>
    inDataLab(async (lab) => {
      const base = await train(lab, 'language', { ...lstm, layers: 2 }, { tokenizer: WORDS });
      const bayes = await train(lab, 'classification', { type: 'naive-bayes' });
      const { id } = base.record;
      const faults = async (...asked: [Name, object, object?]): Promise<string[]> =>
        (await problemsOf(lab, ...asked)).map(({ place, message }) => `${place?.key?.join('.')}: ${message}`);
      assert.deepEqual(await faults('classification', { from: id }), []);
      assert.deepEqual(await faults('classification', { from: id, type: 'lstm', layers: 2 }, { tokenizer: WORDS }), []);
      assert.deepEqual(
        await faults('classification', { from: id, type: 'gru', hidden: 64, bidirectional: true, pretrained: { file: 'v' } }, { tokenizer: 'bpe' }),
        [
          `model.type: "model.type" is "gru", and that of "${id}" is "lstm". Leave it out: it comes with "model.from".`,
          `model.hidden: "model.hidden" is 64, and that of "${id}" is 12. Leave it out: it comes with "model.from".`,
          `model.bidirectional: "model.bidirectional" is true, and that of "${id}" is false. Leave it out: it comes with "model.from".`,
          `model.pretrained: The token vectors come from "${id}". Leave out "pretrained", or "from".`,
          `tokenizer: The tokenizer comes from "${id}", with the tokens that its vectors are of. Leave out "tokenizer".`,
        ],
      ); // prettier-ignore
      assert.deepEqual(await faults('classification', { from: id.slice(0, -1) }), [], 'the start of one id alone');
      assert.deepEqual(await faults('classification', { from: `${id}0` }), [
        `model.from: There is no run "${id}0"; it may have been deleted. Did you mean "${id}"?`,
      ]);
      assert.deepEqual(await faults('tagging', { from: bayes.folder }), [
        `model.from: The run "${bayes.record.id}" (naive-bayes) has no encoder to begin with.`,
      ]);
      const cnn = await train(lab, 'classification', { type: 'cnn', embedding: 8, filters: 4 });
      assert.match(
        (await faults('sequence', { from: cnn.record.id }))[0],
        /^model\.from: .* no model of this task has: cnn,/,
      );
      const runs = lab.runs().length;
      fs.rmSync(path.join(cnn.folder, 'checkpoints'), { recursive: true });
      await assert.rejects(lab.client.call('train', requestOf(lab, 'classification', { from: cnn.record.id })), {
        message: /has no checkpoint yet/,
      });
      fs.rmSync(path.join(base.folder, 'tokenizer.json'));
      await assert.rejects(lab.client.call('train', requestOf(lab, 'classification', { from: id })), {
        code: 'NOT_FOUND',
      });
      assert.equal(lab.runs().length, runs);
    }));

  it('can be drawn, and its rates tested, before it is trained, by the id of that run', () =>
    inDataLab(async (lab) => {
      const { record } = await train(lab, 'language', lstm);
      const { experimentText, runsFolder, ...request } = requestOf(lab, 'classification', { from: record.id });
      const experiment = lab.write('begun.nlplab.json', experimentText);
      const { layers } = await lab.client.call('trace', { model: { experiment }, runsFolder, text: 'one two' });
      assert.ok(layers.some(({ place }) => place.kind === 'lstm'));
      const range = { ...request, experimentText, runsFolder, from: 1e-4, to: 1e-2, steps: 10 };
      assert.equal((await lab.client.call('rateRange', range)).points.length, 10);
    }));
});
