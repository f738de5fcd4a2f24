// Every attention of a model for a source and a target, with where their tokens stand.

import type { AttendedText, AttentionMap, AttentionReply } from '../../../protocol/attention';
import type { DecodingRequest } from '../../../protocol/decoding';
import { decodeTexts } from '../../sequence/decodeTexts';
import { encodeSide, type TextSide } from '../../sequence/sequenceText';
import { EOS, specialTokens } from '../../text/vocabulary';
import type { OpenParameters } from './openParameters';

/** Texts as the model reads them. */
export interface AttendedPair {
  source: string;
  /** Left out: the model's own output. */
  target?: string;
  decoding?: DecodingRequest;
  signal: AbortSignal;
}

export async function attentionOfPair(
  model: OpenParameters,
  { source, target, decoding, signal }: AttendedPair,
): Promise<AttentionReply> {
  const { parameters, session, text, training } = model;
  const own = target === undefined ? await decodeTexts(model, parameters, [source], { decoding, signal }) : [];
  const encodedSource = encodeSide([source], text.source, { ...training, isSource: true });
  const encodedTarget =
    target === undefined
      ? idsAsTexts(own[0].outputs[0].ids)
      : encodeSide([target], text.target, { ...training, isSource: false });
  const shown = target ?? own[0].outputs[0].text;
  const { maps, logProbabilities } = await session.attention(parameters, {
    source: encodedSource,
    target: encodedTarget,
  });
  const ids = [...encodedTarget.ids, EOS];
  return {
    source: attended(source, text.source, [...encodedSource.ids]),
    target: attended(shown, text.target, ids),
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

/** The tokens of ids with their places, where cutting the text anew gives them; otherwise without places. */
function attended(text: string, side: TextSide, ids: readonly number[]): AttendedText {
  const { tokens, offsets } = side.tokenize(text);
  const end: [number, number] = [text.length, text.length];
  const words = ids.slice(0, -1);
  const fits = words.length <= tokens.length && side.encode(text).length === tokens.length;
  return {
    text,
    tokens: [...words.map((id, i) => (fits ? tokens[i] : side.vocabulary.tokens[id])), specialTokens[EOS]],
    offsets: [...words.map((_, i) => (fits ? offsets[i] : end)), end],
  };
}
