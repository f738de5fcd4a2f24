// The call `attention`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import type { AttendedText, AttentionMap } from '../../protocol/translation';
import { prepareCleaning } from '../data/cleanTexts';
import { EOS, specialTokens } from '../text/vocabulary';
import { encodeSide, type TextSide } from '../translate/sequenceText';
import { translateTexts } from '../translate/translator';
import type { EngineCall } from './context';
import { keptTranslators } from './keptTranslators';

/** Every attention of a model for a source and a target, the model's own output where no target is given. */
export const attention: EngineCall<'attention'> = async (request, { log, signal }) => {
  const { folder, decoding, checkpoint } = request;
  return keptTranslators.use(folder, checkpoint, async (translator) => {
    const { experiment, record, notice, parameters, session, training, text, hasAttention } = translator;
    if (notice) log({ level: 'warning', message: notice });
    if (!hasAttention)
      throw new LabError(
        'INVALID_ARGUMENT',
        `The model of the run "${record.name}" pays no attention ("model.attention" is "none"). Choose a run with attention.`,
      );
    const cleaning = await prepareCleaning(experiment.clean, record.baseFolder);
    const [source] = cleaning.texts([request.source]);
    const target = request.target === undefined ? undefined : cleaning.texts([request.target])[0];
    const own =
      target === undefined ? await translateTexts(translator, parameters, [source], { decoding, signal }) : [];
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
  });
};

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
