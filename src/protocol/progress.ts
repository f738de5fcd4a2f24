// What a long call tells on its way.

/** How far a call is: reading, tokenising, evaluating. `fraction` in 0..1 when known. */
export interface Progress {
  phase: string;
  fraction?: number;
  detail?: string;
}
