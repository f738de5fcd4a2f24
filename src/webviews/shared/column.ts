// One column of a table, as it is shown, sorted and saved.

export interface Column<R> {
  id: string;
  title: string;
  /** Said on hover of the title. */
  hint?: string;
  numeric?: boolean;
  /** Its width in characters; absent: as its title needs when numeric, else a share of what is left. */
  width?: number;
  /** At least so wide, in characters, where the width is a share. */
  least?: number;
  text(row: R): string;
  /** What it is sorted by; its text when absent. */
  sortBy?(row: R): number | string;
  /** A class for the cell, e.g. of an unknown token. */
  mark?(row: R): string | undefined;
}

export interface NumberColumn<R> extends Pick<Column<R>, 'id' | 'title' | 'hint' | 'width'> {
  value(row: R): number;
  /** As it is shown. */
  as(value: number): string;
}

/** A column of numbers, sorted by them. */
export const numberColumn = <R>({ value, as, ...head }: NumberColumn<R>): Column<R> => ({
  ...head,
  numeric: true,
  text: (row) => as(value(row)),
  sortBy: value,
});
