// What a view has called its made-up host for. A call comes a moment after the key or the click that it follows from: what is to
// come is waited for, and before it is said that nothing came, all that was called so far has been heard.

import { WAIT_LIMIT_MS } from '../../scripts/test/limits.mjs';

export interface ViewCall {
  name: string;
  request: unknown;
}

interface Waiting {
  name: string;
  times: number;
  settle(): void;
}

export class ViewCalls {
  private readonly all: ViewCall[] = [];
  private readonly waiting = new Set<Waiting>();

  /** A call has come. */
  add(call: ViewCall): void {
    this.all.push(call);
    for (const one of [...this.waiting]) if (this.requests(one.name).length >= one.times) one.settle();
  }

  /** What calls of this name have asked for until now, in order. */
  requests(name: string): unknown[] {
    return this.all.filter((call) => call.name === name).map(({ request }) => request);
  }

  /** The same, as soon as so many have come. */
  async called(name: string, times = 1): Promise<unknown[]> {
    if (this.requests(name).length < times) await this.coming(name, times);
    return this.requests(name);
  }

  private coming(name: string, times: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(one);
        const came = this.all.map((call) => call.name).join(', ') || 'nothing';
        reject(new Error(`"${name}" was called ${this.requests(name).length} times of ${times}; what came: ${came}`));
      }, WAIT_LIMIT_MS);
      const settle = (): void => {
        clearTimeout(timer);
        this.waiting.delete(one);
        resolve();
      };
      const one = { name, times, settle };
      this.waiting.add(one);
    });
  }
}
