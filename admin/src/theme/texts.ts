import british from 'antd/locale/en_GB';
import 'dayjs/locale/en-gb';

const { DatePicker: picker } = british;
/** The buttons that show a month or a year are called by what they show, as whoever speaks to the page says it. */
const calendar = picker && { ...picker, lang: { ...picker.lang, monthSelect: '', yearSelect: '' } };

/** What antd says by itself, in the catalogue's English; weeks begin on Monday. Its pickers read the calendar's part. */
export const antdTexts: typeof british = { ...british, ...(calendar && { Calendar: calendar }) };
