// Dates as people write them, in English and Korean, and as ISO 8601 has them.

import { different, drawnFrom, table } from './drawn.mjs';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAYS_IN_KOREAN = ['일요일', '월요일', '화요일', '수요일', '목요일', '금요일', '토요일'];

const YEARS = [1900, 2029];
const [TRAINED, TESTED] = [1000, 100];

function ordinal(day) {
  if (day > 10 && day < 14) return `${day}th`;
  return `${day}${['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'}`;
}

/** What stands before the date where the weekday is said, and the date. */
const WAYS = [
  { weekday: ({ week }) => `${DAYS[week]}, `, text: ({ year, month, day }) => `${day} ${MONTHS[month - 1]} ${year}` },
  { weekday: ({ week }) => `${DAYS[week]}, `, text: ({ year, month, day }) => `${MONTHS[month - 1]} ${day}, ${year}` },
  {
    weekday: ({ week }) => `${DAYS[week]}, `,
    text: ({ year, month, day }) => `the ${ordinal(day)} of ${MONTHS[month - 1]} ${year}`,
  },
  {
    weekday: ({ week }) => `${DAYS_IN_KOREAN[week]}, `,
    text: ({ year, month, day }) => `${year}년 ${month}월 ${day}일`,
  },
  { weekday: ({ week }) => `${DAYS_IN_KOREAN[week]}, `, text: ({ year, month, day }) => `${year}. ${month}. ${day}.` },
];

function draw({ whole, oneOf }) {
  const date = new Date(Date.UTC(whole(...YEARS), 0, whole(1, 365)));
  const iso = date.toISOString().slice(0, 10);
  const [year, month, day] = iso.split('-').map(Number);
  const { weekday, text } = oneOf(WAYS);
  const before = whole(1, 3) === 1 ? weekday({ week: date.getUTCDay() }) : '';
  return [`${before}${text({ year, month, day })}`, iso];
}

/** Files of the lesson, by name; no date is in both. */
export function attention() {
  const drawn = drawnFrom(9);
  const rows = different(
    TRAINED + TESTED,
    () => draw(drawn),
    ([, iso]) => iso,
  );
  const columns = ['written', 'iso'];
  return { 'dates.tsv': table(columns, rows.slice(0, TRAINED)), 'dates-test.tsv': table(columns, rows.slice(TRAINED)) };
}
