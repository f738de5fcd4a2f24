/**
 * `proves`: the promises that it is for; `after`: the stages that have to end first, all before it where it is left out; `again`: run also
 * by a night that goes on.
 */
export const NIGHT: readonly { key: string; proves?: string[]; after?: string[]; minutes?: number; again?: boolean }[];
