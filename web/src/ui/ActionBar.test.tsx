import type { ActionView } from '@stoa/contracts/http/bookings';
import { fireEvent, screen } from '@testing-library/react';
import { ActionBar } from './ActionBar';
import { renderPart, textOf } from './testing';

const offered = (action: ActionView['action'], more: Partial<ActionView> = {}): ActionView => ({
  action,
  allowed: true,
  primary: false,
  dangerous: false,
  refusal: null,
  until: null,
  url: null,
  ...more,
});
const bar = (actions: ActionView[], onAct = jest.fn()) => ({
  onAct,
  ...renderPart(<ActionBar actions={actions} onAct={onAct} bookAgainHref="/tutors/1" />),
});

describe('ActionBar', () => {
  it('shows nothing where the server offers nothing', () => {
    expect(bar([]).container.querySelector('section')).toBeNull();
  });

  it('puts the primary first and the dangerous last, whatever the order they came in', () => {
    const { container } = bar([
      offered('cancel', { dangerous: true }),
      offered('bookAgain'),
      offered('accept', { primary: true }),
    ]);
    const names = [...container.querySelectorAll('[data-action]')].map((node) => node.getAttribute('data-action'));
    expect(names).toEqual(['accept', 'bookAgain', 'cancel']);
  });

  it('asks before it acts: a press only names the action', () => {
    const { onAct } = bar([offered('decline', { dangerous: true })]);
    fireEvent.click(screen.getByRole('button', { name: 'Decline' }));
    expect(onAct).toHaveBeenCalledWith('decline');
  });

  it('leads to the server’s addresses', () => {
    bar([offered('join', { url: 'https://meet.example/1' }), offered('bookAgain')]);
    expect(screen.getByRole('link', { name: 'Go to the lesson' }).getAttribute('href')).toBe('https://meet.example/1');
    expect(screen.getByRole('link', { name: 'Book again' }).getAttribute('href')).toBe('/tutors/1');
  });

  it('keeps the place of the payment button while its page is being made', () => {
    bar([offered('pay', { primary: true, allowed: false })]);
    const button = screen.getByRole('button', { name: /Preparing the payment page/ });
    expect(button.hasAttribute('disabled')).toBe(true);
  });

  it('says why a refused action is refused and what to do instead, and offers no button for it', () => {
    const { container } = bar([offered('cancel', { allowed: false, refusal: 'booking_state_conflict' })]);
    expect(screen.queryByRole('button')).toBeNull();
    expect(textOf(container.querySelector('[data-refused=cancel]'))).toBe(
      'Cancel the lesson is not possible now. The booking has changed in the meantime. See below where it stands now.',
    );
  });

  it('stays readable with a refusal code of a newer server', () => {
    const { container } = bar([offered('cancel', { allowed: false, refusal: 'moon_too_full' })]);
    expect(textOf(container.querySelector('[data-refused=cancel]'))).toBe('Cancel the lesson is not possible now.');
  });
});
