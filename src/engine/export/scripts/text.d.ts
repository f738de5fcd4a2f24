/** Scripts that go with graphs, as the build puts them in. */
declare module '*.txt' {
  const text: string;
  export = text;
}
