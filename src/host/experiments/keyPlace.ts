// Where a key stands in an experiment file: a scan of JSON with comments that keeps offsets and forgives what is wrong,
// because a file is mostly looked at while it is being written.

export interface KeyPlace {
  /** UTF-16 offsets of the key with its quotes, or of the value for an element of a list. */
  start: number;
  end: number;
}

/** The place of the deepest part of `path` that is there; undefined when not even the first is. */
export function keyPlace(text: string, path: readonly (string | number)[]): KeyPlace | undefined {
  let best: { depth: number; place: KeyPlace } | undefined;
  const found = (depth: number, place: KeyPlace): void => {
    if (!best || depth > best.depth) best = { depth, place };
  };
  new Scanner(text, path, found).value(0, true);
  return best?.place;
}

class Scanner {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly path: readonly (string | number)[],
    private readonly found: (depth: number, place: KeyPlace) => void,
  ) {}

  /** Reads one value; `onPath`: all keys above it are those of the path, of which `depth` are above it. */
  value(depth: number, onPath: boolean): void {
    this.space();
    const character = this.text[this.at];
    if (character === '{') this.object(depth, onPath);
    else if (character === '[') this.list(depth, onPath);
    else if (character === '"') this.string();
    else while (this.at < this.text.length && !/[\s,:\]}"[{]/.test(this.text[this.at])) this.at++;
  }

  private object(depth: number, onPath: boolean): void {
    this.at++;
    while (this.until('}')) {
      const start = this.at;
      if (this.text[start] !== '"') {
        this.at++;
        continue;
      }
      const key = this.string();
      const matches = onPath && key === this.path[depth];
      if (matches) this.found(depth, { start, end: this.at });
      this.space();
      if (this.text[this.at] !== ':') continue;
      this.at++;
      this.value(depth + 1, matches);
    }
    this.at++;
  }

  private list(depth: number, onPath: boolean): void {
    this.at++;
    for (let index = 0; this.until(']');) {
      if (this.text[this.at] === ',') {
        index++;
        this.at++;
        continue;
      }
      const start = this.at;
      const matches = onPath && index === this.path[depth];
      this.value(depth + 1, matches);
      if (matches) this.found(depth, { start, end: this.at });
      if (this.at === start) this.at++;
    }
    this.at++;
  }

  /** Skips space; false at `closing` or at the end of the text. */
  private until(closing: string): boolean {
    this.space();
    return this.at < this.text.length && this.text[this.at] !== closing;
  }

  private string(): string {
    const start = ++this.at;
    while (this.at < this.text.length && this.text[this.at] !== '"' && this.text[this.at] !== '\n')
      this.at += this.text[this.at] === '\\' ? 2 : 1;
    const raw = this.text.slice(start, this.at);
    if (this.text[this.at] === '"') this.at++;
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      return raw;
    }
  }

  private space(): void {
    const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/y;
    blank.lastIndex = this.at;
    blank.exec(this.text);
    this.at = Math.min(blank.lastIndex, this.text.length);
  }
}
