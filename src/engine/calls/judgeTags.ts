// The call `judgeTags`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import type { JudgedTagsReply } from '../../protocol/judgedTags';
import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';
import { judgeRun } from './judge';

/** What one reply holds is read by the thread of the editor's extensions in some milliseconds. */
const TOKENS_A_REPLY = 20_000;

/** What is still to be told, by what was asked. */
let kept: { asked: string; whole: JudgedTagsReply } | undefined;

/** Tags sentences whose right tags are known, and tells each. Fails with `INVALID_ARGUMENT` where the run gives no tags. */
export const judgeTags: EngineCall<'judgeTags'> = async ({ from = 0, ...request }, context) => {
  const asked = JSON.stringify(request);
  const isKept = from > 0 && kept?.asked === asked;
  const before = isKept ? kept?.whole : undefined;
  kept = undefined;
  const whole = before ?? (await judged());
  let next = from;
  for (let tokens = 0; next < whole.sentences.length && tokens < TOKENS_A_REPLY; next++)
    tokens += whole.sentences[next].tokens.length;
  const isAll = next >= whole.sentences.length;
  if (!isAll) kept = { asked, whole };
  return { ...whole, sentences: whole.sentences.slice(from, next), ...(isAll ? {} : { next }) };

  async function judged(): Promise<JudgedTagsReply> {
    const { tagged } = await judgeRun(request, context);
    if (!tagged) throw new LabError('INVALID_ARGUMENT', 'This run gives no tags.');
    return tagged(context.signal);
  }
};
