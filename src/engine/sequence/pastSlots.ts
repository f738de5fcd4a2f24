// What earlier positions of growing outputs left behind, keys and values of attention, for models that keep any. Each
// hypothesis of a sentence leaves one slot at each position, and slots stay where they are: when hypotheses change places
// only the list of the slots that each one sees changes. So nothing is copied but when sentences go or room runs out, and
// then slots that no hypothesis sees any more are left out.

import type { Feeds } from '../runtime/session';
import type { Tensor } from '../runtime/tensor';
import { isRising, keepRows, type Scratch } from './scratch';

/** One kind of what is left: `[groups, heads, slots, depth]`. */
export interface SlotLayout {
  name: string;
  heads: number;
  depth: number;
}

/** Added to the scores of slots that a row does not see: softmax makes exactly 0 of it. */
const NEVER = -1e9;

/** Positions there is room for after the slots were moved, and slots at first. */
const POSITIONS_AHEAD = 8;
const SLOTS_AT_FIRST = 40;

/** Slots that nobody sees are let be below this number: leaving them out costs more than looking past them. */
const MANY_SLOTS = 128;

interface Moved {
  /** By group, the slots that stay. */
  slots: Int32Array[];
  used: number;
  capacity: number;
}

export interface PastOptions {
  groups: number;
  /** Rows of each group. */
  members: number;
  scratch: Scratch;
}

/** Rows belong to groups, as many to each; a group's rows share its slots. */
export class PastSlots {
  private groups: number;
  private members: number;
  private readonly scratch: Scratch;
  private used = 0;
  private capacity: number;
  /** `[groups, members, capacity]`: 0 where a row sees a slot, elsewhere NEVER. */
  private bias: Float32Array;
  /** By layout, `[groups, heads, capacity, depth]`. */
  private slots: Float32Array[];
  /** Which of two places for the slots is in use: the other takes what is moved. */
  private place: 0 | 1 = 0;

  constructor(
    private readonly layouts: readonly SlotLayout[],
    { groups, members, scratch }: PastOptions,
  ) {
    [this.groups, this.members, this.scratch] = [groups, members, scratch];
    this.capacity = Math.max(SLOTS_AT_FIRST, 2 * members);
    this.bias = new Float32Array(groups * members * this.capacity).fill(NEVER);
    this.slots = layouts.map(({ name, heads, depth }) =>
      this.room(name, groups * heads * this.capacity * depth).fill(0),
    );
  }

  /** `past.*` `[groups, heads, slots, depth]` and `pastBias` `[groups, members, slots]`; good until the next change. */
  feeds(): Feeds {
    const { groups, members, capacity } = this;
    const past = this.layouts.map(({ name, heads, depth }, i): [string, Tensor] => [
      `past.${name}`,
      { dtype: 'float32', shape: [groups, heads, capacity, depth], data: this.slots[i] },
    ]);
    const pastBias: Tensor = { dtype: 'float32', shape: [groups, members, capacity], data: this.bias };
    return { ...Object.fromEntries(past), pastBias };
  }

  /** Each row leaves one slot. @param present `present.*` [groups, heads, members, depth] */
  append(present: Feeds): void {
    const { groups, members, capacity, used } = this;
    this.layouts.forEach(({ name, heads, depth }, i) => {
      const from = present[`present.${name}`].data as Float32Array;
      const to = this.slots[i];
      const size = members * depth;
      for (let block = 0; block < groups * heads; block++) {
        const [first, at] = [block * size, (block * capacity + used) * depth];
        for (let k = 0; k < size; k++) to[at + k] = from[first + k]; // few at a time: a loop is faster than `set`
      }
    });
    for (let row = 0; row < groups * members; row++) this.bias[row * capacity + used + (row % members)] = 0;
    this.used += members;
  }

