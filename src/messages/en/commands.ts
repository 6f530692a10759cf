/** Help, questions and answers of the commands. */
export const texts = {
  'ask.yes': 'Yes',
  'ask.no': 'No',
  'ask.meant': 'Do you mean {name}?',
  'ask.guide-id': 'Id of the guide, for example de/residence-title?',
  'ask.far-expiry': '{date} is more than 15 years away. Is that right?',
  'ask.remove': 'Remove {name}{expires? (valid until #)|}?',
  'ask.remove-several': 'Remove {count} documents: {names}{more? and # more|}?',
  'ask.not-later': 'The new date ({date}) is not after {old?the old one (#) or |}today. Save it anyway?',

  'import.about': 'Import documents from a table (CSV, Excel, OpenDocument) or from a file of renew export',
  'import.file': 'a table as you have it, or a file of renew export',
  'import.dry-run': 'show what would happen to each row, and change nothing',
  'import.skip-bad': 'import the good rows even if others have errors',
  'import.update':
    'change documents that exist already; an empty cell changes nothing, unless renew wrote the file',
  'import.by':
    'with --update: the column by which rows and documents are matched (holder: together with the guide)',
  'import.map':
    'what a column holds: "Visa Expiry=expires:visa", "Visa No=number:visa", "Name=holder", with :above a blank name is the one above; "Notes=-" leaves it out; #3 is the third column',
  'import.dates':
    'the order of day, month and year: dmy, mdy or ymd, with years of two digits dmy2; +month: a month means its last day, +range: the end of a period counts, +time: times are cut off, +9999: the year 9999 means no end, +keep9999: it is a date, +swap: a spreadsheet exchanged day and month (+noswap: it did not); for one column: "Valid to=dmy2+time"',
  'import.encoding': 'character encoding, if it is not detected',
  'import.sheet': 'sheet of the workbook, if several have a table',
  'import.head': 'line of the first row with column names, if it is not detected',
  'import.no-head': 'no row has column names; the columns are #1, #2 and so on',
  'import.guide': 'guide for documents whose kind the list does not tell',
  'import.kind': 'guide for a kind of document as the table calls it; "*=generic" for all unknown kinds',
  'import.hint-date':
    'write it as 2026-12-31, or say with --dates how the whole column is written (renew import --help)',
  'import.hint-year': 'write the Gregorian date, such as 2026-12-31',
  'import.hint-expiry': 'fill it in; for a document that does not expire, write permanent',
  'import.hint-name': 'fill it in',
  'import.hint-taken': 'change that document with --update or --by number, or give this row another name',
  'import.head-line': 'Line {line} has the column names; the lines above it are left out.',
  'import.columns': 'Columns: {taken}{left?; left out: #|}.',
  'import.dates-left-out':
    'Dates that are not the end of a document, left out: {columns}. If one is: --map "{first}=expires".',
  'import.unknown-left-out': 'These columns are not of renew and are left out: {columns}.',
  'import.none':
    '{count|1 row has|# rows have} no document in the column "{column}" ({count|line|lines} {lines}).',
  'import.order.dmy':
    'Dates in {columns} have the day first: {example} in line {line} can mean nothing else.',
  'import.order.mdy':
    'Dates in {columns} have the month first: {example} in line {line} can mean nothing else.',
  'import.order.ymd':
    'Dates in {columns} have the year first: {example} in line {line} can mean nothing else.',
  'import.question': '{place}. {text}{guess? Taken in the command below: #.|}{others? Or: #.|}',
  'import.choice-line': '{text}:',
  'import.ask.unknown-dates': 'What are the dates in the column "{column}" ({examples})?',
  'import.ask.same-thing': 'Which of these columns counts: {columns} ({examples})?',
  'import.ask.kind': 'Which kind of document is {examples} in the column "{column}"?',
  'import.ask.document': 'Which document do the dates in the column "{column}" ({examples}) belong to?',
  'import.ask.date-order': 'What comes first in the dates of the column "{column}", such as {example}?',
  'import.ask.swapped-dates':
    'Some dates of the column "{column}" are like {example}, others like {other}: a spreadsheet may have exchanged day and month of the first. Which day is {example}?',
  'import.ask.cut-numbers':
    'A spreadsheet cut numbers of the column "{column}" short, such as {example}. Leave the column out?',
  'import.ask.blank-names':
    'Some names in the column "{column}" are blank, for example in line {example} ({other}). Do these rows belong to the name above?',
  'import.ask.sheet': 'Which sheet has the list?',
  'import.ask.dates.short':
    'Years in the column "{column}" have two digits, such as {example}. Is that right?',
  'import.ask.dates.month':
    'The column "{column}" has months without a day, such as {example}. Is the last day of the month meant?',
  'import.ask.dates.range': 'The column "{column}" has periods, such as {example}. Does the end count?',
  'import.ask.dates.time': 'The column "{column}" has times, such as {example}. Does only the day count?',
  'import.ask.dates.endless': 'Does {example} in the column "{column}" mean no end?',
  'import.ask.no-end': 'Does {example} in the column "{column}" mean that the document has no end?',
  'import.choice.expires': 'the last valid day',
  'import.choice.issued': 'the day of issue',
  'import.choice.leave-out': 'something else, left out',
  'import.choice.all': 'all of them',
  'import.choice.column': '"{column}"',
  'import.choice.date': '{example} is {date}',
  'import.choice.so': 'yes',
  'import.choice.no-end': 'yes, it has no end',
  'import.choice.not-above': 'no, they have no holder',
  'import.choice.a-date': 'no, it is a date like the others',
  'import.earlier':
    '{count|1 document|# documents} would expire earlier than before (line {line}: {to}, not {from}). Is the list older than what renew has?',
  'import.not-in-file':
    '{count|1 document of yours is|# documents of yours are} not in this file: {names}. If no longer needed: {command}',
  'import.renewed':
    '{count|1 document was|# documents were} renewed: the new date is at least four weeks later, so the old one goes into the history.',
  'import.left-out': '{count|1 line|# lines} without anything to import, left out: {lines}.',
  'import.letters-lost':
    '{count|1 cell has|# cells have} a question mark inside a word, such as {typed}: another program lost those letters. Save the table again as "CSV UTF-8".',
  'import.ask-far':
    '{count|1 document|# documents} would expire more than 15 years from now (line {line}: {date}). Is that right?',
  'import.skips':
    'The command below leaves out {count|1 document|# documents} that cannot be imported (--skip-bad).',
  'import.past': '{count|1 imported document has|# imported documents have} already expired.',
  'import.read-as.comma': 'Read as {encoding}, cells separated by commas.',
  'import.read-as.semicolon': 'Read as {encoding}, cells separated by semicolons.',
  'import.read-as.tab': 'Read as {encoding}, cells separated by tabs.',
  'import.read-as.pipe': 'Read as {encoding}, cells separated by vertical bars.',
  'import.read-sheet': 'Read the sheet "{sheet}".',
  'import.hidden-sheets': '{count|1 hidden sheet is|# hidden sheets are} left out: {names}.',
  'import.hidden-rows': '{count|1 hidden row is|# hidden rows are} read too.',
  'import.dates-taken':
    '{count|1 date is|# dates are} not written like 2026-12-31; {typed} was read as {date}.',
  'import.numbers-taken':
    "{count|1 date is|# dates are} a spreadsheet's day number; {typed} was read as {date}.",
  'import.kinds-learnt': 'Kinds taken from your earlier documents: {kinds}.',
  'import.kind-learnt': '{word} = {title}',
  'import.guides-taken': 'Guides of the new documents: {guides}.',
  'import.guide-count': '{title}: {count}',
  'import.guides-missing': 'These guides do not exist here; their last known values are used: {names}.',
  'import.channels-missing':
    'These channels are not set up here, so those documents use all channels: {names}.',
  'import.would':
    'Dry run: {new} new, {same} unchanged, {changed} changed, {refused} refused. Nothing was changed.',
  'import.done': '{new} new, {same} unchanged, {changed} changed{refused?, # refused|}.',
  'import.done.undo': ' Undo: renew undo',

  'progress.rows': '{count} rows …',

  'renew.about': 'Reminds you to renew a document before it expires.',
  'renew.usage': '[command] [options]',
  'renew.more':
    'renew alone shows where your documents stand.\nHelp on one command: renew add --help\nDates, reminders, exit codes and more: renew help topics',

  'option.version': 'print the version',
  'option.help': 'show this help',
  'option.json': 'print the answer as JSON',
  'option.on': 'answer as if today were this day',
  'option.yes': 'answer yes to every question',
  'option.lang': 'language: en, zh, ru, kk',
  'option.color': 'use colour even if the output is not a terminal',
  'option.no-color': 'use no colour',
  'option.force': 'overwrite an existing file',

  'help.about': 'Show the help of a command or topic',
  'help.example': 'Examples:',
  'help.usage': 'Usage:',
  'help.arguments': 'Arguments:',
  'help.options': 'Options:',
  'help.commands': 'Commands:',

  'group.everyday': 'Every day:',
  'group.renewal': 'Renewing:',
  'group.cards': 'Documents:',
  'group.reminders': 'Reminders:',
  'group.data': 'Your data:',
  'group.more': 'More:',

  'argument.card': 'name or id of the document',
  'argument.cards': 'names or ids of documents (default: all)',
  'argument.cards-to-change': 'names or ids of documents',
  'filter.holder': 'only documents of this person',
  'filter.tag': 'only documents with this tag',
  'argument.new-name': 'a name for it; made from kind and holder when left out',
  'argument.file': 'path of the file; - for standard output',
  'argument.item': 'a paper or a step: its name, its id, or the beginning of one of them',

  'field.name': 'what you call it',
  'field.expires': 'expiry date (the last valid day), or "permanent"',
  'field.guide': 'kind of document: passport, visa, …; see: renew guide list',
  'field.holder': 'whose it is',
  'field.number': 'document number; only the last 4 characters are shown, and it is never sent',
  'field.issued': 'date of issue',
  'field.readings': 'the dates on the card, the visa or the receipt; the earliest counts',
  'field.zone': 'time zone of the document, for example Asia/Almaty',
  'field.lead': 'when to start preparing, for example 1mo or 6w before expiry',
  'field.milestones': 'when to remind: lead (when to prepare), 14d, 3d, 0d (the last day), …',
  'field.workdays': 'whose working days count: KZ, weekends (Monday to Friday) or none (every day)',
  'field.processing': 'how long the office takes, for example 10wd (working days)',
  'field.durations': 'how long steps take, for example photo=2d',
  'field.channels': 'send its reminders only through these channels',
  'field.card-lang': 'language of its reminders',
  'field.tags': 'tags to find it by',
  'field.links': 'documents that this one depends on',
  'field.note': 'a note to yourself',
  'field.readings-differ':
    'The dates on the card, the visa and the receipt differ; the earliest counts: {date}.',
  'field.method': 'how you renew it, for example in-person; see: renew guide',
  'field.appointment': 'day and time of the appointment, for example "2026-12-15 10:30"',
  'field.place': 'where the appointment is',

  'add.about': 'Add a document and its expiry date',
  'add.ask-expiry': 'Valid until when? (for example 2026-12-31, 31 Dec 2026, in 3 months, or permanent)',

  'edit.about': 'Correct a document (after a renewal use "renew done")',
  'edit.rather-done':
    'This renewal is submitted and still open. If this is the date of the new document: renew undo, then: renew done "{name}" --expires {date}',
  'edit.done': 'Changed {name}:',
  'edit.unchanged': 'Nothing changed in {name}.',

  'remove.about': 'Delete a document that was added by mistake',
  'remove.done': 'Removed {name}. Undo: renew undo',

  'close.about': 'Stop reminders for a document but keep it',
  'close.done': 'Closed {name}: it stays, but no longer reminds. Open it again: renew reopen {shellName}',

  'reopen.about': 'Resume reminders for a closed document',
  'reopen.done': '{name} is open again and will remind you.',

  'done.about': 'Record a renewal: enter the new expiry date',
  'done.expires': 'expiry date of the new document',
  'done.paid': 'what it cost, for example 15000KZT',
  'done.receipt': 'number of the receipt',
  'done.ask-expiry': 'Expiry date of the new document?',
  'done.ask-expiry-proposed':
    'Expiry date of the new document? Type what the document says; the date below is only an estimate.',

  'ack.about': 'Mark the current reminder as seen',
  'ack.done': 'Seen: {name}. {next?The next reminder comes on #.|No reminder follows.}',

  'snooze.about': 'Pause reminders for a while',
  'snooze.for': 'for how long: 3d (days), 2w (weeks), 1mo (months)',
  'snooze.until': 'the day on which reminders come again',
  'snooze.off': 'end the pause',
  'snooze.ask-for': 'For how long? 3d (days), 2w (weeks), 1mo (months)',
  'snooze.done': '{name} is silent until {until}.',
  'snooze.done-shorter': '{name} is silent only until {until}: {why}.',
  'snooze.why.expiry': 'that is the day it expires',
  'snooze.why.file-by': 'that is the last day to apply in time',
  'snooze.why.last-working-day': 'that is the last working day',
  'snooze.why.needed': 'the renewal of "{by}" needs it on that day',
  'snooze.why.appointment-1d': 'the appointment is on the next day',
  'snooze.why.appointment': 'that is the day of the appointment',
  'snooze.lost': 'You will not get: {days}.',
  'snooze.lost-none': 'No reminders are due in this time.',
  'snooze.next': 'The next reminder comes on {date}.',
  'snooze.ask-last':
    '"{name}": the reminder of {date} is the last one before {actBy}, the day to act by. Pause it anyway?',
  'snooze.ended': '{name} is no longer silent. {next?The next reminder comes on #.|No reminder follows.}',
  'snooze.was-not': '{name} was not silent. {next?The next reminder comes on #.|No reminder follows.}',

  'status.about': 'Show where your documents stand, most urgent first',
  'status.stage': 'only documents in this stage: valid, prepare, last day, expired or permanent',
  'status.within': 'only documents that expire within this time, for example 60d',
  'status.all': 'include closed documents, and show every line',
  'status.check': 'set the exit code: 0 nothing to do, 10 prepare, 20 last day or expired',

  'list.about': 'List all documents as stored, one a line',

  'show.about': 'Show everything about a document',

  'remind.about': 'Send the reminders that are due (the timer runs this)',
  'remind.dry-run': 'only show what would be sent',
  'remind.scheduled': 'as the timer runs it: wait for the time that is set, and record the run',
  'remind.channel': 'only through this channel',
  'remind.until': 'with --dry-run: everything until this date',

  'timer.about': 'Send reminders automatically',
  'timer.install': 'Install or update the timer',
  'timer.status': 'Show what is installed and when it last ran',
  'timer.print': 'Show what would be installed, without changing anything',
  'timer.remove': 'Remove the timer',
  'timer.with': 'kind of timer',
  'timer.at': "from when on a day's reminders are sent, on your clock, 00:00 to 21:00",
  'timer.warning.not-running':
    'Cron does not seem to run on this machine, so no reminders would be sent. To start it',
  'timer.warning.no-linger': 'Reminders are sent only while you are logged in. To change that',
  'timer.warning.while-logged-in': 'Reminders are sent only while you are logged in.',
  'timer.warning.output-unseen':
    'No channel is set up, and nobody sees what the timer prints. To get reminders',
  'timer.warning.mail-ascii':
    'Cron mails reminders as US-ASCII, in which their letters may be lost. To get them another way',
  'timer.lacks-setting':
    'The installed timer does not follow this setting ({how}). To update it: renew timer install',
  'timer.ask-other-home':
    'This timer sends reminders for other documents ({cards}), and they would stop. Remove it?',
  'timer.temporary':
    'renew: {path} is in a temporary folder. Install renew elsewhere, or reminders will stop when it is emptied.',
  'timer.carried': 'The timer gets these variables too: {names}',
  'timer.proxies': 'With a password, and so kept in settings.json instead of the timer: {names}',
  'timer.replaced':
    'renew: {path} belongs to one version, and {manager?#|an update} removes it. After an update, run: renew timer install',
  'timer.lang': 'Reminders will be in English. To change that: renew config set lang zh',
  'timer.hourly': 'every hour at minute {minute}',
  'timer.differs.minute': 'its minute was changed by hand, which stays so',
  'timer.differs.node': 'Node is {there?#|unknown} there, now {here?#|-}',
  'timer.differs.script': 'renew is {there?#|unknown} there, now {here?#|-}',
  'timer.differs.fixed-hours': 'three fixed hours ({times}) instead of every hour',
  'timer.differs.times': 'other times than every hour',
  'timer.differs.zone': 'the time zone is {there?#|not set} there, now {here?#|not set}',
  'timer.differs.home': 'another data folder ({names})',
  'timer.differs.variables': 'other variables ({names})',
  'timer.differs.text': 'its text was changed',
  'timer.done.installed':
    'Installed: {kind} checks every hour, and sends the reminders of a day from {at} on.',
  'timer.done.updated':
    'Updated{how? (#)|}: {kind} checks every hour, and sends the reminders of a day from {at} on.',
  'timer.done.unchanged':
    'Already installed: {kind} checks every hour, and sends the reminders of a day from {at} on.',
  'timer.removed': 'Removed the timer. Reminders are no longer sent automatically.',
  'timer.absent': 'No timer was installed.',

  'channel.about': 'Ways to receive reminders',
  'channel.add': 'Add a channel, after a real test message',
  'channel.kind': 'kind of channel',
  'channel.name': 'name for the channel (default: its kind)',
  'channel.no-test': 'add it without a test message',
  'channel.list': 'List channels and whether they work',
  'channel.edit': 'Change a channel, after a real test message',
  'channel.new-name': 'a new name for the channel',
  'channel.no-test-edit': 'change it without a test message',
  'channel.test': 'Send a test message',
  'channel.remove': 'Remove a channel',
  'channel.message-lang': 'language of its messages (--lang is the one of this command)',
  'channel.setting.run': 'absolute path of the program to run',
  'channel.setting.args': 'its arguments',
  'channel.setting.url': 'the address to send to; keep it secret',
  'channel.setting.urls': 'Apprise addresses of the services',
  'channel.setting.server': 'address of your own server',
  'channel.setting.topic':
    'ntfy: the topic you subscribed to, one that is hard to guess; Telegram: the number of a topic in the group',
  'channel.setting.token': 'the access token',
  'channel.setting.chat': 'number of the chat, or @name of a public channel',
  'channel.setting.key': 'the key the service gave you',
  'channel.setting.secret': 'the secret with which messages are signed',
  'channel.setting.keyword': 'the keyword that the bot requires in every message',
  'channel.setting.tag': 'only the services with this tag',
  'channel.setting.config': 'absolute path of the configuration',
  'channel.setting.header': 'one more header, for example for authorization',
  'channel.setting.to': 'the recipients, separated by commas',
  'channel.setting.host': 'the mail server that sends your mail',
  'channel.setting.user': 'the user name for the mail server, or for ntfy',
  'channel.setting.password': 'the password for the mail server, often an app password, or for ntfy',
  'channel.setting.from': 'the sender (default: the user name, or the first recipient)',
  'channel.setting.port': 'port (default: 587 with STARTTLS, 465 with implicit TLS, 25 without encryption)',
  'channel.setting.tls': 'encryption: starttls, implicit (TLS from the start) or none',
  'channel.setting.helo': 'name of this computer for the mail server (EHLO; default: its own)',
  'channel.setting.ca': 'absolute path of the certificate (PEM) of an additional authority to trust',
  'channel.setting.limit': 'the largest request that the server takes, in bytes',
  'channel.setting.timeout':
    'how many seconds the program may take, 60 at most (default: until the run ends)',
  'channel.setting-other': 'a value',
  'channel.help-secrets':
    'Secrets are kept in your settings file, or elsewhere: file:PATH, cmd:PROGRAM, env:NAME.\nOn a terminal, renew asks for missing settings and does not show secrets.',
  'channel.help-kinds': 'Kinds of channels; the settings of one: renew channel add email --help',
  'channel.help-edit':
    'An option for each setting, with its new value; "" clears it. Without options it asks for each. With the name of a channel, this help lists its settings.',
  'channel.ask-kept': '{question} (Enter keeps the present one)',
  'channel.ask': '{question}{example? (for example #)|}',
  'channel.history':
    'renew: the secret is now in the history of your shell as well; next time leave it out, and renew asks for it',
  'channel.as-timer':
    'renew: the timer looks for programs in {path} and has no other variables of this shell; this test was done in the same way',
  'channel.variable':
    'renew: a timer starts without your variables, so it may not see {variable}; keep --{name} in a file instead (file:PATH), or set {variable} for the timer too',
  'channel.added': 'Reminders now come through {name}. Test it: renew channel test {name}',
  'channel.added-tested': 'The test message was sent; reminders now come through {name}.',
  'channel.edited': '{name} was changed. Test it: renew channel test {name}',
  'channel.edited-tested': 'The test message was sent, and {name} was changed.',
  'channel.renamed': '{before} is now called {name}.',
  'channel.unchanged': 'Nothing changed in {name}.',
  'channel.tested': 'The test message was sent through {name}.',
  'channel.removed': 'Reminders no longer go through {name}.',

  'export.about': 'Export documents for another program',
  'export.format':
    "json, csv and xlsx: the documents as stored; ics: a calendar (default: by the file's extension)",
  'export.heads': 'name the columns of a table in the language of the output',
  'export.calendar-hint':
    'Google Calendar drops the alarms of imported files and of subscribed calendars; for reminders there, add a channel: renew channel add',
  'export.done': 'Wrote {file}: {cards} {cards|document|documents}.',

  'completion.about': 'Print the script that completes renew in a shell',
  'completion.shell': 'bash, zsh, fish or powershell',
  'completion.words': 'the words typed so far, for which the script asks what may follow',

  'guide.about': 'Show how a kind of document is renewed',
  'guide.id': 'kind of document, or the name of one of yours (default: your usual kind)',
  'guide.list': 'List all guides',
  'guide.file': 'file of the guide',
  'guide.validate': 'List all errors in a guide file',
  'guide.new': 'Write a guide to start from, with explanations',
  'guide.new-id': 'id of the guide, for example de/residence-title',
  'guide.new-file': 'write it to this file instead of the folder of your guides',
  'guide.print': 'print a plain page with boxes to tick; with the name of a document, its own page',
  'guide.schema': 'Print the JSON Schema of guides, for editors',
  'guide.good': '{file}: {id} has no errors',
  'guide.faulty': '{file}: {count|1 error|# errors}',
  'guide.whole': 'the guide',
  'guide.created': 'Wrote {file}. Fill it in, then: renew guide validate {file}',

  'guide.entry': 'entry {number}',

  'guide-new.text.source': 'What I found out',
  'guide-new.text.paper': 'A paper to bring',
  'guide-new.text.method': 'In person',
  'guide-new.text.step': 'File the papers at the office',
  'guide-new.text.warning': 'Something to watch',
  'guide-new.guide':
    'Fill this in. $comment is never read: remove it as you like. zone: for example Europe/Berlin; workdays: KZ, weekends or none; milestones: for example ["3mo"]. null means unknown. An example: renew guide kz/registration-card --json',
  'guide-new.sources':
    'Where the facts come from; every fact names one of these keys. trust: official, secondary, unverified or own. dated: the date of the source; checked: the day you looked.',
  'guide-new.validity': 'How long a new document is valid, for example P1Y. With a value, name its source.',
  'guide-new.lead': 'How long before expiry to start preparing, for example P2M or 6w.',
  'guide-new.processing':
    'How long the office takes, from filing to the new document: 10wd means ten working days.',
  'guide-new.filing':
    'When the office takes the application, counted back from the expiry date: { "from": "60d", "to": "30d" }.',
  'guide-new.readFrom': 'Where to read the expiry date: ["card"], ["visa"], ["receipt"], or several.',
  'guide-new.maxAge':
    'How old papers may be on the day you apply, for example 180d; a paper can have its own limit.',
  'guide-new.material':
    'A paper to bring; copy this for each. required: yes, no or unknown (it depends: you are asked). oneOf: [{ "id", "text" }, ...] if one of several is enough; orOther: true if they are only examples. card: passport, lease, insurance ... if the paper is a document that expires. duration: how long it takes to get.',
  'guide-new.method': 'A way to renew; copy this for each. If an agent does it, the id is "agent".',
  'guide-new.step':
    'kind: step, office (only on its working days) or wait. phase: before, filing or after, in this order. A step with the id book-appointment is done once you record an appointment.',
  'guide-new.fee': '{ "min": "93", "max": "93", "currency": "EUR", "note": null }.',
  'guide-new.expedite': 'If it can be faster: { "fee": null, "saves": "5wd" }; null means unknown.',
  'guide-new.warning': 'when: overdue, running (while the renewal runs) or guide (only here).',

  'prompt.about': 'Show in the prompt of a shell what needs action',
  'prompt.shell': 'bash, zsh, fish, powershell or starship',
  'prompt.text': 'renew: {counts}',
  'prompt.today': '{count} today',
  'prompt.snippet':
    'renew: shows in the prompt which documents need action. Starts no program: reads one file.\n$RENEW_PROMPT has the text, for a prompt that sets itself. Remove these lines to remove it.',
  'prompt.snippet-starship':
    'renew: shows which documents need action. Needs the snippet of your shell, above the line that starts Starship\n(in PowerShell, below it): renew prompt bash. If you have a format of your own, add {module} to it.',
  'prompt.install': 'To use it',

  'doctor.about': 'Check everything that reminders depend on',
  'doctor.accept': 'accept files that were changed by hand',
  'doctor.accepted': 'Accepted: {file}',
  'doctor.nothing-edited': 'No file was changed by hand.',
  'doctor.send': 'send a test message through every channel, as the timer would',

  'date.understood': '"{typed}" means {date} ({iso}).',

  'note.lookalike': 'Careful: {name} looks the same as another document, {other}.',
  'note.already-expired': 'It expired {days} {days|day|days} ago, on {date}.',
  'line.option': '--{name}: {message} ({hint})',
  'note.last-day-too': 'A reminder on the day it expires is always sent too.',
  'edit.closed': '{name} is closed, so it stays silent. To get reminders again: {command}',
  'list.numbers': 'show document numbers in full (with --json)',
  'note.guide-fault': 'Your own guide cannot be used; the built-in one is used instead: {fault}',
  'note.heartbeat': 'renew: the heartbeat address {address} did not answer as expected: {error}',

  'line.fault': '{message}; {hint}',

  'next.about': 'Show the one thing to do now',
  'next.line': '{name}: {text}',

  'next.nothing': 'There is nothing to do.',
  'next.nothing-yet': 'There is nothing to do yet. {name}: prepare from {date}.',

  'tick.about': 'Tick off a paper or a step',
  'tick.taken': 'date of issue of the paper',
  'tick.until': 'the last day the paper is valid',
  'tick.pages': 'number of blank pages in it',
  'tick.not-needed': 'you do not need it',
  'tick.needed': 'you need it but do not have it yet',
  'tick.own': 'a paper of your own that is not in the guide',
  'tick.done.done': 'Ticked off: {name}',
  'tick.done.needed': 'On the list: {name}',
  'tick.done.not-needed': 'Not needed: {name}',
  'tick.not-ready': 'It does not count as ready: {fault}.',
  'tick.papers': '{ready} of {needed} papers are ready.',

  'untick.about': 'Remove a tick',
  'untick.done': 'No longer ticked off: {name}',

  'submit.about': 'Record that you applied; reminders then ask about progress',
  'submit.submitted': 'the day you applied (default: today); "" if it was refused',
  'submit.done': 'Submitted: {name}, on {date}.{next? The next reminder comes on #.|}',
  'submit.withdrawn': '{name} is no longer submitted.{next? The next reminder comes on #.|}',

  'link.about': 'Say that a document depends on another, for example on a passport',
  'link.other': 'the document it depends on',
  'link.remove': 'remove the link',
  'link.done': '{name} now depends on {other}.',
  'link.removed': '{name} no longer depends on {other}.',

  'plan.about': 'Show what to do by which date',

  'plan.ask': 'ask how long the steps of unknown length take',
  'plan.ask-duration': 'How long does this take? {step} (for example 3d, 2w, 1mo; empty: unknown)',
  'report.about': 'Show the year ahead, or make a page to read or print',
  'report.html': 'write a web page to this file; - for standard output',

  'agenda.about': 'Show upcoming dates',
  'agenda.from': 'first day (default: today)',
  'agenda.to': 'last day (default: three months later)',
  'agenda.month': 'show a month as a calendar page',

  'progress.check': 'Checking the rows {percent} % …',
  'progress.remind': 'Finding and sending the reminders that are due …',
  'progress.store': 'Writing the documents {percent} % …',
  'progress.write': 'Writing the documents …',
} as const
