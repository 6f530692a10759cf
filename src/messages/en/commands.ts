/** Help, questions and answers of the commands. */
export const texts = {
  'ask.yes': 'Yes',
  'ask.no': 'No',
  'ask.meant': 'Do you mean {name}?',
  'ask.guide-id': 'What is the guide to be called, such as de/residence-title?',
  'ask.far-expiry': '{date} is more than 15 years away. Is that right?',
  'ask.remove': 'Remove {name}{expires? (valid until #)|}?',
  'ask.remove-several': 'Remove {count} documents: {names}{more? and # more|}?',
  'ask.not-later': '{date} is not after {old?# and after |}today. Is that right?',

  'import.about': 'take in many cards from a table (CSV) or from renew export',
  'import.file': 'a CSV table or JSON that renew wrote',
  'import.dry-run': 'show what would happen to each row, and change nothing',
  'import.skip-bad': 'take the good rows though others cannot be taken',
  'import.update': 'change cards that are there; an empty cell changes nothing, unless renew wrote the file',
  'import.by': 'what tells which card a row changes, with --update (holder: with the guide)',
  'import.map': 'which field a column is; - leaves it out, "*=-" all that nobody knows',
  'import.dates': 'what comes first in dates such as 03/04/2027: day (dmy) or month (mdy)',
  'import.encoding': 'character encoding, where it is not found by itself',
  'import.guide': 'guide of the cards whose row names none',
  'import.kind': 'guide of a kind of document, as the table calls it; "*=generic" for all that nobody knows',
  'import.hint-date': 'write it as 2026-12-31; a whole column gets the format yyyy-mm-dd in the spreadsheet',
  'import.hint-expiry': 'fill it in; for a document without end, write permanent',
  'import.hint-name': 'fill it in',
  'import.hint-taken': 'change it with --update or --by number, or give this row another name',
  'import.head-line': 'The columns are named in line {line}; what stands above it is left out.',
  'import.columns': 'Columns: {taken}{left?; left out: #|}.',
  'import.guide-of-head':
    'The column of the last valid day tells the kind of document: guide {guide} (another one: --guide).',
  'import.earlier':
    '{count|1 card|# cards} would end earlier than before (line {line}: {to}, not {from}): is the list older than the cards?',
  'import.not-in-file':
    '{count|1 card that is kept is|# cards that are kept are} not in this file: {names}. No longer needed: renew close NAME',
  'import.renewed':
    '{count|1 card|# cards} renewed: the new last valid day is four weeks later or more, so the old one goes into the history.',
  'import.left-out': '{count|1 line|# lines} with nothing to take in, left out: {lines}.',
  'import.letters-lost':
    '{count|1 cell|# cells} with a question mark in a word, such as {typed}: a program has lost the letters; save the table as "CSV UTF-8".',
  'import.ask-column':
    'What is the column "{column}"? ({fields}; empty leaves it out, * this and all others that nobody knows)',
  'import.ask-far':
    '{count|1 card|# cards} would end more than 15 years from now (line {line}: {date}). Is that right?',
  'import.say-order':
    'If every such date of the file has the day first, say so with --dates dmy; the month first, --dates mdy.',
  'import.past': '{count|1 card|# cards} taken in had expired already.',
  'import.read-as.comma': 'Read as {encoding}, cells separated by commas.',
  'import.read-as.semicolon': 'Read as {encoding}, cells separated by semicolons.',
  'import.read-as.tab': 'Read as {encoding}, cells separated by tabs.',
  'import.dates-taken':
    '{count|1 date|# dates} not written as in 2026-12-31, such as {typed}: taken for {date}.',
  'import.numbers-taken':
    "{count|1 date|# dates} given as a spreadsheet's day number, such as {typed}: taken for {date}.",
  'import.guides-missing': 'Guides that are not here, so what they last said holds: {names}.',
  'import.channels-missing': 'Channels that are not set up here, so those cards go to all: {names}.',
  'import.would':
    'Would be: {new} new, {same} unchanged, {changed} changed, {refused} refused. Nothing was changed.',
  'import.done': '{new} new, {same} unchanged, {changed} changed{refused?, # refused|}.',
  'import.done.undo': ' Undo it with: renew undo',

  'progress.rows': '{count} rows …',

  'renew.about': 'Reminds you to renew a document before it expires.',
  'renew.usage': '[command] [options]',
  'renew.more': 'renew alone shows where your cards stand. Every command explains itself: renew add --help',

  'option.version': 'print the version',
  'option.help': 'show this help',
  'option.json': 'answer as JSON',
  'option.on': 'answer as if today were that day',
  'option.yes': 'answer every question with yes',
  'option.lang': 'language: en, zh',
  'option.color': 'colour even where it is not a terminal',
  'option.no-color': 'no colour',
  'option.force': 'replace a file that is there',

  'help.about': 'show the help of a command',
  'help.example': 'Example:',
  'help.usage': 'Usage:',
  'help.arguments': 'Arguments:',
  'help.options': 'Options:',
  'help.commands': 'Commands:',

  'group.everyday': 'Every day:',
  'group.renewal': 'The renewal:',
  'group.cards': 'Cards:',
  'group.reminders': 'Reminders:',
  'group.data': 'Your data:',
  'group.more': 'More:',

  'argument.card': 'name or id of the card',
  'argument.cards': 'names or ids of documents (default: all)',
  'argument.cards-to-change': 'names or ids of documents',
  'filter.holder': 'only documents of this person',
  'filter.tag': 'only documents with this tag',
  'argument.new-name': 'a name for it; made from kind and holder when left out',
  'argument.file': 'path of the file; - is standard output',
  'argument.item': 'a paper or a step: its id, its name, or the beginning of it',

  'field.name': 'what you call it',
  'field.expires': 'last valid day, or "permanent"',
  'field.guide': 'how it is renewed; see: renew guide list',
  'field.holder': 'whose it is',
  'field.number': 'document number; never shown whole, never sent',
  'field.issued': 'day of issue',
  'field.readings': 'what the card, the visa or the receipt says; the earliest counts',
  'field.zone': 'zone whose midnight ends the last day, as in Asia/Almaty',
  'field.lead': 'how long before the end to begin, as in 1mo or 6w',
  'field.milestones': 'when to remind, as in lead,14d,3d,0d',
  'field.workdays': 'whose working days count',
  'field.processing': 'how long the office takes, as in 10wd',
  'field.durations': 'how long steps take you, as in photo=2d',
  'field.channels': 'only these channels remind of it',
  'field.card-lang': 'language of its reminders',
  'field.tags': 'words to find it by',
  'field.links': 'cards this one depends on',
  'field.note': 'a note to yourself',
  'field.readings-differ': 'The places you read the date from differ; the earliest counts: {date}.',
  'field.method': 'the way it is renewed; see: renew guide',
  'field.appointment': 'day of the appointment',

  'add.about': 'keep a card and its last valid day',
  'add.ask-expiry': 'Valid until when? (for example 2026-12-31, 31 Dec 2026, in 3 months, or permanent)',

  'edit.about': 'correct a card; what really was renewed goes through done',
  'edit.rather-done':
    'This renewal was filed and still counts as under way. If that is the day of the new card: renew undo, then renew done "{name}" --expires {date}',
  'edit.done': 'Changed {name}:',

  'remove.about': 'delete a card that should not be there',
  'remove.done': 'Removed {name}. Undo it with: renew undo',

  'close.about': 'no longer needed: silent, but kept',
  'close.done': 'Closed {name}: it stays, but no longer reminds. Open it again with: renew reopen',

  'reopen.about': 'open a closed card again',
  'reopen.done': '{name} is open again and will remind.',

  'done.about': 'renewed: enter the new last valid day',
  'done.expires': 'last valid day of the new card',
  'done.paid': 'what it cost, as in 15000KZT',
  'done.receipt': 'number of the receipt',
  'done.ask-expiry': 'Last valid day of the new card?',
  'done.ask-expiry-proposed':
    'Last valid day of the new card? Go by what it says; the date below is only what to expect.',

  'ack.about': 'seen: what is owed now need not be sent again',
  'ack.done': 'Seen: {name}. {next?The next reminder comes on #.|No reminder follows.}',

  'snooze.about': 'silent for a while, never past a day that matters',
  'snooze.for': 'how long, as in 3d or 1w',
  'snooze.ask-for': 'For how long (3d, 1w)?',
  'snooze.done':
    '{name} is silent {shortened?only until|until} {until}{shortened?: on that day something must be done|}.',

  'status.about': 'where your cards stand, most urgent first',
  'status.stage': 'only cards in this stage',
  'status.within': 'only cards that end within this time, as in 60d',
  'status.all': 'closed cards too, and every line',
  'status.check': 'say it with the exit code: 0, 10 to prepare, 20 last day or overdue',

  'list.about': 'all cards as stored, one a line',

  'show.about': 'everything about one card',

  'remind.about': 'deliver what is owed; the timer calls this',
  'remind.dry-run': 'only say what would be sent',
  'remind.scheduled': "the timer's call: records the run",
  'remind.channel': 'only over this channel',
  'remind.until': 'with --dry-run: everything up to that day',

  'timer.about': 'what starts the reminders by itself',
  'timer.install': 'install it, or repair it',
  'timer.status': 'what is really installed, and when it last ran',
  'timer.print': 'show what would be installed, and change nothing',
  'timer.remove': 'take it away',
  'timer.with': 'which one: cron, systemd, launchd, schtasks',
  'timer.at': 'first time of the day, as in 09:07; again 4 and 9 hours later',
  'timer.concern.not-running': 'No cron daemon seems to run here, so nothing would start.',
  'timer.concern.no-linger': 'It runs only while you are logged in; to change that: loginctl enable-linger',
  'timer.concern.while-logged-in': 'It runs only while you are logged in.',
  'timer.concern.output-unseen':
    'Without a channel nobody would see the reminders: what a run prints is shown to nobody.',
  'timer.ask-other-home':
    'This timer serves other cards ({cards}); nothing would remind of them any more. Remove it?',
  'timer.clock': "These are times of the machine's clock ({zone}); by yours: {times}.",
  'timer.temporary':
    'renew: {path} lies in a folder that is emptied now and then; install renew elsewhere, or reminders will stop',
  'timer.done.installed': 'Installed: {kind} starts the reminders at {times}.',
  'timer.done.repaired': 'Repaired: {kind} starts the reminders at {times}.',
  'timer.done.unchanged': 'Already installed, nothing changed: {kind} starts the reminders at {times}.',
  'timer.removed': 'The timer is gone: nothing reminds you by itself any more.',
  'timer.absent': 'No timer was installed.',

  'channel.about': 'the ways a reminder travels',
  'channel.add': 'add a channel, after a real test message',
  'channel.kind': 'which kind; the kinds are listed below',
  'channel.name': 'what you call it; its kind when left out',
  'channel.no-test': 'add it without a test message',
  'channel.list': 'the channels and how they fare',
  'channel.test': 'send a test message',
  'channel.remove': 'take a channel away',
  'channel.message-lang': 'language of its messages (--lang is the one of this command)',
  'channel.setting.run': 'absolute path of the program to run',
  'channel.setting.args': 'its arguments',
  'channel.setting.url': 'the address to send to; it is a secret',
  'channel.setting.urls': 'Apprise addresses of the services',
  'channel.setting.server': 'address of your own server',
  'channel.setting.topic': 'the topic you subscribed to; choose one nobody can guess',
  'channel.setting.token': 'the access token',
  'channel.setting.chat': 'number of the chat, or @name of a public channel',
  'channel.setting.key': 'the key the service gave you',
  'channel.setting.secret': 'the secret that messages are signed with',
  'channel.setting.keyword': 'the keyword that the bot demands in every message',
  'channel.setting.tag': 'only the services with this tag',
  'channel.setting.config': 'absolute path of the configuration',
  'channel.setting.header': 'one more header, such as an authorization',
  'channel.setting.to': 'the addresses it goes to, with commas between them',
  'channel.setting.host': 'the mail server that takes your mail for sending',
  'channel.setting.user': 'the user name for the mail server',
  'channel.setting.password': 'the password for the mail server, often one made for programs',
  'channel.setting.from': 'the address it comes from; the user, or the first it goes to, when left out',
  'channel.setting.port': '465 or 587 when left out',
  'channel.setting.tls': 'how it is encrypted: implicit (from the start), starttls, or none',
  'channel.setting.ca': 'absolute path of the certificate (PEM) of an authority to trust as well',
  'channel.setting-other': 'a value',
  'channel.help-secrets':
    'A secret is kept in your settings file, or elsewhere: file:PATH, cmd:PROGRAM, env:NAME.\nOn a terminal what is missing is asked for, and secrets are not shown.',
  'channel.help-kinds': 'The kinds and their settings; [ ] may be left out:',
  'channel.needs': 'renew channel add {usage}{docs?\nWhere to get it: #|}',
  'channel.ask': '--{name}: {words}{example? (such as #)|}',
  'channel.history':
    'renew: the secret now stands in the history of your shell as well; next time leave it out and it is asked for',
  'channel.variable':
    'renew: a timer starts without your variables, so it may not see {variable}; keep --{name} in a file instead (file:PATH), or set {variable} for the timer too',
  'channel.added': 'Reminders now come through {name}. Try it with: renew channel test {name}',
  'channel.added-tested': 'The test message went out; reminders now come through {name}.',
  'channel.tested': 'The test message went out through {name}.',
  'channel.removed': 'No reminder goes through {name} any more.',

  'export.about': 'the cards for another program',
  'export.format': 'json and csv: the cards as stored; ics: a calendar; as the file is called when left out',
  'export.calendar-hint':
    'Google shows no alarms of a calendar it is subscribed to by address: import the file there instead.',
  'export.done': 'Wrote {file}: {cards} {cards|card|cards}.',

  'guide.about': 'how a kind of card is renewed',
  'guide.id': "which guide; your cards' guide when left out",
  'guide.list': 'all guides',
  'guide.file': 'the file of the guide',
  'guide.validate': 'every fault of a guide file, with its place',
  'guide.new': 'write a guide to begin with, explained line by line',
  'guide.new-id': 'what to call it, such as de/residence-title',
  'guide.new-file': 'write it there instead of among your guides',
  'guide.print': 'a plain page to take along, with boxes to tick',
  'guide.schema': 'the form of guides as JSON Schema, for editors',
  'guide.good': '{file}: {id} is a good guide',
  'guide.faulty': '{file}: {count|1 fault|# faults}',
  'guide.whole': 'the guide',
  'guide.created': 'Wrote {file}. Fill it in, then: renew guide validate {file}',

  'guide.entry': 'entry {number}',

  'guide-new.text.source': 'What I found out',
  'guide-new.text.paper': 'A paper to bring',
  'guide-new.text.method': 'In person',
  'guide-new.text.step': 'File the papers at the office',
  'guide-new.text.warning': 'Something to watch',
  'guide-new.guide':
    'Yours to fill in. $comment is never read: remove it as you like. zone: such as Europe/Berlin; workdays: KZ, weekends or none; milestones: such as ["3mo"]. null says that nobody knows. A filled-in guide: renew guide kz/registration-card --json',
  'guide-new.sources':
    'Where the facts come from; each fact names one of these keys. trust: official, secondary, unverified or own. dated: the day of the source; checked: the day you looked.',
  'guide-new.validity': 'How long a new card is valid, such as P1Y. With a value, name its source.',
  'guide-new.lead': 'How long before the last valid day to begin, such as P2M or 6w.',
  'guide-new.processing':
    'How long the office takes, from filing to the new card: 10wd are ten working days.',
  'guide-new.filing':
    'When the office takes the application, counted back from the last valid day: { "from": "60d", "to": "30d" }.',
  'guide-new.readFrom':
    'Where the last valid day is to be read: ["card"], ["visa"], ["receipt"], or several.',
  'guide-new.maxAge': 'How old papers may be on filing day, such as 180d, where a paper says nothing itself.',
  'guide-new.material':
    'A paper to bring; copy it for each. required: yes, no or unknown (it depends: you are asked). oneOf: [{ "id", "text" }, ...] where one of several will do. card: passport, lease, insurance..., where the paper is a card with an end of its own. duration: how long it takes to get.',
  'guide-new.method': 'A way to renew; copy it for each, and name the agent one "agent".',
  'guide-new.step':
    'kind: step, office (on its working days) or wait. phase: before, filing or after; in this order. A step called book-appointment is done once you note an appointment.',
  'guide-new.fee': '{ "min": "93", "max": "93", "currency": "EUR", "note": null }.',
  'guide-new.expedite': 'If it can be had faster: { "fee": null, "saves": "5wd" }; what is unknown is null.',
  'guide-new.warning': 'when: overdue, running (while the renewal runs) or guide (only here).',

  'doctor.about': 'check everything that reminders depend on',
  'doctor.accept': 'take in a file that was changed by hand',
  'doctor.accepted': 'Taken in: {file}',
  'doctor.nothing-edited': 'No file was changed by hand.',
  'doctor.send': 'send a test message through every channel, as the timer would',

  'date.understood': '"{typed}" is {date} ({iso}).',

  'note.lookalike': 'Careful: {name} looks the same as another card, {other}.',
  'note.already-expired': 'It expired {days} {days|day|days} ago, on {date}.',
  'note.guide-fault': 'Your own guide cannot be used, the built-in one is taken: {fault}',
  'note.heartbeat': 'renew: the heartbeat address {address} did not answer well: {error}',

  'line.fault': '{message}; {hint}',

  'next.about': 'the one thing to do now, over all cards',
  'next.line': '{name}: {text}{by?, by #|}',
  'next.nothing': 'There is nothing to do.',
  'next.nothing-yet': 'There is nothing to do yet. {name}: time to prepare from {date}.',

  'tick.about': 'tick off a paper or a step',
  'tick.taken': 'the day the paper was issued or taken',
  'tick.until': 'the last day it holds',
  'tick.pages': 'blank pages counted in it',
  'tick.not-needed': 'it is not needed in your case',
  'tick.needed': 'it is needed in your case, and not there yet',
  'tick.own': 'a paper of your own, not in the guide',
  'tick.done.done': 'Ticked off: {name}',
  'tick.done.needed': 'On the list: {name}',
  'tick.done.not-needed': 'Not needed: {name}',
  'tick.not-ready': 'It does not count as ready: {fault}.',
  'tick.papers': '{ready} of {needed} papers are ready.',

  'untick.about': 'take a tick back',
  'untick.done': 'No longer ticked off: {name}',

  'submit.about': 'filed: from now on the reminders ask how far it is',
  'submit.submitted': 'the day it was filed; today when left out',
  'submit.done': '{name} was filed on {date}.{next? The next reminder comes on #.|}',

  'link.about': 'a card depends on another, as on a passport',
  'link.other': 'the card it depends on',
  'link.remove': 'take the link away',
  'link.done': '{name} now depends on {other}.',
  'link.removed': '{name} no longer depends on {other}.',

  'plan.about': 'the renewal worked backwards: what by when',

  'agenda.about': 'everything dated that is ahead',
  'agenda.from': 'first day; today when left out',
  'agenda.to': 'last day; three months later when left out',
  'agenda.month': 'the month as a picture',
} as const
