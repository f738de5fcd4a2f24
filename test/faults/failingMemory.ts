// Memory that runs out at a chosen moment: the allocation numbered so, of whatever kind, fails as those of V8 do.

const KINDS = ['ArrayBuffer', 'Float32Array', 'Float64Array', 'Int32Array', 'Uint8Array', 'BigInt64Array'] as const;

export interface FailingMemory {
  /** Allocations so far. */
  count(): number;
  /** From here on the one numbered `failAt` fails; 0: none. */
  arm(failAt: number): void;
  /** Where the last one failed, as a stack. */
  failed(): string | undefined;
  /** Gives back what was there before; where a module has kept one of these meanwhile, none fails any more. */
  restore(): void;
}

/** esbuild, which another test of this process has started, hears from its program at any moment: such memory is none of ours. */
const isOfBundler = ({ stack = '' }: Error): boolean => /node_modules[/\\]esbuild[/\\]/.test(stack);

export function failingMemory(): FailingMemory {
  const before = KINDS.map((kind) => [kind, globalThis[kind]] as const);
  let count = 0;
  let failing = 0;
  let failure: RangeError | undefined;
  const counted = (): void => {
    if (++count !== failing) return;
    const error = new RangeError('Array buffer allocation failed');
    if (isOfBundler(error)) return void failing++; // the next one is meant
    failure = error;
    throw error;
  };
  for (const [kind, constructor] of before) {
    const failingOne = new Proxy(constructor, {
      construct(target, args: unknown[], newTarget) {
        if (typeof args[0] === 'number') counted(); // views of memory that is there take none
        return Reflect.construct(target, args, newTarget) as object;
      },
    });
    Object.defineProperty(globalThis, kind, { value: failingOne, configurable: true, writable: true });
  }
  const arm = (failAt: number): void => {
    [count, failing, failure] = [0, failAt, undefined];
  };
  const restore = (): void => {
    arm(0);
    for (const [kind, value] of before)
      Object.defineProperty(globalThis, kind, { value, configurable: true, writable: true });
  };
  return { count: () => count, arm, failed: () => failure?.stack, restore };
}
