// The checks of what the view of two people's labels sends.
import type { AgreementViewContract } from '../../protocol/agreementView';
import { integer, nothing, object } from '../views/requestChecks';
import type { Checks } from '../views/viewPanel';

const number = integer(0, 1e9);

export const agreementChecks: Checks<AgreementViewContract> = {
  ...{ cancel: nothing, again: nothing, chooseOther: nothing },
  reveal: object({ version: number, index: number, file: integer(0, 1) }),
};
