// Keys of the tests' own for commands that they run all the time and that are not what is tested: quicker than the palette, which
// has to be opened, read and closed for each.

const COMMANDS = {
  closeAllEditors: 'workbench.action.closeAllEditors',
  closeOtherGroups: 'workbench.action.closeEditorsInOtherGroups',
  closeOtherEditors: 'workbench.action.closeOtherEditors',
  toggleSidebar: 'workbench.action.toggleSidebarVisibility',
  closePanel: 'workbench.action.closePanel',
  clearNotifications: 'notifications.clearAll',
  forgetFiles: 'workbench.action.clearEditorHistoryWithoutConfirm',
  reloadWindow: 'workbench.action.reloadWindow',
};

export type KeyedCommand = keyof typeof COMMANDS;

const names = Object.keys(COMMANDS) as KeyedCommand[];

/** As a browser is told to press it. */
export const keyOf = (command: KeyedCommand): string => `Control+Alt+Shift+F${names.indexOf(command) + 5}`;

/** For the user's file of keys. */
export const KEYBINDINGS = names.map((name) => ({
  key: keyOf(name).replace('Control', 'ctrl').toLowerCase(),
  command: COMMANDS[name],
}));
