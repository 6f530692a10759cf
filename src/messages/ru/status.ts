import type { texts as english } from '../en/status.ts'

// status loads this; every call needs the texts and the rules for dates, so they are one chunk of the program.
export { dates } from './dates.ts'

/** Тексты `renew status` и слова для всех экранов. */
export const texts = {
  'progress.read': 'Чтение документов…',

  'step.start': 'Начните продление',
  'step.file': 'Подайте заявление о продлении',
  'step.ask-progress': 'Узнайте, как идёт рассмотрение заявления',
  'step.ask-office': 'Узнайте, можно ли ещё подать заявление',
  'step.ask-office.office': 'Узнайте в учреждении, примут ли заявление с опозданием',
  'step.act-today': 'Продлите документ',
  'step.act-today.office': 'Обратитесь в учреждение',
  'step.act-now': 'Срочно продлите документ',
  'step.act-now.office': 'Срочно обратитесь в учреждение',
  'step.choose-method': 'Выберите способ',
  'step.wait-for-card': 'Дождитесь нового документа',
  'step.record-appointment': 'Отметьте, что подали заявление, или запишитесь ещё раз',

  'note.zone-unknown': 'renew: часовой пояс из TZ неизвестен: {zone}; используется UTC',

  'line.bug':
    'renew: это ошибка в самой программе, вы всё сделали правильно. Сообщите о ней, приложив строки ниже:\n{stack}',
  'line.error': 'renew: {message}; {hint}',

  'date.moment': '{date}, {time}',

  'stage.valid': 'действует',
  'stage.prepare': 'готовиться',
  'stage.last-day': 'последний день',
  'stage.overdue': 'истёк',
  'stage.permanent': 'бессрочный',
  'stage.closed': 'закрыт',

  'words.colon': ': ',
  'words.and': ' и ',
  'words.quoted': '«{text}»',
  'words.comma': ', ',
  'words.listed': ', ',
  'words.semicolon': '; ',
  'words.no-end': 'бессрочно',
  // Russian gives the number of further ones.
  'words.listed-more': '{names} и ещё {more}{all?|}',

  'status.head.stage': 'состояние',
  'status.head.card': 'документ',
  'status.head.holder': 'владелец',
  'status.head.expires': 'действует до',
  'status.head.window': 'готовиться с',
  'status.left.today': 'сегодня',
  'status.left.days': 'ещё {count|# день|# дня|# дней}',
  'status.left.months': 'ещё {count|# месяц|# месяца|# месяцев}',
  'status.left.years': 'ещё {count|# год|# года|# лет}',
  'status.past.days': '{count|# день|# дня|# дней} назад',
  'status.past.months': '{count|# месяц|# месяца|# месяцев} назад',
  'status.past.years': '{count|# год|# года|# лет} назад',
  'status.label.act-by': 'крайний срок',
  'status.label.appointment': 'запись',
  'status.label.next': 'дальше',
  'status.label.warning': 'внимание',
  'status.label.papers': 'бумаги',
  'status.label.submitted': 'подано',
  'status.label.snoozed': 'пауза',
  'status.label.note': 'примечание',
  'status.label.closed': 'закрыт',
  'status.act-by': ', {when}: {why}',
  'status.why.file-by': 'последний день, чтобы подать вовремя',
  'status.why.needed': 'к этому дню нужен для продления «{by}»',
  'status.off.saturday': '{date} — суббота',
  'status.off.sunday': '{date} — воскресенье',
  'status.off.holiday': '{date} — праздничный день',
  'status.doubt.estimated': 'ближайший праздник указан предположительно',
  'status.doubt.weekends-only': 'праздники неизвестны',
  'status.next-then': '; затем: ',
  'status.submitted': '{date}{receipt?, расписка #|}',
  'status.papers': 'готово {ready} из {needed}{missing?; не хватает: #|}',
  'status.papers-wanted': 'ещё нужно донести: {missing}',
  'status.snoozed': 'до {date}',
  'status.rest':
    'и ещё {count|# документ, по которому|# документа, по которым|# документов, по которым} сейчас ничего делать не нужно',
  'status.no-match': 'Подходящих документов нет.',
  'status.summary': '{count|# документ|# документа|# документов}: ',
  'status.count.overdue': '{count|# истёк|# истекли|# истекли}',
  'status.count.last-day': 'у {count} последний день',
  'status.count.prepare': 'по {count} пора готовиться',
  'status.count.valid': '{count|# действует|# действуют|# действуют}',
  'status.count.permanent': '{count|# бессрочный|# бессрочных|# бессрочных}',
  'status.count.closed': '{count|# закрыт|# закрыты|# закрыто}',
  'status.empty': 'Документов пока нет. Начните с того, который истекает раньше других:',
  'status.empty.name': 'мой',
  'status.empty.add': 'добавить документ',
  'status.empty.help': 'все команды',
  'status.next-reminder': 'Следующее напоминание: {at}{channels?, через #|} ({names})',
  'status.next-run': 'при ближайшем запуске таймера',
  'status.last-reminder': 'Последнее напоминание: {at}, {channels?через #|выведено на экран} ({names})',
  'status.hint.no-timer': 'Таймер не установлен, поэтому напоминания не отправляются',
  'status.hint.timer-stale':
    '{last?Таймер не запускался с #|Таймер ещё ни разу не запускался}, поэтому напоминания не отправляются',
  'status.hint.timer-late':
    '{last?Таймер не запускался с #|Таймер ещё не запускался}, хотя при включённом компьютере он запускается каждый час. Узнать почему',
  'status.hint.timer-missing/entry': 'Таймера больше нет, поэтому напоминания не отправляются (нет {path})',
  'status.hint.timer-missing/program':
    'Таймер не может запустить renew, поэтому напоминания не отправляются (нет {path})',
  'status.hint.no-channel': 'Каналы не настроены, поэтому напоминания только выводятся на экран',
  'status.hint.unseen':
    'Таймер вывел {count|# напоминание|# напоминания|# напоминаний}, но вы могли {count|его|их|их} не увидеть',
  'status.hint.channel': 'Канал «{name}» не работает{since? с #|} ({error})',
  'status.hint.channel-gone': 'Адрес канала «{name}» больше не существует ({error})',
  'status.hint.ledger-lost':
    'Журнал отправки пропал; то, чему пришло время, отправляется снова, не чаще раза в день',
  'status.hint.ledger-dates':
    '{count|# напоминание записано|# напоминания записаны|# напоминаний записаны}, когда часы спешили, и пока {count|не учитывается|не учитываются|не учитываются}',
  'status.hint.clock': 'Время задано переменной RENEW_NOW={value}',
  'status.hint.on': 'Так, как если бы сегодня было {date}',
  'status.hint.zone':
    'В часовом поясе {zone} сейчас {there}, а у вас {here}: для документов оттуда действует эта дата',
  'status.hint.closed':
    '{count|# закрытый документ не показан|# закрытых документа не показаны|# закрытых документов не показаны}',

  'papers.if-needed': '{paper} (если требуется)',
  'next.renew-card': 'Сначала продлите «{name}»',
  'next.decide-paper': 'Узнайте, нужно ли: «{paper}»',
  'next.get-paper': 'Подготовьте: «{paper}»',
  'next.by': '{text}, до {date}',
  'next.by-today': '{text}, сегодня',
  'next.on': '{text} — {date}, ближайший рабочий день',
  'next.today': '{text} — сегодня',
} satisfies Record<keyof typeof english, string>
