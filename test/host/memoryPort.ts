// A pair of ports in one thread: what one posts, the other receives as a copy, or as the thing
// itself where it is handed over, a turn later.
import type { Port } from '../../src/protocol/rpc';

export interface PortPair {
  left: Port;
  right: Port;
  /** Both sides learn that the other has gone. */
  close(reason: string): void;
}

export function portPair(): PortPair {
  const sides = [side(), side()];
  const port = (own: number): Port => ({
    post: (message, transfer = []) => {
      const copy = structuredClone(message, { transfer: [...transfer] });
      setImmediate(() => sides[1 - own].message?.(copy));
    },
    onMessage: (listener) => void (sides[own].message = listener),
    onClose: (listener) => void (sides[own].close = listener),
  });
  return { left: port(0), right: port(1), close: (reason) => sides.forEach(({ close }) => close?.(reason)) };
}

function side(): { message?: (message: unknown) => void; close?: (reason: string) => void } {
  return {};
}
