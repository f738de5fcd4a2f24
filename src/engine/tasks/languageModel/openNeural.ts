// A trained neural language model that is open.

import path from 'node:path';
import type { NetworkTrace, TraceQuestion } from '../../../protocol/network';
import type { AttentionMap, AttentionReply } from '../../../protocol/attention';
import { specialsInText } from '../../../protocol/tokenizer';
import { cutOf } from '../../data/textCut';
import { createNetworkSession, noStates } from '../../language/networkSession';
import { judgePart, scoreIds, statesOfIds } from '../../language/scoreTexts';
import type { LanguageModel } from '../../language/languageModel';
import { usualStride } from '../../language/windows';
import { mostProbable } from '../../decode/mostProbable';
import { scoringProgram, tracedProgram } from '../../models/language/languagePrograms';
import { encoderProgram, stepProgram } from '../../models/sequence/sequencePrograms';
import { writingOf } from '../../sequence/sequenceText';
import { tensor } from '../../runtime/tensor';
import { CLASSES, traceForward } from '../../trace/traceForward';
import { writtenOfRun } from '../../custom/openWritten';
import {
  createLanguageNetwork,
  languageNetworkFamilyOf,
  type LanguageNetworkOptions,
} from '../../models/language/createLanguageNetwork';
import { deviceOrCpu } from '../../runtime/device';
import { threadsOf } from '../../runtime/machine';
import { runFiles } from '../../store/runFolder';
import { storedParameters } from '../../train/parameterValues';
import type { LanguageParts, OpenedLanguageModel } from './languageFamily';
import { openLanguageText } from './learnText';
import { portableLanguage } from './portableLanguage';

