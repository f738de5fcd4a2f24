// Work that ends soon is not announced.

const PATIENCE_MS = 200;

export interface Patience {
  /** Work goes on: announces it when it has gone on long enough, once, by the last of what was given here. */
  wait(announce: () => void): void;
  end(): void;
}

export function patience(): Patience {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let announce: () => void = () => undefined;
  return {
    wait(next) {
      announce = next;
      timer ??= setTimeout(() => announce(), PATIENCE_MS);
    },
    end() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
