import { CURRENCIES, type CurrencyCode } from './currency';
import {
  ALL_PERMISSIONS,
  isAllowed,
  isStaffRole,
  moneyLimitsFor,
  PERMISSIONS,
  permissionsFor,
  type Role,
} from './permissions';

const ROLES: readonly Role[] = ['student', 'tutor', 'support', 'admin', 'owner'];
const OWNER_ONLY = ['owner.grant', 'owner.revoke'];

describe('permissions', () => {
  it('are verbs on resources, each said in words of its own', () => {
    for (const permission of ALL_PERMISSIONS) expect(permission).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/);
    expect(new Set(Object.values(PERMISSIONS)).size).toBe(ALL_PERMISSIONS.length);
  });

  it.each(['student', 'tutor'] as const)('are none for a %s', (role) => {
    expect(permissionsFor(role)).toEqual([]);
    expect(isStaffRole(role)).toBe(false);
  });

  it('grow from support to admin to owner, and nothing is nobody’s', () => {
    const [support, admin, owner] = (['support', 'admin', 'owner'] as const).map((role) => permissionsFor(role));
    expect(admin).toEqual(expect.arrayContaining(support ?? []));
    expect(owner).toEqual(expect.arrayContaining(admin ?? []));
    expect(owner).toEqual(ALL_PERMISSIONS);
    expect(support!.length).toBeLessThan(admin!.length);
  });

  /** Prevents: an admin who makes an owner owns the business. */
  it('to make and unmake owners are an owner’s alone', () => {
    const holders = (permission: (typeof ALL_PERMISSIONS)[number]) =>
      ROLES.filter((role) => isAllowed(role, permission));
    expect(ALL_PERMISSIONS.filter((permission) => holders(permission).join() === 'owner')).toEqual(OWNER_ONLY);
  });

  /** Prevents: support that lets itself into accounts, roles or the log that watches it. */
  it('of support touch no role, no account’s state and no log', () => {
    for (const permission of permissionsFor('support'))
      expect(permission).not.toMatch(/^(role|owner|audit|tutor|strike|subject)\.|disable|erase|export/);
  });
});

describe('money limits', () => {
  it.each(Object.keys(CURRENCIES) as CurrencyCode[])('in %s are the currency table’s', (currency) => {
    const row = CURRENCIES[currency];
    expect(moneyLimitsFor('support', currency)).toEqual({
      perBookingMinor: row.supportPerBookingMinor,
      perDayMinor: row.supportPerDayMinor,
    });
    const admin = { perBookingMinor: row.adminPerBookingMinor, perDayMinor: null };
    expect(moneyLimitsFor('admin', currency)).toEqual(admin);
    expect(moneyLimitsFor('owner', currency)).toEqual(admin);
  });

  it('are 50.00 a booking and 200.00 a day for support, 500.00 for an admin', () => {
    expect(moneyLimitsFor('support', 'EUR')).toEqual({ perBookingMinor: 5_000, perDayMinor: 20_000 });
    expect(moneyLimitsFor('admin', 'EUR')).toEqual({ perBookingMinor: 50_000, perDayMinor: null });
  });
});
