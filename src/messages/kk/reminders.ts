import type { texts as english } from '../en/reminders.ts'

/** Еске салғыштар мен күнтізбе мәтіндері. */
export const texts = {
  'calendar.language': 'KK',
  'calendar.name': 'renew: құжаттардың мерзімдері',
  'calendar.about':
    'Құжаттардың мерзімі қашан бітетіні, әр еске салғышқа дабыл қойылған. Google Күнтізбе импортталған файлдардың да, жазылым күнтізбелерінің де дабылдарын алып тастайды: ол жерде еске салғыш алу үшін renew арнасын пайдаланыңыз.',
  'calendar.title.expiry': '{name}: жарамдылықтың соңғы күні',
  'calendar.title.window': '{name}: дайындалатын уақыт',
  'calendar.title.file-by': '{name}: соңғы мерзім',
  'calendar.title.appointment': '{name}: қабылдауға жазылған күн',
  'calendar.details': '{kind}{holder? (#)|}\nЖарамдылық мерзімі: {expires}',

  'reminder.title.appointment-today': '{name}: бүгін қабылдауға жазылғансыз{time?, #|}',
  'reminder.title.appointment-tomorrow': '{name}: ертең қабылдауға жазылғансыз, {day}{time?, #|}',
  'reminder.title.appointment-past': '{name}: қабылдау {day} күні болды',
  'reminder.title.overdue': '{name}: мерзімі {days} күн бұрын өтті',
  'reminder.title.overdue-submitted': '{name}: мерзімі {days} күн бұрын өтті, өтініш берілген',
  'reminder.title.last-day': '{name}: бүгін жарамдылықтың соңғы күні',
  'reminder.title.last-day-closed': '{name}: бүгін жарамдылықтың соңғы күні, мекеме жабық',
  'reminder.title.last-day-submitted': '{name}: бүгін жарамдылықтың соңғы күні, өтініш берілген',
  'reminder.title.last-working-day': '{name}: бүгін үлгеруге болатын соңғы жұмыс күні',
  'reminder.title.last-working-day-submitted': '{name}: бүгін мерзім біткенге дейінгі соңғы жұмыс күні',
  'reminder.title.last-working-day-past': '{name}: соңғы жұмыс күні өтті, {days} күн қалды',
  'reminder.title.file-by': '{name}: бүгін уақытында өтініш берудің соңғы күні',
  'reminder.title.file-by-past': '{name}: өтініш берудің соңғы күні өтті, {days} күн қалды',
  'reminder.title.filing-opens': '{name}: бүгін өтініш қабылдау басталады',
  'reminder.title.filing-open': '{name}: өтініш қабылдау жүріп жатыр',
  'reminder.title.filing-closes': '{name}: бүгін өтініш қабылдау аяқталады',
  'reminder.title.filing-missed': '{name}: өтініш қабылдау мерзімі өтіп кетті, {days} күн қалды',
  'reminder.title.needed': '{name}: бүгін «{by}» құжатын ұзартуға керек',
  'reminder.title.needed-past': '{name}: «{by}» құжатын ұзарту осыны күтіп тұр',
  'reminder.title.prepare': '{name}: дайындалатын уақыт келді',
  'reminder.title.left': '{name}: соңғы мерзімге {toAct} күн қалды',
  'reminder.title.ask': '{name}: қаралу барысын сұраңыз',

  'reminder.why.appointment-today':
    '{name}: бүгін, {date}, қабылдауға жазылғансыз{time?, сағат #|}{place?, #|}.',
  'reminder.why.appointment-tomorrow':
    '{name}: ертең, {date}, қабылдауға жазылғансыз{time?, сағат #|}{place?, #|}.',
  'reminder.why.appointment-past': '{name}: қабылдау {date} күні болды. Өтініш берген болсаңыз, белгілеңіз.',
  'reminder.why.overdue': '{name}: жарамдылық мерзімі {days} күн бұрын өтті.',
  'reminder.why.overdue-submitted': '{name}: жарамдылық мерзімі {days} күн бұрын өтті. Өтінішіңіз берілген.',
  'reminder.why.last-day': '{name}: бүгін, {expires}, жарамдылықтың соңғы күні. Құжатты бүгін ұзарту керек.',
  'reminder.why.last-day-closed':
    '{name}: бүгін, {expires}, жарамдылықтың соңғы күні, бірақ мекеме жабық. Соңғы жұмыс күні {last} болды.',
  'reminder.why.last-day-submitted':
    '{name}: бүгін, {expires}, жарамдылықтың соңғы күні. Өтінішіңіз берілген.',
  'reminder.why.last-working-day':
    '{name}: бүгін, {date}, үлгеруге болатын соңғы жұмыс күні: жарамдылықтың соңғы күні — {off}.',
  'reminder.why.last-working-day-submitted':
    '{name}: бүгін, {date}, мерзім біткенге дейінгі соңғы жұмыс күні. Өтінішіңіз берілген.',
  'reminder.why.last-working-day-past': '{name}: үлгеруге болатын соңғы жұмыс күні {date} болды.',
  'reminder.why.file-by': '{name}: бүгін, {date}, уақытында өтініш берудің соңғы күні.',
  'reminder.why.file-by-past': '{name}: уақытында өтініш берудің соңғы күні {date} болды.',
  'reminder.why.filing-opens': '{name}: бүгін өтініш қабылдау басталады, соңғы күні — {closes}.',
  'reminder.why.filing-open': '{name}: өтініш {closes} күніне дейін қабылданады.',
  'reminder.why.filing-closes': '{name}: бүгін, {closes}, өтініш қабылдау аяқталады.',
  'reminder.why.filing-missed': '{name}: өтініш қабылдау {closes} күні аяқталды.',
  'reminder.why.needed':
    '{name}: бүгін, {date}, «{by}» құжатын ұзартуға керек. Жаңасы әлі жоқ болса, осы құжатпен өтініш беріп, оның қабылданатынын сұраңыз.',
  'reminder.why.needed-past':
    '{name}: «{by}» құжатын ұзарту осы құжатты {date} күнінен бері күтіп тұр. Жаңасы әлі жоқ болса, осы құжатпен өтініш беріп, оның қабылданатынын сұраңыз.',
  'reminder.why.prepare': '{name}: ұзартуға дайындалатын уақыт келді.',
  'reminder.why.left': '{name}: соңғы мерзім — {date}, {toAct} күн қалды.',
  'reminder.why.ask': '{name}: өтініш {days} күн бұрын берілді. Қаралу барысын сұраңыз.',

  'reminder.person': '{name} ({kind})',
  'reminder.brief': '{title} (жарамдылық мерзімі {date})',
  'reminder.off.weekend': 'демалыс күні',
  'reminder.off.holiday': 'мереке күні',
  'reminder.off.closed': 'жұмыс емес күн',
  'reminder.document': '{guide}{holder? (#)|}, {date} күніне дейін жарамды.',
  'reminder.document-past': '{guide}{holder? (#)|}. {date} күніне дейін жарамды болды.',
  'reminder.act-by':
    'Соңғы мерзім — {date}, {days} күн қалды{by?: бұл күні «#» құжатын ұзартуға керек|}. Жарамдылық мерзімі {left} күннен кейін{off?, #|} бітеді.',
  'reminder.expires-in': 'Жарамдылық мерзімі {days} күннен кейін{off?, #|} бітеді.',
  'reminder.bring': 'Өзіңізбен бірге алыңыз: {papers}.',
  'reminder.submitted': 'Өтініш берілген күн: {date}{receipt?, қолхат #|}.',
  'reminder.papers': '{needed} қағаздан дайыны — {ready}{missing?; жетіспейді: #|}.',
  'reminder.papers-wanted': 'Әлі тапсыру керек: {missing}.',
  'reminder.next': 'Келесі қадам: {sentence}.',
  'reminder.other-day': 'Құжат жарамды жерде қазір {there}; сізде {here}.',
  'reminder.command.submit': 'Өтініш берген болсаңыз: renew submit {card}',
  'reminder.command.done': 'Ұзартқан болсаңыз: renew done {card} --expires КҮНІ',
  'reminder.command.ack': 'Оқыған болсаңыз: renew ack {card}',
  'reminder.title-many': '{first} және тағы {count} құжат',
  'reminder.digest': '{count} құжат{expired?, мерзімі өткені: #|}',
  'reminder.title-faults': 'renew: ақау бар',
  'reminder.part': '{title} ({part}/{parts})',
  'reminder.more-in-file': 'Тағы {count} құжат осылармен бірге тіркелген файлда.',
  'reminder.footer': 'Барлық құжат: renew status',
  'reminder.fault.ledger-damaged':
    'Жіберу журналы бүлінген еді, жаңасы басталды. Кейбір еске салғыштар екі рет келуі мүмкін. Бүлінген файл: {aside}.',
  'reminder.fault.ledger-lost':
    'Жіберу журналы жоғалған, жаңасы басталды. Уақыты келгені қайта жіберіледі, күніне бір реттен артық емес.',
  'reminder.fault.ledger-unwritable':
    'renew осы хабарламаның жіберілгенін жаза алмайды, сондықтан ол қайта келуі мүмкін: {reason}.',
  'reminder.fault.ledger-dates':
    'Жіберу журналының {count} жазбасының күні бүгіннен кейін немесе қате, сондықтан есепке алынбайды: сағат қате болған шығар. Кейбір еске салғыштар екі рет келуі мүмкін.',
  'reminder.fault.ack-ahead':
    '{count} құжат бүгіннен кейінгі күні оқылды деп белгіленген, бұл есепке алынбайды: сағат қате болған.',
  'reminder.fault.clock':
    'Осы компьютердің сағаты бойынша бүгін {today}. Сағат түзетілгенше еске салғыштар жіберілмейді.',
  'reminder.fault.unknown-channel':
    '«{channel}» арнасы жоқ, бірақ мына құжаттарға белгіленген: {cards}. Барлық арна қолданылды.',
  'reminder.fault.partly-delivered': '«{channel}» арнасы хабарламаны барлық алушыға жеткізбеді: {error}.',
  'reminder.fault.store': '{reason}.',
  'reminder.fault.guide-lost': '{guide} жадынамасын пайдалану мүмкін емес ({detail}); {instead}.',
  'reminder.guide-gone': '{guide} жадынамасы енді жоқ; {instead}.',
  'reminder.guide-instead.kept': 'оның соңғы мәндері қолданылады',
  'reminder.guide-instead.built-in': 'оның орнына кіріктірілгені қолданылады',
  'reminder.guide-instead.missing': 'әдеттегі мәндер қолданылады',
  'reminder.fault.workdays-lost':
    'Сіздің жұмыс күндеріңізді пайдалану мүмкін емес ({detail}); оның орнына кіріктірілгені қолданылады.',
  'reminder.fault.channel-failed': '«{channel}» арнасы жұмыс істемеді: {error}.',
  'reminder.faults-more': 'Тағы {count} ақау: renew doctor.',

  'channel.test-title': 'renew: сынақ хабарламасы',
  'channel.test-text': 'Еске салғыштар «{name}» арнасы арқылы осылай келеді. Ештеңе істеудің қажеті жоқ.',
} satisfies Record<keyof typeof english, string>
