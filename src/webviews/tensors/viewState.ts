// What the view of tensors remembers.
import type { SideState } from '../shared/sidePanel';
import type { LookState } from '../shared/tensors/tensorLook';

export interface TensorsState extends SideState, LookState {
  filter: string;
  /** The name of the tensor that is looked at. */
  tensor: string;
}

export const DEFAULTS: TensorsState = {
  ...{ filter: '', tensor: '', numbers: false },
  ...{ details: true, section: 'picture', sideWidth: 0 },
};