/** Fails with `INVALID_FILE` where files do not fit. */
export async function openNeuralLanguage(
  options: LanguageNetworkOptions,
  { record, experiment, checkpoint, read }: LanguageParts,
): Promise<OpenedLanguageModel> {
  const { training, runtime, tokenizer } = experiment;
  const text = await openLanguageText(tokenizer, record.baseFolder, read);
  const vocabulary = text.vocabulary.tokens.length;
  const own = writtenOfRun(languageNetworkFamilyOf(options), record.baseFolder, read);
  const network = createLanguageNetwork(options, { vocabulary, context: training.context, written: own });
  const opened = checkpoint();
  const file = path.join(opened.folder, 'model.safetensors');
  const parameters = storedParameters(network.parameters, opened.checkpoint.model, file);
  const settings = { device: await deviceOrCpu(runtime.device ?? 'cpu'), threads: threadsOf(runtime.threads) };
  const session = createNetworkSession(network, vocabulary, settings, parameters);
  const { begin, end } = text;
  const behind = (before: Int32Array | undefined, ids: Int32Array) => {
    const seen = before && before.length > 0 ? before : Int32Array.of(begin);
    return { inputs: joined(seen, ids), first: seen.length - 1 };
  };
  const model: LanguageModel = {
    text,
    context: network.longest,
    steps: session.steps(parameters, { begin, end }),
    states: {
      width: network.width,
      of: (ids, before, { signal } = {}) => statesOfIds(session, parameters, behind(before, ids), signal),
    },
    score: (ids, { before, ...scoring } = {}) => scoreIds(session, parameters, behind(before, ids), scoring),
    judge: (part, judging) => judgePart(session, parameters, { part, begin }, judging),
    release: () => session.release(),
  };

  /** Every attention over the text, the latest tokens where it is longer than a window. */
  async function attend(source: string): Promise<AttentionReply> {
    const { ids, offsets } = text.place(source);
    const room = training.context - 1;
    const first = Math.max(0, ids.length - room);
    const inputs = Int32Array.of(begin, ...ids.subarray(first));
    const time = inputs.length;
    const laidOut = { ids: inputs, labels: inputs, time, size: 1 };
    const results = await session.run('attention', parameters, laidOut);
    const maps = Object.entries(results).filter(([name]) => name.startsWith(LAYER));
    const { logProbabilities } = await model.steps.step(await model.steps.start([ids]), Int32Array.of(begin));
    const [next] = mostProbable(logProbabilities, 1);
    const output = text.vocabulary.tokens[next];
    const cut = cutOf(ids.length, room, 'start');
    return {
      source: {
        text: source,
        tokens: Array.from(inputs, (id) => text.vocabulary.tokens[id]),
        offsets: [[0, 0], ...offsets.slice(first)],
        unknown: Array.from(inputs, () => false),
        ...(cut ? { cut } : {}),
      },
      target: { text: output, tokens: [output], offsets: [[0, output.length]], unknown: [false] },
      targetInputs: [],
      tokenLogProbabilities: [logProbabilities[next]],
      maps: maps.flatMap(([name, { data }]) =>
        mapsOfLayer(Number(name.slice(LAYER.length)), data as Float32Array, time),
      ),
    };
  }
  /** The tokens of a text, then those that the model goes on with, each the most probable one. */
  async function trace({ text: given, writes = 0 }: TraceQuestion): Promise<NetworkTrace> {
    const all = [...text.place(given).ids];
    const room = Math.max(1, training.context - writes);
    const read = all.slice(0, room - 1);
    let state = writes > 0 ? await model.steps.start([Int32Array.from(read)]) : undefined;
    const inputs = [begin, ...read];
    for (let i = 0; i < writes && state !== undefined; i++) {
      const next = await model.steps.step(state, Int32Array.of(inputs[inputs.length - 1]));
      inputs.push(mostProbable(next.logProbabilities, 1)[0]);
      ({ state } = next);
    }
    const ids = tensor('int32', [inputs.length, 1], Int32Array.from(inputs));
    const tokens = text.vocabulary.tokens;
    const found = await traceForward({
      ...{ outputs: tracedProgram(network), specs: network.parameters, parameters, settings },
      feeds: { ids, ...noStates(network, 1) },
      labels: { time: inputs.map((id) => tokens[id]), [CLASSES]: tokens },
    });
    const cut = cutOf(all.length, room - 1, 'end');
    return {
      ...{ ...found, written: writes },
      ...(writes > 0 && read.length === 0 ? { wiring: 'one-to-many' as const } : {}),
      ...(cut ? { cut } : {}),
    };
  }
  const portable: Pick<OpenedLanguageModel, 'network' | 'graphs'> = {
    network: () => ({
      ...portableLanguage(options, { vocabulary, context: training.context }),
      ...{ learned: parameters, cleaning: [], facts: { language: languageFacts(model) } },
      tokenizers: { tokenizer: { ...read(runFiles.tokenizer), specialTokens: specialsInText(tokenizer) } },
    }),
    graphs: () => ({
      use: 'scores',
      graphs: {
        model: { outputs: scoringProgram(network), parameters },
        encoder: { outputs: encoderProgram(network), parameters },
        step: { outputs: stepProgram(network), parameters },
      },
      tokenizers: { tokenizer: { ...read(runFiles.tokenizer), specialTokens: specialsInText(tokenizer) } },
      cleaning: [], // texts are scored as they are given
      facts: {
        ...{ answer: 'scores', language: languageFacts(model) },
        // Prompts are padded behind, up to the longest context.
        writing: { padding: 'after', maxLength: network.longest, ...writingOf(tokenizer) },
      },
    }),
  };
  return {
    ...{ model, trace },
    ...(network.hasAttention ? { attend: ({ source }) => attend(source) } : {}),
    ...(network.readsAnew ? {} : portable), // what a person wrote is a program of its own
  };
}

/** How a text is scored: what stands before it, what its line breaks are, and in which windows where the context is limited. */
const languageFacts = ({ text: { begin, keepsLineBreaks }, context }: LanguageModel): object => ({
  ...{ begin, keepsLineBreaks },
  ...(context !== undefined && { context, stride: usualStride(context) }),
});

/** What the outputs with the weights of a layer begin with, before its number. */
const LAYER = 'layer.';

/** @param weights [heads, time, time] */
const mapsOfLayer = (layer: number, weights: Float32Array, time: number): AttentionMap[] =>
  Array.from({ length: weights.length / (time * time) }, (_, head) => ({
    ...{ kind: 'encoder', layer, head, rows: time, columns: time },
    weights: weights.slice(head * time * time, (head + 1) * time * time),
  }));

function joined(first: Int32Array, second: Int32Array): Int32Array {
  const all = new Int32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
