import type { texts as english } from '../en/reminders.ts'

/** Тексты напоминаний и календаря. */
export const texts = {
  'calendar.language': 'RU',
  'calendar.name': 'renew: сроки документов',
  'calendar.about':
    'Когда истекают документы, с оповещением на каждое напоминание. Google Календарь отбрасывает оповещения и у импортированных файлов, и у календарей по подписке: чтобы получать там напоминания, настройте канал в renew.',
  'calendar.title.expiry': '{name}: последний день действия',
  'calendar.title.window': '{name}: пора готовиться',
  'calendar.title.file-by': '{name}: крайний срок',
  'calendar.title.appointment': '{name}: приём по записи',
  'calendar.details': '{kind}{holder? (#)|}\nДействует до: {expires}',

  'reminder.title.appointment-today': '{name}: сегодня приём по записи{time?, #|}',
  'reminder.title.appointment-tomorrow': '{name}: завтра приём по записи, {day}{time?, #|}',
  'reminder.title.appointment-past': '{name}: приём был {day}',
  'reminder.title.overdue': '{name}: срок истёк {days|# день|# дня|# дней} назад',
  'reminder.title.overdue-submitted': '{name}: срок истёк {days|# день|# дня|# дней} назад, заявление подано',
  'reminder.title.last-day': '{name}: сегодня последний день действия',
  'reminder.title.last-day-closed': '{name}: сегодня последний день действия, учреждение закрыто',
  'reminder.title.last-day-submitted': '{name}: сегодня последний день действия, заявление подано',
  'reminder.title.last-working-day': '{name}: сегодня последний рабочий день, чтобы успеть',
  'reminder.title.last-working-day-submitted': '{name}: сегодня последний рабочий день срока действия',
  'reminder.title.last-working-day-past':
    '{name}: последний рабочий день прошёл, {days|остался # день|осталось # дня|осталось # дней}',
  'reminder.title.file-by': '{name}: сегодня последний день, чтобы подать вовремя',
  'reminder.title.file-by-past':
    '{name}: последний день для подачи прошёл, {days|остался # день|осталось # дня|осталось # дней}',
  'reminder.title.filing-opens': '{name}: сегодня начинается приём заявлений',
  'reminder.title.filing-open': '{name}: идёт приём заявлений',
  'reminder.title.filing-closes': '{name}: сегодня заканчивается приём заявлений',
  'reminder.title.filing-missed':
    '{name}: приём заявлений пропущен, {days|остался # день|осталось # дня|осталось # дней}',
  'reminder.title.needed': '{name}: сегодня нужен для продления «{by}»',
  'reminder.title.needed-past': '{name}: его ждёт продление «{by}»',
  'reminder.title.prepare': '{name}: пора готовиться',
  'reminder.title.left': '{name}: до крайнего срока {toAct|# день|# дня|# дней}',
  'reminder.title.ask': '{name}: узнайте о ходе рассмотрения',

  'reminder.why.appointment-today': '{name}: сегодня, {date}, у вас приём по записи{time? в #|}{place?, #|}.',
  'reminder.why.appointment-tomorrow':
    '{name}: завтра, {date}, у вас приём по записи{time? в #|}{place?, #|}.',
  'reminder.why.appointment-past':
    '{name}: приём по записи был {date}. Если вы подали заявление, отметьте это.',
  'reminder.why.overdue': '{name}: срок действия истёк {days|# день|# дня|# дней} назад.',
  'reminder.why.overdue-submitted':
    '{name}: срок действия истёк {days|# день|# дня|# дней} назад. Ваше заявление подано.',
  'reminder.why.last-day':
    '{name}: сегодня, {expires}, последний день действия. Продлить документ нужно сегодня.',
  'reminder.why.last-day-closed':
    '{name}: сегодня, {expires}, последний день действия, но учреждение закрыто. Последний рабочий день был {last}.',
  'reminder.why.last-day-submitted':
    '{name}: сегодня, {expires}, последний день действия. Ваше заявление подано.',
  'reminder.why.last-working-day':
    '{name}: сегодня, {date}, последний рабочий день, чтобы успеть: срок действия истекает {off}.',
  'reminder.why.last-working-day-submitted':
    '{name}: сегодня, {date}, последний рабочий день срока действия. Ваше заявление подано.',
  'reminder.why.last-working-day-past': '{name}: последний рабочий день, чтобы успеть, был {date}.',
  'reminder.why.file-by': '{name}: сегодня, {date}, последний день, чтобы подать заявление вовремя.',
  'reminder.why.file-by-past': '{name}: последний день, чтобы подать заявление вовремя, был {date}.',
  'reminder.why.filing-opens':
    '{name}: сегодня начинается приём заявлений; последний день приёма — {closes}.',
  'reminder.why.filing-open': '{name}: приём заявлений идёт до {closes}.',
  'reminder.why.filing-closes': '{name}: сегодня, {closes}, заканчивается приём заявлений.',
  'reminder.why.filing-missed': '{name}: приём заявлений закончился {closes}.',
  'reminder.why.needed':
    '{name}: документ нужен для продления «{by}» сегодня, {date}. Если нового ещё нет, подайте заявление с нынешним и спросите, примут ли его.',
  'reminder.why.needed-past':
    '{name}: продление «{by}» ждёт этого документа с {date}. Если нового ещё нет, подайте заявление с нынешним и спросите, примут ли его.',
  'reminder.why.prepare': '{name}: пора готовиться к продлению.',
  'reminder.why.left':
    '{name}: крайний срок — {date}, {toAct|остался # день|осталось # дня|осталось # дней}.',
  'reminder.why.ask':
    '{name}: заявление подано {days|# день|# дня|# дней} назад. Узнайте, как идёт рассмотрение.',

  'reminder.person': '{name} ({kind})',
  'reminder.brief': '{title} (действует до {date})',
  'reminder.off.weekend': 'в выходной',
  'reminder.off.holiday': 'в праздник',
  'reminder.off.closed': 'в нерабочий день',
  'reminder.document': '{guide}{holder? (#)|}, действует до {date}.',
  'reminder.document-past': '{guide}{holder? (#)|}. Срок действия закончился {date}.',
  'reminder.act-by':
    'Крайний срок — {date}, через {days|# день|# дня|# дней}{by?: к этому дню документ нужен для продления «#»|}. Срок действия истекает через {left|# день|# дня|# дней}{off?, #|}.',
  'reminder.expires-in': 'Срок действия истекает через {days|# день|# дня|# дней}{off?, #|}.',
  'reminder.bring': 'Возьмите с собой: {papers}.',
  'reminder.submitted': 'Подано {date}{receipt?, расписка #|}.',
  'reminder.papers': 'Готово {ready} из {needed|# бумаги|# бумаг|# бумаг}{missing?; не хватает: #|}.',
  'reminder.papers-wanted': 'Ещё нужно донести: {missing}.',
  'reminder.next': 'Дальше: {sentence}.',
  'reminder.other-day': 'Там, где действует документ, сейчас {there}; у вас {here}.',
  'reminder.command.submit': 'Если заявление уже подано: renew submit {card}',
  'reminder.command.done': 'Если уже продлено: renew done {card} --expires ДАТА',
  'reminder.command.ack': 'Если прочитано: renew ack {card}',
  'reminder.title-many': '{first}, и ещё {count|# документ|# документа|# документов}',
  'reminder.digest': '{count|# документ|# документа|# документов}{expired?, истекло: #|}',
  'reminder.title-faults': 'renew: есть неполадки',
  'reminder.part': '{title} ({part}/{parts})',
  'reminder.more-in-file':
    'Ещё {count|# документ — в приложенном файле|# документа — в приложенном файле|# документов — в приложенном файле}, вместе с этими.',
  'reminder.footer': 'Все документы: renew status',
  'reminder.fault.ledger-damaged':
    'Журнал отправки был повреждён, начат новый. Некоторые напоминания могут прийти дважды. Повреждённый файл: {aside}.',
  'reminder.fault.ledger-lost':
    'Журнал отправки пропал, начат новый. То, чему пришло время, отправляется снова, не чаще раза в день.',
  'reminder.fault.ledger-unwritable':
    'renew не может записать, что это сообщение отправлено, поэтому оно может прийти ещё раз: {reason}.',
  'reminder.fault.ledger-dates':
    '{count|# запись журнала отправки датирована|# записи журнала отправки датированы|# записей журнала отправки датированы} позже сегодняшнего дня или неверно и {count|не учитывается|не учитываются|не учитываются}: возможно, часы шли неверно. Некоторые напоминания могут прийти дважды.',
  'reminder.fault.ack-ahead':
    '{count|# документ отмечен прочитанным|# документа отмечены прочитанными|# документов отмечены прочитанными} позже сегодняшнего дня, и это не учитывается: часы шли неверно.',
  'reminder.fault.clock':
    'По часам этого компьютера сегодня {today}. Пока часы не исправлены, напоминания не отправляются.',
  'reminder.fault.unknown-channel':
    'Канала «{channel}» нет, но он указан для: {cards}. Использованы все каналы.',
  'reminder.fault.partly-delivered': 'Канал «{channel}» доставил сообщение не всем получателям: {error}.',
  'reminder.fault.store': '{reason}.',
  'reminder.fault.guide-lost': 'Памятку {guide} нельзя использовать ({detail}); {instead}.',
  'reminder.guide-gone': 'Памятки {guide} больше нет; {instead}.',
  'reminder.guide-instead.kept': 'используются её последние значения',
  'reminder.guide-instead.built-in': 'вместо неё используется встроенная',
  'reminder.guide-instead.missing': 'используются обычные значения',
  'reminder.fault.workdays-lost':
    'Ваш календарь рабочих дней нельзя использовать ({detail}); вместо него используется встроенный.',
  'reminder.fault.channel-failed': 'Канал «{channel}» не сработал: {error}.',
  'reminder.faults-more': 'Ещё {count|# неполадка|# неполадки|# неполадок}: renew doctor.',

  'channel.test-title': 'renew: проверочное сообщение',
  'channel.test-text': 'Так будут приходить напоминания через «{name}». Делать ничего не нужно.',
} satisfies Record<keyof typeof english, string>
