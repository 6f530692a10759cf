/** What a family calls its documents, and what it types in its own language. */
export interface Names {
  student: string
  studentCard: string
  studentPassport: string
  visa: string
  letter: string
  wife: string
  husband: string
  card: string
  passport: string
  permit: string
  lease: string
  sim: string
  insurance: string
  inPerson: string
  form: string
  photo: string
  passportPaper: string
  place: string
}

export const LANGUAGES = ['en', 'zh', 'ru', 'kk'] as const
export type Lang = (typeof LANGUAGES)[number]

export const NAMES: Readonly<Record<Lang, Names>> = {
  en: {
    student: 'Chen',
    studentCard: 'her card',
    studentPassport: 'her passport',
    visa: 'her visa',
    letter: 'letter from the university',
    wife: 'Li Na',
    husband: 'Wang Wei',
    card: 'registration',
    passport: 'passport',
    permit: 'work permit',
    lease: 'our lease',
    sim: 'my SIM card',
    insurance: 'insurance',
    inPerson: 'in person',
    form: 'application form',
    photo: 'photo',
    passportPaper: 'passport',
    place: 'Abay 12, window 3',
  },
  zh: {
    student: '陈晨',
    studentCard: '陈晨的登记卡',
    studentPassport: '陈晨的护照',
    visa: '陈晨的签证',
    letter: '学校证明',
    wife: '李娜',
    husband: '王伟',
    card: '李娜的登记卡',
    passport: '李娜的护照',
    permit: '王伟的工作许可',
    lease: '租房合同',
    sim: '手机卡',
    insurance: '医疗保险',
    inPerson: '本人前往办理',
    form: '申请表',
    photo: '照片',
    passportPaper: '护照',
    place: '阿拜街12号3号窗口',
  },
  ru: {
    student: 'Чэнь',
    studentCard: 'Карта Чэнь',
    studentPassport: 'Паспорт Чэнь',
    visa: 'Виза Чэнь',
    letter: 'справка из вуза',
    wife: 'Ли На',
    husband: 'Ван Вэй',
    card: 'Регистрация',
    passport: 'Паспорт',
    permit: 'Разрешение на работу',
    lease: 'Договор аренды',
    sim: 'Сим-карта',
    insurance: 'Медстраховка',
    inPerson: 'лично',
    form: 'анкета-заявление',
    photo: 'фотография',
    passportPaper: 'паспорт',
    place: 'ул. Абая, 12, окно 3',
  },
  kk: {
    student: 'Чэнь',
    studentCard: 'Чэнь картасы',
    studentPassport: 'Чэнь төлқұжаты',
    visa: 'Чэнь визасы',
    letter: 'оқу орнының анықтамасы',
    wife: 'Ли На',
    husband: 'Ван Вэй',
    card: 'Тіркеу картасы',
    passport: 'Төлқұжат',
    permit: 'Жұмысқа рұқсат',
    lease: 'Пәтер жалдау',
    sim: 'SIM карта',
    insurance: 'Сақтандыру',
    inPerson: 'өзі барып',
    form: 'өтініш нысаны',
    photo: 'фотосурет',
    passportPaper: 'төлқұжат',
    place: 'Абай көшесі, 12, 3-терезе',
  },
}

/** What is typed on a day, in Almaty, after the first run of the timer that sends. */
export type Story = Readonly<Record<string, readonly (readonly string[])[]>>

