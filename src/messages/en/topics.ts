/** Topics of `renew help`. In a text an empty line ends a paragraph, and `term<TAB>meaning` is a line of a list. */
export const texts = {
  'topics.hint': 'Read one: {command}',
  'topic.dates.name': 'dates',
  'topic.dates.title': 'Dates and periods',
  'topic.dates.text': `A date is the last valid day; that day still counts. Write it as 2026-12-31, or as it is on the document: 31.12.2026, 31-Dec-2026, 31 December 2026. Words work too: +1y, in 3 months. For a document without end: permanent.

renew repeats what it understood, with the weekday. It refuses what can mean two days, such as 03/04/2027, and years of two digits.

Today is the day in the document's own zone: a card of Kazakhstan ends at midnight in Almaty. --on 2026-12-30 answers as if today were that day.

A period is a number and a unit, such as 30d. Words (60 days) and ISO 8601 (P1M) work too.

d\tdays
w\tweeks
mo\tcalendar months
y\tyears
wd\tworking days, counted back from the last working day`,
  'topic.reminders.name': 'reminders',
  'topic.reminders.title': 'When reminders come',
  'topic.reminders.text': `Reminders of a document come when it is time to prepare, then 14, 7, 3 and 1 days before the last valid day, on that day, and every day after it; weekly after a month. --milestones sets other reminder dates for one document, renew config set milestones for all:

lead\twhen it is time to prepare
14d, 2w, 6mo\tbefore the last valid day
3wd\tworking days before the last working day
0d\ton the last valid day; always included

A last day to apply, the last working day, an appointment and the day before it always remind.

The timer runs every hour, and sends the reminders of a day from 08:00 on (setting remindAt). What could not be delivered stays owed and is tried again. A computer that was off for three weeks sends one reminder, not five.

renew ack\tmarks reminders as seen
renew snooze\tpauses them, never past a day that matters
renew remind --dry-run\tshows what would be sent; with --until 2027-01-31, up to that day
renew doctor\tchecks everything the next reminder depends on`,
  'topic.scripts.name': 'scripts',
  'topic.scripts.title': 'Scripts and JSON',
  'topic.scripts.text': `Answers go to standard output, everything else to standard error. In a pipe there are no colours, and a document is one line with tabs between the fields.

With --json the output starts with "schema":1. Civil dates are YYYY-MM-DD, instants RFC 3339, absent values null. Keys are never removed and keep their meaning. An error is one line on standard error and an object with code, message and hint.

Nothing is asked without a terminal: a missing argument is an error, and --yes answers what would be asked. renew status --check tells by its exit code whether something needs action. Document numbers are masked; renew list --json --numbers gives them in full.`,
  'topic.exit-codes.name': 'exit-codes',
  'topic.exit-codes.title': 'Exit codes',
  'topic.exit-codes.text': `0\tdone
1\trefused in the current state, or failed; one line says what to do
2\twrong usage, or a value that cannot be understood
3\tyour data cannot be read: damaged, newer, or not written by renew
4\trenew remind could not deliver everything; the rest stays owed
10\trenew status --check: something to prepare
20\trenew status --check: something on its last day or expired
70\ta bug in renew
130\tinterrupted`,
  'topic.environment.name': 'environment',
  'topic.environment.title': 'Environment variables',
  'topic.environment.text': `RENEW_HOME\ta folder for all files
RENEW_LANG\tlanguage: en, zh, ru or kk; without it the setting lang, then LC_ALL, LC_MESSAGES, LANG
RENEW_NOW\ta date and time to use as now, in tests
RENEW_DEBUG\t1 shows where an error comes from
NO_COLOR, FORCE_COLOR\tcolours off, colours on
COLUMNS\twidth of the screen
TZ\tyour time zone
PAGER\tprogram for long output; cat turns it off
HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY\tproxies for channels and heartbeat addresses`,
  'topic.files.name': 'files',
  'topic.files.title': 'Files',
  'topic.files.text': `renew config path shows where your files are. On Linux:

~/.config/renew/settings.json\tsettings and channels, with their secrets
~/.local/share/renew/cards.json\tdocuments; beside it the earlier copies, your guides and working days
~/.local/state/renew/ledger.json\tthe delivery log

On macOS they are in ~/Library/Application Support/renew, on Windows in %APPDATA% and %LOCALAPPDATA%. RENEW_HOME puts everything into one folder. Only you can read the files.

renew restore lists the earlier copies and restores one: the file before the last change, and one for each of the last seven days with a change. renew backup writes everything to one file.`,
} as const
