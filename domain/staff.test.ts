import type { Role, StaffRole } from './permissions';
import {
  disableRefusal,
  enableRefusal,
  grantRefusal,
  impersonateRefusal,
  revokeRefusal,
  type StaffMember,
  type Subject,
  VIEW_MINUTES,
} from './staff';
import { POLICIES } from './policies';

const by = (actingAs: Role, over: Partial<StaffMember> = {}): StaffMember => ({
  id: 'actor',
  actingAs,
  holdsIt: true,
  ...over,
});
const subject = (over: Partial<Subject> = {}): Subject => ({
  id: 'subject',
  roles: ['student'],
  disabled: false,
  erased: false,
  lastOf: [],
  ...over,
});

describe('granting a role', () => {
  /** Regression of the earlier system: admin minting owners. */
  it('refuses admin minting owners: an owner is made by an owner alone', () => {
    expect(grantRefusal(by('admin'), subject(), 'owner')).toBe('forbidden');
    expect(grantRefusal(by('owner'), subject(), 'owner')).toBeNull();
  });
  it.each<[Role, StaffRole]>([
    ['support', 'support'],
    ['support', 'admin'],
    ['student', 'support'],
    ['tutor', 'admin'],
  ])('is not for a %s', (role, granted) => {
    expect(grantRefusal(by(role), subject(), granted)).toBe('forbidden');
  });
  it('is for an admin, to somebody else with an open account who has it not', () => {
    expect(grantRefusal(by('admin'), subject(), 'admin')).toBeNull();
    expect(grantRefusal(by('admin'), subject({ id: 'actor' }), 'support')).toBe('own_account');
    expect(grantRefusal(by('admin'), subject({ disabled: true }), 'support')).toBe('account_disabled');
    expect(grantRefusal(by('admin'), subject({ erased: true }), 'support')).toBe('account_erased');
    expect(grantRefusal(by('admin'), subject({ roles: ['support'] }), 'support')).toBe('role_already_held');
  });
  it('is refused to whoever lost the role meanwhile', () => {
    expect(grantRefusal(by('admin', { holdsIt: false }), subject(), 'support')).toBe('forbidden');
  });
});

describe('taking a role away', () => {
  it('of an owner is an owner’s alone', () => {
    expect(revokeRefusal(by('admin'), subject({ roles: ['owner'] }), 'owner')).toBe('forbidden');
    expect(revokeRefusal(by('owner'), subject({ roles: ['owner'] }), 'owner')).toBeNull();
  });
  it('leaves the last owner and the last admin, and not the last support', () => {
    const last = subject({ roles: ['support', 'admin', 'owner'], lastOf: ['support', 'admin', 'owner'] });
    expect(revokeRefusal(by('owner'), last, 'owner')).toBe('role_last_holder');
    expect(revokeRefusal(by('owner'), last, 'admin')).toBe('role_last_holder');
    expect(revokeRefusal(by('owner'), last, 'support')).toBeNull();
  });
  it('is never of one’s own, and only of what is held', () => {
    expect(revokeRefusal(by('owner'), subject({ id: 'actor', roles: ['admin'] }), 'admin')).toBe('own_account');
    expect(revokeRefusal(by('owner'), subject(), 'admin')).toBe('role_not_granted');
    expect(revokeRefusal(by('support'), subject({ roles: ['support'] }), 'support')).toBe('forbidden');
  });
});

describe('closing and opening an account', () => {
  it('is for an admin, of an owner’s account for an owner', () => {
    expect(disableRefusal(by('admin'), subject())).toBeNull();
    expect(disableRefusal(by('support'), subject())).toBe('forbidden');
    expect(disableRefusal(by('admin'), subject({ roles: ['owner'] }))).toBe('forbidden');
    expect(enableRefusal(by('admin'), subject({ roles: ['owner'], disabled: true }))).toBe('forbidden');
    expect(disableRefusal(by('owner'), subject({ roles: ['owner'] }))).toBeNull();
  });
  it('never closes one’s own, a closed, an erased or the last admin’s', () => {
    expect(disableRefusal(by('admin'), subject({ id: 'actor' }))).toBe('own_account');
    expect(disableRefusal(by('admin'), subject({ disabled: true }))).toBe('account_disabled');
    expect(disableRefusal(by('admin'), subject({ disabled: true, erased: true }))).toBe('account_erased');
    expect(disableRefusal(by('owner'), subject({ roles: ['admin'], lastOf: ['admin'] }))).toBe('role_last_holder');
  });
  it('opens only what is closed', () => {
    expect(enableRefusal(by('admin'), subject())).toBe('account_not_disabled');
    expect(enableRefusal(by('admin'), subject({ disabled: true }))).toBeNull();
    expect(enableRefusal(by('admin'), subject({ disabled: true, erased: true }))).toBe('account_erased');
  });
});

describe('looking with somebody’s eyes', () => {
  it('is never with a colleague’s', () => {
    for (const role of ['support', 'admin', 'owner'] as const)
      expect(impersonateRefusal(by('owner'), subject({ roles: ['student', role] }))).toBe('impersonation_of_staff');
  });
  it('is for staff, of an open account', () => {
    expect(impersonateRefusal(by('support'), subject({ roles: ['tutor'] }))).toBeNull();
    expect(impersonateRefusal(by('student'), subject())).toBe('forbidden');
    expect(impersonateRefusal(by('support'), subject({ disabled: true }))).toBe('account_disabled');
  });
  it('is for one of the lengths offered, the shortest where none is said, and never for longer than the policy', () => {
    const { choicesMinutes, maxMinutes } = POLICIES.viewAs;
    expect([...choicesMinutes].sort((a, b) => a - b)).toEqual([...choicesMinutes]);
    expect([VIEW_MINUTES, choicesMinutes.at(-1)]).toEqual([choicesMinutes[0], maxMinutes]);
    for (const minutes of choicesMinutes) expect(impersonateRefusal(by('support'), subject(), minutes)).toBeNull();
    expect(impersonateRefusal(by('owner'), subject(), maxMinutes + 1)).toBe('impersonation_too_long');
    expect(impersonateRefusal(by('student'), subject(), maxMinutes + 1)).toBe('forbidden');
  });
});
