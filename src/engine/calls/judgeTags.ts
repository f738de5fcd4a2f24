// The call `judgeTags`. Loaded only when it is made, so that the worker starts without ONNX Runtime.

import { LabError } from '../../protocol/labError';
import type { EngineCall } from './context';
import { judgeRun } from './judge';

/** Tags sentences whose right tags are known, and tells each. Fails with `INVALID_ARGUMENT` where the run gives no tags. */
export const judgeTags: EngineCall<'judgeTags'> = async (request, context) => {
  const { tagged } = await judgeRun(request, context);
  if (!tagged) throw new LabError('INVALID_ARGUMENT', 'This run gives no tags.');
  return tagged();
};
