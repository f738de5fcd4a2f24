// Columns of figures at a training step, `validation.loss@1000`: asked of the host for some runs at a time.

import type { ExperimentTableContract } from '../../protocol/experimentTableView';
import type { RowValue } from '../../protocol/runRow';
import type { Client } from '../../protocol/rpc';
import type { RunTable } from './runTable';

const AT_STEP = /^(.+)@(\d+)$/u;
const AT_ONCE = 250;

export const isAtStep = (key: string): boolean => AT_STEP.test(key);

export interface StepsToFill {
  client: Client<ExperimentTableContract>;
  table: RunTable;
  columns: readonly string[];
  ids: readonly string[];
  onFilled(): void;
}

export async function fillSteps({ client, table, columns, ids, onFilled }: StepsToFill): Promise<void> {
  for (const column of columns) {
    const [, key = '', step = ''] = AT_STEP.exec(column) ?? [];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const { values } = await client.call('atStep', { ids: [...some], key, step: Number(step) });
      const cells: (RowValue | undefined)[] = table.ids.map((_, row) => table.value(row, column));
      some.forEach((id, i) => {
        const place = table.placeOf(id);
        if (place !== undefined) cells[place] = values[i] ?? undefined;
      });
      table.setColumn(column, cells);
      onFilled();
    }
  }
}
