// The call `allowPersonCode`: a person trusts the folder now, whose models may be code.

import { setPermission } from '../custom/permission';
import type { EngineCall } from './context';

export const allowPersonCode: EngineCall<'allowPersonCode'> = async () => {
  setPermission(true);
  return {};
};
