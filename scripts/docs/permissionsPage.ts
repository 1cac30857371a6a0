import { CURRENCIES, type CurrencyCode } from '../../domain/currency';
import { formatMoney, money } from '../../domain/money';
import { ALL_PERMISSIONS, isAllowed, moneyLimitsFor, PERMISSIONS, STAFF_ROLES } from '../../domain/permissions';
import { code, page, table } from './markdown';

function permissionTable(): string {
  return table(
    ['permission', 'allows to', ...STAFF_ROLES],
    ALL_PERMISSIONS.map((permission) => [
      code(permission),
      PERMISSIONS[permission],
      ...STAFF_ROLES.map((role) => (isAllowed(role, permission) ? 'yes' : '–')),
    ]),
  );
}

function limitTable(): string {
  const write = (minor: number | null, currency: CurrencyCode): string =>
    minor === null ? '–' : formatMoney(money(minor, currency), 'en-GB').replaceAll('\u00a0', ' ');
  return table(
    ['currency', ...STAFF_ROLES.flatMap((role) => [`${role}, a booking`, `${role}, a day`])],
    (Object.keys(CURRENCIES) as CurrencyCode[]).map((currency) => [
      code(currency),
      ...STAFF_ROLES.flatMap((role) => {
        const { perBookingMinor, perDayMinor } = moneyLimitsFor(role, currency);
        return [write(perBookingMinor, currency), write(perDayMinor, currency)];
      }),
    ]),
  );
}

/** Who of the staff may do what, and how much money they may choose alone. */
export function permissionsPage(): string {
  return page('Permissions', '`domain/permissions.ts`', [
    'A student and a tutor may do what concerns their own bookings and account; they need no permission for it. Staff act by permissions: a verb on a resource, held by a role. Every staff operation of the API names the one it asks for (`x-permission` in the OpenAPI document), and the router refuses everybody else with `forbidden`.',
    'Nobody changes their own roles, an owner is made and unmade by an owner alone, and the last owner stays. What staff do leaves a line in the audit log; what they look at of a person stands in that person’s own access log.',
    permissionTable(),
    '## Money',
    'These limits count amounts that staff choose, never what a rule gives. What is above needs a second person with the right and the limit.',
    limitTable(),
  ]);
}
