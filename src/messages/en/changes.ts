/** Texts of undo, history, restore, backup and config. */
export const texts = {
  'config.about': 'read and change the settings',
  'config.get': 'show one setting',
  'config.set': 'set one',
  'config.unset': 'go back to the default of one',
  'config.list': 'show all settings with their defaults',
  'config.path': 'show where the files are',
  'config.wipe': 'remove all documents, settings and other files of renew from this computer',
  'config.setting': 'name of the setting',
  'config.value': 'its value',

  'wipe.backup': 'To be able to restore it later, make a backup first: renew backup FILE',
  'wipe.timer':
    'A timer is still installed and keeps starting renew ({kinds}). Remove it with: renew timer remove',
  'wipe.done': 'Removed {files|1 file|# files}. This cannot be undone.',
  'wipe.left': 'Not removed, because it is not a file of renew or could not be removed: {file}',
  'ask.wipe':
    'Remove {cards|1 document|# documents}, the settings, the delivery log, earlier copies and your guides ({folders})? This cannot be undone.',
  'ask.wipe-all':
    'Remove all documents, the settings, the delivery log, earlier copies and your guides ({folders})? This cannot be undone.',

  'history.about': 'show closed renewals, or the log of changes',
  'history.changes': 'show the log of changes, newest first',
  'history.empty': 'No renewal is closed yet. Close one with: renew done',
  'history.head.card': 'document',
  'history.head.from': 'was valid until',
  'history.head.to': 'valid until',
  'history.head.done': 'renewed on',
  'history.head.submitted': 'submitted on',
  'history.head.method': 'method',
  'history.head.paid': 'paid',
  'history.head.receipt': 'receipt',

  'changes.empty': 'Nothing has been changed yet.',
  'changes.head.at': 'when',
  'changes.head.command': 'command',
  'changes.head.cards': 'documents',
  'changes.many': '{count} documents: {names} …',
  'changes.undone': 'undone',

  'undo.about': 'undo the last change; shows the difference first',
  'undo.would': 'The last change was "{command}" ({at}). Undoing it changes:',
  'undo.done': 'Undone: {command}',
  'ask.undo': 'Undo it?',

  'difference.appears': '{name} comes back',
  'difference.vanishes': 'the record of {name} is removed',
  'difference.more': 'and {count} more',
  'difference.other-number': '(another number)',

  'backup.about': 'write everything to one file, for a new machine',
  'backup.done':
    'Wrote {file}: {cards|1 document|# documents}, settings, delivery log and guides. It contains your secrets: keep it safe.',
  'backup.skipped': 'Not in the backup, because it cannot be read: {file}',

  'restore.about': 'go back to an earlier copy, or restore a backup',
  'restore.source': 'an earlier copy from the list, or a file; without it, shows the list',
  'restore.aside': 'The damaged file is still there: {file}',
  'restore.done': 'Restored from {from}.',
  'restore.done-cards': 'Restored from {from}: {cards|1 document|# documents}.',
  'ask.restore': 'Replace what is there now with {source}?',

  'copies.empty': 'There is no earlier copy yet. The first change makes one.',
  'copies.head.name': 'copy',
  'copies.head.at': 'written',
  'copies.head.cards': 'documents',
  'copies.head.why': 'contains',
  'copies.why.latest': 'the present state',
  'copies.why.before': 'the state before the last change',
  'copies.why.day': 'the state at the end of that day',
  'copies.unusable': 'cannot be used: {fault}',
  'copies.hint': 'restore one',
} as const
