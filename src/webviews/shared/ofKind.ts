// Tables with a line for each kind of a union: `{ [K in Kind]: Drawing<K> }`. Written so, the line of a value's own kind
// takes that value, which the compiler checks.

export type OfKind<U extends { kind: string }, K extends U['kind']> = {
  [P in K]: { kind: P } & Extract<U, { kind: P }>;
}[K];
