// The call `proposals`: what can stand at a place of an experiment.

import { placeAt } from '../../experiment/placeAt';
import { namedAt } from '../../writing/asked';
import { filesAmong, proposed } from '../../writing/proposers';
import type { EngineCall } from '../context';

export const proposals: EngineCall<'proposals'> = async ({
  experimentText,
  offset,
  isRestricted = false,
  ...places
}) => {
  const place = placeAt(experimentText, offset);
  if (!place || place.isKey) return { proposals: [], files: [], replaced: { offset, length: 0 } };
  const { root, path, span: replaced } = place;
  const named = namedAt(root, path);
  const asked = { root, path, isRestricted, ...places };
  return { proposals: await proposed(named, asked), files: filesAmong(named), replaced };
};
