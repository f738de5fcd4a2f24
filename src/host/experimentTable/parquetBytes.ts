// A table as a Parquet file, by the package hyparquet-writer (MIT); loaded where one is saved.
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { SavedColumn } from '../../protocol/experimentTableView';

/** Columns of numbers alone are DOUBLE, others UTF-8 strings; what is missing is null. */
export function parquetBytes(columns: readonly SavedColumn[]): Uint8Array {
  const columnData = columns.map(({ name, values }) => {
    const isNumeric = values.every((value) => value === null || typeof value === 'number');
    return isNumeric
      ? { name, data: values, type: 'DOUBLE' as const, nullable: true }
      : {
          name,
          data: values.map((value) => (value === null ? null : String(value))),
          type: 'STRING' as const,
          nullable: true,
        };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
