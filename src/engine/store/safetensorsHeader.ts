// A strict reader of the header of a safetensors file (https://github.com/huggingface/safetensors#format). It takes
// exactly the grammar of such a header, so that duplicate keys, fractions, signs and nesting are refused by form.

/** One tensor's entry; offsets are bytes from the start of the body. */
export interface TensorEntry {
  dtype: string;
  shape: number[];
  start: number;
  end: number;
}

export interface SafetensorsHeader {
  tensors: Map<string, TensorEntry>;
  metadata: Map<string, string>;
}

const headerLimits = { tensors: 65_536, rank: 8, nameLength: 512 } as const;

/** What is wrong with a header; the caller names the file. */
export class HeaderFault extends Error {}

function fail(message: string): never {
  throw new HeaderFault(message);
}

const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/;

/** Throws a `HeaderFault` on anything that is not a header. */
export function parseSafetensorsHeader(text: string): SafetensorsHeader {
  const scan = scanner(text);
  const header: SafetensorsHeader = { tensors: new Map(), metadata: new Map() };
  let hasMetadata = false;
  scan.object((name) => {
    if (name === '__metadata__') {
      if (hasMetadata) fail('the key "__metadata__" is given twice');
      hasMetadata = true;
      header.metadata = readStrings(scan);
      return;
    }
    if (name.length > headerLimits.nameLength) fail('a name is too long');
    if (controlCharacter.test(name)) fail('a name holds control characters');
    if (header.tensors.has(name)) fail(`the tensor "${name}" is given twice`);
    if (header.tensors.size >= headerLimits.tensors) fail('there are too many tensors');
    header.tensors.set(name, readEntry(scan, name));
  });
  scan.end();
  return header;
}

function readStrings(scan: Scanner): Map<string, string> {
  const strings = new Map<string, string>();
  scan.object((key) => {
    if (strings.has(key)) fail(`the key "${key}" is given twice`);
    strings.set(key, scan.string());
  });
  return strings;
}

function readEntry(scan: Scanner, name: string): TensorEntry {
  let dtype: string | undefined;
  let shape: number[] | undefined;
  let offsets: number[] | undefined;
  scan.object((key) => {
    if (key === 'dtype' && dtype === undefined) dtype = scan.string();
    else if (key === 'shape' && shape === undefined) shape = scan.integers(headerLimits.rank);
    else if (key === 'data_offsets' && offsets === undefined) offsets = scan.integers(2);
    else fail(`the tensor "${name}" has an unknown or repeated key "${key.slice(0, 50)}"`);
  });
  if (dtype === undefined || shape === undefined || offsets?.length !== 2)
    return fail(`the tensor "${name}" lacks dtype, shape or data_offsets`);
  return { dtype, shape, start: offsets[0], end: offsets[1] };
}

type Scanner = ReturnType<typeof scanner>;

/** A cursor over JSON text that knows objects, strings and lists of whole numbers. */
function scanner(text: string) {
  let at = 0;
  const skipSpace = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text[at])) at++;
  };
  const accept = (sign: string): boolean => {
    skipSpace();
    if (text[at] !== sign) return false;
    at++;
    return true;
  };
  const expect = (sign: string): void => {
    if (!accept(sign)) fail(`"${sign}" is expected at character ${at} of the header`);
  };
  const string = (): string => {
    expect('"');
    const start = at;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at++;
    try {
      return JSON.parse(text.slice(start - 1, at)) as string;
    } catch {
      return fail(`the text at character ${start} of the header is broken`);
    }
  };
  const integer = (): number => {
    skipSpace();
    const digits = /^(0|[1-9][0-9]{0,15})(?![0-9.eE])/.exec(text.slice(at, at + 20))?.[0];
    const value = Number(digits);
    if (digits === undefined || !Number.isSafeInteger(value))
      return fail(`a whole number of 0 or more is expected at character ${at} of the header`);
    at += digits.length;
    return value;
  };
  /** Items between two signs, separated by commas. */
  const sequence = (open: string, close: string, item: () => void): void => {
    expect(open);
    if (accept(close)) return;
    do item();
    while (accept(','));
    expect(close);
  };
  return {
    string,
    /** Calls `member` with each key; it must read the value. */
    object: (member: (key: string) => void): void =>
      sequence('{', '}', () => {
        const key = string();
        expect(':');
        member(key);
      }),
    integers(maxCount: number): number[] {
      const values: number[] = [];
      sequence('[', ']', () => {
        if (values.length >= maxCount) fail(`a list has more than ${maxCount} numbers`);
        values.push(integer());
      });
      return values;
    },
    end(): void {
      skipSpace();
      if (at < text.length) fail('something follows the header');
    },
  };
}