export const storyOf = (my: Names): Story => ({
  '2026-11-27': [
    ['status'],
    ['channel', 'add', 'command', '--name', 'phone', '--run', '/bin/cat', '--no-test'],
    ['timer', 'install', '--with', 'cron'],
    ['add', my.card, '--expires', '2027-01-01', '--holder', my.wife],
    ['add', my.passport, '--expires', '2027-03-27', '--holder', my.wife],
    ['add', my.permit, '--expires', '2027-06-30', '--holder', my.husband],
    ['add', my.lease, '--expires', '2027-05-31'],
    ['add', my.sim, '--expires', '2027-02-27'],
    ['add', my.insurance, '--expires', '2027-08-15', '--holder', my.wife],
    ['status'],
    ['agenda', '--to', '2027-03-01'],
    ['doctor'],
  ],
  '2026-12-01': [['status'], ['show', my.card], ['plan', my.card], ['next'], ['guide', my.card]],
  '2026-12-02': [
    ['edit', my.card, '--method', my.inPerson, '--appointment', '2026-12-15 10:30', '--place', my.place],
    ['tick', my.card, my.form, my.photo],
    ['tick', my.card, my.passportPaper, '--pages', '2'],
    ['plan', my.card],
    ['status'],
    ['snooze', my.card, '--for', '30d', '--yes'],
    ['remind', '--dry-run', '--until', '2026-12-20'],
    ['snooze', my.card, '--off'],
  ],
  '2026-12-14': [['status'], ['next']],
  '2026-12-15': [
    ['status'],
    ['submit', my.card, '--receipt', 'A-17', '--paid', '15000KZT'],
    ['show', my.card],
    ['plan', my.card],
    ['agenda', '--to', '2027-01-10'],
  ],
  '2026-12-31': [['status']],
  '2027-01-01': [['status']],
  '2027-01-02': [['status'], ['show', my.card]],
  '2027-01-05': [['done', my.card, '--expires', '2028-01-01', '--yes'], ['history']],
  '2027-01-10': [['plan', my.passport], ['snooze', my.passport, '--for', '3w'], ['status']],
  '2027-02-10': [['done', my.passport, '--expires', '2037-02-09', '--yes'], ['status']],
  '2027-02-24': [['ack', my.sim]],
  '2027-03-03': [['ack', my.sim], ['status'], ['show', my.sim]],
  '2027-03-20': [['close', my.sim], ['status']],
  '2027-04-20': [
    ['snooze', my.lease, '--for', '90d', '--yes'],
    ['show', my.lease],
    ['agenda', '--to', '2027-06-01'],
    ['snooze', my.lease, '--off'],
  ],
  '2027-05-30': [['done', my.lease, '--expires', '2028-05-31', '--yes']],
  '2027-05-31': [['status'], ['plan', my.permit]],
  '2027-06-02': [['status'], ['show', my.permit], ['plan', my.permit]],
  '2027-06-04': [['submit', my.permit, '--receipt', 'B-5'], ['status']],
  '2027-06-30': [['status']],
  '2027-07-05': [['status'], ['ack', my.permit]],
  '2027-07-20': [['done', my.permit, '--expires', '2028-06-30', '--yes']],
  '2027-08-15': [['status'], ['plan', my.insurance]],
  '2027-08-17': [['done', my.insurance, '--expires', '2028-08-15', '--yes']],
  '2027-11-30': [
    ['status'],
    ['history'],
    ['history', '--reminders'],
    ['history', '--changes'],
    ['agenda'],
    ['doctor'],
    ['undo', '--yes'],
    ['list'],
    ['timer', 'status'],
    ['channel', 'list'],
    ['config', 'list'],
  ],
})

/** A student: appointments that move, an application filed late, one more paper, a refusal, and a date typed wrongly. */
export const studentStoryOf = (my: Names): Story => ({
  '2026-11-27': [
    ['channel', 'add', 'command', '--name', 'phone', '--run', '/bin/cat', '--no-test'],
    ['timer', 'install', '--with', 'cron'],
    ['add', my.studentPassport, '--expires', '2027-11-30', '--holder', my.student],
    ['add', my.visa, '--expires', '2027-01-20', '--holder', my.student],
    [
      'add',
      my.studentCard,
      '--expires',
      '2027-01-20',
      '--guide',
      'kz/registration-card',
      '--holder',
      my.student,
    ],
    ['link', my.studentCard, my.visa],
    ['link', my.studentCard, my.studentPassport],
    ['link', my.studentPassport, my.studentCard],
    ['status'],
    ['plan', my.studentCard],
    ['show', my.studentCard],
  ],
  '2026-12-20': [
    [
      'edit',
      my.studentCard,
      '--method',
      my.inPerson,
      '--appointment',
      '2026-12-28 09:30',
      '--place',
      my.place,
    ],
    ['done', my.visa, '--expires', '2028-01-20', '--yes'],
  ],
  '2026-12-27': [['edit', my.studentCard, '--appointment', '2027-01-05 11:00']],
  '2026-12-28': [['status'], ['agenda', '--to', '2027-01-31']],
  '2027-01-04': [
    ['edit', my.studentCard, '--appointment', '2027-01-14 10:00'],
    ['plan', my.studentCard],
  ],
  '2027-01-15': [['status'], ['next']],
  '2027-01-18': [
    ['tick', my.studentCard, my.form, my.photo],
    ['submit', my.studentCard, '--receipt', 'KZ-1', '--paid', '12000KZT'],
    ['status'],
    ['show', my.studentCard],
    ['plan', my.studentCard],
  ],
  '2027-01-19': [['tick', my.studentCard, my.letter, '--own'], ['status'], ['show', my.studentCard]],
  '2027-01-22': [
    ['submit', my.studentCard, '--submitted', ''],
    ['status'],
    ['show', my.studentCard],
    ['plan', my.studentCard],
    ['submit', my.studentCard, '--submitted', ''],
  ],
  '2027-01-25': [
    ['tick', my.studentCard, my.letter, '--own', '--taken', '2027-01-25'],
    ['submit', my.studentCard, '--receipt', 'KZ-2'],
    ['status'],
  ],
  '2027-01-29': [
    ['done', my.studentCard, '--expires', '2027-02-20', '--yes'],
    ['status'],
    ['edit', my.studentCard, '--expires', '2028-01-20'],
    ['history', my.studentCard],
    ['status'],
    ['undo', '--yes'],
    ['undo', '--yes'],
    ['status'],
    ['agenda', '--to', '2027-03-01'],
    ['doctor'],
  ],
})
