// What a network gives for made-up inputs, and how a tokenizer cuts made-up texts: what an exported folder is compared with.

import { createRandom, type Random } from '../../data/random';
import { makeProgram, type ProgramInput } from '../../graph/program';
import { createSession, type Feeds } from '../../runtime/session';
import { countOf, tensor, type Tensor } from '../../runtime/tensor';
import type { ExportedTokenizer } from '../../tasks/exportedModel';
import type { LearnedNetwork, PortableNetwork } from '../../tasks/portableNetwork';
import { parseTokenizer } from '../../text/tokenizerFile';
import { specialTokens } from '../../text/vocabulary';

const TIME = 9;
const BATCH = 4;
/** Of the other axes. */
const LENGTHS: Readonly<Record<string, number>> = { batch: BATCH, words: 6, length: 8, chosen: 5 };

/** Of texts side by side, in tokens. */
const LONGS = [1, 0.6, 0.1, 0.8];

export async function sampleOutputs(network: LearnedNetwork): Promise<Record<string, Tensor>> {
  const { output, learned } = network;
  const program = makeProgram({ output });
  const asked = program.inputs.filter(({ name }) => !Object.hasOwn(learned, name));
  const feeds = sampleFeeds(asked, network);
  const session = await createSession(program, { device: 'cpu', threads: 1 }, 'samples');
  try {
    const found = await session.run({ ...learned, ...feeds });
    // A network that reads padding as tokens looks at no mask.
    const isOwn = network.kind === 'texts' && !Object.hasOwn(feeds, 'mask');
    const mask = isOwn ? { mask: filled('bool', feeds.ids.shape, () => 1) } : {};
    const inputs = Object.entries({ ...feeds, ...mask }).map(([name, value]) => [`inputs.${inPython(name)}`, value]);
    return { ...(Object.fromEntries(inputs) as Feeds), output: found.output };
  } finally {
    await session.release();
  }
}

const inPython = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function sampleFeeds(
  inputs: readonly ProgramInput[],
  { ids, sizes: { longest = TIME } }: Pick<PortableNetwork, 'ids' | 'sizes'>,
): Feeds {
  const random = createRandom({ seed: 1, stream: 'samples' });
  const time = Math.min(TIME, longest);
  const shapes = inputs.map(({ name, shape }) => ({
    name,
    shape: shape.map((dim) => (typeof dim === 'number' ? dim : (LENGTHS[String(dim)] ?? time))),
  }));
  const feeds: Record<string, Tensor> = {};
  for (const [i, { name, dtype }] of inputs.entries()) {
    const { shape } = shapes[i];
    if (dtype === 'float32') feeds[name] = filled('float32', shape, () => 2 * random.uniform() - 1);
    else if (dtype === 'bool') feeds[name] = filled('bool', shape, isToken(shape));
    else feeds[name] = filled('int32', shape, numbersOf(name, shape, { ids, random, time }));
  }
  return feeds;
}

function filled(dtype: 'float32' | 'bool' | 'int32', shape: readonly number[], of: (at: number) => number): Tensor {
  return tensor(
    dtype,
    shape,
    Array.from({ length: countOf(shape) }, (_, at) => of(at)),
  );
}

/** Whether there is a token at a place of [time, ...]; the first always is one. */
function isToken([length, ...rest]: readonly number[]): (at: number) => number {
  const columns = countOf(rest);
  return (at) => Number(Math.floor(at / columns) < Math.max(1, length * LONGS[(at % columns) % LONGS.length]));
}

interface Numbering {
  ids: PortableNetwork['ids'];
  random: Random;
  time: number;
}

function numbersOf(name: string, shape: readonly number[], { ids, random, time }: Numbering): (at: number) => number {
  const mask = isToken(shape);
  const columns = countOf(shape.slice(1));
  switch (name) {
    case 'segments': // the second text begins in the middle
      return (at) => Number(Math.floor(at / columns) > shape[0] / 2);
    case 'firsts': // every token is one piece
      return (at) => at * mask(at);
    case 'places':
      return (at) => at % (time * BATCH);
    case 'words':
      return (at) => at % LENGTHS.words;
    case 'labels':
      return () => 0;
    default:
      return (at) => (shape.length > 1 && mask(at) === 0 ? 0 : random.integer(ids[name]));
  }
}

const TEXTS = 12;

/** Texts made of tokens, and the ids that the run gives them, as verify.py reads them. @param clean as the run cleans texts */
export function sampleTexts(
  { text, file, specialTokens: specials }: ExportedTokenizer,
  clean: (texts: readonly string[]) => string[],
): [text: string, ids: number[]][] {
  const { tokenizer, vocabulary } = parseTokenizer(text, file, { specialTokens: specials });
  const random = createRandom({ seed: 1, stream: 'texts' });
  const { pipeline } = vocabulary.file ?? {};
  const shift = vocabulary.tokens.length - (pipeline?.tokens.length ?? 0);
  const first = specialTokens.length;
  const texts = Array.from({ length: TEXTS }, (_, number) => {
    const some = Math.max(1, vocabulary.tokens.length - first);
    const ids = Array.from({ length: 1 + number }, () =>
      Math.min(first + random.integer(some), vocabulary.tokens.length - 1),
    );
    return pipeline ? pipeline.decode(ids.map((id) => id - shift)) : ids.map((id) => vocabulary.tokens[id]).join(' ');
  });
  const all = [...texts, 'Zürich, 42!', '새로운 글  하나', ''];
  return clean(all).map((cleaned, i) => [all[i], Array.from(tokenizer.encode(vocabulary, cleaned))]);
}
