// Every attention of a model for a source and a target, with where their tokens stand.

import type { AttendedText, AttentionMap, AttentionReply } from '../../../protocol/attention';
import type { DecodingRequest } from '../../../protocol/decoding';
import type { EncodedPairs } from '../../data/pairBatches';
import { decodeTexts, type DecodedText } from '../../sequence/decodeTexts';
import { encodeSide, type TextSide } from '../../sequence/sequenceText';
import { seenText } from '../../sequence/seenText';
import { EOS, specialTokens, UNK } from '../../text/vocabulary';
import type { OpenParameters } from './openParameters';

/** Texts as the model reads them. */
export interface AttendedPair {
  source: string;
  /** Left out: the model's own output. */
  target?: string;
  decoding?: DecodingRequest;
  signal: AbortSignal;
}

/** A source and its target as ids; without a target the model's own output, which is told too. */
export async function encodedPair(
  model: OpenParameters,
  { source, target, decoding, signal }: AttendedPair,
): Promise<{ pair: EncodedPairs; own: DecodedText[] }> {
  const { parameters, text, training } = model;
  const own = target === undefined ? await decodeTexts(model, parameters, [source], { decoding, signal }) : [];
  const encodedSource = await text.source.encode([{ source }], { ...training, signal });
  const encodedTarget =
    target === undefined
      ? idsAsTexts(own[0].outputs[0].ids)
      : encodeSide([target], text.target, { ...training, isSource: false });
  return { pair: { source: encodedSource, target: encodedTarget }, own };
}

export async function attentionOfPair(model: OpenParameters, asked: AttendedPair): Promise<AttentionReply> {
  const { parameters, session, text, training } = model;
  const { source, target } = asked;
  const { pair, own } = await encodedPair(model, asked);
  const { maps, logProbabilities } = await session.attention(parameters, pair);
  const encodedTarget = pair.target;
  const ids = [...encodedTarget.ids, EOS];
  return {
    source: text.source.seen(source, training),
    target:
      target === undefined
        ? writtenText(own[0].outputs[0].text, text.target, own[0].outputs[0].ids)
        : seenText(target, text.target, { ...training, isSource: false }),
    targetInputs: ['<bos>', ...ids.slice(0, -1).map((id) => text.target.vocabulary.tokens[id])],
    tokenLogProbabilities: Array.from(logProbabilities),
    maps: maps.flatMap(({ kind, layer, heads, rows, columns, weights }) =>
      Array.from({ length: heads }, (_, head): AttentionMap => {
        const size = rows * columns;
        return { kind, layer, head, rows, columns, weights: weights.slice(head * size, (head + 1) * size) };
      }),
    ),
  };
}

function idsAsTexts(ids: readonly number[]) {
  return { ids: Int32Array.from(ids), starts: Int32Array.of(0, ids.length), truncated: 0, empty: 0, unknown: 0 };
}

/** Where cutting the output anew gives its ids, as they stand in the text; otherwise the tokens alone, without places. */
function writtenText(text: string, side: TextSide, ids: readonly number[]): AttendedText {
  const known = side.encode(text);
  const isSame = known.length === ids.length && known.every((id, i) => id === ids[i]);
  if (isSame) return seenText(text, side, { maxLength: ids.length, truncation: 'end', isSource: false });
  const end: [number, number] = [text.length, text.length];
  return {
    text,
    tokens: [...ids.map((id) => side.vocabulary.tokens[id]), specialTokens[EOS]],
    offsets: [...ids.map(() => end), end],
    unknown: [...ids.map((id) => id === UNK), false],
  };
}
