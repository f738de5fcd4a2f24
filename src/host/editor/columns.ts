// In which column something new opens: where there is room, and never in ever more columns. Pure.

/** A group of editors, in the order of the screen. */
export interface EditorGroup {
  column: number;
  isActive: boolean;
  isEmpty: boolean;
  hasViews: boolean;
}

/** The column of a group that is there, the group in front, or a new one beside it. */
export type Column = number | 'active' | 'beside';

/** With less width a view has its side panel below its picture. */
const VIEW_PX = 700;

/** Views gather in one group. @param width of the only group, in pixels, where it is known */
export function columnForView(groups: readonly EditorGroup[], width?: number): Column {
  const withViews = groups.filter(({ hasViews }) => hasViews);
  const gathered = withViews.find(({ isActive }) => isActive) ?? withViews.at(-1);
  return gathered?.column ?? columnForFile(groups, width);
}

/** Beside what is in front: in a group that is there, in a new one where both have room, else in the same. */
export function columnForFile(groups: readonly EditorGroup[], width = 0): Column {
  const active = groups.findIndex(({ isActive }) => isActive);
  if (active < 0 || groups[active].isEmpty) return 'active';
  const others = groups.filter((_, i) => Math.abs(i - active) === 1);
  return others.at(-1)?.column ?? (width >= 2 * VIEW_PX ? 'beside' : 'active');
}
