/** Texts of reminders and calendars. */
export const texts = {
  'calendar.language': 'EN',
  'calendar.name': 'renew: last valid days',
  'calendar.about':
    'When documents run out, with an alarm for every reminder. Google shows no alarms of a calendar it is subscribed to; import the file there instead.',
  'calendar.title.expiry': '{name}: last valid day',
  'calendar.title.window': '{name}: time to renew',
  'calendar.title.file-by': '{name}: last day to file',
  'calendar.details': '{kind}{holder?; holder: #|}\nLast valid day: {expires}',

  'reminder.title.overdue': '{name}: expired {days|1 day|# days} ago',
  'reminder.title.last-day': '{name}: today is the last valid day',
  'reminder.title.left': '{name}: {days|1 day|# days} left',
  'reminder.title-many': '{count} cards: {parts}',
  'reminder.title-many.overdue': '{count} overdue',
  'reminder.title-many.last-day': '{count} on the last day',
  'reminder.title-many.rest': '{count} to renew',
  'reminder.title-faults': 'renew: something is wrong',
  'reminder.part': '{title} ({part}/{parts})',
  'reminder.head': '{name} ({guide}{holder?; holder: #|})',
  'reminder.days-left': '{days|1 day|# days} left: the last valid day is {expires}.',
  'reminder.last-day': 'Today is the last valid day: {expires}.',
  'reminder.overdue': 'Expired {days|1 day|# days} ago: the last valid day was {expires}.',
  'reminder.file-by.ahead': 'File by {date}.',
  'reminder.file-by.today': 'Today is the last day to file in time: {date}.',
  'reminder.file-by.past': 'The last day to file in time was {date}.',
  'reminder.last-working-day.ahead': '{why}; the last working day before it is {date}.',
  'reminder.last-working-day.today': '{why}; the last working day before it is today, {date}.',
  'reminder.last-working-day.past': '{why}; the last working day before it was {date}.',
  'reminder.day-off.weekend': 'The last valid day is on a weekend',
  'reminder.day-off.holiday': 'The last valid day is a holiday',
  'reminder.day-off.closed': 'Offices are closed on the last valid day',
  'reminder.submitted': 'Filed on {date}.',
  'reminder.papers': '{ready} of {needed} papers ready{missing?; missing: #|}.',
  'reminder.next': 'Next: {text}{by?, by #|}.',
  'reminder.other-day': 'Counted for {there}, the day where the card is valid; with you it is {here}.',
  'reminder.more-in-file': '{count|1 more card is|# more cards are} in the attached file, with all of these.',
  'reminder.footer':
    'More: renew status. Renewed already: renew done NAME --expires DATE. Seen: renew ack NAME.',
  'reminder.fault.ledger-damaged':
    'The record of what was sent was damaged and began anew, so something may come twice. The damaged file: {aside}.',
  'reminder.fault.ledger-unwritable':
    'renew cannot record that it sent this, so it may come again: {reason}.',
  'reminder.fault.ledger-ahead':
    '{count|1 record|# records} of what was sent {count|is|are} dated more than a week ahead and not counted: the clock was wrong. Something may come twice.',
  'reminder.fault.clock':
    'By the clock of this machine today is {today}; nothing is sent before it is set right.',
  'reminder.fault.unknown-channel':
    'There is no channel "{channel}", which {cards} asked for; all channels were used instead.',
  'reminder.fault.partly-delivered': 'Not everybody was reached through "{channel}": {error}.',
  'reminder.fault.store': '{reason}.',
  'reminder.fault.guide-lost': 'The guide {guide} cannot be used ({detail}); {instead}.',
  'reminder.guide-gone': 'The guide {guide} is gone; {instead}.',
  'reminder.guide-instead.kept': 'its last values are used',
  'reminder.guide-instead.built-in': 'the built-in one is used instead',
  'reminder.guide-instead.missing': 'the usual values are used',
  'reminder.fault.workdays-lost':
    'Your own working days cannot be used ({detail}); the built-in ones are used instead.',
  'reminder.fault.channel-failed': 'The channel "{channel}" did not take this: {error}.',
  'reminder.faults-more': '{count} more: renew doctor.',

  'channel.test-title': 'renew: a test message',
  'channel.test-text': 'This is how reminders will reach you through "{name}". There is nothing to do.',
} as const
