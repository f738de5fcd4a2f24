// What the proof of the service uses of it; the package has no types.
declare module 'autocannon' {
  function autocannon(
    options: autocannon.Options,
    done: (error: Error | null, result: autocannon.Result) => void,
  ): void;
  namespace autocannon {
    interface Result {
      requests: { average: number };
      /** Milliseconds. */
      latency: { p50: number; p99: number; max: number };
      '2xx': number;
      non2xx: number;
      errors: number;
      timeouts: number;
    }
    interface Options {
      url: string;
      connections: number;
      duration: number;
      method: 'POST';
      headers: Record<string, string>;
      requests: { body: string }[];
    }
  }
  export = autocannon;
}
