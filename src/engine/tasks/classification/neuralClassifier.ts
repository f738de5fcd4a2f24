// A neural classifier of a run: tokenizer, model and parameters, checked against each other.

import { specialsInText } from '../../../protocol/tokenizer';
import path from 'node:path';
import type { AttentionMap } from '../../../protocol/attention';
import { makeBatch } from '../../data/batches';
import { encodeTexts } from '../../data/encodedTexts';
import { cutOf, keptOf } from '../../data/textCut';
import { unknownIn } from '../../data/unknownTokens';
import { classifierAttention } from '../../models/classifierPrograms';
import type { EncoderOptions } from '../../models/encoders/createEncoder';
import { createClassifier } from '../../models/textClassifier';
import { deviceOrCpu } from '../../runtime/device';
import { threadsOf } from '../../runtime/machine';
import { compile } from '../../runtime/session';
import type { Tensor } from '../../runtime/tensor';
import { runFiles } from '../../store/runFolder';
import { parseTokenizer } from '../../text/tokenizerFile';
import { specialTokens, UNK } from '../../text/vocabulary';
import { batchFeeds, createClassifierSession } from './classifierSession';
import { storedParameters } from '../../train/parameterValues';
import { thresholdsOf } from './severalLabels';
import { temperatureOf } from './temperature';
import type { ClassifierParts, TextClassifier } from './textClassifier';

export async function openNeuralClassifier(
  { record, experiment, checkpoint, read, analyser }: ClassifierParts,
  model: EncoderOptions,
): Promise<TextClassifier> {
  const { training } = experiment;
  const opened = checkpoint();
  const classes = record.labels.length;
  const { text, file } = read(runFiles.tokenizer);
  const { tokenizer, vocabulary } = parseTokenizer(text, file, {
    analyser,
    specialTokens: specialsInText(experiment.tokenizer),
  });
  const sizes = { vocabulary: vocabulary.tokens.length, classes };
  const { padding, maxLength: longest, calibration } = training;
  const { labelSeparator, labelOrder } = experiment.data;
  const several = labelSeparator !== undefined;
  const isOrdered = labelOrder !== undefined;
  const classifier = createClassifier(model, { ...sizes, padding, longest, calibration, several, isOrdered });
  const stored = path.join(opened.folder, 'model.safetensors');
  const parameters = storedParameters(classifier.parameters, opened.checkpoint.model, stored);
  const device = await deviceOrCpu(experiment.runtime.device ?? 'cpu');
  const settings = { device, threads: threadsOf(experiment.runtime.threads) };
  const session = await createClassifierSession(classifier, settings, several);
  return {
    givesProbabilities: true,
    temperature: temperatureOf(parameters),
    ...(several ? { thresholds: thresholdsOf(parameters, classes) } : {}),
    async classify(texts, { signal, attention, unknown } = {}) {
      const result = new Float32Array(texts.length * classes);
      const encoded = encodeTexts(texts, tokenizer, vocabulary, training);
      unknown?.(unknownIn(encoded, encoded.empty));
      await session.run(
        parameters,
        encoded,
        training,
        (batch, rows, weights) =>
          batch.examples.forEach((example, row) => {
            result.set(rows.subarray(row * classes, (row + 1) * classes), example * classes);
            if (!weights || !attention) return;
            const length = batch.lengths[row];
            const first = training.padding === 'after' ? 0 : batch.time - length;
            attention(
              example,
              Array.from({ length }, (_, t) => weights[(first + t) * batch.size + row]),
            );
          }),
        signal,
      );
      return result;
    },
    async attend(given) {
      const found = classifierAttention(classifier);
      if (!found) return undefined;
      const program = await compile(found, settings, 'inference');
      try {
        const texts = encodeTexts([given], tokenizer, vocabulary, training);
        const batch = makeBatch(texts, new Int32Array(1), Int32Array.of(0), training);
        const layers = await program.run({ ...parameters, ...batchFeeds(batch, training.padding) });
        return Object.keys(found).flatMap((name, layer) => mapsOf(layers[name], layer, batch.lengths[0]));
      } finally {
        await program.release();
      }
    },
    tokensOf(given) {
      const { maxLength, truncation } = training;
      const all = tokenizer.tokenize(given).tokens;
      const cut = cutOf(all.length, maxLength, truncation);
      const kept = [...keptOf(all, cut)];
      const tokens = kept.length > 0 ? kept : [specialTokens[UNK]]; // what a text without tokens is to the model
      return { tokens, unknown: tokens.map((token) => vocabulary.idOf(token) === UNK), ...(cut ? { cut } : {}) };
    },
    release: () => session.release(),
  };
}

/** The heads of a layer for a text alone in its batch, padding behind it cut off: [1, heads, time, time] */
function mapsOf({ shape, data }: Tensor, layer: number, length: number): AttentionMap[] {
  const [, heads, time] = shape;
  return Array.from({ length: heads }, (_, head) => {
    const weights = new Float32Array(length * length);
    for (let row = 0; row < length; row++) {
      const from = (head * time + row) * time;
      weights.set((data as Float32Array).subarray(from, from + length), row * length);
    }
    return { kind: 'encoder', layer, head, rows: length, columns: length, weights };
  });
}
