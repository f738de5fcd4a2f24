// A pair of ports that delays, reorders, doubles and loses messages, in seeded ways and in virtual time: whoever uses it has
// `setTimeout` mocked.
import type { Port } from '../../src/protocol/rpc';
import type { RandomNumbers } from '../faults/randomNumbers';
import type { PortPair } from '../host/memoryPort';

export interface Flakiness {
  /** Of 1, that a message is lost, and that it arrives twice. */
  loss: number;
  double: number;
  /** A message takes 0 .. this many ms, each its own time, so that they overtake each other. */
  mostDelayMs: number;
}

export function flakyPair({ loss, double, mostDelayMs }: Flakiness, random: RandomNumbers): PortPair {
  const sides: { message?: (message: unknown) => void; close?: (reason: string) => void }[] = [{}, {}];
  let closed = false;
  const deliver = (to: number, message: unknown): void => {
    setTimeout(() => closed || sides[to].message?.(structuredClone(message)), random.below(mostDelayMs + 1));
  };
  const port = (own: number): Port => ({
    post(message) {
      const copy = structuredClone(message);
      if (closed || random.next() < loss) return;
      deliver(1 - own, copy);
      if (random.next() < double) deliver(1 - own, copy);
    },
    onMessage: (listener) => void (sides[own].message = listener),
    onClose: (listener) => void (sides[own].close = listener),
  });
  const close = (reason: string): void => {
    if (closed) return;
    closed = true;
    sides.forEach((side) => side.close?.(reason));
  };
  return { left: port(0), right: port(1), close };
}
