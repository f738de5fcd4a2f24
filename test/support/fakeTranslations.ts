// Made-up outputs, attention and searches of the right shape, for tests of what shows them.

import type { TextAnswer } from '../../src/protocol/answer';
import type { AttentionMap, AttentionReply } from '../../src/protocol/attention';
import type { BeamSearchTrace, SearchNode, SearchRule } from '../../src/protocol/decoding';

/** Numbers from 0 to 1, the same for each seed (Steele and Vigna's SplitMix, 32 bits). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** Rows that sum to 1, with a peak on the way from corner to corner that is sharper in some heads. */
export function fakeWeights(rows: number, columns: number, seed: number): Float32Array {
  const random = randomNumbers(seed);
  const sharpness = 0.3 + random() * 4;
  const isBackward = random() < 0.25;
  const weights = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const place = rows > 1 ? (row / (rows - 1)) * (columns - 1) : 0;
    const centre = isBackward ? columns - 1 - place : place;
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      const weight = Math.exp(-sharpness * Math.min(8, Math.abs(column - centre))) + 0.02 * random();
      sum += weights[row * columns + column] = weight;
    }
    for (let column = 0; column < columns; column++) weights[row * columns + column] /= sum;
  }
  return weights;
}

/** Tokens with offsets: the text cut at spaces, and long words into pieces. */
function piecesOf(text: string, longest = 5): { tokens: string[]; offsets: [number, number][]; unknown: boolean[] } {
  const tokens: string[] = [];
  const offsets: [number, number][] = [];
  for (const word of text.matchAll(/\S+/g))
    for (let at = 0; at < word[0].length; at += longest) {
      const piece = word[0].slice(at, at + longest);
      tokens.push(at === 0 ? piece : `##${piece}`);
      offsets.push([word.index + at, word.index + at + piece.length]);
    }
  return { tokens, offsets, unknown: tokens.map(() => false) };
}

export interface FakeAttentionOptions {
  layers?: number;
  heads?: number;
  kinds?: AttentionMap['kind'][];
}

export function fakeAttention(
  sourceText: string,
  targetText: string,
  { layers = 3, heads = 8, kinds = ['encoder', 'decoder', 'cross'] }: FakeAttentionOptions = {},
): AttentionReply {
  const source = piecesOf(sourceText);
  const target = piecesOf(targetText);
  const ended = {
    tokens: [...target.tokens, '</s>'],
    offsets: [...target.offsets, [targetText.length, targetText.length] as [number, number]],
    unknown: [...target.unknown, false],
  };
  const maps = kinds.flatMap((kind, k) =>
    Array.from({ length: layers * heads }, (_, i): AttentionMap => {
      const [before, after] = [source.tokens.length, ended.tokens.length];
      const rows = { encoder: before, decoder: after, cross: after, joint: before + after }[kind];
      const columns = { encoder: before, decoder: after, cross: before, joint: before + after }[kind];
      const weights = fakeWeights(rows, columns, 1000 * k + i);
      return { kind, layer: Math.floor(i / heads), head: i % heads, rows, columns, weights };
    }),
  );
  return {
    source: { text: sourceText, ...source },
    target: { text: targetText, ...ended },
    targetInputs: ['<s>', ...target.tokens],
    tokenLogProbabilities: ended.tokens.map((_, i) => -0.1 - 0.05 * (i % 7)),
    maps,
  };
}

const WORDS = ['a', 'the', 'man', 'dog', 'in', 'red', 'runs', 'plays', 'with', 'ball'];

/** A search over made-up probabilities that depend on the beginning; obeys rules. */
export function fakeTranslation(
  input: string,
  {
    beam = 3,
    lengthPenalty = 1,
    rules = [],
    steps = 5,
  }: { beam?: number; lengthPenalty?: number; rules?: SearchRule[]; steps?: number },
): TextAnswer {
  const { tokens: sourceTokens, offsets: sourceOffsets, unknown: sourceUnknown } = piecesOf(input);
  const penalty = (length: number): number => ((5 + length) / 6) ** lengthPenalty;
  const root: SearchNode = {
    id: 0,
    parent: -1,
    step: 0,
    token: '',
    tokenId: -1,
    logProbability: 0,
    total: 0,
    score: 0,
    rank: 0,
  };
  const nodes: SearchNode[] = [root];
  const idsOf = (node: SearchNode): number[] => (node.parent < 0 ? [] : [...idsOf(nodes[node.parent]), node.tokenId]);
  let open = [root];
  const finished: SearchNode[] = [];
  for (let step = 1; step <= steps && open.length > 0; step++) {
    const candidates = open.flatMap((parent) => {
      const ids = idsOf(parent);
      const random = randomNumbers(ids.reduce((hash, id) => hash * 31 + id + 1, input.length));
      const masses = [...WORDS.map(() => random() ** 4), step > 2 ? random() : 0.01];
      const sum = masses.reduce((all, mass) => all + mass, 0);
      return masses.map((mass, tokenId) => {
        const isEnd = tokenId === WORDS.length;
        const logProbability = Math.log(mass / sum);
        const total = parent.total + logProbability;
        const rule = rules.find(({ after, token, kind }) =>
          after.join() !== ids.join() ? false : kind === 'force' ? token !== tokenId : token === tokenId,
        );
        const node: SearchNode = {
          ...{ id: 0, parent: parent.id, step, token: isEnd ? '</s>' : WORDS[tokenId], tokenId, logProbability, total },
          ...{ score: total / penalty(step), rank: 0 },
          ...(rule ? { end: 'rule' as const } : {}),
        };
        return node;
      });
    });
    const allowed = candidates.filter(({ end }) => end === undefined).sort((a, b) => b.score - a.score);
    const ruled = candidates.filter(({ end }) => end === 'rule').slice(0, 2);
    open = [];
    [...allowed.slice(0, beam + 3), ...ruled].forEach((node, rank) => {
      Object.assign(node, { id: nodes.length, rank });
      nodes.push(node);
      if (node.end) return;
      if (rank >= beam) node.end = 'beam';
      else if (node.token === '</s>') finished.push(Object.assign(node, { end: 'ended' as const }));
      else if (step === steps) finished.push(Object.assign(node, { end: 'length' as const }));
      else open.push(node);
      if (rank < beam) node.attention = [...fakeWeights(1, sourceTokens.length, node.id)];
    });
  }
  const best = finished.sort((a, b) => b.score - a.score).slice(0, beam);
  const outputs = best.map((node, output) => {
    node.output = output;
    const ids = idsOf(node);
    const words = ids.filter((id) => id < WORDS.length);
    return {
      ...{ text: words.map((id) => WORDS[id]).join(' '), tokens: words.map((id) => WORDS[id]), ids: words },
      ...{ logProbability: node.total, score: node.score, ended: node.end === 'ended' },
      tokenLogProbabilities: ids.map(() => node.total / ids.length),
    };
  });
  const search: BeamSearchTrace = { nodes, beam, lengthPenalty, steps };
  return { kind: 'text', input, sourceTokens, sourceOffsets, sourceUnknown, sourceText: input, outputs, search };
}
