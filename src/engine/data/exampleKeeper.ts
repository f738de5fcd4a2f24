// The examples of a source in order: a few in memory, those of a large one on the disk, so that memory is bounded whatever its length.
// What is on the disk is read back in blocks, of which the last one stays.

import type { Files } from '../store/files';
import { nodeFiles } from '../store/nodeFiles';
import { createScratchFile, type ScratchFile } from '../store/scratchFile';
import type { Rows } from '../text/rows';
import type { LabeledText } from './labeledText';
import type { OtherValues } from './otherColumns';

/** UTF-16 units in memory, beyond which all go to the disk; each example counts as so many more. */
const MOST_UNITS = 1 << 25;
const EACH = 64;
const ROWS_A_BLOCK = 64;

/** An example as it is written; a number in place of its file. */
type Written = [texts: readonly string[], label: string, line: number, file: number, columns?: OtherValues];

export class ExampleKeeper {
  /** All examples, or of those on the disk the ones that wait to be written. */
  private held: LabeledText[] = [];
  private units = 0;
  private count = 0;
  private file?: ScratchFile;
  /** Bytes at which each block begins. */
  private readonly begins: number[] = [];
  private readonly paths: string[] = [];
  private readonly numbers = new Map<string, number>();
  private block?: { number: number; rows: readonly LabeledText[] };
  /** Columns that are left, where some were left out while the table was read. */
  private columns?: ReadonlySet<string>;

  constructor(
    private readonly mostUnits = MOST_UNITS,
    private readonly files: Files = nodeFiles,
  ) {}

  get isOnDisk(): boolean {
    return this.file !== undefined;
  }

  /** Examples in memory at the moment: those of a block at most once they are on the disk. */
  get inMemory(): number {
    return this.held.length + (this.block?.rows.length ?? 0);
  }

  /** Fails with `DISK`. */
  add(example: LabeledText): void {
    this.held.push(example);
    this.count++;
    this.units += example.texts.reduce((sum, { length }) => sum + length, EACH);
    if (this.isOnDisk ? this.held.length === ROWS_A_BLOCK : this.units > this.mostUnits) this.writeBlocks();
  }

  /** All that were added, valid until `close`; reading may fail with `DISK`. @param columns of the others those that group examples */
  end(columns?: ReadonlySet<string>): Rows<LabeledText> {
    if (!this.isOnDisk) return this.held;
    this.write();
    this.columns = columns;
    const { count } = this;
    const at = (index: number): LabeledText | undefined =>
      index < count ? this.rowsOf(Math.floor(index / ROWS_A_BLOCK))[index % ROWS_A_BLOCK] : undefined;
    const blocks = Math.ceil(count / ROWS_A_BLOCK);
    const rowsOf = (block: number) => this.rowsOf(block);
    return {
      length: count,
      at,
      *[Symbol.iterator]() {
        for (let block = 0; block < blocks; block++) yield* rowsOf(block);
      },
    };
  }

  /** Gives the room back; may be repeated. */
  close(): void {
    this.file?.close();
    this.held = [];
    this.block = undefined;
  }

  /** Blocks go to the disk, but for a last one that is not full. */
  private writeBlocks(): void {
    const whole = this.held.length - (this.held.length % ROWS_A_BLOCK);
    const rest = this.held.slice(whole);
    this.held.length = whole;
    this.write();
    this.held = rest;
  }

  /** All go to the disk. */
  private write(): void {
    this.file ??= createScratchFile(this.files, 'examples');
    for (let from = 0; from < this.held.length; from += ROWS_A_BLOCK) {
      this.begins.push(this.file.length);
      const rows = this.held.slice(from, from + ROWS_A_BLOCK).map((example) => this.written(example));
      this.file.append(Buffer.from(JSON.stringify(rows)));
    }
    this.held = [];
  }

  private written({ texts, label, line, file, columns }: LabeledText): Written {
    let number = this.numbers.get(file);
    if (number === undefined) this.numbers.set(file, (number = this.paths.push(file) - 1));
    return columns ? [texts, label, line, number, columns] : [texts, label, line, number];
  }

  private rowsOf(number: number): readonly LabeledText[] {
    if (!this.file) throw new Error('the examples are not on the disk');
    if (this.block?.number === number) return this.block.rows;
    const from = this.begins[number];
    const bytes = Buffer.alloc((this.begins.at(number + 1) ?? this.file.length) - from);
    this.file.read(bytes, from);
    const rows = (JSON.parse(bytes.toString()) as Written[]).map((written) => this.exampleOf(written));
    this.block = { number, rows };
    return rows;
  }

  private exampleOf([texts, label, line, file, columns]: Written): LabeledText {
    const example = { texts, label, file: this.paths[file], line };
    const left = columns && this.left(columns);
    return left ? { ...example, columns: left } : example;
  }

  private left(columns: OtherValues): OtherValues | undefined {
    const { columns: names } = this;
    if (!names) return columns;
    return Object.fromEntries(Object.entries(columns).filter(([name]) => names.has(name)));
  }
}
