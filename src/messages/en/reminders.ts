/** Texts of reminders and calendars. */
export const texts = {
  'calendar.language': 'EN',
  'calendar.name': 'renew: documents that expire',
  'calendar.about':
    'When documents expire, with an alarm for every reminder. Google Calendar drops the alarms of imported files and of subscribed calendars: use a channel of renew for reminders there.',
  'calendar.title.expiry': '{name}: expires',
  'calendar.title.window': '{name}: time to prepare',
  'calendar.title.file-by': '{name}: last day to act',
  'calendar.title.appointment': '{name}: appointment',
  'calendar.details': '{kind}{holder? (#)|}\nValid until: {expires}',

  'reminder.title.appointment-today': '{name}: appointment today{time?, #|}',
  'reminder.title.appointment-tomorrow': '{name}: appointment tomorrow, {day}{time? #|}',
  'reminder.title.appointment-past': '{name}: appointment was on {day}',
  'reminder.title.overdue': '{name}: expired {days|1 day|# days} ago',
  'reminder.title.overdue-submitted': '{name}: expired {days|1 day|# days} ago, application submitted',
  'reminder.title.last-day': '{name}: expires today',
  'reminder.title.last-day-closed': '{name}: expires today, office closed',
  'reminder.title.last-day-submitted': '{name}: expires today, application submitted',
  'reminder.title.last-working-day': '{name}: last working day to act is today',
  'reminder.title.last-working-day-submitted': '{name}: last working day before it expires is today',
  'reminder.title.last-working-day-past': '{name}: last working day has passed, {days|1 day|# days} left',
  'reminder.title.file-by': '{name}: last day to apply in time is today',
  'reminder.title.file-by-past': '{name}: last day to apply in time has passed, {days|1 day|# days} left',
  'reminder.title.filing-opens': '{name}: filing period opens today',
  'reminder.title.filing-open': '{name}: filing period is open',
  'reminder.title.filing-closes': '{name}: filing period ends today',
  'reminder.title.filing-missed': '{name}: filing period missed, {days|1 day|# days} left',
  'reminder.title.needed': '{name}: the renewal of "{by}" needs it today',
  'reminder.title.needed-past': '{name}: the renewal of "{by}" is waiting for it',
  'reminder.title.prepare': '{name}: time to prepare',
  'reminder.title.left': '{name}: {toAct|1 day|# days} left to act',
  'reminder.title.ask': '{name}: ask about progress',

  'reminder.why.appointment-today': '{name}: your appointment is today, {date}{time?, at #|}{place?, #|}.',
  'reminder.why.appointment-tomorrow':
    '{name}: your appointment is tomorrow, {date}{time?, at #|}{place?, #|}.',
  'reminder.why.appointment-past': '{name}: your appointment was on {date}. Record it if you have applied.',
  'reminder.why.overdue': '{name}: expired {days|1 day|# days} ago.',
  'reminder.why.overdue-submitted': '{name}: expired {days|1 day|# days} ago. Your application is submitted.',
  'reminder.why.last-day': '{name}: expires today, {expires}. Today is the last day to act.',
  'reminder.why.last-day-closed':
    '{name}: expires today, {expires}, but the office is closed. The last working day was {last}.',
  'reminder.why.last-day-submitted': '{name}: expires today, {expires}. Your application is submitted.',
  'reminder.why.last-working-day':
    '{name}: today, {date}, is the last working day to act, because it expires on {off}.',
  'reminder.why.last-working-day-submitted':
    '{name}: today, {date}, is the last working day before it expires. Your application is submitted.',
  'reminder.why.last-working-day-past': '{name}: the last working day to act was {date}.',
  'reminder.why.file-by': '{name}: today, {date}, is the last day to apply in time.',
  'reminder.why.file-by-past': '{name}: the last day to apply in time was {date}.',
  'reminder.why.filing-opens': '{name}: the filing period opens today and ends on {closes}.',
  'reminder.why.filing-open': '{name}: the filing period is open until {closes}.',
  'reminder.why.filing-closes': '{name}: the filing period ends today, {closes}.',
  'reminder.why.filing-missed': '{name}: the filing period ended on {closes}.',
  'reminder.why.needed':
    '{name}: the renewal of "{by}" needs it today, {date}. Without a new one, apply with this one and ask whether it is accepted.',
  'reminder.why.needed-past':
    '{name}: the renewal of "{by}" has been waiting for it since {date}. Without a new one, apply with this one and ask whether it is accepted.',
  'reminder.why.prepare': '{name}: it is time to prepare the renewal.',
  'reminder.why.left': '{name}: {toAct|1 day|# days} left to act, until {date}.',
  'reminder.why.ask':
    '{name}: the application was submitted {days|1 day|# days} ago. Ask about the progress.',

  'reminder.person': '{name} ({kind})',
  'reminder.brief': '{title} (valid until {date})',
  'reminder.off.weekend': 'a weekend',
  'reminder.off.holiday': 'a public holiday',
  'reminder.off.closed': 'a day off',
  'reminder.document': '{guide}{holder? (#)|}, valid until {date}.',
  'reminder.document-past': '{guide}{holder? (#)|}. It was valid until {date}.',
  'reminder.act-by':
    'Act by {date}, in {days|1 day|# days}{by?, when the renewal of "#" needs it|}. It expires in {left|1 day|# days}{off?, on #|}.',
  'reminder.expires-in': 'It expires in {days|1 day|# days}{off?, on #|}.',
  'reminder.bring': 'Bring: {papers}.',
  'reminder.submitted': 'Submitted on {date}{receipt?, receipt #|}.',
  'reminder.papers': '{ready} of {needed|1 paper|# papers} ready{missing?; missing: #|}.',
  'reminder.papers-wanted': 'Still to hand in: {missing}.',
  'reminder.next': 'Next: {sentence}.',
  'reminder.other-day': 'Where the document is valid it is {there}; for you it is {here}.',
  'reminder.command.submit': 'Already submitted: renew submit {card}',
  'reminder.command.done': 'Already renewed: renew done {card} --expires DATE',
  'reminder.command.ack': 'Seen: renew ack {card}',
  'reminder.title-many': '{first}, and {count|1 more document|# more documents}',
  'reminder.digest': '{count|1 document|# documents}{expired?, # expired|}',
  'reminder.title-faults': 'renew: something is wrong',
  'reminder.part': '{title} ({part}/{parts})',
  'reminder.more-in-file':
    '{count|1 more document is|# more documents are} in the attached file, together with these.',
  'reminder.footer': 'All documents: renew status',
  'reminder.fault.ledger-damaged':
    'The delivery log was damaged, and a new one was started. Some reminders may come twice. The damaged file: {aside}.',
  'reminder.fault.ledger-lost':
    'The delivery log is gone, and a new one was started. What is due is sent again, at most once a day.',
  'reminder.fault.ledger-unwritable':
    'renew cannot record that this was sent, so it may come again: {reason}.',
  'reminder.fault.ledger-dates':
    '{count|1 entry|# entries} of the delivery log {count|has|have} a date that is after today or is not a date, and {count|does|do} not count: the clock may have been wrong. Some reminders may come twice.',
  'reminder.fault.ack-ahead':
    '{count|1 document was|# documents were} marked as seen on a day after today, and this does not count: the clock was wrong.',
  'reminder.fault.clock':
    'The clock of this machine says that today is {today}. No reminders are sent until it is corrected.',
  'reminder.fault.unknown-channel':
    'The channel "{channel}" does not exist, but it is set for {cards}. All channels were used instead.',
  'reminder.fault.partly-delivered': 'The channel "{channel}" did not reach all recipients: {error}.',
  'reminder.fault.store': '{reason}.',
  'reminder.fault.guide-lost': 'The guide {guide} cannot be used ({detail}); {instead}.',
  'reminder.guide-gone': 'The guide {guide} is gone; {instead}.',
  'reminder.guide-instead.kept': 'its last values are used',
  'reminder.guide-instead.built-in': 'the built-in one is used instead',
  'reminder.guide-instead.missing': 'the usual values are used',
  'reminder.fault.workdays-lost':
    'Your own working days cannot be used ({detail}); the built-in ones are used instead.',
  'reminder.fault.channel-failed': 'The channel "{channel}" failed: {error}.',
  'reminder.faults-more': '{count|1 more problem|# more problems}: renew doctor.',

  'channel.test-title': 'renew: a test message',
  'channel.test-text': 'Reminders will reach you like this through "{name}". You do not need to do anything.',
} as const