  /**
   * Which rows go on.
   * @param origins by new group, the group whose slots it has
   * @param parents by new row, the row that it continues: of the same group
   */
  choose(origins: Int32Array, parents: Int32Array): void {
    const members = parents.length / origins.length;
    if (this.used + members > this.capacity || !isRising(origins)) return this.move(origins, parents, members);
    this.layouts.forEach(({ heads, depth }, i) => {
      this.slots[i] = keepRows(this.slots[i], heads * this.capacity * depth, origins);
    });
    this.groups = origins.length;
    this.look(parents, members);
  }

  /** Rows see what their parents saw. */
  private look(parents: Int32Array, members: number): void {
    const { bias, capacity } = this;
    this.bias = new Float32Array(parents.length * capacity);
    parents.forEach((parent, row) =>
      this.bias.set(bias.subarray(parent * capacity, (parent + 1) * capacity), row * capacity),
    );
    this.members = members;
  }

  private move(origins: Int32Array, parents: Int32Array, members: number): void {
    const moved = this.seen(parents, members);
    const before = { bias: this.bias, slots: this.slots, capacity: this.capacity };
    this.place = this.place === 0 ? 1 : 0;
    this.bias = new Float32Array(parents.length * moved.capacity).fill(NEVER);
    parents.forEach((parent, row) => {
      const kept = moved.slots[Math.floor(row / members)];
      for (let i = 0; i < kept.length; i++)
        this.bias[row * moved.capacity + i] = before.bias[parent * before.capacity + kept[i]];
    });
    this.slots = this.layouts.map(({ name, heads, depth }, i) => {
      const to = this.room(name, origins.length * heads * moved.capacity * depth);
      origins.forEach((origin, group) => {
        for (let head = 0; head < heads; head++) {
          const first = (origin * heads + head) * before.capacity;
          const place = (group * heads + head) * moved.capacity;
          copySlots(before.slots[i], first, to, place, moved.slots[group], depth);
          to.fill(0, (place + moved.slots[group].length) * depth, (place + moved.capacity) * depth);
        }
      });
      return to;
    });
    Object.assign(this, { groups: origins.length, members, used: moved.used, capacity: moved.capacity });
  }

  /** By new group, the slots that one of its rows sees; all where there are few. */
  private seen(parents: Int32Array, members: number): Moved {
    const { bias, capacity, used: before } = this;
    if (before < MANY_SLOTS && members > 1) {
      const all = Int32Array.from({ length: before }, (_, slot) => slot);
      const slots = new Array<Int32Array>(parents.length / members).fill(all);
      return { slots, used: before, capacity: before + members * POSITIONS_AHEAD };
    }
    const slots: Int32Array[] = [];
    for (let first = 0; first < parents.length; first += members) {
      const rows = parents.subarray(first, first + members);
      const list: number[] = [];
      for (let slot = 0; slot < before; slot++)
        if (rows.some((row) => bias[row * capacity + slot] === 0)) list.push(slot);
      slots.push(Int32Array.from(list));
    }
    const used = slots.reduce((most, { length }) => Math.max(most, length), 0);
    return { slots, used, capacity: used + members * POSITIONS_AHEAD };
  }

  private room(name: string, length: number): Float32Array {
    return this.scratch.room(`past ${name} ${this.place}`, length);
  }
}

/** Copies chosen slots of `depth` numbers to stand one after the other; those side by side go together. */
function copySlots(
  from: Float32Array,
  first: number,
  to: Float32Array,
  place: number,
  slots: Int32Array,
  depth: number,
): void {
  for (let i = 0; i < slots.length;) {
    let end = i + 1;
    while (end < slots.length && slots[end] === slots[end - 1] + 1) end++;
    const [start, at, count] = [(first + slots[i]) * depth, (place + i) * depth, (end - i) * depth];
    if (count > 200) to.set(from.subarray(start, start + count), at);
    else for (let k = 0; k < count; k++) to[at + k] = from[start + k];
    i = end;
  }
}
