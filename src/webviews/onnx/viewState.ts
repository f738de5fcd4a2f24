// What the view of ONNX graphs remembers.
import type { SideState } from '../shared/sidePanel';
import type { LookState } from '../shared/tensors/tensorLook';

export interface OnnxState extends SideState, LookState {
  /** The number of the graph. */
  graph: number;
  /** The number of the chosen node; −1: none. */
  node: number;
  search: string;
  asTable: boolean;
  /** Filters the initialisers. */
  filter: string;
  /** The name of the initialiser that is looked at. */
  tensor: string;
}

export const DEFAULTS: OnnxState = {
  ...{ graph: 0, node: -1, search: '', asTable: false, filter: '', tensor: '', numbers: false },
  ...{ details: true, section: 'node', sideWidth: 0 },
};
