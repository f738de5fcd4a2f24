// Messages of Protocol Buffers in a file, gone through field by field (https://protobuf.dev/programming-guides/encoding): nothing is kept, and
// what nobody asks for is skipped. `@bufbuild/protobuf` reads whole messages, which a file of gigabytes leaves no room for.

import type { FileWindow } from './fileWindow';

/** What is wrong with a message; the caller names the file. */
export class ProtobufFault extends Error {}

export interface Field {
  number: number;
  /** Whole numbers as such; of four and eight bytes where they lie. */
  kind: 'number' | 'four bytes' | 'eight bytes' | 'piece';
  /** A whole number, with its sign. */
  value: number;
  /** Where its bytes lie. */
  from: number;
  to: number;
}

const KINDS: Partial<Record<number, Field['kind']>> = { 0: 'number', 1: 'eight bytes', 2: 'piece', 5: 'four bytes' };
/** So many fields are looked at in a file, and so many bytes are read as text. */
const MOST_FIELDS = 4_000_000;
const MOST_TEXT_BYTES = 1 << 26;
/** Of one text. */
const MOST_UNITS = 500;
const LONGEST_NUMBER = 10;

const decoder = new TextDecoder();

export class MessageReader {
  private fieldsLeft = MOST_FIELDS;
  private textLeft = MOST_TEXT_BYTES;

  constructor(private readonly window: FileWindow) {}

  /** The fields of a message that lies there, in the order of the file. Throws a `ProtobufFault`. */
  *fields({ from, to }: Pick<Field, 'from' | 'to'>): Generator<Field> {
    for (let at = from; at < to;) {
      if (this.fieldsLeft-- <= 0) throw new ProtobufFault('it has more parts than are looked at');
      const tag = this.number(at, to);
      const kind = KINDS[tag.value & 7];
      const number = Math.floor(tag.value / 8);
      if (!kind || number < 1 || number > 0x1fffffff)
        throw new ProtobufFault(`a field at byte ${at} is of no known kind`);
      const field = this.field(number, kind, tag.end, to);
      if (field.to > to) throw new ProtobufFault(`a field at byte ${at} is longer than what it is in`);
      yield field;
      at = field.to;
    }
  }

  private field(number: number, kind: Field['kind'], at: number, to: number): Field {
    if (kind === 'four bytes') return { number, kind, value: NaN, from: at, to: at + 4 };
    if (kind === 'eight bytes') return { number, kind, value: NaN, from: at, to: at + 8 };
    const { value, end } = this.number(at, to);
    if (kind === 'number') return { number, kind, value, from: at, to: end };
    if (value < 0) throw new ProtobufFault(`a field at byte ${at} has a length below 0`);
    return { number, kind, value: NaN, from: end, to: end + value };
  }

  /** A number of 7 bits a byte. */
  private number(at: number, to: number): { value: number; end: number } {
    let [bytes, value] = [0, 0];
    for (let byte = 0x80; byte >= 0x80; bytes++) {
      if (bytes === LONGEST_NUMBER || at + bytes >= to) throw new ProtobufFault(`a number at byte ${at} does not end`);
      byte = this.window.byte(at + bytes);
      value += (byte & 0x7f) * 2 ** (7 * bytes);
    }
    if (bytes < LONGEST_NUMBER) return { value, end: at + bytes };
    let bits = 0n; // below 0, or too large to be looked at
    for (let i = 0; i < bytes; i++) bits |= BigInt(this.window.byte(at + i) & 0x7f) << BigInt(7 * i);
    return { value: Number(BigInt.asIntN(64, bits)), end: at + bytes };
  }

  /** Whole numbers, one in a field or several in one. */
  numbers(field: Field, most: number): number[] {
    if (field.kind === 'number') return [field.value];
    const values: number[] = [];
    for (let at = field.from; field.kind === 'piece' && at < field.to && values.length < most;) {
      const { value, end } = this.number(at, field.to);
      values.push(value);
      at = end;
    }
    return values;
  }

  /** Floats of four bytes, likewise. */
  floats({ kind, from, to }: Field, most: number): number[] {
    const count = kind === 'number' ? 0 : Math.min(most, Math.floor((to - from) / 4));
    const { buffer } = this.window.bytes(from, 4 * count);
    return Array.from({ length: count }, (_, i) => new DataView(buffer).getFloat32(4 * i, true));
  }

  /** A text, or the beginning of a long one. */
  text({ kind, from, to }: Field): string {
    if (kind !== 'piece') return '';
    const bytes = Math.min(to - from, 4 * MOST_UNITS);
    this.textLeft -= bytes;
    if (this.textLeft < 0) throw new ProtobufFault('it has more text than is looked at');
    const text = decoder.decode(this.window.bytes(from, bytes));
    return text.length > MOST_UNITS ? `${text.slice(0, MOST_UNITS)}…` : text;
  }
}
