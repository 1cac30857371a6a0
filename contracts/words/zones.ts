/** Whether this runtime knows a zone by that name. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * Zones whose name of today browsers do not say: CLDR, from which they have it, keeps the first name it knew. By the
 * `backward` file of the tz database.
 */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** A zone by its name of today, where this runtime knows it by that. */
export function zoneToday(zone: string): string {
  const today = RENAMED[zone];
  return today !== undefined && isZone(today) ? today : zone;
}

/** The zone of whoever runs this. */
export const zoneHere = (): string => zoneToday(new Intl.DateTimeFormat().resolvedOptions().timeZone);

/** The place a zone is named after: `Europe/Kyiv` → `Kyiv`. */
export function placeOf(zone: string): string {
  const name = zoneToday(zone);
  return (name.split('/').at(-1) ?? name).replaceAll('_', ' ');
}
