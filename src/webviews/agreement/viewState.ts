// What the view of two people's labels remembers.

export interface AgreementState {
  /** The text on which they part and which is looked at; empty: none is. */
  chosen: string;
  /** The column by which the list is sorted; empty: as the texts stand in the first file. */
  order: string;
  falling: boolean;
}

export const DEFAULTS: AgreementState = { chosen: '', order: '', falling: false };
